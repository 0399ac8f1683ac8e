"""Every kind of source in one load: their order, and what a bad one does to the rest."""

from pathlib import Path

import duckdb
import pytest

from ingest.errors import NothingToLoadError, SnapshotError
from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.load import leave_out_invented, load
from ingest.reference_areas import read_reference
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import Source, read_sources
from tests.ingest.made_sources import (
    RECLASSIFICATIONS,
    boundary_source,
    make_snapshot,
    membership_snapshot,
    membership_source,
)

FIGURES = read_sources()["84852NED"]
MEMBERSHIP = membership_source(2026)
BOUNDARIES = boundary_source(2026)
SOURCES: list[Source] = [FIGURES, BOUNDARIES, RECLASSIFICATIONS, MEMBERSHIP]

MOVED = {
    row["code"]: ("VT27" if row["name"] == "Heusden" else row["veilig_thuis_code"],
                  row["youth_region_code"])
    for row in read_reference("municipalities")
}  # fmt: skip


@pytest.fixture
def figures(tmp_path: Path) -> Snapshot:
    with ReplayServer(read_figures(Path(__file__).parent.parent / "figures")) as server:
        fetch([FIGURES], Hosts.at(server.url), SnapshotStore(tmp_path))
    snapshot = SnapshotStore(tmp_path).current(FIGURES.id)
    assert snapshot is not None
    return snapshot


def test_a_bad_source_without_figures_is_a_finding_and_no_stop(
    figures: Snapshot, tmp_path: Path
) -> None:
    snapshots = {
        FIGURES.id: figures,
        MEMBERSHIP.id: membership_snapshot(tmp_path, MEMBERSHIP, MOVED),
        RECLASSIFICATIONS.id: make_snapshot(tmp_path, RECLASSIFICATIONS.id, [], {}),
    }
    with duckdb.connect() as connection:
        load(connection, SOURCES, snapshots, "r")
        order = connection.execute("SELECT source_id FROM core.source").fetchall()
        issues = set(
            connection.execute(
                "SELECT source_id, subject, severity FROM core.issue WHERE source_id <> ?",
                [FIGURES.id],
            ).fetchall()
        )
        ((count,),) = connection.execute("SELECT count(*) FROM core.observation").fetchall()
        region = connection.execute(
            "SELECT veilig_thuis_code FROM core.area WHERE area_code = 'GM0797'"
        ).fetchall()
    assert [source_id for (source_id,) in order] == [
        MEMBERSHIP.id, RECLASSIFICATIONS.id, FIGURES.id, BOUNDARIES.id,
    ]  # fmt: skip
    assert issues == {
        (MEMBERSHIP.id, "region_differs", "warning"),
        (RECLASSIFICATIONS.id, "not_usable", "warning"),
        (BOUNDARIES.id, "not_delivered", "warning"),
    }
    assert count > 0
    assert region == [("VT27",)]


def test_invented_lists_do_not_go_with_real_figures(figures: Snapshot, tmp_path: Path) -> None:
    invented = make_snapshot(tmp_path, RECLASSIFICATIONS.id, [], {}, IsFictitious=True)
    real = {FIGURES.id: figures}
    assert leave_out_invented(SOURCES, real | {RECLASSIFICATIONS.id: invented}) == real
    also_invented = make_snapshot(tmp_path / "figures", FIGURES.id, [], {}, IsFictitious=True)
    both = {FIGURES.id: also_invented, RECLASSIFICATIONS.id: invented}
    assert leave_out_invented(SOURCES, both) == both


def test_a_damaged_snapshot_stops_the_load(figures: Snapshot, tmp_path: Path) -> None:
    damaged = membership_snapshot(tmp_path, MEMBERSHIP, MOVED)
    damaged.rows.pages[0].write_text("[]")
    snapshots = {FIGURES.id: figures, MEMBERSHIP.id: damaged}
    with duckdb.connect() as connection, pytest.raises(SnapshotError, match="00001"):
        load(connection, SOURCES, snapshots, "r")


def test_lists_and_maps_alone_make_no_release(tmp_path: Path) -> None:
    snapshots = {MEMBERSHIP.id: membership_snapshot(tmp_path, MEMBERSHIP, MOVED)}
    with duckdb.connect() as connection, pytest.raises(NothingToLoadError, match="of figures"):
        load(connection, SOURCES, snapshots, "r")
