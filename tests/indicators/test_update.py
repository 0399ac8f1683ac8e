"""Runs as they happen at night: new figures, no news, trouble."""

import json
from dataclasses import replace
from pathlib import Path

from indicators.api import ReleaseStore
from indicators.release import build
from indicators.update import update
from ingest.hosts import Hosts
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.source import read_sources
from tests.conftest import FIGURES
from tests.ingest.made_sources import boundary_source

SOURCES = read_sources().values()


def test_a_run_publishes_once_and_then_reports_no_change(tmp_path: Path) -> None:
    with ReplayServer(read_figures(FIGURES)) as server:
        first = update(tmp_path, Hosts.at(server.url), SOURCES)
        second = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert (first.outcome, second.outcome) == ("published", "unchanged")
    assert first.release_id == second.release_id
    rows = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert [row["outcome"] for row in rows] == ["published", "unchanged"]
    assert ReleaseStore(tmp_path).last_run() == rows[-1]
    assert {table["id"]: table["outcome"] for table in rows[0]["tables"]}["03759ned"] == (
        "not_in_catalogue"
    )


def test_a_changed_table_gives_no_release_and_says_why(tmp_path: Path) -> None:
    tables = read_figures(FIGURES)
    with ReplayServer(tables) as server:
        good = update(tmp_path, Hosts.at(server.url), SOURCES)
        broken = [
            replace(
                table,
                modified=table.modified.replace(year=2030),
                topics=tuple(
                    replace(topic, title=f"{topic.title} nieuw") for topic in table.topics
                ),
            )
            if table.identifier == "85361NED"
            else replace(table, modified=table.modified.replace(year=2030))
            for table in tables
        ]
        server.publish(broken)
        bad = update(tmp_path, Hosts.at(server.url), SOURCES)
    assert bad.outcome == "failed"
    assert "85361NED: saw topics" in bad.message or "85361NED: saw no topic" in bad.message
    newest = ReleaseStore(tmp_path).newest()
    assert newest is not None
    assert newest.id == good.release_id


def test_a_publisher_that_is_gone_leaves_the_last_release(tmp_path: Path) -> None:
    with ReplayServer(read_figures(FIGURES)) as server:
        url = server.url
        good = update(tmp_path, Hosts.at(url), SOURCES)
    bad = update(tmp_path, Hosts.at(url), SOURCES)
    assert bad.outcome == "failed"
    assert "does not answer" in bad.message
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
        assert any(line.endswith("false,true") for line in lines)
        if table.name != "bronnen":  # a table that was not delivered is no selection of anything
            assert all(line.endswith("false,true") for line in lines), table.name


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
