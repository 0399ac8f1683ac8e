"""Releases: built beside the ones in use, checked, and published in one step.

    <data>/releases/<id>/warehouse.duckdb    core and mart
                         files/<table>.csv   the public tables (.csv.gz for the large one)
                         manifest.json       inputs, versions, checksums
    <data>/releases/newest                   names the release that is shown

A release is identified by its inputs: the snapshots and everything in this code that decides what
becomes of them. The same inputs give the same files to the byte, whenever and wherever they are
built; the time of building stands in the manifest only. The release before it is one of the inputs,
since what differs from it stands in the release; the manifest names it, and a rebuild compares with
the same one.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Literal

import duckdb

from indicators import audits
from indicators.definition import read_definitions
from indicators.files import export
from indicators.mart import compute
from indicators.revisions import compare, contents
from indicators.revisions.published_release import PublishedRelease, named, newest_of_kind
from indicators.revisions.version import Version
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
    `reproduce` it is built again all the same, from the snapshots and nothing that was kept since,
    and compared file by file.

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
    releases = data / "releases"
    _remove_unfinished(releases)
    published = release_ids(releases)
    if published and (made := _made_from(releases, published[-1], snapshots)):
        if reproduce:
            before = named(releases, made["predecessor"])
            building = _build_beside(
                releases,
                made["id"],
                sources,
                snapshots,
                report,
                {},
                predecessor=before,
                keep_in=None,
            )
            _compare(releases, made["id"], building)
        # A run that was killed after the rename and before this line left it undone.
        _point_to(releases, made["id"])
        return Outcome(made["id"], "unchanged")
    release_id = _next_id(releases, snapshots)
    before = newest_of_kind(releases, published, is_fictitious=_is_fictitious(snapshots))
    building = _build_beside(
        releases,
        release_id,
        sources,
        snapshots,
        report,
        older or {},
        predecessor=before,
        keep_in=data,
    )
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


def inputs_digest(snapshots: dict[str, Snapshot], predecessor: Mapping[str, str] | None) -> str:
    """SHA-256 of what a release is a function of: snapshots, program, and the release before it.

    `predecessor` is how the manifest names that release, or None for the first.
    """
    digest = hashlib.sha256(f"{program_digest()}\n".encode())
    for table_id, snapshot in sorted(snapshots.items()):
        digest.update(snapshot_line(table_id, snapshot).encode())
    if predecessor:
        digest.update(f"{predecessor['id']} {predecessor['inputs_digest']}\n".encode())
    return digest.hexdigest()


def program_digest() -> str:
    """SHA-256 of the program that makes a release: definitions, code and engine."""
    digest = hashlib.sha256(f"duckdb {duckdb.__version__}\n".encode())
    for package in ("ingest", "indicators"):
        digest.update(f"{package} {code_digest(PACKAGES / package)}\n".encode())
    return digest.hexdigest()


def _made_from(
    releases: Path, release_id: str, snapshots: dict[str, Snapshot]
) -> dict[str, Any] | None:
    """The manifest of a release if it was made from these snapshots by this program, else None."""
    manifest = read_json(releases / release_id / "manifest.json")
    digest = inputs_digest(snapshots, manifest.get("predecessor"))
    return manifest if manifest["inputs_digest"] == digest else None


def _build_beside(
    releases: Path,
    release_id: str,
    sources: list[Source],
    snapshots: dict[str, Snapshot],
    report: Report,
    older: Mapping[str, str],
    *,
    predecessor: PublishedRelease | None,
    keep_in: Path | None,
) -> Path:
    building = releases / f".building-{os.getpid()}"
    (building / "files").mkdir(parents=True)
    report("build", 0, 1)
    try:
        with write_warehouse(building / "warehouse.duckdb") as connection:
            load(connection, sources, snapshots, release_id, report, keep_in=keep_in)
            compute(connection, read_definitions().values(), release_id, report)
            compare.fill(connection, predecessor, release_id, program_digest())
            audits.check(connection)
            files = {}
            for done, table in enumerate(TABLES):
                report("files", done, len(TABLES))
                files[table.name] = export(connection, table, building / "files")
            version = contents.version(connection, building / "files", predecessor)
            revisions = contents.summary(connection)
        report("files", len(TABLES), len(TABLES))
        manifest = _manifest(release_id, snapshots, predecessor, version)
        manifest |= {"older": dict(older), "revisions": revisions, "files": files}
        write_json(building / "manifest.json", manifest)
    except BaseException:
        shutil.rmtree(building)
        raise
    _flush(building)
    report("build", 1, 1)
    return building


def _manifest(
    release_id: str,
    snapshots: dict[str, Snapshot],
    predecessor: PublishedRelease | None,
    version: Version,
) -> dict[str, Any]:
    reference = predecessor.reference if predecessor else None
    return {
        "id": release_id,
        "version": version.number,
        "version_reasons": list(version.reasons),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": package_version("hulpmonitor"),
        "duckdb_version": duckdb.__version__,
        "inputs_digest": inputs_digest(snapshots, reference),
        "program_digest": program_digest(),
        "predecessor": reference,
        "is_fictitious": _is_fictitious(snapshots),
        "is_selection": any(s.entry.is_selection for s in snapshots.values()),
        "snapshots": {table_id: s.id for table_id, s in sorted(snapshots.items())},
        "change_keys": {table_id: s.entry.change_key for table_id, s in sorted(snapshots.items())},
    }


def _is_fictitious(snapshots: dict[str, Snapshot]) -> bool:
    return any(snapshot.entry.is_fictitious for snapshot in snapshots.values())


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
    mark = "demo-" if _is_fictitious(snapshots) else ""
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
