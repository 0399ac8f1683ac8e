"""Sockets and HTTP/1.1 under the replay server, from the standard library."""

import gzip
import logging
import re
import select
import socket
import struct
import sys
import threading
from collections.abc import Callable
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from ingest.replay.faults.connection import ConnectionFault
from ingest.replay.protocol import Answer

logger = logging.getLogger(__name__)

# From headers and target to an answer, and the fault that sends it, if any.
Respond = Callable[[Message, str], tuple[Answer, ConnectionFault | None]]

_ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0?\.0*[1-9])[\d.]*\s*)?(?:,|$)")
_CHEAP = 1  # the level: our own machine is at both ends


class HttpServer(ThreadingHTTPServer):
    """Remembers its open connections: a client may keep one long after the server has stopped."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], respond: Respond, *, compresses: bool = True
    ) -> None:
        self.respond, self.compresses = respond, compresses
        self.stopping = threading.Event()
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Take the port."""
        # The parent looks up our own name, which can take seconds where there is no name server.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # pyright: ignore

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note a connection that opens."""
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Note a connection that closes."""
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """End the connections that clients keep open."""
        with self._lock:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client was first

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what is a fault of ours."""
        # A client that walks away is everyday business; anything else is a fault of ours.
        if not isinstance(sys.exception(), ConnectionError):
            logger.exception("a replay request failed")


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "HulpmonitorReplay"
    wbufsize = -1  # head and body leave together, so that no acknowledgement is waited for
    disable_nagle_algorithm = True
    server: HttpServer  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        reply, fault = self.server.respond(self.headers, self.path)
        connection = _ServerConnection(self)
        if fault:
            fault.send(connection, reply)
        else:
            connection.send(reply)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parent's name)
        pass


class _ServerConnection:
    """What a fault needs of the connection; see `faults.connection.Connection`."""

    def __init__(self, handler: _Handler) -> None:
        self._handler = handler

    @property
    def accepts_gzip(self) -> bool:
        accepted = self._handler.headers.get("Accept-Encoding", "")
        return self._handler.server.compresses and _ACCEPTS_GZIP.search(accepted) is not None

    def send(self, reply: Answer) -> None:
        body = reply.body
        gzipped = self.accepts_gzip and bool(body) and reply.content_type != "application/zip"
        if gzipped:
            body = gzip.compress(body, _CHEAP, mtime=0)
        self.head(reply, length=len(body), gzipped=gzipped)
        self._handler.wfile.write(body)

    def head(self, answer: Answer, *, length: int | None, gzipped: bool = False) -> None:
        handler = self._handler
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if gzipped:
            handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Vary", "Accept-Encoding")
        if length is None:
            handler.send_header("Connection", "close")
        elif answer.status != 304:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()

    def write(self, piece: bytes) -> None:
        self._handler.wfile.write(piece)
        self._handler.wfile.flush()

    def wait(self, seconds: float) -> bool:
        if self._handler.server.stopping.wait(seconds):
            return False
        # Readable without another request waiting means that the client has gone.
        return not select.select([self._handler.connection], [], [], 0)[0]

    def hang_up(self, *, reset: bool = False) -> None:
        self._handler.close_connection = True
        if reset:
            # Without lingering, a close is a reset. It has to come before the server's own close,
            # which says goodbye first.
            connection = self._handler.connection
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
