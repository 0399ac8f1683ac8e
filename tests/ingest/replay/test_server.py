"""The server behind its socket: links, compression, connections, publishing anew, stopping."""

import http.client
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlsplit

import httpx
import pytest

from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable


def test_httpx_follows_the_links_as_they_are(server: ReplayServer) -> None:
    url: str | None = (
        f"{server.url}/ODataFeed/odata/12345ned/UntypedDataSet?$format=json"
        "&$filter=substringof('J',Perioden)"
    )
    rows, asked = [], []
    with httpx.Client() as client:
        while url:
            response = client.get(url)
            assert response.status_code == 200
            media_type = "application/json; odata=minimalmetadata; charset=utf-8"
            assert response.headers["content-type"] == media_type
            body = response.json()
            rows += body["value"]
            asked.append(urlsplit(url))
            url = body.get("odata.nextLink")
    assert [row["ID"] for row in rows] == list(range(12))
    assert len(asked) == 3
    # What a test sees of the requests is what went over the wire.
    first, second, third = server.requests
    assert first.startswith("/ODataFeed/odata/12345ned/UntypedDataSet?$format=json&$filter=substr")
    assert second.endswith("&$skip=5") and third.endswith("&$skip=10")


def test_links_lead_back_by_the_name_that_the_client_used(server: ReplayServer) -> None:
    base = server.url.replace("127.0.0.1", "localhost")
    body = httpx.get(f"{base}/ODataFeed/OData/12345ned/TypedDataSet?$format=json").json()
    assert body["odata.nextLink"].startswith(f"{base}/ODataFeed/OData/12345ned/TypedDataSet?")
    row = httpx.get(f"{base}/ODataCatalog/Tables?$format=json").json()["value"][0]
    assert row["ApiUrl"] == f"{base}/ODataApi/OData/12345ned"


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate", "gzip"),
        ("deflate, gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
        ("br", None),
    ],
)
def test_bodies_are_compressed_for_who_accepts_it(
    server: ReplayServer, accepts: str, encoding: str | None
) -> None:
    url = f"{server.url}/ODataFeed/odata/12345ned/DataProperties?$format=json"
    plain = httpx.get(url, headers={"Accept-Encoding": "identity"})
    response = httpx.get(url, headers={"Accept-Encoding": accepts})
    assert response.headers.get("content-encoding") == encoding
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.json() == plain.json()
    if encoding:
        assert int(response.headers["content-length"]) < len(plain.content)


def test_one_address_stands_in_for_all_hosts(server: ReplayServer) -> None:
    table = f"{server.url}/odata/v1/CBS/12345ned"
    response = httpx.get(table)
    assert response.headers["odata-version"] == "4.0"
    assert "dataserviceversion" not in response.headers
    assert response.json()["@odata.context"] == f"{table}/$metadata"
    feed = httpx.get(f"{server.url}/ODataFeed/odata/12345ned?$format=json")
    assert feed.headers["dataserviceversion"] == "3.0"
    archive = httpx.get(f"{server.url}/csv/CBS/nl/12345ned")
    assert archive.headers["content-type"] == "application/zip"
    assert archive.content.startswith(b"PK")
    items = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items?jaarcode=2025"
    found: list[str] = []
    url: str | None = f"{server.url}{items}&limit=100"
    while url:
        body = httpx.get(url).json()
        found += [feature["id"] for feature in body["features"]]
        url = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
    assert len(set(found)) == len(found) == 342


def test_pages_of_version_4_have_a_size_of_their_own(table: WireTable) -> None:
    with ReplayServer([table], page_size=5, observations=4, discontinued={"0NED"}) as server:
        body = httpx.get(f"{server.url}/odata/v1/CBS/12345ned/Observations").json()
        assert len(body["value"]) == 4 and body["@odata.nextLink"].endswith("?$skip=4")
        server.publish([replace(table, identifier="0NED")])
        root = f"{server.url}/odata/v1/CBS"
        assert httpx.get(f"{root}/12345ned").status_code == 404
        assert httpx.get(f"{root}/0NED").status_code == 200
        assert httpx.get(f"{root}/0NED/Observations").status_code == 404


def test_errors_arrive_with_their_status(server: ReplayServer) -> None:
    missing = httpx.get(f"{server.url}/ODataFeed/odata/12345NED/TypedDataSet?$format=json")
    assert missing.status_code == 404 and "odata.error" in missing.json()
    syntax = httpx.get(f"{server.url}/ODataFeed/odata/12345ned/TypedDataSet?$filter=RegioS")
    assert syntax.status_code == 400 and "odata.error" in syntax.json()
    skip = httpx.get(f"{server.url}/ODataApi/odata/12345ned/TypedDataSet?$skip=1")
    assert skip.status_code == 500 and "odata.error" in skip.json()


def test_one_connection_serves_many_requests(server: ReplayServer) -> None:
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.connect()
    socket = connection.sock
    for _ in range(3):
        connection.request("GET", "/ODataCatalog/Tables/$count")
        assert connection.getresponse().read() == b"1"
        assert connection.sock is socket
    connection.close()


