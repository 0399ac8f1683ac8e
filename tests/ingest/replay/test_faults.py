"""Each fault does what it says, to the requests that it was planned for and to no other."""

import gzip
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from typer.testing import CliRunner

from dashboard import cli
from ingest.replay.faults import FAULTS, Planned, one_line, parse_fault
from ingest.replay.faults.connection import SlowDrip
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable

ROWS = "/ODataFeed/odata/12345ned/UntypedDataSet?$format=json"
COLUMNS = "/ODataFeed/odata/12345ned/DataProperties?$format=json"
CATALOGUE = "/ODataCatalog/Tables?$format=json"


@pytest.fixture
def client(server: ReplayServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=0.3) as client:
        yield client


def raw(server: ReplayServer, target: str = ROWS, seconds: float = 5, accept: str = "") -> bytes:
    """Every byte of one answer, until the server closes."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), seconds) as line:
        head = (f"GET {target} HTTP/1.1", f"Host: {address.netloc}", f"Accept-Encoding: {accept}")
        line.sendall("\r\n".join([*head, "", ""]).encode())
        received = b""
        while piece := line.recv(65536):
            received += piece
    return received


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_every_fault_says_what_it_is_and_on_what_it_rests() -> None:
    for name, fault in FAULTS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert one_line(fault).endswith("."), name
        assert re.search(
            r"\nRests on: (recorded|measured|read in clients|reported|assumed)\b", fault.text
        ), name


def test_a_fault_strikes_as_planned(server: ReplayServer, client: httpx.Client) -> None:
    server.faults = [parse_fault("server-error@2,3:12345ned/DataProperties")]
    statuses = [client.get(COLUMNS).status_code for _ in range(4)]
    assert statuses == [200, 500, 500, 200]
    assert client.get(ROWS).status_code == 200
    server.faults = [parse_fault("gone:$filter=RegioS eq 'NL01  '")]
    assert client.get(ROWS).status_code == 200
    for _ in range(2):
        struck = client.get(f"{ROWS}&$filter=RegioS%20eq%20%27NL01%20%20%27")
        assert struck.status_code == 410
    server.faults = []
    assert client.get(COLUMNS).status_code == 200


@pytest.mark.parametrize("text", ["fire", "reset@", "reset@0", "reset@1,x", "reset@-1", ""])
def test_a_plan_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^saw .*; expected "):
        parse_fault(text)


def test_a_connection_can_break_off_or_close_without_an_answer(server: ReplayServer) -> None:
    server.faults = [FAULTS["reset"]]
    with pytest.raises(ConnectionResetError):
        raw(server)
    server.faults = [FAULTS["hang-up"]]
    assert raw(server) == b""


@pytest.mark.parametrize(("name", "gets_a_head"), [("no-answer", False), ("stall", True)])
def test_silence_lasts_until_the_client_or_the_server_goes(
    server: ReplayServer, name: str, gets_a_head: bool
) -> None:
    server.faults = [FAULTS[name]]
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), 0.3) as line:
        line.sendall(f"GET {ROWS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        received = b""
        with pytest.raises(TimeoutError):
            while True:
                received += line.recv(65536)
        assert bool(received) == gets_a_head
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < 2
        assert line.recv(1) == b""


def test_a_body_can_stop_halfway_in_three_ways(server: ReplayServer, client: httpx.Client) -> None:
    whole = client.get(ROWS, headers={"Accept-Encoding": "identity"}).content
    server.faults = [FAULTS["truncated-with-length"]]
    answer = raw(server)
    assert f"Content-Length: {len(whole)}".encode() in answer
    assert len(body_of(answer)) == len(whole) // 2
    server.faults = [FAULTS["truncated-without-length"]]
    answer = raw(server)
    assert b"Content-Length" not in answer
    assert whole.startswith(body_of(answer)) and len(body_of(answer)) == len(whole) // 2
    server.faults = [FAULTS["truncated-gzip"]]
    answer = raw(server, accept="gzip")
    assert b"Content-Encoding: gzip" in answer and b"Content-Length" not in answer
    with pytest.raises(EOFError):
        gzip.decompress(body_of(answer))


def test_a_drip_is_whole_and_slow(server: ReplayServer, client: httpx.Client) -> None:
    whole = client.get(ROWS, headers={"Accept-Encoding": "identity"}).content
    server.faults = [SlowDrip(piece=100, interval=0.01)]
    started = time.monotonic()
    response = client.get(ROWS)
    assert response.content == whole
    assert time.monotonic() - started >= len(whole) // 100 * 0.01


@pytest.mark.parametrize(
    ("name", "status", "header"),
    [
        ("unavailable", 503, ("Retry-After", "2")),
        ("too-many-requests", 429, ("Retry-After", "Thu, 01 Jan 2026 00:00:00 GMT")),
        (
            "server-error",
            500,
            ("Content-Type", "application/json; odata=minimalmetadata; charset=utf-8"),
        ),
        ("not-found", 404, ("DataServiceVersion", "3.0")),
        ("gone", 410, ("DataServiceVersion", "3.0")),
        ("error-with-status-200", 200, ("DataServiceVersion", "3.0")),
        ("html", 200, ("Content-Type", "text/html; charset=utf-8")),
        ("redirect", 301, ("Location", f"https://moved.invalid{ROWS}")),
        ("not-modified", 304, ("Vary", "Accept-Encoding")),
    ],
)
def test_another_answer(
    server: ReplayServer, client: httpx.Client, name: str, status: int, header: tuple[str, str]
) -> None:
    server.faults = [Planned(FAULTS[name], frozenset({1}))]
    response = client.get(ROWS)
    assert response.status_code == status
    assert response.headers[header[0]] == header[1]
    if "json" in response.headers["Content-Type"] and status != 304:
        assert "odata.error" in response.json()
    assert len(client.get(ROWS).json()["value"]) == 5, "the connection is still good"


def test_a_byte_order_mark(server: ReplayServer, client: httpx.Client) -> None:
    right = client.get(COLUMNS).content
    server.faults = [FAULTS["byte-order-mark"]]
    assert client.get(COLUMNS).content == b"\xef\xbb\xbf" + right


def pages(client: httpx.Client) -> list[dict]:
    """The three pages of rows, each asked for by its own address."""
    return [client.get(f"{ROWS}&$skip={skip}").json() for skip in (0, 5, 10)]


def ids(page: dict) -> list[int]:
    return [row["ID"] for row in page["value"]]


def test_links_that_lead_nowhere(server: ReplayServer, client: httpx.Client) -> None:
    server.faults = [FAULTS["self-referring-link"]]
    link = client.get(f"{ROWS}&$skip=5").json()["odata.nextLink"]
    assert link == f"{server.url}{ROWS}&$skip=5"
    server.faults = [FAULTS["link-elsewhere"]]
    assert urlsplit(client.get(ROWS).json()["odata.nextLink"]).hostname == "internal.invalid"


def test_pages_with_other_rows(server: ReplayServer, client: httpx.Client) -> None:
    right = pages(client)
    assert [ids(page) for page in right] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11]]
    server.faults = [parse_fault("duplicate-page@1")]
    found = pages(client)
    assert [ids(page) for page in found] == [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [10, 11]]
    assert found[1]["odata.nextLink"] == right[1]["odata.nextLink"]
    server.faults = [FAULTS["short-last-page"]]
    assert [len(ids(page)) for page in pages(client)] == [5, 5, 1]
    server.faults = [FAULTS["empty-page"]]
    assert client.get(ROWS).json().keys() == {"odata.metadata", "value"}
    assert client.get(ROWS).json()["value"] == []


def test_rows_that_do_not_fit_their_metadata(server: ReplayServer, client: httpx.Client) -> None:
    right = client.get(ROWS).json()["value"][0]
    server.faults = [FAULTS["unknown-code"]]
    first, second = client.get(ROWS).json()["value"][:2]
    assert first == right | {"RegioS": "XX9999"}
    assert second["RegioS"] != "XX9999"
    server.faults = [FAULTS["unknown-column"]]
    assert client.get(ROWS).json()["value"][0].keys() - right.keys() == {"Nieuw_2"}
    server.faults = [FAULTS["column-left-out"]]
    assert len(client.get(ROWS).json()["value"][0]) == len(right) - 1
    server.faults = [FAULTS["duplicate-topic-key"]]
    topics = [row["Key"] for row in client.get(COLUMNS).json()["value"] if row["Type"] == "Topic"]
    assert len(set(topics)) == len(topics) - 1
    server.faults = [FAULTS["miscounted"]]
    assert client.get(CATALOGUE).json()["value"][0]["RecordCount"] == 13


def modified(client: httpx.Client) -> str:
    return client.get(CATALOGUE).json()["value"][0]["Modified"]


def test_the_version_changes_between_pages(server: ReplayServer, client: httpx.Client) -> None:
    server.faults = [parse_fault("version-change@2")]
    seen = []
    for skip in (0, 5, 10):
        client.get(f"{ROWS}&$skip={skip}")
        seen.append(modified(client))
    assert seen == ["2024-04-30T02:00:00", "2024-05-01T02:00:00", "2024-05-01T02:00:00"]
    server.faults = [FAULTS["version-change"]]
    for _ in range(3):
        client.get(ROWS)
    assert modified(client) == "2024-05-03T02:00:00"
    server.faults = []
    assert modified(client) == "2024-04-30T02:00:00"


def test_a_changed_table_is_the_one_that_is_named(table: WireTable) -> None:
    other = replace(table, identifier="67890NED")
    with ReplayServer([table, other]) as server, httpx.Client(base_url=server.url) as client:

        def counts() -> list[int]:
            return [row["ColumnCount"] for row in client.get(CATALOGUE).json()["value"]]

        server.faults = [parse_fault("new-column@1:67890NED")]
        assert counts() == [6, 6]
        client.get("/ODataFeed/odata/67890NED/DataProperties?$format=json")
        assert counts() == [6, 7], "it stays, in that table only"
        server.faults = [parse_fault("missing-column")]
        assert counts() == [5, 5]
        server.publish([other])
        assert counts() == [5]


def test_the_command_line_lists_and_takes_faults() -> None:
    result = CliRunner().invoke(cli.app, ["replay", "--list-faults"])
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == list(FAULTS)
    refused = CliRunner().invoke(cli.app, ["replay", "--demonstration", "--fault", "fire"])
    assert refused.exit_code == 2
    assert "saw fault 'fire'" in refused.output
