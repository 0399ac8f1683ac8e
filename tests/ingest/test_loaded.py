"""What did not change is loaded once; nothing else may come of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import load, loaded
from ingest.errors import SnapshotError
from ingest.load_figures import load_figures
from ingest.loaded import LoadedCore
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import FigureSource, read_sources
from ingest.warehouse import write_warehouse

pytestmark = pytest.mark.slow

_FIGURES = ("71487ned", "84848NED", "84849NED", "85094NED")
SOURCES = [
    source
    for source in read_sources().values()
    if source.id in _FIGURES or not isinstance(source, FigureSource)
]
TABLES = (
    "observation", "doubted_cell", "period", "category", "topic", "term", "area_title", "area",
    "municipality", "membership", "reclassification", "boundary", "issue", "source",
)  # fmt: skip


@pytest.fixture
def snapshots(figures_data: Path, tmp_path: Path) -> dict[str, Snapshot]:
    shutil.copytree(figures_data / "snapshots", tmp_path / "data" / "snapshots")
    store = SnapshotStore(tmp_path / "data")
    return {s.id: found for s in SOURCES if (found := store.current(s.id))}


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of figures that were loaded from their snapshots."""
    seen: list[str] = []

    def watched(
        connection: duckdb.DuckDBPyConnection, source: FigureSource, snapshot: Snapshot
    ) -> Any:
        seen.append(source.id)
        return load_figures(connection, source, snapshot)

    monkeypatch.setattr(load, "load_figures", watched)
    return seen