def test_publishing_anew_replaces_everything(server: ReplayServer, table: WireTable) -> None:
    def served() -> list[str]:
        rows = httpx.get(f"{server.url}/ODataCatalog/Tables?$format=json").json()["value"]
        return [row["Identifier"] for row in rows]

    assert served() == ["12345ned"]
    server.publish([replace(table, identifier="2NED"), replace(table, identifier="3NED")])
    assert served() == ["2NED", "3NED"]
    gone = httpx.get(f"{server.url}/ODataFeed/odata/12345ned/TypedDataSet?$format=json")
    assert gone.status_code == 404


def test_publishing_while_asked_never_mixes_versions(table: WireTable) -> None:
    """Each answer is of one version: the title and the figures of the same one."""
    versions = [
        replace(table, identifier=f"{n}NED", title=str(n), cells=[[str(n), "1.0", "1"]] * 12)
        for n in range(2)
    ]
    stop = threading.Event()
    with ReplayServer([versions[0]]) as server:

        def swap() -> None:
            while not stop.is_set():
                for version in versions:
                    server.publish([version])

        swapping = threading.Thread(target=swap)
        swapping.start()
        seen = set()
        try:
            with httpx.Client() as client:
                for _ in range(60):
                    url = f"{server.url}/ODataCatalog/Tables?$format=json"
                    (row,) = client.get(url).json()["value"]
                    assert row["Identifier"] == f"{row['Title']}NED"
                    seen.add(row["Title"])
        finally:
            stop.set()
            swapping.join()
    assert seen == {"0", "1"}


def test_stopping_gives_the_port_back_and_ends_kept_connections(table: WireTable) -> None:
    server = ReplayServer([table])
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.url
    server.start()
    with pytest.raises(RuntimeError, match="running already"):
        server.start()
    address, url = urlsplit(server.url), f"{server.url}/ODataCatalog/Tables/$count"
    with httpx.Client() as client:
        assert client.get(url).text == "1"
        server.stop()
        server.stop()
        with pytest.raises(httpx.TransportError):
            client.get(url)
    with ReplayServer([table], port=address.port or 0) as again:
        assert again.url == f"http://127.0.0.1:{address.port}"
        with pytest.raises(OSError, match="Address already in use"):
            ReplayServer([table], port=address.port or 0).start()


def test_a_table_that_cannot_be_written_is_an_error_and_no_broken_line(
    table: WireTable, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(table, cells=[["many", "1.0", "1"]] * 12)
    with ReplayServer([broken]) as server:
        url = f"{server.url}/ODataFeed/odata/12345ned/TypedDataSet?$format=json"
        response = httpx.get(url)
    assert response.status_code == 500
    assert "ValueError" in response.json()["odata.error"]["message"]["value"]
    assert "replay of" in caplog.text


def test_a_client_that_walks_away_is_no_error(
    server: ReplayServer, caplog: pytest.LogCaptureFixture
) -> None:
    address = urlsplit(server.url)
    for _ in range(3):
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
        connection.request("GET", "/ODataFeed/odata/12345ned/TypedDataSet?$format=json")
        connection.close()
    assert httpx.get(f"{server.url}/ODataCatalog/Tables/$count").text == "1"
    assert caplog.records == []


SERVING = """
import sys
from pathlib import Path
from ingest.replay.figures import read_figures
from ingest.replay.server import serve
serve(read_figures(Path(sys.argv[1])), 0, 3, on_ready=lambda url: print(url, flush=True))
"""


def test_serve_says_when_it_is_ready_prints_nothing_and_ends_when_interrupted() -> None:
    figures = Path(__file__).parents[2] / "figures"
    command = [sys.executable, "-c", SERVING, str(figures)]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            count = len(list(figures.glob("*.csv")))
            assert httpx.get(f"{url}/ODataCatalog/Tables/$count").text == str(count)
            page = httpx.get(f"{url}/ODataFeed/odata/85361NED/TypedDataSet?$format=json").json()
            assert len(page["value"]) == 3
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (rest, errors, process.returncode) == ("", "", 0)


def test_a_page_of_ten_thousand_rows_takes_a_moment(table: WireTable) -> None:
    count = 60_000
    large = replace(
        table,
        coordinates=[(n % 3, n // 4 % 3, n % 4) for n in range(count)],
        cells=[[str(n), f"{n}.5", None] for n in range(count)],
    )
    with ReplayServer([large]) as server, httpx.Client(timeout=30) as client:
        url = f"{server.url}/ODataFeed/odata/12345ned/UntypedDataSet?$format=json&$skip=40000"
        started = time.perf_counter()
        body = client.get(url).json()
        # About 0.1 s here.
        assert time.perf_counter() - started < 3
    assert [row["ID"] for row in body["value"]] == list(range(40_000, 50_000))
    assert body["odata.nextLink"].endswith("$skip=50000")
