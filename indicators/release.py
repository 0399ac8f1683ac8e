"""Releases: built beside the ones in use, checked, and published in one step.

    <data>/releases/<id>/warehouse.duckdb    core and mart
                         files/<table>.csv   the public tables (.csv.gz for the large one)
                         manifest.json       inputs, versions, checksums
    <data>/releases/newest                   names the release that is shown

A release is identified by its inputs: the snapshots and everything in this code that decides what
becomes of them. The same inputs give the same files to the byte, whenever and wherever they are
built; the time of building stands in the manifest only.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import duckdb

from indicators import audits
from indicators.definition import read_definitions
from indicators.files import export
from indicators.mart import compute
from indicators.tables import TABLES
from ingest.errors import SnapshotError
from ingest.files import read_json, write_atomically, write_json
from ingest.load import leave_out_invented, load
from ingest.loaded import code_digest, snapshot_line
from ingest.lock import run_lock
from ingest.progress import Report, no_report
from ingest.schedule import AMSTERDAM
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import Source
from ingest.warehouse import write_warehouse

PACKAGES = Path(__file__).parent.parent
FIRST_RELEASE_VERSION = "1.0.0"
RELEASE_ID = re.compile(r"^(?:demo-)?\d{4}-\d{2}-\d{2}\.\d+$")


@dataclass(frozen=True)
class Outcome:
    """What a build came to: a new release, or the proof that the newest one still stands."""

    release_id: str
    kind: Literal["published", "unchanged"]


def build(
    data: Path, sources: Iterable[Source], report: Report = no_report, *, reproduce: bool = False
) -> Outcome:
    """Build a release from the snapshots in use and publish it, as a run of its own.

    Where the newest release was made from the same inputs, nothing new is published; with
    `reproduce` it is built again all the same and compared file by file.

    Raises IngestError or AuditError when something does not hold; the newest release then stays.
    """
    with run_lock(data):
        return build_in_run(data, sources, report, reproduce=reproduce)


def build_in_run(
    data: Path,
    sources: Iterable[Source],
    report: Report = no_report,
    *,
    reproduce: bool = False,
    older: Mapping[str, str] | None = None,
) -> Outcome:
    """`build` for a caller that holds the run lock.

    `older` tells of tables whose newer version could not be taken, and why; the manifest says it.
    """
    sources = list(sources)
    store = SnapshotStore(data)
    snapshots = {s.id: snapshot for s in sources if (snapshot := store.current(s.id))}
    snapshots = leave_out_invented(sources, snapshots)
    digest = inputs_digest(snapshots)
    releases = data / "releases"
    _remove_unfinished(releases)
    newest = (release_ids(releases) or [None])[-1]
    if newest and read_json(releases / newest / "manifest.json")["inputs_digest"] == digest:
        if reproduce:
            _compare(
                releases, newest, _build_beside(releases, newest, sources, snapshots, report, {})
            )
        # A run that was killed after the rename and before this line left it undone.
        _point_to(releases, newest)
        return Outcome(newest, "unchanged")
    release_id = _next_id(releases, snapshots)
    building = _build_beside(releases, release_id, sources, snapshots, report, older or {})
    report("publish", 0, 1)
    building.rename(releases / release_id)
    report("publish", 1, 1)
    _point_to(releases, release_id)
    return Outcome(release_id, "published")


def release_ids(releases: Path) -> list[str]:
    """The ids of all published releases, oldest first."""
    names = (path.parent.name for path in releases.glob("*/manifest.json"))
    return sorted((name for name in names if RELEASE_ID.match(name)), key=_order)


def newest_id(releases: Path) -> str | None:
    """The id that the pointer names, or None before the first release."""
    pointer = releases / "newest"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None


def inputs_digest(snapshots: dict[str, Snapshot]) -> str:
    """SHA-256 of what a release is a function of: snapshots, definitions, code and engine."""
    digest = hashlib.sha256(f"duckdb {duckdb.__version__}\n".encode())
    for table_id, snapshot in sorted(snapshots.items()):
        digest.update(snapshot_line(table_id, snapshot).encode())
    for package in ("ingest", "indicators"):
        digest.update(f"{package} {code_digest(PACKAGES / package)}\n".encode())
    return digest.hexdigest()


def _build_beside(
    releases: Path,
    release_id: str,
    sources: list[Source],
    snapshots: dict[str, Snapshot],
    report: Report,
    older: Mapping[str, str],
) -> Path:
    building = releases / f".building-{os.getpid()}"
    (building / "files").mkdir(parents=True)
    report("build", 0, 1)
    try:
        with write_warehouse(building / "warehouse.duckdb") as connection:
            load(connection, sources, snapshots, release_id, report, keep_in=releases.parent)
            compute(connection, read_definitions().values(), release_id, report)
            audits.check(connection)
            files = {}
            for done, table in enumerate(TABLES):
                report("files", done, len(TABLES))
                files[table.name] = export(connection, table, building / "files")
        report("files", len(TABLES), len(TABLES))
        write_json(building / "manifest.json", _manifest(release_id, snapshots, files, older))
    except BaseException:
        shutil.rmtree(building)
        raise
    _flush(building)
    report("build", 1, 1)
    return building


def _manifest(
    release_id: str,
    snapshots: dict[str, Snapshot],
    files: dict[str, dict[str, Any]],
    older: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "id": release_id,
        "version": FIRST_RELEASE_VERSION,
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": version("hulpmonitor"),
        "duckdb_version": duckdb.__version__,
        "inputs_digest": inputs_digest(snapshots),
        "is_fictitious": any(s.entry.is_fictitious for s in snapshots.values()),
        "is_selection": any(s.entry.is_selection for s in snapshots.values()),
        "snapshots": {table_id: s.id for table_id, s in sorted(snapshots.items())},
        "older": dict(older),
        "change_keys": {table_id: s.entry.change_key for table_id, s in sorted(snapshots.items())},
        "files": files,
    }


def _compare(releases: Path, release_id: str, building: Path) -> None:
    old, new = (read_json(folder / "manifest.json") for folder in (releases / release_id, building))
    shutil.rmtree(building)
    different = sorted(
        name
        for name in old["files"]
        if old["files"][name]["sha256"] != new["files"].get(name, {}).get("sha256")
    )
    if different:
        raise SnapshotError(
            f"release {release_id}: {different} came out differently from the same inputs; "
            "expected the same bytes. The published release stays."
        )


def _next_id(releases: Path, snapshots: dict[str, Snapshot]) -> str:
    newest = max((s.retrieved_at for s in snapshots.values()), default=datetime.now(UTC))
    day = newest.astimezone(AMSTERDAM).date()  # the day on the reader's calendar
    # A dated address never changes content: invented figures never have the id of real ones.
    mark = "demo-" if any(s.entry.is_fictitious for s in snapshots.values()) else ""
    stem = f"{mark}{day}."
    taken = [_order(name)[1] for name in release_ids(releases) if name.startswith(stem)]
    return f"{stem}{max(taken, default=0) + 1}"


def _point_to(releases: Path, release_id: str) -> None:
    if newest_id(releases) != release_id:
        write_atomically(releases / "newest", release_id + "\n")


def _remove_unfinished(releases: Path) -> None:
    # Only what was never published; the lock makes sure that nobody is building it now.
    for folder in releases.glob(".building-*"):
        shutil.rmtree(folder)


def _flush(folder: Path) -> None:
    # A rename can reach the disk before the content it names: write the content through first.
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _order(release_id: str) -> tuple[str, int]:
    day, _, number = release_id.partition(".")
    return day, int(number)
