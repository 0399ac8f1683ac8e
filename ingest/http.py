"""The one httpx client: limits, an identifiable user agent and a pause between requests.

What is retried: broken connections, timeouts, 429 and 5xx, and bodies that are cut off or are
something else than JSON. Another 4xx is an answer and is not asked again. Redirects are not
followed, not even to the same host: what is fetched then comes from an address that nobody named,
and a publisher that moves is something to look at.
"""

import json
import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import httpx

from ingest.body import whole_body
from ingest.deadline import Deadline
from ingest.errors import Reason, TransportError
from ingest.retrying import RetryableError, retried, retry_after

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Limits:
    """How long we wait and how much we take; times in seconds, sizes in bytes after unpacking.

    `idle` is the longest silence within an answer, `request` one answer from the question to the
    last byte, `table` all answers of one table with the pauses between them. `answer_bytes` bounds
    an answer that goes to disk, `memory_bytes` one that is read as a whole.
    """

    connect: float = 10
    idle: float = 120
    request: float = 300
    table: float = 3600
    answer_bytes: int = 1024**3
    memory_bytes: int = 128 * 1024**2


class Client:
    """An HTTP client for one publisher, one request at a time; use it as a context manager.

    `pause` is the politeness interval in seconds before each request; none is kept on this
    machine's own addresses.
    """

    def __init__(
        self, base_url: str, *, limits: Limits | None = None, pause: float = PAUSE_SECONDS
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.limits = limits or Limits()
        self._pause = 0.0 if is_loopback(base_url) else pause
        self._table_end: float | None = None
        self._deadline: Deadline | None = None
        self._socket: socket.socket | None = None
        timeout = httpx.Timeout(self.limits.idle, connect=self.limits.connect)
        self._client = httpx.Client(
            timeout=timeout,
            limits=httpx.Limits(max_connections=1),
            headers={
                "User-Agent": f"Hulpmonitor/{version('hulpmonitor')} (open-data monitor)",
                "Accept": "application/json, */*;q=0.5",
                "Accept-Encoding": "gzip",
            },
            follow_redirects=False,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @contextmanager
    def one_table(self) -> Iterator[None]:
        """Everything that is asked inside counts towards the limit of one table."""
        self._table_end = time.monotonic() + self.limits.table
        try:
            yield
        finally:
            self._table_end = None

    def get_json(self, url: str) -> Any:
        """The parsed JSON of one small answer; tried again as `retried` says.

        Raises TransportError.
        """

        def once() -> Any:
            body = self.read(url)
            try:
                return json.loads(body)  # takes a byte order mark, which CBS has sent
            except ValueError as error:
                message = f"{shown(url)}: saw {body[:80]!r}; expected JSON"
                raise RetryableError(message, "garbled") from error

        return retried(once)

    def get_bytes(self, url: str) -> bytes:
        """The body of one small answer; tried again as `retried` says. Raises TransportError."""
        return retried(lambda: self.read(url))

    def read(self, url: str) -> bytes:
        """The body of one small answer, asked for once. Raises RetryableError or TransportError."""
        with self.stream(url, most_bytes=self.limits.memory_bytes) as body:
            return b"".join(body)

    @contextmanager
    def stream(self, url: str, *, most_bytes: int | None = None) -> Iterator[Iterator[bytes]]:
        """Open one GET and give its decoded body in pieces.

        Raises RetryableError or TransportError; wrap the whole reading in `retried`, since a
        connection can break half-way through the body. A body without a length that is not JSON
        can be cut off unseen: its reader has to look.
        """
        time.sleep(self._pause)
        started = time.monotonic()
        deadline = self._deadline = Deadline(self._seconds_left(url))
        if self._socket is not None:
            deadline.watch(self._socket)
        how = {"trace": self._note_connection}
        try:
            with deadline, self._client.stream("GET", url, extensions=how) as response:
                _refuse_bad_answer(response, url)
                yield whole_body(response, shown(url), most_bytes or self.limits.answer_bytes)
        except (httpx.HTTPError, RetryableError) as error:
            if deadline.expired:
                raise self._too_slow(url) from error
            if isinstance(error, RetryableError):
                raise
            message = f"{shown(url)}: saw {type(error).__name__} ({error}); expected an answer"
            raise RetryableError(message, _reason(error)) from error
        if deadline.expired:
            raise self._too_slow(url)
        logger.info("GET %s %.2f s", url, time.monotonic() - started)

    def _seconds_left(self, url: str) -> float:
        if self._table_end is None:
            return self.limits.request
        left = self._table_end - time.monotonic()
        if left <= 0:
            raise TransportError(
                f"{shown(url)}: the table takes longer than {self.limits.table:g} seconds; "
                "expected all of it within that time. What has arrived is kept for the next try.",
                "too_slow",
            )
        return min(left, self.limits.request)

    def _too_slow(self, url: str) -> RetryableError:
        message = (
            f"{shown(url)}: the answer was not complete in time; "
            f"expected it within {self.limits.request:g} seconds"
        )
        return RetryableError(message, "too_slow")

    def _note_connection(self, event: str, info: dict[str, Any]) -> None:
        # A connection is made in two steps, plain and then TLS, each with a socket of its own.
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self._deadline is not None and self._socket is not None:
                self._deadline.watch(self._socket)


def is_loopback(url: str) -> bool:
    """Whether a URL points at this machine."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def shown(url: str) -> str:
    """A URL for a message: a filter can be kilobytes long."""
    return url if len(url) <= 160 else f"{url[:157]}..."


def _reason(error: httpx.HTTPError) -> Reason:
    if isinstance(error, httpx.TimeoutException):
        return "too_slow"
    # httpx has no class of its own for a certificate that is not trusted.
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "unreachable"


def _refuse_bad_answer(response: httpx.Response, url: str) -> None:
    status = response.status_code
    if status == 200 and "html" not in response.headers.get("Content-Type", ""):
        return
    where = response.headers.get("Location")
    if where and 300 <= status < 400:
        raise TransportError(
            f"{shown(url)}: saw a redirect to {shown(where)}; expected an answer here. "
            "Redirects are not followed: if the publisher has moved, give the new address.",
            "garbled",
        )
    message = f"{shown(url)}: saw HTTP {status} {_beginning(response)!r}; expected JSON or a file"
    if status == 429 or status >= 500:
        wait = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
        raise RetryableError(message, "server_error", wait=wait)
    if status >= 400:
        raise TransportError(message, "missing" if status in (404, 410) else "refused")
    raise RetryableError(message, "garbled")


def _beginning(response: httpx.Response) -> str:
    # One piece: the body of an error is as long as its sender likes.
    for piece in response.iter_bytes(200):
        return piece.decode(errors="replace")
    return ""
