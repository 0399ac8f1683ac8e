"""A circuit breaker: a publisher that fails table after table is left alone for a while.

After three tables in a row that failed in transport, the host is not asked for half an hour. After
that one table is tried: if it fails too, the host is left alone again.

The state is a small JSON file, so that it holds across runs and processes. Two processes that write
at the same time can lose a count, which costs one attempt. A file that cannot be read or written
counts as closed: the breaker spares the publisher, and must never be what stops a run.
"""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.errors import Reason
from ingest.files import write_atomically

logger = logging.getLogger(__name__)

FAILURES_TO_OPEN = 3
OPEN_FOR = timedelta(minutes=30)

# The other reasons, a 4xx, are answers: the publisher works.
OUTAGE_REASONS: frozenset[Reason] = frozenset(
    {"server_error", "tls", "unreachable", "too_slow", "garbled"}
)


class Circuit:
    """Counts failures in a row per host, in the file at `path`; `now` gives the time in UTC."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._now = now

    def refuses(self, host: str) -> datetime | None:
        """Until when the host is left alone, or None when it may be asked."""
        _, until = self._read().get(host, (0, None))
        now = self._now()
        # Later than that was written under another clock.
        return until if until and now < until <= now + OPEN_FOR else None

    def succeeded(self, host: str) -> None:
        """A table came through: the count starts again."""
        state = self._read()
        if state.pop(host, None):
            self._write(state)

    def failed(self, host: str) -> None:
        """A table failed for one of OUTAGE_REASONS."""
        state = self._read()
        failures = state.get(host, (0, None))[0] + 1
        until = self._now() + OPEN_FOR if failures >= FAILURES_TO_OPEN else None
        if until:
            logger.warning(
                "%s failed %d times in a row; left alone until %s", host, failures, until
            )
        self._write({**state, host: (failures, until)})

    def _read(self) -> dict[str, tuple[int, datetime | None]]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            return {host: _parsed(entry) for host, entry in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning("%s cannot be read and counts as closed: %s", self._path, error)
            return {}

    def _write(self, state: dict[str, tuple[int, datetime | None]]) -> None:
        content = {
            host: {"failures": failures, "until": until and until.isoformat()}
            for host, (failures, until) in state.items()
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(content, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            logger.warning("%s cannot be written: %s", self._path, error)


def _parsed(entry: dict[str, str | int | None]) -> tuple[int, datetime | None]:
    failures, until = entry["failures"], entry["until"]
    return int(failures or 0), datetime.fromisoformat(str(until)).astimezone(UTC) if until else None
