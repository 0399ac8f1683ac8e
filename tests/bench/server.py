"""The replay server's answers, made beforehand and sent from memory, in a process of their own.

What the clients are compared on must not be the time in which rows are written out, so each answer
to be given is made once, before the first client comes.
"""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from ingest.replay.protocol import Limits, answer
from ingest.replay.publication import Publication
from tests.bench.published import Published
from tests.bench.table import TABLE

_FEED = f"/ODataFeed/odata/{TABLE}/UntypedDataSet"


@contextmanager
def serve_in_a_process(published: Published, page_rows: int) -> Iterator[str]:
    """Serve the table until the block ends; gives the address."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(published, page_rows, there), daemon=True)
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(published: Published, page_rows: int, ready: Connection) -> None:
    publication, limits = Publication([published.wire]), Limits(page_rows)
    server = _Server(("127.0.0.1", 0), _Handler)
    host, port = server.server_address[:2]
    server.base_url, server.publication, server.limits = (
        f"http://{host}:{port}",
        publication,
        limits,
    )
    server.pages = _pages(server)
    ready.send(server.base_url)
    server.serve_forever()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    base_url: str
    publication: Publication
    limits: Limits
    pages: dict[int, bytes]

    def answer(self, target: str) -> bytes:
        parts = urlsplit(target)
        if parts.path == _FEED:
            return self.pages[int(parse_qs(parts.query).get("$skip", ["0"])[0])]
        return answer(self.publication, self.limits, self.base_url, target).body


def _pages(server: _Server) -> dict[int, bytes]:
    pages: dict[int, bytes] = {}
    link: str | None = f"{_FEED}?$format=json"
    while link:
        skip = len(pages) * server.limits.page_size
        target = link.removeprefix(server.base_url)
        pages[skip] = answer(server.publication, server.limits, server.base_url, target).body
        link = orjson.loads(pages[skip]).get("odata.nextLink")
    return pages


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        body = self.server.answer(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parent's name)
        pass
