"""The one httpx client: timeouts, retries, an identifiable user agent and a pause between requests.

Retries stand here and nowhere else, so that a failing publisher is asked five times and not
twenty-five. What is retried: broken connections, timeouts, 429 and 5xx, and bodies that turn out
to be cut off; a 4xx is an answer and is not asked again.
"""

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import stamina

from ingest.errors import Reason, TransportError

Result = TypeVar("Result")

logger = logging.getLogger(__name__)

ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 60.0
LONGEST_RETRY_AFTER_SECONDS = 300.0
TIMEOUT = httpx.Timeout(connect=10, read=120, write=30, pool=10)
PAUSE_SECONDS = 0.5


class RetryableError(TransportError):
    """An answer that may be better next time, optionally after `wait` seconds."""

    def __init__(self, message: str, reason: Reason, wait: float = 0.0) -> None:
        super().__init__(message, reason)
        self.wait = wait


class Client:
    """An HTTP client for one publisher; use it as a context manager.

    `pause` is the politeness interval in seconds before each request; none is kept on this
    machine's own addresses.
    """

    def __init__(self, base_url: str, *, pause: float = PAUSE_SECONDS) -> None:
        self.base_url = base_url.rstrip("/")
        self._pause = 0.0 if is_loopback(base_url) else pause
        self._client = httpx.Client(
            timeout=TIMEOUT,
            headers={
                "User-Agent": f"Hulpmonitor/{version('hulpmonitor')} (open-data monitor)",
                "Accept": "application/json",
            },
            follow_redirects=False,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @contextmanager
    def stream(self, url: str) -> Iterator[Iterator[bytes]]:
        """Open one GET and give its decoded body in pieces.

        Raises RetryableError or TransportError; wrap the whole reading in `retried`, since a
        connection can break half-way through the body.
        """
        time.sleep(self._pause)
        started = time.perf_counter()
        try:
            with self._client.stream("GET", url) as response:
                _refuse_bad_status(response, url)
                yield response.iter_bytes(64 * 1024)
        except httpx.HTTPError as error:
            message = f"{url}: {type(error).__name__}: {error}"
            raise RetryableError(message, _reason(error)) from error
        logger.info("GET %s %.2f s", url, time.perf_counter() - started)

    def get_json(self, url: str) -> Any:
        """The parsed JSON of one small answer; tried again as `retried` says."""

        def once() -> Any:
            with self.stream(url) as body:
                return json.loads(b"".join(body))

        return retried(once)


def retried(work: Callable[[], Result]) -> Result:
    """Run `work` again, up to five times in all, while it raises RetryableError."""
    for attempt in stamina.retry_context(
        on=_wait_as_asked,
        attempts=ATTEMPTS,
        timeout=None,
        wait_initial=2.0,
        wait_max=LONGEST_WAIT_SECONDS,
    ):
        with attempt:
            return work()
    raise AssertionError("stamina either returns or raises")


def is_loopback(url: str) -> bool:
    """Whether a URL points at this machine."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def _wait_as_asked(error: Exception) -> bool | float:
    # A number is stamina's way to wait exactly that long: the publisher's own Retry-After.
    if not isinstance(error, RetryableError):
        return False
    return error.wait or True


def _reason(error: httpx.HTTPError) -> Reason:
    if isinstance(error, httpx.TimeoutException):
        return "too_slow"
    if isinstance(error, httpx.DecodingError):
        return "garbled"
    # httpx has no class of its own for a certificate that is not trusted.
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "unreachable"


def _refuse_bad_status(response: httpx.Response, url: str) -> None:
    status = response.status_code
    if status == 200:
        return
    response.read()
    message = f"{url}: saw HTTP {status} {response.text[:200]!r}; expected 200"
    if status == 429 or status >= 500:
        raise RetryableError(message, "server_error", wait=_retry_after(response))
    raise TransportError(message, "missing" if status in (404, 410) else "refused")


def _retry_after(response: httpx.Response) -> float:
    text = response.headers.get("Retry-After", "")
    return min(float(text), LONGEST_RETRY_AFTER_SECONDS) if text.isdigit() else 0.0
