"""One run: see what changed, fetch it, build a release; write down what came of it.

A run never takes the site down: whatever fails, the newest release stays and the summary says why.
One table that fails does not keep the others back (docs/decisions/0010).
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from indicators.audits import AuditError
from indicators.release import build_in_run
from indicators.run_log import RunOutcome, RunSummary, TableRun, append_run, rotate
from ingest.circuit import Circuit
from ingest.errors import AnotherRunError, IngestError, TransportError
from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.http import Limits
from ingest.lock import run_lock
from ingest.progress import Report, no_report
from ingest.snapshot import SnapshotStore
from ingest.source import Source, figure_sources, read_sources
from ingest.warehouse import read_warehouse

logger = logging.getLogger(__name__)

_FAULTS = (IngestError, AuditError, duckdb.Error, OSError)


def update(
    data: Path,
    hosts: Hosts,
    sources: Iterable[Source],
    report: Report = no_report,
    *,
    publish: bool = True,
    circuit: Circuit | None = None,
    limits: Limits | None = None,
) -> RunSummary:
    """Fetch what changed of `sources` and, unless told otherwise, build a release from everything.

    A host that `circuit` leaves alone is not asked; without one every host is. Gives the summary,
    which is also added to the run log. Nothing is raised for what can go wrong
    at the publisher, in the figures or on the disk.
    """
    started = _now()
    try:
        with run_lock(data):
            rotate(data)
            summary = _run(data, hosts, list(sources), report, publish, started, circuit, limits)
            return _write_down(data, summary)
    except AnotherRunError as error:
        skipped = RunSummary(started, _now(), "skipped", None, str(error))
        return _write_down(data, skipped)
    except OSError as error:  # the data directory itself cannot be used
        return _write_down(data, RunSummary(started, _now(), "failed", None, _say(error)))


def _run(
    data: Path,
    hosts: Hosts,
    sources: list[Source],
    report: Report,
    publish: bool,
    started: str,
    circuit: Circuit | None,
    limits: Limits | None,
) -> RunSummary:
    problems = []
    try:
        outcomes = fetch(
            sources, hosts, SnapshotStore(data), report, circuit=circuit, limits=limits
        )
        tables = [TableRun(o.id, o.outcome, o.message, o.protocol, o.reason) for o in outcomes]
    except _FAULTS as error:
        reason = error.reason if isinstance(error, TransportError) else None
        tables = [TableRun(source.id, "not_tried", reason=reason) for source in sources]
        problems.append(_say(error))
    problems += [table.message for table in tables if table.has_failed and table.message]
    outcome: RunOutcome = "unchanged"
    release_id = None
    if any(table.outcome == "fetched" for table in tables):
        outcome = "fetched"
    if tables and all(table.has_failed for table in tables):
        outcome = "failed"
    if publish and _has_snapshots(data):
        try:
            built = build_in_run(data, read_sources().values(), report, older=_older(data, tables))
            release_id = built.release_id
            if outcome != "failed" or built.kind == "published":
                outcome = built.kind
            tables = _with_findings(data, release_id, tables)
        except _FAULTS as error:
            outcome = "failed"
            problems.append(_say(error))
    elif publish:
        outcome = "failed"
    return RunSummary(started, _now(), outcome, release_id, "; ".join(problems), tuple(tables))


def _has_snapshots(data: Path) -> bool:
    store = SnapshotStore(data)
    return any(store.current(source_id) for source_id in figure_sources())


def _older(data: Path, tables: Iterable[TableRun]) -> dict[str, str]:
    """What the release says of tables that failed while an earlier snapshot is in use."""
    store = SnapshotStore(data)
    return {
        table.id: f"version of {snapshot.entry.modified}: {table.message}"
        for table in tables
        if table.has_failed and (snapshot := store.current(table.id))
    }


def _with_findings(data: Path, release_id: str, tables: Iterable[TableRun]) -> list[TableRun]:
    connection = read_warehouse(data / "releases" / release_id / "warehouse.duckdb")
    with connection:
        counts = dict(
            connection.execute(
                "SELECT source_id, count(*) FROM core.issue WHERE source_id IS NOT NULL GROUP BY 1"
            ).fetchall()
        )
    return [replace(table, findings=counts.get(table.id, 0)) for table in tables]


def _write_down(data: Path, summary: RunSummary) -> RunSummary:
    log = logger.error if summary.outcome == "failed" else logger.info
    log("run %s, release %s %s", summary.outcome, summary.release_id, summary.message)
    try:
        append_run(data, summary)
    except OSError as error:
        logger.error("the run log in %s cannot be written: %s", data, error)
    return summary


def _say(error: Exception) -> str:
    if isinstance(error, IngestError | AuditError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
