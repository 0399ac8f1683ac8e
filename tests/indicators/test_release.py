"""Building, publishing and reading releases; and what is left when the power goes."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from indicators.api import Release, ReleaseStore
from indicators.release import build, newest_id, release_ids
from ingest import load
from ingest.errors import AnotherRunError, NothingToLoadError, SnapshotError
from ingest.findings import Finding
from ingest.lock import run_lock
from ingest.snapshot import Snapshot
from ingest.source import FigureSource, figure_sources, read_sources
from tests.conftest import FIGURES, run_on_figures

pytestmark = pytest.mark.slow

SOURCES = read_sources().values()

# Builds with a report that kills its own process at the n-th word it hears.
KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from indicators.release import build
from ingest.source import read_sources

heard = 0

def report(step, done, total):
    global heard
    heard += 1
    if heard == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

build(Path(sys.argv[1]), read_sources().values(), report)
"""


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    """A copy of a data directory with one release, to do harm to."""
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def digests(data: Path) -> dict[str, str]:
    newest = newest_id(data / "releases")
    manifest = json.loads((data / "releases" / str(newest) / "manifest.json").read_text())
    return {name: file["sha256"] for name, file in manifest["files"].items()}


def test_the_same_snapshots_give_the_same_bytes_offline(data: Path) -> None:
    before = digests(data)
    first = newest_id(data / "releases")
    files = data / "releases" / str(first) / "files"
    published = {path.name: path.read_bytes() for path in files.iterdir()}
    shutil.rmtree(data / "releases")
    outcome = build(data, SOURCES)
    assert outcome.kind == "published"
    assert outcome.release_id == first
    assert digests(data) == before
    assert {path.name: path.read_bytes() for path in files.iterdir()} == published
    assert build(data, SOURCES, reproduce=True).kind == "unchanged"
    assert release_ids(data / "releases") == [first]


