"""Two tables of a publisher, one of which is struck by a fault, and what came of a run."""

from dataclasses import dataclass, replace
from pathlib import Path

from indicators.release import newest_id
from indicators.run_log import RunSummary, TableRun
from indicators.update import update
from ingest.files import read_json
from ingest.hosts import Hosts
from ingest.http import Limits
from ingest.replay.faults.connection import NoAnswer, SlowDrip, Stall
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable
from ingest.snapshot import SnapshotStore
from tests.ingest.few_cells import unmeasured

FIGURES = Path(__file__).parents[1] / "figures"
STRUCK, OTHER = "84852NED", "84851NED"
# Only where a fault takes time: a busy machine can be slow without any.
SHORT = Limits(connect=2, idle=0.4, request=1, table=20)
SLOW = (NoAnswer, Stall, SlowDrip)


@dataclass(frozen=True)
class Published:
    """A server with the newer version, and a data directory with the older one in use."""

    server: ReplayServer
    data: Path

    def run(self, *, publish: bool = True) -> RunSummary:
        """Fetch both tables, and publish what came."""
        sources = [unmeasured(STRUCK), unmeasured(OTHER)]
        slow = any(isinstance(planned.fault, SLOW) for planned in self.server.faults)
        limits = SHORT if slow else None
        return update(self.data, Hosts.at(self.server.url), sources, publish=publish, limits=limits)


def published_tables(*, complete: bool = True) -> list[WireTable]:
    """Two tables with real cells; the one that is struck can claim to be complete."""
    found = {table.identifier: table for table in read_figures(FIGURES)}
    return [replace(found[STRUCK], is_selection=not complete), found[OTHER]]


def outcome_of(summary: RunSummary, table_id: str) -> TableRun:
    """What a run came to for one table."""
    (found,) = [table for table in summary.tables if table.id == table_id]
    return found


def in_use(data: Path, table_id: str = STRUCK) -> str | None:
    """The snapshot of a table that is used, whole, or None before the first."""
    snapshot = SnapshotStore(data).current(table_id)
    if snapshot is None:
        return None
    snapshot.verify()
    return snapshot.id


def release_in_use(data: Path) -> str:
    """The release that is shown."""
    found = newest_id(data / "releases")
    assert found
    return found


def snapshots_in_release(data: Path) -> dict[str, str]:
    """The snapshots of which it was made, by table."""
    return read_json(data / "releases" / release_in_use(data) / "manifest.json")["snapshots"]


def complete_snapshots(data: Path, table_id: str = STRUCK) -> int:
    """How many there are; each has a manifest, or says by its name that it is half of one."""
    folders = [path for path in (data / "snapshots" / table_id).iterdir() if path.is_dir()]
    complete = [path for path in folders if not path.name.endswith(".part")]
    assert all((path / "manifest.json").exists() for path in complete)
    return len(complete)
