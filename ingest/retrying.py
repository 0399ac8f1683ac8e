"""The one place where a request is tried again, and how long is waited before that.

Retries stand here and nowhere else, so that a failing publisher is asked five times and not
twenty-five. Whoever sees an answer decides what may be better next time, by raising RetryableError.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import stamina

from ingest.errors import Reason, TransportError

Result = TypeVar("Result")

ATTEMPTS = 5
SHORTEST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 60.0
LONGEST_RETRY_AFTER_SECONDS = 300.0
# Spreads the clients that were all sent away at the same moment.
JITTER_SECONDS = 2.0


class RetryableError(TransportError):
    """An answer that may be better next time, optionally after `wait` seconds."""

    def __init__(self, message: str, reason: Reason, wait: float = 0.0) -> None:
        super().__init__(message, reason)
        self.wait = wait


def retried(work: Callable[[], Result]) -> Result:
    """Run `work` again, up to five times in all, while it raises RetryableError."""
    for attempt in stamina.retry_context(
        on=_wait_as_asked,
        attempts=ATTEMPTS,
        timeout=None,
        wait_initial=SHORTEST_WAIT_SECONDS,
        wait_max=LONGEST_WAIT_SECONDS,
        wait_jitter=JITTER_SECONDS,
    ):
        with attempt:
            return work()
    raise AssertionError("stamina either returns or raises")


def retry_after(text: str, now: datetime) -> float:
    """Seconds that a `Retry-After` header asks for, at most five minutes; 0 if it cannot be read.

    It is a number of seconds or an HTTP date (RFC 9110, section 10.2.3).
    """
    if text.strip().isdigit():
        seconds = float(text)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        if moment.tzinfo is None:  # "-0000": the sender does not say where; HTTP dates are UTC
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_SECONDS)


def _wait_as_asked(error: Exception) -> bool | float:
    # A number is stamina's way to wait exactly that long, without a jitter of its own.
    if not isinstance(error, RetryableError):
        return False
    if error.wait:
        return error.wait + random.uniform(0, JITTER_SECONDS)  # noqa: S311 (no secret)
    return True
