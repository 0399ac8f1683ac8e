"""Runs as they happen at night: new figures, no news, trouble."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

import indicators.update as module
from indicators.api import ReleaseStore
from indicators.audits import AuditError
from indicators.release import build, newest_id
from indicators.run_log import read_runs
from indicators.update import update
from ingest.errors import IngestError
from ingest.fetch import TableOutcome
from ingest.hosts import Hosts
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable
from ingest.source import read_sources
from tests.conftest import FIGURES
from tests.ingest.holding import another_run
from tests.ingest.made_sources import boundary_source

pytestmark = pytest.mark.slow

SOURCES = read_sources().values()


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    """A copy of a data directory with one release, to do harm to."""
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def test_a_run_publishes_once_and_then_reports_no_change(tmp_path: Path) -> None:
    with ReplayServer(read_figures(FIGURES)) as server:
        first = update(tmp_path, Hosts.at(server.url), SOURCES)
        second = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert (first.outcome, second.outcome) == ("published", "unchanged")
    assert first.release_id == second.release_id
    rows = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert [row["outcome"] for row in rows] == ["published", "unchanged"]
    assert ReleaseStore(tmp_path).last_run() == second
    assert {table["id"]: table["outcome"] for table in rows[0]["tables"]}["03759ned"] == (
        "not_in_catalogue"
    )


def newer(table: WireTable, word: str = "") -> WireTable:
    """A later version of a table; with a word in its titles it is no longer what we know."""
    topics = tuple(replace(topic, title=topic.title + word) for topic in table.topics)
    return replace(table, modified=table.modified.replace(year=2030), topics=topics)


def test_a_changed_table_stays_as_it_was_and_keeps_nothing_back(tmp_path: Path) -> None:
    tables = read_figures(FIGURES)
    with ReplayServer(tables) as server:
        first = update(tmp_path, Hosts.at(server.url), SOURCES)
        server.publish(
            [newer(one, " nieuw" if one.identifier == "85361NED" else "") for one in tables]
        )
        second = update(tmp_path, Hosts.at(server.url), SOURCES)
        third = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert [run.outcome for run in (first, second, third)] == [
        "published",
        "published",
        "unchanged",
    ]
    for run in (second, third):
        assert "85361NED: saw topics" in run.message
        outcomes = {table.id: table.outcome for table in run.tables}
        assert outcomes.pop("85361NED") == "failed"
        assert "failed" not in outcomes.values()
    store = ReleaseStore(tmp_path)
    newest = store.newest()
    assert newest is not None
    assert newest.id == second.release_id != first.release_id
    assert list(newest.older) == ["85361NED"]
    assert "85361NED: saw topics" in newest.older["85361NED"]
    before = store.get(str(first.release_id))
    assert before is not None
    assert not before.older
    versions = {source.id: source.modified for source in newest.sources()}
    assert not str(versions["85361NED"]).startswith("2030")
    assert str(versions["84851NED"]).startswith("2030")
    overview = store.overview(datetime.now(UTC))
    states = {source.id: source.state for source in overview.sources}
    assert states["85361NED"] == "behind"
    assert states["84851NED"] not in ("behind", "failed")


def test_a_table_that_never_came_in_keeps_nothing_back_either(tmp_path: Path) -> None:
    tables = [
        newer(one, " nieuw") if one.identifier == "85361NED" else one
        for one in read_figures(FIGURES)
    ]
    with ReplayServer(tables) as server:
        summary = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert summary.outcome == "published"
    store = ReleaseStore(tmp_path)
    states = {one.id: one.state for one in store.overview(datetime.now(UTC)).sources}
    assert states["85361NED"] == "failed"
    newest = store.newest()
    assert newest is not None
    assert not newest.older


@pytest.mark.parametrize(
    "error",
    [
        IngestError("a fault of ours"),
        AuditError("a row too many"),
        duckdb.IOException("no space"),
        OSError(28, "No space left on device"),
    ],
)
@pytest.mark.parametrize("where", ["fetch", "build_in_run"])
def test_whatever_goes_wrong_is_reported_and_the_release_stays(
    where: str, error: Exception, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module, where, fail)
    if where == "build_in_run":
        monkeypatch.setattr(
            module, "fetch", lambda *_, **__: [TableOutcome("85361NED", "unchanged")]
        )
    before = newest_id(data / "releases")
    summary = update(data, Hosts.at("http://127.0.0.1:1"), SOURCES)
    assert summary.outcome == "failed"
    assert str(error) in summary.message
    assert newest_id(data / "releases") == before
    assert ReleaseStore(data).last_run() == summary
    if where == "fetch":
        assert {table.outcome for table in summary.tables} == {"not_tried"}
        assert summary.release_id == before
    else:
        assert [table.outcome for table in summary.tables] == ["unchanged"]


def test_a_release_is_made_of_what_was_kept_before_the_fetching_broke_off(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(data / "releases")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "fetch", fail)
    summary = update(data, Hosts.at("http://127.0.0.1:1"), SOURCES)
    assert summary.outcome == "published"
    assert "No space left" in summary.message


def test_a_full_disk_that_takes_no_run_log_is_survived(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "fetch", lambda *_, **__: [TableOutcome("85361NED", "unchanged")])
    monkeypatch.setattr(module, "append_run", full)
    assert update(data, Hosts.at("http://127.0.0.1:1"), SOURCES).outcome == "unchanged"
    assert "run log" in caplog.text
    assert "No space left" in caplog.text


def test_a_data_directory_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    summary = update(tmp_path / "file", Hosts.at("http://127.0.0.1:1"), SOURCES)
    assert summary.outcome == "failed"
    assert "FileExistsError" in summary.message


def test_a_run_that_comes_while_another_goes_on_is_skipped(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "fetch", lambda *_, **__: pytest.fail("fetched without the lock"))
    good = ReleaseStore(data).last_run()
    with another_run(data):
        summary = update(data, Hosts.at("http://127.0.0.1:1"), SOURCES)
    assert summary.outcome == "skipped"
    assert "another run is going on" in summary.message
    assert read_runs(data, 1).runs == (summary,)
    assert ReleaseStore(data).last_run() == good


def test_a_publisher_that_is_gone_leaves_the_last_release(tmp_path: Path) -> None:
    with ReplayServer(read_figures(FIGURES)) as server:
        url = server.url
        good = update(tmp_path, Hosts.at(url), SOURCES)
    bad = update(tmp_path, Hosts.at(url), SOURCES)
    assert bad.outcome == "failed"
    assert "Connection refused" in bad.message
    newest = ReleaseStore(tmp_path).newest()
    assert newest is not None
    assert newest.id == good.release_id


def test_maps_that_are_gone_or_invented_stop_no_release(tmp_path: Path) -> None:
    sources = [*SOURCES, boundary_source(2025)]
    with ReplayServer(read_figures(FIGURES)) as server:
        url = server.url
        gone = update(tmp_path, Hosts(url, url, "http://127.0.0.1:9"), sources)
        assert (gone.outcome, gone.tables[-1].outcome) == ("published", "failed")
        assert gone.tables[-1].reason == "unreachable"
        invented = update(tmp_path, Hosts.at(url), sources)
    assert (invented.outcome, invented.tables[-1].outcome) == ("unchanged", "fetched")
    built = build(tmp_path, sources)
    assert built.release_id == gone.release_id  # real figures, so without the invented map


def test_real_and_fictitious_tables_are_never_taken_together(tmp_path: Path) -> None:
    first, *rest = read_figures(FIGURES)
    with ReplayServer([replace(first, is_fictitious=True), *rest]) as server:
        summary = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert summary.outcome == "failed"
    assert "real and fictitious" in summary.message
    assert not (tmp_path / "releases").exists()


def test_a_selection_is_marked_in_every_figure_and_in_the_manifest(figures_data: Path) -> None:
    release = ReleaseStore(figures_data).newest()
    assert release is not None
    assert release.is_selection
    assert not release.is_fictitious
    assert release.manifest["is_selection"]
    assert all(source.is_selection for source in release.sources() if source.is_delivered)
    for row in release.values("C1", "2023JJ00"):
        assert row.is_selection
    for table in release.tables():
        header, *lines = b"".join(release.csv(table, {})).decode().splitlines()
        assert header.endswith("is_fictitious,is_selection"), table.name
        if table.name == "wijzigingen":  # a first release changes nothing
            assert not lines
            continue
        assert any(line.endswith("false,true") for line in lines)
        if table.name != "bronnen":  # a table that was not delivered is no selection of anything
            # K1 is of such a table alone.
            marked = [n for n in lines if "not_delivered" not in n and not n.startswith("K1,")]
            assert all(line.endswith("false,true") for line in marked), table.name


def test_invented_figures_never_have_the_release_id_of_real_ones(tmp_path: Path) -> None:
    tables = read_figures(FIGURES)
    with ReplayServer([replace(table, is_fictitious=True) for table in tables]) as server:
        demo = update(tmp_path / "demonstration", Hosts.at(server.url), SOURCES)
        shown = ReleaseStore(tmp_path).newest()
        server.publish(tables)
        real = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert (demo.outcome, real.outcome) == ("published", "published")
    assert demo.release_id == f"demo-{real.release_id}"
    assert shown is not None
    assert shown.is_fictitious
    store = ReleaseStore(tmp_path)
    assert store.get(str(demo.release_id)) is None
    newest = store.newest()
    assert newest is not None
    assert newest.id == real.release_id
