"""A limit to the whole of one exchange, whichever part of it is slow.

A client's own timeouts are about one read: a server that sends a byte a minute keeps within them
for ever, in the headers as well as in the body. When this limit passes, the socket under the
exchange is shut down, which ends a read that is waiting.
"""

import socket
import threading
from contextlib import suppress


class Deadline:
    """Shuts a socket down when `seconds` have passed; use it as a context manager.

    `expired` tells afterwards whether that happened: an exchange that is shut down looks to its
    reader like a broken connection, or even like the end of the body.
    """

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, sock: socket.socket) -> None:
        """The exchange goes over this socket from now on."""
        with self._lock:
            self._socket = sock
            if self.expired:
                _shut_down(sock)

    def _expire(self) -> None:
        with self._lock:
            self.expired = True
            if self._socket is not None:
                _shut_down(self._socket)


def _shut_down(sock: socket.socket) -> None:
    # The plain method: the one of a TLS socket first takes away what the waiting read uses.
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
