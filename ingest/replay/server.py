"""The replay server: `protocol.answer` behind a socket.

Only the standard library, HTTP/1.1 with connections that stay open, one thread a connection, no
log. What goes wrong between two machines (a reset, a drip, a body that stops) belongs here and not
in the protocol.
"""

import gzip
import logging
import re
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any

from ingest.replay.assumptions import LIKELIEST, Assumptions
from ingest.replay.boundaries import Boundaries
from ingest.replay.protocol import Answer, Limits, answer, refusal, unless_known
from ingest.replay.publication import Publication
from ingest.replay.wire import WireTable

logger = logging.getLogger(__name__)

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
_ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0?\.0*[1-9])[\d.]*\s*)?(?:,|$)")
_CHEAP = 1  # the level: our own machine is at both ends


class ReplayServer:
    """Serves tables as CBS does; a context manager, or `start()` and `stop()`.

    `page_size` is the number of rows a page of the bulk feed (10,000 at CBS), `api_rows` the most
    rows that the interactive service gives at once (10,000 at CBS), `observations` the number of
    rows a page of version 4 (100,000 at CBS). `assumptions` says how to behave where CBS is not
    known well enough, `discontinued` which tables have no observations in version 4, `boundaries`
    what PDOK's address answers (None: fictitious squares). Port 0 takes any free port.
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
    ) -> None:
        self._published = partial(
            Publication, assumptions=assumptions, discontinued=discontinued, boundaries=boundaries
        )
        self._publication = self._published(tables)
        self._limits = Limits(page_size, api_rows, observations)
        self.compresses = assumptions.gzip
        self._address = (host, port)
        self._http: _HttpServer | None = None
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
        self._http = _HttpServer(self._address, self)
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Give the port back and close every connection; harmless when not running."""
        if self._http is None or self._thread is None:
            return
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()
        self._http.close_connections()
        self._http = self._thread = None

    def publish(self, tables: Iterable[WireTable]) -> None:
        """Serve these tables from now on, in place of all others."""
        # One assignment: a request sees either the old publication or the new one.
        self._publication = self._published(tables)

    def respond(self, host: str, target: str) -> Answer:
        """Note one request and answer it; `host` is what the client called this machine."""
        self.requests.append(target)
        base_url = f"http://{host}" if _HOST.fullmatch(host) else self.url
        try:
            return answer(self._publication, self._limits, base_url, target)
        except Exception as error:
            # A table that cannot be written out is our fault; a client must not take it for a
            # broken connection.
            logger.exception("replay of %s failed", target)
            return refusal(500, f"The replay server failed: {type(error).__name__}: {error}")


def serve(
    tables: Iterable[WireTable],
    port: int = 0,
    page_size: int = 10_000,
    *,
    host: str = "127.0.0.1",
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve until interrupted; `on_ready` is told the address once requests are answered.

    Returns on KeyboardInterrupt; raises OSError when the port is taken.
    """
    with ReplayServer(tables, page_size=page_size, host=host, port=port) as server:
        on_ready(server.url)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


class _HttpServer(ThreadingHTTPServer):
    """Remembers its open connections: a client may keep one long after the server has stopped."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], replay: ReplayServer) -> None:
        self.replay = replay
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        # The parent looks up our own name, which can take seconds where there is no name server.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # pyright: ignore

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        with self._lock:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client was first

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that walks away is everyday business; anything else is a fault of ours.
        if not isinstance(sys.exception(), ConnectionError):
            logger.exception("a replay request failed")


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "HulpmonitorReplay"
    wbufsize = -1  # head and body leave together, so that no acknowledgement is waited for
    disable_nagle_algorithm = True
    server: _HttpServer  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self._send(self.server.replay.respond(self.headers.get("Host", ""), self.path))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parent's name)
        pass

    def _send(self, answered: Answer) -> None:
        reply = unless_known(answered, self.headers.get("If-None-Match"))
        body = reply.body
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if self._may_compress(reply):
            body = gzip.compress(body, _CHEAP, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _may_compress(self, reply: Answer) -> bool:
        accepted = _ACCEPTS_GZIP.search(self.headers.get("Accept-Encoding", ""))
        is_plain = reply.body != b"" and reply.content_type != "application/zip"
        return bool(accepted) and is_plain and self.server.replay.compresses
