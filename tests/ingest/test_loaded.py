"""A table that did not change is loaded once; nothing else may come of it."""

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import load, loaded
from ingest.load_figures import load_figures
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import FigureSource, read_sources
from ingest.warehouse import write_warehouse

pytestmark = pytest.mark.slow

SOURCES = list(read_sources().values())
TABLES = ("observation", "period", "category", "topic", "term", "area_title", "area", "issue")


@pytest.fixture
def snapshots(figures_data: Path) -> dict[str, Snapshot]:
    store = SnapshotStore(figures_data)
    return {s.id: found for s in SOURCES if (found := store.current(s.id))}


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that were loaded from their snapshots."""
    seen: list[str] = []

    def watched(
        connection: duckdb.DuckDBPyConnection, source: FigureSource, snapshot: Snapshot
    ) -> Any:
        seen.append(source.id)
        return load_figures(connection, source, snapshot)

    monkeypatch.setattr(load, "load_figures", watched)
    return seen


def core(folder: Path, snapshots: dict[str, Snapshot], keep_in: Path | None) -> dict[str, Any]:
    """Everything in `core` after a load, by table."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with write_warehouse(folder / "warehouse.duckdb") as connection:
        load.load(connection, SOURCES, snapshots, "r", keep_in=keep_in)
        return {
            table: connection.execute(f"FROM core.{table} ORDER BY ALL").fetchall()
            for table in (*TABLES, "source")
        }


def kept_files(data: Path) -> list[Path]:
    return sorted((data / "loaded").glob("*/*"))


def test_a_kept_table_gives_the_same_core(
    tmp_path: Path, snapshots: dict[str, Snapshot], read_anew: list[str]
) -> None:
    plain = core(tmp_path / "plain", snapshots, None)
    tables = read_anew.copy()
    first = core(tmp_path / "first", snapshots, tmp_path)
    assert read_anew == tables * 2
    second = core(tmp_path / "second", snapshots, tmp_path)
    assert read_anew == tables * 2  # nothing was read a third time
    assert plain == first == second
    assert all(plain[table] for table in ("observation", "topic", "area", "source"))
    assert len(kept_files(tmp_path)) == len(tables)


def test_other_code_loads_anew_and_what_is_old_goes(
    tmp_path: Path,
    snapshots: dict[str, Snapshot],
    read_anew: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    tables, files = read_anew.copy(), kept_files(tmp_path)
    monkeypatch.setattr(loaded, "code_digest", lambda package: "other code")
    core(tmp_path / "second", snapshots, tmp_path)
    assert read_anew == tables * 2
    assert len(kept_files(tmp_path)) == len(files)
    assert not set(kept_files(tmp_path)) & set(files)


def test_code_and_data_of_the_package_decide(tmp_path: Path) -> None:
    (tmp_path / "replay").mkdir()
    (tmp_path / "a.py").write_text("1")
    before = loaded.code_digest(tmp_path)
    (tmp_path / "replay" / "b.py").write_text("1")
    assert loaded.code_digest(tmp_path) == before
    (tmp_path / "regions.csv").write_text("1")
    assert loaded.code_digest(tmp_path) != before


def test_another_list_of_regions_loads_anew(snapshots: dict[str, Snapshot], tmp_path: Path) -> None:
    source = next(s for s in SOURCES if isinstance(s, FigureSource) and s.id in snapshots)
    snapshot = snapshots[source.id]
    paths = {
        loaded.LoadedTables(tmp_path, lists)._path(source, snapshot)
        for lists in ({}, {"86059NED": snapshot})
    }
    assert len(paths) == 2


def test_a_damaged_or_half_written_file_is_no_loss(
    tmp_path: Path, snapshots: dict[str, Snapshot], read_anew: list[str]
) -> None:
    whole = core(tmp_path / "first", snapshots, tmp_path)
    tables = read_anew.copy()
    damaged = kept_files(tmp_path)[0]
    damaged.write_bytes(damaged.read_bytes()[:5000])
    half = damaged.with_name(".half.duckdb.1")
    half.write_bytes(b"half")
    assert core(tmp_path / "second", snapshots, tmp_path) == whole
    assert read_anew == [*tables, damaged.parent.name]
    assert not half.exists()
    assert len(kept_files(tmp_path)) == len(tables)
