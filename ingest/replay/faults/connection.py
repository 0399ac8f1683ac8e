"""What goes wrong between two machines: faults in how an answer travels."""

import gzip
from dataclasses import dataclass
from typing import Protocol

from ingest.replay.faults.plan import Fault
from ingest.replay.protocol import Answer


class Connection(Protocol):
    """The server's end of one connection, with one request waiting for an answer."""

    @property
    def accepts_gzip(self) -> bool:
        """Whether the client said that it does."""
        ...

    def head(self, answer: Answer, *, length: int | None, gzipped: bool = False) -> None:
        """Send status and headers; without a length the body ends with the connection."""
        ...

    def write(self, piece: bytes) -> None:
        """Send a piece of the body at once."""
        ...

    def wait(self, seconds: float) -> bool:
        """Do nothing for a while; False when the server stops or the client has gone."""
        ...

    def hang_up(self, *, reset: bool = False) -> None:
        """Close in good order, or break the connection off."""
        ...


class ConnectionFault(Fault):
    """Sends an answer in its own way, in place of the server."""

    def send(self, connection: Connection, answer: Answer) -> None:
        """Send what is to arrive of `answer`."""
        raise NotImplementedError


class ConnectionReset(ConnectionFault):
    """The connection breaks off before an answer.

    Rests on: reported, from 2018 to 2026 (issues of cbsodata and cbsodataR).
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Send nothing and reset."""
        connection.hang_up(reset=True)


class HangUp(ConnectionFault):
    """The connection closes in good order, without an answer.

    Rests on: reported ("remote end closed connection without response").
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Send nothing and close."""
        connection.hang_up()


class NoAnswer(ConnectionFault):
    """The connection is accepted and nothing comes.

    Rests on: reported. A retired host completes TLS and then drops every request.
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Hold the line until the client gives up."""
        _hold(connection)


class TruncatedWithLength(ConnectionFault):
    """Half of a body whose length was announced.

    Rests on: reported ("premature EOF" deep in a long crawl, with status 200).
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Announce all, send half, close."""
        connection.head(answer, length=len(answer.body))
        connection.write(answer.body[: len(answer.body) // 2])
        connection.hang_up()


class TruncatedWithoutLength(ConnectionFault):
    """Half of a body that ends with the connection, so that nothing tells it was cut off.

    Rests on: measured with httpx and requests, which take it for complete.
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Announce no length, send half, close."""
        connection.head(answer, length=None)
        connection.write(answer.body[: len(answer.body) // 2])
        connection.hang_up()


class TruncatedGzip(ConnectionFault):
    """Half of a gzip stream that ends with the connection; plain for who takes no gzip.

    Rests on: measured with httpx and requests, which take it for complete.
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Announce no length, send half of the stream, close."""
        body = gzip.compress(answer.body, mtime=0) if connection.accepts_gzip else answer.body
        connection.head(answer, length=None, gzipped=connection.accepts_gzip)
        connection.write(body[: len(body) // 2])
        connection.hang_up()


@dataclass(frozen=True)
class SlowDrip(ConnectionFault):
    """A complete answer, a little at a time: 6,000 bytes a second.

    Rests on: reported. One large table came at about that speed, and broke off after 45 minutes.
    """

    piece: int = 600
    interval: float = 0.1

    def send(self, connection: Connection, answer: Answer) -> None:
        """Send a piece, wait, and so on."""
        connection.head(answer, length=len(answer.body))
        for start in range(0, len(answer.body), self.piece):
            connection.write(answer.body[start : start + self.piece])
            if not connection.wait(self.interval):
                return connection.hang_up()


class Stall(ConnectionFault):
    """Half of an answer, and then nothing, with the connection open.

    Rests on: assumed, as the worst case of a slow drip.
    """

    def send(self, connection: Connection, answer: Answer) -> None:
        """Announce all, send half, hold the line."""
        connection.head(answer, length=len(answer.body))
        connection.write(answer.body[: len(answer.body) // 2])
        _hold(connection)


def _hold(connection: Connection) -> None:
    while connection.wait(0.05):
        pass
    connection.hang_up()