def test_what_was_kept_and_what_is_loaded_anew_give_the_same_release(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`reproduce` would prove nothing if it took what the first build kept."""
    read_anew: list[str] = []
    load_figures = load.load_figures

    def watched(
        connection: duckdb.DuckDBPyConnection, source: FigureSource, snapshot: Snapshot
    ) -> list[Finding]:
        read_anew.append(source.id)
        return load_figures(connection, source, snapshot)

    monkeypatch.setattr(load, "load_figures", watched)
    before = digests(data)
    shutil.rmtree(data / "releases")
    build(data, SOURCES)
    assert read_anew == []
    assert digests(data) == before
    build(data, SOURCES, reproduce=True)
    fetched = {path.parent.name for path in (data / "snapshots").glob("*/current")}
    assert sorted(read_anew) == sorted(fetched & set(figure_sources()))


def test_a_file_that_comes_out_differently_is_not_passed_over(data: Path) -> None:
    newest = str(newest_id(data / "releases"))
    manifest = data / "releases" / newest / "manifest.json"
    content = json.loads(manifest.read_text())
    content["files"]["indicatoren"]["sha256"] = "0" * 64
    manifest.write_text(json.dumps(content))
    with pytest.raises(SnapshotError, match="'indicatoren'"):
        build(data, SOURCES, reproduce=True)


def test_new_figures_make_a_new_release_and_keep_the_old(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run_on_figures(FIGURES, data, edition=1).outcome == "published"
    store = ReleaseStore(data)
    old = store.newest()
    assert old is not None
    assert run_on_figures(FIGURES, data, edition=0).outcome == "published"
    new = store.newest()
    assert new is not None
    assert new.id != old.id
    for release, value, status in ((old, 13.5, "provisional"), (new, 13.9, "definitive")):
        row = release.value("B3", "NL01", "2023JJ00")
        assert row is not None
        assert (row.value, row.status, row.release_id) == (value, status, release.id)
    assert store.get(old.id) is old


@pytest.mark.slow
def test_killed_at_any_moment_the_last_release_is_served(data: Path, tmp_path: Path) -> None:
    last = newest_id(data / "releases")
    expected = digests(data)
    kills, served = 0, set()
    while True:
        victim = tmp_path / f"victim-{kills}"
        shutil.copytree(data, victim)
        # Another byte in a snapshot's own description makes a new release due.
        manifest = next((victim / "snapshots" / "85361NED").glob("*/manifest.json"))
        content = json.loads(manifest.read_text())
        content["retrieved_at"] = "2026-01-01T00:00:00+00:00"
        manifest.write_text(json.dumps(content))
        result = subprocess.run(
            [sys.executable, "-c", KILLED_BUILD, str(victim), str(kills + 1)], check=False
        )
        release = ReleaseStore(victim).newest()
        assert release is not None
        row = release.value("C1", "NL01", "2023JJ00")
        assert row is not None
        assert row.value == 38.1
        served.add(release.id == last)
        if release.id == last:
            assert digests(victim) == expected
        if kills % 5 == 0 or result.returncode == 0:
            # The next run clears up after it and publishes.
            after = build(victim, SOURCES)
            assert newest_id(victim / "releases") == after.release_id != last
            assert not list((victim / "releases").glob(".building-*"))
        shutil.rmtree(victim)
        if result.returncode == 0:
            break
        assert result.returncode == -signal.SIGKILL
        kills += 1
    assert kills >= 15
    assert served == {True, False}


def test_a_reader_keeps_its_release_while_the_next_is_published(data: Path) -> None:
    store = ReleaseStore(data)
    release = store.newest()
    assert release is not None
    manifest = next((data / "snapshots" / "85361NED").glob("*/manifest.json"))
    content = json.loads(manifest.read_text())
    content["retrieved_at"] = "2026-01-01T00:00:00+00:00"
    manifest.write_text(json.dumps(content))
    outcome = build(data, SOURCES)
    assert outcome.kind == "published"
    assert release.value("C1", "NL01", "2023JJ00") is not None
    newest = store.newest()
    assert newest is not None
    assert newest.id == outcome.release_id != release.id


def test_a_damaged_snapshot_gives_no_release(data: Path) -> None:
    last = newest_id(data / "releases")
    page = next((data / "snapshots" / "85361NED").glob("*/pages/00001.json"))
    page.write_bytes(page.read_bytes().replace(b"127340", b"127345"))
    manifest = next((data / "snapshots" / "84852NED").glob("*/manifest.json"))
    content = json.loads(manifest.read_text())
    content["retrieved_at"] = "2026-01-01T00:00:00+00:00"
    manifest.write_text(json.dumps(content))
    with pytest.raises(SnapshotError, match="missing or changed"):
        build(data, SOURCES)
    assert newest_id(data / "releases") == last


def test_nothing_fetched_is_nothing_to_build(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoadError, match="hulpmonitor ingest"):
        build(tmp_path, SOURCES)


def test_one_run_at_a_time(data: Path) -> None:
    with run_lock(data), pytest.raises(AnotherRunError, match="another run is going on"):
        build(data, SOURCES)


def test_a_real_release_hides_demonstration_ones_for_good(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "demonstration").mkdir(parents=True)
    shutil.move(data / "releases", site / "demonstration" / "releases")
    store = ReleaseStore(site)
    shown = store.newest()
    assert shown is not None
    assert "demonstration" in shown.directory.parts
    shutil.copytree(site / "demonstration" / "releases", site / "releases")
    real = store.newest()
    assert real is not None
    assert "demonstration" not in real.directory.parts


def test_a_reader_cannot_write_or_look_outside(release: Release) -> None:
    cursor = release._connection.cursor()
    for query in (
        "CREATE TABLE core.mine (a INT)",
        "COPY core.area TO 'areas.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(query)


def test_a_warehouse_is_readable_by_the_previous_engine(release: Release) -> None:
    """The file's header holds its storage version: up to 68 is DuckDB 1.x, 69 is 2.0's own."""
    with (release.directory / "warehouse.duckdb").open("rb") as file:
        header = file.read(4096)
    assert header[8:12] == b"DUCK"
    assert 64 <= int.from_bytes(header[12:20], "little") <= 68
    assert not (release.directory / "warehouse.duckdb.wal").exists()


def test_files_are_what_the_manifest_says(release: Release) -> None:
    for table in release.tables():
        entry = release.manifest["files"][table.name]
        content = b"".join(release.csv(table, {}))
        assert content.count(b"\r\n") == entry["rows"] + 1
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert os.path.getsize(release.file(table).path) == entry["bytes"]
