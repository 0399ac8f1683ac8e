"""What the client makes of everything that can go wrong in an answer, within its limits."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

import pytest

from ingest.errors import Reason, TransportError
from ingest.http import Client, Limits
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.faults import FAULTS, Planned
from ingest.replay.faults.connection import SlowDrip
from ingest.replay.server import ReplayServer
from ingest.retrying import RetryableError

pytestmark = pytest.mark.slow

TABLE = "85098NED"
COLUMNS = f"/ODataFeed/odata/{TABLE}/DataProperties?$format=json"
SHORT = Limits(connect=2, idle=0.3, request=1, table=10)


@pytest.fixture(scope="module")
def server() -> Iterator[ReplayServer]:
    tables = [table for table in demonstration_tables() if table.identifier == TABLE]
    with ReplayServer(tables) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("reset", "unreachable", "ReadError"),
        ("hang-up", "unreachable", "disconnected without sending a response"),
        ("no-answer", "too_slow", "ReadTimeout"),
        ("stall", "too_slow", "ReadTimeout"),
        ("slow-drip", "too_slow", "not complete in time; expected it within 1 seconds"),
        ("truncated-with-length", "unreachable", "closed connection without sending complete"),
        ("truncated-without-length", "garbled", "the answer was cut off: saw "),
        ("truncated-gzip", "garbled", "its gzip stream does not end"),
        ("unavailable", "server_error", "saw HTTP 503"),
        ("too-many-requests", "server_error", "saw HTTP 429"),
        ("server-error", "server_error", "saw HTTP 500 .*Object reference"),
        ("html", "garbled", "saw HTTP 200 '<!DOCTYPE html>.*expected JSON"),
        ("not-modified", "garbled", "saw HTTP 304"),
    ],
)
def test_a_fault_that_may_pass_is_tried_again(
    server: ReplayServer, name: str, reason: Reason, said: str
) -> None:
    fault = SlowDrip(piece=10, interval=0.1) if name == "slow-drip" else FAULTS[name]
    server.faults = [fault]
    server.requests.clear()
    with Client(server.url, limits=SHORT) as client:
        with pytest.raises(RetryableError, match=said) as raised:
            client.get_json(server.url + COLUMNS)
        assert raised.value.reason == reason
        assert len(server.requests) == 3  # five in earnest
        server.faults = [Planned(fault, frozenset({1, 2}))]
        assert len(client.get_json(server.url + COLUMNS)["value"]) == 7


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("not-found", "missing", "saw HTTP 404"),
        ("gone", "missing", "saw HTTP 410"),
        ("redirect", "garbled", "saw a redirect to https://moved.invalid/.* give the new address"),
    ],
)
def test_an_answer_is_not_asked_for_twice(
    server: ReplayServer, name: str, reason: Reason, said: str
) -> None:
    server.faults = [FAULTS[name]]
    server.requests.clear()
    with Client(server.url) as client, pytest.raises(TransportError, match=said) as raised:
        client.get_json(server.url + COLUMNS)
    assert not isinstance(raised.value, RetryableError)
    assert raised.value.reason == reason
    assert len(server.requests) == 1


def test_a_byte_order_mark_is_harmless(server: ReplayServer) -> None:
    server.faults = [FAULTS["byte-order-mark"]]
    with Client(server.url) as client:
        assert len(client.get_json(server.url + COLUMNS)["value"]) == 7


def test_bytes_are_given_as_they_are(server: ReplayServer) -> None:
    server.faults = []
    with Client(server.url) as client:
        assert client.get_bytes(f"{server.url}/ODataCatalog/Tables/$count") == b"1"


def test_an_answer_that_is_too_large_is_let_go(server: ReplayServer) -> None:
    server.faults = []
    server.requests.clear()
    limits = Limits(memory_bytes=1000)
    with Client(server.url, limits=limits) as client:
        with pytest.raises(TransportError, match="saw more than 1,000 bytes"):
            client.get_json(server.url + COLUMNS)
        assert len(server.requests) == 1
        with client.stream(server.url + COLUMNS) as body:
            assert len(b"".join(body)) > 1000


def test_a_table_has_a_limit_of_its_own(server: ReplayServer) -> None:
    server.faults = [FAULTS["no-answer"]]
    limits = Limits(idle=5, request=5, table=0.3)
    started = monotonic()
    with Client(server.url, limits=limits) as client:
        with client.one_table(), pytest.raises(TransportError, match="takes longer than") as raised:
            client.get_json(server.url + COLUMNS)
        assert raised.value.reason == "too_slow"
        server.faults = []
        with client.one_table():
            assert client.get_json(server.url + COLUMNS)
    assert monotonic() - started < 4.5


@contextmanager
def line_server(answer: bytes, interval: float = 0.0) -> Iterator[str]:
    """Answers every connection with these bytes, one at a time if there is an interval."""
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.recv(65536)
                if not interval:
                    connection.sendall(answer)
                for n in range(len(answer) if interval else 0):
                    connection.sendall(answer[n : n + 1])
                    if stop.wait(interval):
                        return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/rows"
    finally:
        stop.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def test_headers_that_drip_end_in_time() -> None:
    """No read of a byte takes long, so that only a limit to the whole ends it."""
    answer = b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000
    started = monotonic()
    with (
        line_server(answer, interval=0.02) as url,
        Client(url, limits=SHORT) as client,
        pytest.raises(RetryableError, match="not complete in time") as raised,
    ):
        client.get_json(url)
    assert raised.value.reason == "too_slow"
    assert monotonic() - started < 20


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (b"Content-Encoding: br", b"\x01", "saw content encoding 'br'; expected gzip or none"),
        (b"Content-Encoding: gzip", b"{}", "gzip stream is damaged"),
        (
            b"Content-Encoding: gzip",
            bytes.fromhex("1f8b080000000000000303000000000000000000") + b"more",
            "saw 4 bytes behind the end",
        ),
        (b"Content-Type: application/json", b"", "cut off"),
        (b"Content-Type: text/plain", b"not JSON", "saw b'not JSON'; expected JSON"),
    ],
)
def test_a_body_that_is_not_what_its_headers_say(head: bytes, body: bytes, said: str) -> None:
    answer = b"HTTP/1.1 200 OK\r\n" + head + b"\r\nConnection: close\r\n\r\n" + body
    with (
        line_server(answer) as url,
        Client(url) as client,
        pytest.raises(RetryableError, match=said) as raised,
    ):
        client.get_json(url)
    assert raised.value.reason == "garbled"


def test_a_connection_that_is_refused_or_not_trusted_is_named(server: ReplayServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with Client("http://127.0.0.1") as client, pytest.raises(RetryableError) as refused:
        client.get_json(f"http://127.0.0.1:{port}/")
    assert refused.value.reason == "unreachable"
    secure = server.url.replace("http://", "https://")
    with Client(secure) as client, pytest.raises(RetryableError) as untrusted:
        client.get_json(secure + COLUMNS)
    assert untrusted.value.reason == "tls"


def test_a_long_address_is_cut_in_messages(server: ReplayServer) -> None:
    server.faults = [FAULTS["gone"]]
    with Client(server.url) as client, pytest.raises(TransportError) as raised:
        client.get_json(f"{server.url}{COLUMNS}&$filter={'x' * 5000}")
    assert len(str(raised.value)) < 600
