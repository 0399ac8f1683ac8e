"""A small server that gives made-up boundaries as PDOK does, and can be made to misbehave."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATH = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"

Answer = tuple[int, dict[str, Any] | bytes]


def feature(code: str, year: int, *, west: float = 5.0) -> dict[str, Any]:
    """A triangle with its west corner at this longitude."""
    ring = [[west, 52.0], [west + 0.1, 52.0], [west, 52.1], [west, 52.0]]
    return {
        "type": "Feature",
        "id": f"{year}{code}",
        "properties": {
            "statcode": code,
            "statnaam": f"Gemeente {code}",
            "jrstatcode": f"{year}{code}",
            "rubriek": "gemeente",
            "jaarcode": year,
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


class Pdok:
    """Features by year, in pages of `page_size`; `change` may replace any answer."""

    def __init__(self, features: dict[int, list[dict[str, Any]]], page_size: int = 1000) -> None:
        self.features, self.page_size = features, page_size
        self.change: Callable[[int, int, dict[str, Any]], Answer] = lambda _y, _s, body: (200, body)
        self.requests: list[str] = []

    def answer(self, target: str, base_url: str) -> Answer:
        """The answer to one request; `change` gets year, first feature and the right answer."""
        self.requests.append(target)
        query = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        year, start = int(query["jaarcode"]), int(query.get("cursor", 0))
        found = self.features.get(year, [])
        page = found[start : start + self.page_size]
        links = [{"rel": "self", "href": base_url + target}]
        if start + self.page_size < len(found):
            href = f"{base_url}{PATH}?f=json&jaarcode={year}&cursor={start + self.page_size}"
            links.append({"rel": "next", "href": href})
        body = {
            "type": "FeatureCollection",
            "timeStamp": f"2026-01-01T00:00:00.{len(self.requests)}Z",
            "links": links,
            "numberReturned": len(page),
            "features": page,
        }
        return self.change(year, start, body)


@contextmanager
def serve(pdok: Pdok) -> Iterator[str]:
    """Serve it on this machine; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path.startswith(PATH + "?f=json&"), self.path
            host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            status, body = pdok.answer(self.path, host)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/geo+json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        httpd.server_close()
