"""The replay server: `protocol.answer` behind a socket.

Only the standard library, HTTP/1.1 with connections that stay open, one thread a connection, no
log. Faults stand around the protocol and not in it: they change the tables before an answer is
made, the answer after that, or the way in which it is sent.
"""

import logging
import re
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from email.message import Message
from functools import partial
from types import TracebackType

from ingest.replay.assumptions import LIKELIEST, Assumptions
from ingest.replay.boundaries import Boundaries
from ingest.replay.faults.answers import AnswerFault
from ingest.replay.faults.connection import ConnectionFault
from ingest.replay.faults.plan import Fault, Plan, Planned, Request, changed
from ingest.replay.http_server import HttpServer
from ingest.replay.protocol import Answer, Limits, answer, refusal, unless_known
from ingest.replay.publication import Publication
from ingest.replay.wire import WireTable

logger = logging.getLogger(__name__)

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")


class ReplayServer:
    """Serves tables as CBS does; a context manager, or `start()` and `stop()`.

    `page_size` is the number of rows a page of the bulk feed (10,000 at CBS), `api_rows` the most
    rows that the interactive service gives at once (10,000 at CBS), `observations` the number of
    rows a page of version 4 (100,000 at CBS). `assumptions` says how to behave where CBS is not
    known well enough, `discontinued` which tables have no observations in version 4, `boundaries`
    what PDOK's address answers (None: fictitious squares). `faults` go wrong as planned; a fault
    without a plan strikes every request that it concerns. Port 0 takes any free port.
    """

    def __init__(
        self,
        tables: Iterable[WireTable],
        *,
        page_size: int = 10_000,
        api_rows: int = 10_000,
        observations: int = 100_000,
        assumptions: Assumptions = LIKELIEST,
        discontinued: Collection[str] = (),
        boundaries: Boundaries | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        faults: Iterable[Fault | Planned] = (),
    ) -> None:
        self._published = partial(
            Publication, assumptions=assumptions, discontinued=discontinued, boundaries=boundaries
        )
        self._tables: Sequence[WireTable] = tuple(tables)
        self._publication = self._published(self._tables)
        self._plan = Plan(faults)
        self._lock = threading.Lock()
        self._changed: tuple[object, Publication] | None = None
        self._limits = Limits(page_size, api_rows, observations)
        self._compresses = assumptions.gzip
        self._address = (host, port)
        self._http: HttpServer | None = None
        self._thread: threading.Thread | None = None
        self.requests: list[str] = []

    def __enter__(self) -> "ReplayServer":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address to use in place of https://opendata.cbs.nl, without a slash at the end."""
        if self._http is None:
            raise RuntimeError("the replay server is not running; call start() first")
        host, port = self._http.server_address[:2]
        return f"http://{host}:{port}"

    def start(self) -> None:
        """Take the port and answer in the background; OSError when the port is taken."""
        if self._http is not None:
            raise RuntimeError("the replay server is running already")
        self._http = HttpServer(self._address, self.respond, compresses=self._compresses)
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Give the port back and close every connection; harmless when not running."""
        if self._http is None or self._thread is None:
            return
        self._http.stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()
        self._http.close_connections()
        self._http = self._thread = None

    def publish(self, tables: Iterable[WireTable]) -> None:
        """Serve these tables from now on, in place of all others."""
        tables = tuple(tables)
        publication = self._published(tables)
        with self._lock:
            self._tables, self._publication, self._changed = tables, publication, None

    @property
    def faults(self) -> Sequence[Planned]:
        """What goes wrong, and when; assign other faults to put them in place of these."""
        return self._plan.planned

    @faults.setter
    def faults(self, faults: Iterable[Fault | Planned]) -> None:
        with self._lock:
            self._plan, self._changed = Plan(faults), None

    def respond(self, headers: Message, target: str) -> tuple[Answer, ConnectionFault | None]:
        """Note one request and answer it; beside the answer stands the fault that sends it, if any.

        Addresses in the answer begin with what the client called this machine.
        """
        self.requests.append(target)
        host = headers.get("Host", "")
        base_url = f"http://{host}" if _HOST.fullmatch(host) else self.url
        plan = self._plan
        request = Request(target, base_url, lambda other: self._answer(base_url, other))
        hits = plan.strike(request)
        reply = unless_known(self._answer(base_url, target), headers.get("If-None-Match"))
        for fault in hits:
            if isinstance(fault, AnswerFault):
                reply = fault.change(reply, request)
        sender = next((fault for fault in hits if isinstance(fault, ConnectionFault)), None)
        return reply, sender

    def _answer(self, base_url: str, target: str) -> Answer:
        try:
            return answer(self._current_publication(), self._limits, base_url, target)
        except Exception as error:
            # A table that cannot be written out is our fault; a client must not take it for a
            # broken connection.
            logger.exception("replay of %s failed", target)
            return refusal(500, f"The replay server failed: {type(error).__name__}: {error}")

    def _current_publication(self) -> Publication:
        """What is published, with the changes that faults have made by now."""
        with self._lock:
            changes = self._plan.changes()
            if not changes:
                return self._publication
            if self._changed is None or self._changed[0] != changes:
                self._changed = changes, self._published(changed(self._tables, changes))
            return self._changed[1]


def serve(
    tables: Iterable[WireTable],
    port: int = 0,
    page_size: int = 10_000,
    *,
    host: str = "127.0.0.1",
    faults: Iterable[Fault | Planned] = (),
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve until interrupted; `on_ready` is told the address once requests are answered.

    Returns on KeyboardInterrupt; raises OSError when the port is taken.
    """
    with ReplayServer(tables, page_size=page_size, host=host, port=port, faults=faults) as server:
        on_ready(server.url)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return
