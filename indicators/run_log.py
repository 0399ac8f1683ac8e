"""The run log: what every run came to, one line of JSON each, in `<data>/runs.jsonl`.

It is read from the end, so that its length is no matter, and put aside as `runs.1.jsonl` when it
is large; the one before that is then gone. A run that was killed or a disk that was full can leave
half a line: it is passed over and counted.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

from ingest.errors import Reason

NAME = "runs.jsonl"
OLDER_NAME = "runs.1.jsonl"
LARGE_BYTES = 4 * 1024 * 1024
_BLOCK_BYTES = 64 * 1024

RunOutcome = Literal["published", "fetched", "unchanged", "failed", "skipped"]


@dataclass(frozen=True)
class TableRun:
    """What one run did with one table.

    `findings` counts what stood out in the figures that are in use after the run; None where no
    release was made or confirmed.
    """

    id: str
    outcome: str
    message: str = ""
    protocol: str | None = None
    reason: Reason | None = None
    findings: int | None = None

    @property
    def has_failed(self) -> bool:
        """Whether the table could not be looked at, or was not as it should be."""
        return self.outcome in ("failed", "not_tried")


@dataclass(frozen=True)
class RunSummary:
    """What one run came to; times in UTC.

    published  there is a new release, even where some tables failed
    unchanged  the newest release stands
    fetched    there are new snapshots, and no release was asked for
    failed     nothing could be fetched, or no release could be made
    skipped    another run was going on
    """

    started_at: str
    finished_at: str
    outcome: RunOutcome
    release_id: str | None
    message: str
    tables: tuple[TableRun, ...] = ()

    @property
    def started(self) -> datetime:
        """When it began."""
        return datetime.fromisoformat(self.started_at)

    @property
    def finished(self) -> datetime:
        """When it ended."""
        return datetime.fromisoformat(self.finished_at)


@dataclass(frozen=True)
class RunLog:
    """The last runs, newest first, and how many lines among them could not be read."""

    runs: tuple[RunSummary, ...]
    unreadable: int

    @property
    def last_run(self) -> RunSummary | None:
        """The last one that was not skipped."""
        return next((run for run in self.runs if run.outcome != "skipped"), None)


def append_run(data: Path, run: RunSummary) -> None:
    """Add a run to the log, on a line of its own whatever stood there before."""
    line = json.dumps(asdict(run), ensure_ascii=False).encode() + b"\n"
    with (data / NAME).open("ab+") as file:
        if file.tell() and not _ends_a_line(file):
            line = b"\n" + line
        file.write(line)


def rotate(data: Path) -> None:
    """Put the log aside where it is large; only for who holds the run lock."""
    path = data / NAME
    if path.exists() and path.stat().st_size > LARGE_BYTES:
        path.replace(data / OLDER_NAME)


def read_runs(data: Path, count: int) -> RunLog:
    """The last `count` runs; lines that cannot be read are passed over and counted."""
    runs: list[RunSummary] = []
    unreadable = 0
    for name in (NAME, OLDER_NAME):
        for line in _lines_from_the_end(data / name):
            if len(runs) == count:
                break
            run = _read(line)
            if run:
                runs.append(run)
            else:
                unreadable += 1
    return RunLog(tuple(runs), unreadable)


def _read(line: bytes) -> RunSummary | None:
    try:
        row = json.loads(line)
        tables = tuple(TableRun(**table) for table in row.pop("tables"))
        run = RunSummary(**row, tables=tables)
        _ = run.started, run.finished
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return run


def _ends_a_line(file: BinaryIO) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _lines_from_the_end(path: Path) -> Iterator[bytes]:
    """The lines of a file, last one first, a block at a time; empty lines are left out."""
    if not path.exists():
        return
    with path.open("rb") as file:
        position = file.seek(0, os.SEEK_END)
        rest = b""
        while position:
            size = min(_BLOCK_BYTES, position)
            position -= size
            file.seek(position)
            rest, *lines = (file.read(size) + rest).split(b"\n")
            yield from (line for line in reversed(lines) if line)
        if rest:
            yield rest
