"""The client against a real server that misbehaves on request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cbsodata.cbsodata3
import pytest
import requests

from ingest.cbs_v3 import CbsV3
from ingest.errors import TransportError
from ingest.hosts import Hosts
from ingest.http import Client
from ingest.pages import fetch_pages
from ingest.reachable import is_reachable
from ingest.retrying import RetryableError, retried, retry_after

GOOD = b'{"odata.metadata":"m","value":[{"ID":0}]}'


@contextmanager
def server(*answers: tuple[int, bytes] | None) -> Iterator[tuple[str, list[str]]]:
    """Gives these answers one after the other, the last one for ever; None hangs up."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers[min(len(asked), len(answers) - 1)]
            asked.append(self.headers.get("User-Agent", ""))
            if answer is None:
                self.connection.close()
                return
            status, body = answer
            body = body.replace(b"HERE", f"http://127.0.0.1:{self.server.server_port}".encode())  # type: ignore[attr-defined]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}", asked
    finally:
        httpd.shutdown()
        httpd.server_close()


@pytest.mark.parametrize("fault", [(503, b""), (500, b"oops"), (429, b""), (200, b"<html>"), None])
def test_a_passing_fault_is_tried_again(fault: tuple[int, bytes] | None, tmp_path: Path) -> None:
    with server(fault, (200, GOOD)) as (url, asked), Client(url) as client:
        (page,) = fetch_pages(client, f"{url}/rows", tmp_path)
    assert (tmp_path / "00001.json").read_bytes() == b'[{"ID":0}]'
    assert page.next_url is None
    assert len(asked) == 2
    assert all("Hulpmonitor/" in agent for agent in asked)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_no_is_not_asked_twice(status: int, tmp_path: Path) -> None:
    with (
        server((status, b"nee")) as (url, asked),
        Client(url) as client,
        pytest.raises(TransportError, match=f"saw HTTP {status}"),
    ):
        fetch_pages(client, f"{url}/rows", tmp_path)
    assert len(asked) == 1


def test_a_lasting_fault_is_given_up(tmp_path: Path) -> None:
    with (
        server((503, b"")) as (url, asked),
        Client(url) as client,
        pytest.raises(TransportError, match="503"),
    ):
        fetch_pages(client, f"{url}/rows", tmp_path)
    assert len(asked) == 3  # five in earnest


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (b"http://192.0.2.1/rows?$skip=10", "the next page is at http://192.0.2.1"),
        (b"HERE/rows", "does not lie further on"),
        (b"HERE/rows?$skip=0", "does not lie further on"),
    ],
)
def test_a_next_page_elsewhere_or_in_a_circle_is_not_followed(
    link: bytes, said: str, tmp_path: Path
) -> None:
    body = b'{"value":[{"ID":0}],"odata.nextLink":"' + link + b'"}'
    with (
        server((200, body)) as (url, asked),
        Client(url) as client,
        pytest.raises(TransportError, match=said),
    ):
        fetch_pages(client, f"{url}/rows", tmp_path)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("86400", 300),
        ("Wed, 21 Oct 2026 07:28:20 GMT", 20),
        ("Wed, 21 Oct 2026 09:28:20 +0200", 20),
        ("Wed, 21 Oct 2026 07:28:20 -0000", 20),
        ("Wed, 21 Oct 2026 09:28:00 GMT", 300),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_retry_after_is_respected_within_reason(header: str, seconds: float) -> None:
    assert retry_after(header, datetime(2026, 10, 21, 7, 28, tzinfo=UTC)) == seconds


def test_what_is_not_a_transport_fault_is_not_retried() -> None:
    calls = []

    def work() -> None:
        calls.append(1)
        raise KeyError("x")

    with pytest.raises(KeyError):
        retried(work)
    assert len(calls) == 1


@pytest.mark.parametrize("answer", [(200, b"<html>"), (200, b'{"odata.error":{}}'), (503, b"")])
def test_a_catalogue_that_answers_nonsense_is_a_transport_fault(
    answer: tuple[int, bytes],
) -> None:
    with server(answer) as (url, asked), Client(url) as client, pytest.raises(RetryableError):
        CbsV3(client).entries(["84852NED"])
    assert len(asked) == 3


def test_metadata_is_asked_for_by_our_own_client() -> None:
    with server((200, GOOD)) as (url, asked), Client(url) as client:
        assert CbsV3(client).properties("84852NED") == [{"ID": 0}]
    assert len(asked) == 1 and asked[0].startswith("Hulpmonitor/")
    assert cbsodata.cbsodata3.Session is requests.Session, "others get what they expect"


def test_metadata_that_leads_to_itself_is_not_followed_for_ever() -> None:
    link = b"HERE/ODataFeed/odata/84852NED/DataProperties?%24format=json"
    body = b'{"value":[{"ID":0}],"odata.nextLink":"' + link + b'"}'
    with (
        server((200, body)) as (url, asked),
        Client(url) as client,
        pytest.raises(TransportError, match="was read already"),
    ):
        CbsV3(client).properties("84852NED")
    assert len(asked) == 1


def test_each_catalogue_is_asked_once_whether_it_answers() -> None:
    with server((503, b"")) as (url, asked):
        assert not is_reachable(Hosts.at(url), "84852NED", timeout=5)
        assert len(asked) == 2
    assert not is_reachable(Hosts.at(url), "84852NED", timeout=5)
    with server((410, b""), (200, b'{"value":[]}')) as (url, asked):
        assert is_reachable(Hosts.at(url), "84852NED", timeout=5)
        assert len(asked) == 2
