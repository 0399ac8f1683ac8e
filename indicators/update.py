"""One run: see what changed, fetch it, build a release; write down what came of it.

A run never takes the site down: whatever fails, the newest release stays and the summary says why.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from indicators.audits import AuditError
from indicators.release import build
from ingest.errors import IngestError
from ingest.fetch import TableOutcome, fetch
from ingest.files import write_atomically
from ingest.hosts import Hosts
from ingest.progress import Report, no_report
from ingest.snapshot import SnapshotStore
from ingest.source import FigureSource, Source, read_sources

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RunSummary:
    """What one run came to; times in UTC."""

    started_at: str
    finished_at: str
    outcome: Literal["published", "fetched", "unchanged", "failed"]
    release_id: str | None
    message: str
    tables: tuple[TableOutcome, ...] = ()


def update(
    data: Path,
    hosts: Hosts,
    sources: Iterable[Source],
    report: Report = no_report,
    *,
    publish: bool = True,
) -> RunSummary:
    """Fetch what changed of `sources` and, unless told otherwise, build a release from everything.

    Gives the summary, which is also written to `<data>/last_run.json` and added to
    `<data>/runs.jsonl`. A table of figures that could not be fetched or is not what it should be
    means that there is no new release; without lists and maps there is one.
    """
    started = _now()
    sources = list(sources)
    tables: list[TableOutcome] = []
    outcome: Literal["published", "fetched", "unchanged", "failed"] = "failed"
    release_id = None
    try:
        tables = fetch(sources, hosts, SnapshotStore(data), report)
        figures = {source.id for source in sources if isinstance(source, FigureSource)}
        failed = [t for t in tables if t.outcome == "failed" and t.id in figures]
        if failed:
            message = "; ".join(table.message for table in failed)
        elif publish:
            built = build(data, read_sources().values(), report)
            outcome, release_id, message = built.kind, built.release_id, ""
        else:
            fetched = any(table.outcome == "fetched" for table in tables)
            outcome, message = "fetched" if fetched else "unchanged", ""
    except (IngestError, AuditError) as error:
        message = str(error)
    except (duckdb.Error, OSError) as error:
        message = f"{type(error).__name__}: {error}"
    summary = RunSummary(started, _now(), outcome, release_id, message, tuple(tables))
    _write_down(data, summary)
    log = logger.error if outcome == "failed" else logger.info
    log("run %s, release %s %s", outcome, release_id, message)
    return summary


def _write_down(data: Path, summary: RunSummary) -> None:
    data.mkdir(parents=True, exist_ok=True)
    row = json.dumps(asdict(summary), ensure_ascii=False)
    write_atomically(data / "last_run.json", row + "\n")
    with (data / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(row + "\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