def core(
    folder: Path, snapshots: dict[str, Snapshot], keep_in: Path | None, release_id: str = "r"
) -> dict[str, Any]:
    """Everything in `core` after a load, by table."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with write_warehouse(folder / "warehouse.duckdb") as connection:
        load.load(connection, SOURCES, snapshots, release_id, keep_in=keep_in)
        rows = {
            table: connection.execute(f"FROM core.{table} ORDER BY ALL").fetchall()
            for table in TABLES
        }
        for source in SOURCES:
            if isinstance(source, FigureSource):
                view = f'core."{source.id}"'
                rows[view] = connection.execute(f"FROM {view} ORDER BY ALL").fetchall()
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]
    return rows


def kept(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "loaded").iterdir())


def change(snapshot: Snapshot) -> Snapshot:
    """The same rows, fetched at another time."""
    return Snapshot(
        snapshot.directory, snapshot.manifest | {"retrieved_at": "2030-01-01T00:00:00+00:00"}
    )


def test_what_is_kept_gives_the_same_core(
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
    assert kept(tmp_path) == ["core.duckdb", "core.json"]


def test_the_release_is_the_new_one(tmp_path: Path, snapshots: dict[str, Snapshot]) -> None:
    core(tmp_path / "first", snapshots, tmp_path, "older")
    plain = core(tmp_path / "plain", snapshots, None, "newer")
    assert core(tmp_path / "second", snapshots, tmp_path, "newer") == plain


def test_only_the_table_that_changed_is_loaded(
    tmp_path: Path, snapshots: dict[str, Snapshot], read_anew: list[str]
) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    changed = read_anew[2]
    read_anew.clear()
    newer = snapshots | {changed: change(snapshots[changed])}
    # The manifest on disk is what says that something changed.
    path = newer[changed].directory / "manifest.json"
    path.write_text(json.dumps(newer[changed].manifest))
    second = core(tmp_path / "second", newer, tmp_path)
    assert read_anew == [changed]
    third = core(tmp_path / "third", newer, tmp_path)
    assert read_anew == [changed]  # what was loaded now is kept, with all that was taken over
    assert second == third == core(tmp_path / "plain", newer, None)


def test_what_the_checks_said_is_an_input(
    tmp_path: Path, snapshots: dict[str, Snapshot], read_anew: list[str]
) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    source_id = read_anew[0]
    read_anew.clear()
    finding = {"severity": "warning", "subject": "rows_changed", "nl": "Minder.", "en": "Fewer."}
    (snapshots[source_id].directory / "findings.json").write_text(json.dumps([finding]))
    second = core(tmp_path / "second", snapshots, tmp_path)
    assert read_anew == []
    assert second == core(tmp_path / "plain", snapshots, None)


def test_a_table_that_is_gone_is_gone(tmp_path: Path, snapshots: dict[str, Snapshot]) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    source_id = next(s.id for s in SOURCES if isinstance(s, FigureSource) and s.id in snapshots)
    fewer = {key: snapshot for key, snapshot in snapshots.items() if key != source_id}
    assert core(tmp_path / "second", fewer, tmp_path) == core(tmp_path / "plain", fewer, None)


def test_other_code_loads_anew_and_what_is_old_goes(
    tmp_path: Path,
    snapshots: dict[str, Snapshot],
    read_anew: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    tables = read_anew.copy()
    (tmp_path / "loaded" / "older-layout").mkdir()
    monkeypatch.setattr(loaded, "code_digest", lambda package: "other code")
    core(tmp_path / "second", snapshots, tmp_path)
    assert read_anew == tables * 2
    assert kept(tmp_path) == ["core.duckdb", "core.json"]


def test_code_and_data_of_the_package_decide(tmp_path: Path) -> None:
    (tmp_path / "replay").mkdir()
    (tmp_path / "a.py").write_text("1")
    before = loaded.code_digest(tmp_path)
    (tmp_path / "replay" / "b.py").write_text("1")
    assert loaded.code_digest(tmp_path) == before
    (tmp_path / "regions.csv").write_text("1")
    assert loaded.code_digest(tmp_path) != before


def test_another_list_of_regions_is_another_key(
    snapshots: dict[str, Snapshot], tmp_path: Path
) -> None:
    source = next(s for s in SOURCES if isinstance(s, FigureSource) and s.id in snapshots)
    keys = {
        LoadedCore(tmp_path, SOURCES, snapshots, lists)._key(source)
        for lists in ({}, {"86059NED": snapshots[source.id]})
    }
    assert len(keys) == 2


@pytest.mark.parametrize("damage", ["short", "a bit", "gone", "index", "index of another form"])
def test_damage_is_no_loss(
    damage: str, tmp_path: Path, snapshots: dict[str, Snapshot], read_anew: list[str]
) -> None:
    whole = core(tmp_path / "first", snapshots, tmp_path)
    tables = read_anew.copy()
    file, index = (tmp_path / "loaded" / name for name in ("core.duckdb", "core.json"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    match damage:
        case "short":
            file.write_bytes(content[:5000])
        case "a bit":
            file.write_bytes(content)
        case "gone":
            file.unlink()
        case "index":
            index.write_text(index.read_text()[:100])
        case _:
            index.write_text('{"made_by": "another version"}')
    assert core(tmp_path / "second", snapshots, tmp_path) == whole
    assert read_anew == tables * 2
    core(tmp_path / "third", snapshots, tmp_path)
    assert read_anew == tables * 2  # what was damaged has been made again


def test_a_disk_without_room_costs_no_load(
    tmp_path: Path, snapshots: dict[str, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"the first block")
        raise OSError(28, "No space left on device")

    plain = core(tmp_path / "plain", snapshots, None)
    monkeypatch.setattr(loaded.shutil, "copyfile", full)
    assert core(tmp_path / "first", snapshots, tmp_path) == plain
    monkeypatch.undo()
    assert core(tmp_path / "second", snapshots, tmp_path) == plain
    assert kept(tmp_path) == ["core.duckdb", "core.json"]


def test_a_damaged_snapshot_is_found_though_its_core_is_kept(
    tmp_path: Path, snapshots: dict[str, Snapshot]
) -> None:
    core(tmp_path / "first", snapshots, tmp_path)
    page = next(iter(snapshots.values())).rows.pages[0]
    page.write_bytes(page.read_bytes() + b" ")
    with pytest.raises(SnapshotError, match=page.name):
        core(tmp_path / "second", snapshots, tmp_path)
