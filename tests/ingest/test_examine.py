"""Snapshots examined before use: the demonstration set and published cells, sound and spoilt."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest.errors import ChecksFailedError
from ingest.examine import examine
from ingest.fetch import fetch
from ingest.files import read_json
from ingest.findings import Finding
from ingest.hosts import Hosts
from ingest.load import load
from ingest.replay.changed_tables import published_later, with_swapped_region_names
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Dimension, WireTable
from ingest.screen import snapshots_under
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import FigureSource, figure_sources

pytestmark = pytest.mark.slow

FIGURES = Path(__file__).parent.parent / "figures"
TABLE = "85361NED"
ONE_VEILIG_THUIS_TABLE = "84852NED"


def take(tables: Sequence[WireTable], data: Path) -> dict[str, Snapshot]:
    """Fetch tables and give their snapshots, those that are not brought into use as well."""
    store, sources = SnapshotStore(data), figure_sources()
    with ReplayServer(list(tables)) as server:
        outcomes = fetch(
            [sources[table.identifier] for table in tables], Hosts.at(server.url), store
        )
    assert {o.outcome for o in outcomes} <= {"fetched", "failed"}, outcomes
    folders = snapshots_under(data / "snapshots")
    assert len(folders) == len(tables), outcomes
    return {
        folder.parent.name: Snapshot(folder, read_json(folder / "manifest.json"))
        for folder in folders
    }


@pytest.fixture(scope="module")
def demonstration() -> dict[str, WireTable]:
    return {
        table.identifier: table
        for table in demonstration_tables()
        if table.identifier in figure_sources()
    }


@pytest.fixture(scope="module")
def snapshots(
    demonstration: dict[str, WireTable], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Snapshot]:
    return take(list(demonstration.values()), tmp_path_factory.mktemp("demonstration"))


@pytest.mark.slow
def test_the_demonstration_tables_have_no_faults(snapshots: dict[str, Snapshot]) -> None:
    for source_id, snapshot in snapshots.items():
        findings = examine(figure_sources()[source_id], snapshot, snapshot)
        # A second part that is hidden to keep a first one secret is larger than a dot should be.
        assert {f.subject for f in findings} <= {"sum_by_dots", "not_found", "taken_over"}, findings
        assert all(f.severity == "warning" for f in findings)


def test_published_figures_have_no_faults(tmp_path: Path) -> None:
    tables = [t for t in read_figures(FIGURES) if t.identifier in figure_sources()]
    for source_id, snapshot in take(tables, tmp_path).items():
        findings = examine(figure_sources()[source_id], snapshot, None)
        assert {f.subject for f in findings} <= {"selection", "not_found", "taken_over"}, findings


def with_cell(table: WireTable, area: str, change: Callable[[list[str]], list[str]]) -> WireTable:
    """The table with one row of its first definitive period changed."""
    positions = {
        dimension.kind: [code.key for code in dimension.codes] for dimension in table.dimensions
    }
    periods = next(d.codes for d in table.dimensions if d.kind == "TimeDimension")
    settled = next(n for n, code in enumerate(periods) if code.status == "Definitief")
    wanted = (positions["GeoDimension"].index(area), settled)
    cells = [list(row) for row in table.cells]
    row = next(n for n, c in enumerate(table.coordinates) if tuple(c[-2:]) == wanted)
    cells[row] = change(cells[row])  # type: ignore[arg-type]
    return replace(table, cells=cells)


def with_areas(table: WireTable, change: Callable[[Dimension], Dimension]) -> WireTable:
    dimensions = tuple(change(d) if d.kind == "GeoDimension" else d for d in table.dimensions)
    return replace(table, dimensions=dimensions)


def swapped_codes(dimension: Dimension) -> Dimension:
    """The figures of two municipalities under each other's code, names and codes as they were."""
    codes = list(dimension.codes)
    one, other = (
        next(n for n, code in enumerate(codes) if code.key == key) for key in ("GM0014", "GM0363")
    )
    codes[one], codes[other] = codes[other], codes[one]
    return replace(dimension, codes=tuple(codes))


def errors(findings: list[Finding]) -> set[str]:
    return {finding.subject for finding in findings if finding.severity == "error"}


@pytest.mark.slow
def test_the_erratum_of_2019_is_stopped_at_every_door(
    demonstration: dict[str, WireTable], tmp_path: Path
) -> None:
    spoilt = with_swapped_region_names(demonstration[ONE_VEILIG_THUIS_TABLE])
    (snapshot,) = take([spoilt], tmp_path).values()
    source = figure_sources()[ONE_VEILIG_THUIS_TABLE]
    assert errors(examine(source, snapshot, None)) == {"swapped_names"}
    with duckdb.connect() as connection, pytest.raises(ChecksFailedError, match=r"VT13.*VT14"):
        load(connection, [source], {source.id: snapshot}, "r")


@pytest.mark.slow
def test_a_version_is_held_against_the_one_before(
    demonstration: dict[str, WireTable], snapshots: dict[str, Snapshot], tmp_path: Path
) -> None:
    source, before = figure_sources()[TABLE], snapshots[TABLE]
    newer = published_later(demonstration[TABLE])
    changed = with_cell(newer, "NL01", lambda row: ["95", *row[1:]])
    (snapshot,) = take([changed], tmp_path / "a").values()
    found = examine(source, snapshot, before)
    assert {"definitive_changed", "country_sum"} <= {f.subject for f in found}
    (snapshot,) = take([with_areas(newer, swapped_codes)], tmp_path / "b").values()
    assert "swapped_series" in errors(examine(source, snapshot, before))


def small(source_id: str, data: Path) -> tuple[FigureSource, Snapshot]:
    table = next(t for t in read_figures(FIGURES) if t.identifier == source_id)
    return figure_sources()[source_id], take([table], data)[source_id]


def test_another_request_is_not_compared(tmp_path: Path) -> None:
    source, snapshot = small(TABLE, tmp_path)
    other = Snapshot(snapshot.directory, snapshot.manifest | {"request": "other"})
    assert examine(source, snapshot, other) == examine(source, snapshot, None)


def test_a_version_before_that_is_damaged_is_not_compared(tmp_path: Path) -> None:
    source, snapshot = small(TABLE, tmp_path / "now")
    _, before = small(TABLE, tmp_path / "before")
    next((before.directory / "pages").iterdir()).write_text("[]", encoding="utf-8")
    found = [f.subject for f in examine(source, snapshot, before)]
    assert "not_compared" in found


def test_what_a_comparison_found_stays_with_the_snapshot(tmp_path: Path) -> None:
    """It is an issue of every release; what the table shows by itself is found again each time."""
    source, snapshot = small(TABLE, tmp_path)
    kept = [Finding("warning", subject, "nl", "en") for subject in ("row_count", "rounding")]
    snapshot.keep_findings(kept)
    with duckdb.connect() as connection:
        load(connection, [source], {source.id: snapshot}, "r")
        issues = connection.execute(
            "SELECT subject FROM core.issue WHERE message_en = 'en'"
        ).fetchall()
    assert issues == [("row_count",)]
    assert "row_count" not in {f.subject for f in examine(source, snapshot, None)}
