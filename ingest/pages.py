"""Rows of one table, page by page, straight to disk; the same for both protocols of CBS.

The array of rows is cut out of its envelope while the bytes pass by, so that DuckDB can read the
pages as plain JSON arrays (reading the whole envelope takes four to thirteen times as long) and
memory does not grow with the table. The envelope, which names the next page, is kept beside it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ingest.errors import SnapshotError, TransportError
from ingest.files import file_sha256, read_json, write_atomically
from ingest.http import Client
from ingest.retrying import RetryableError, retried

_ARRAY_START = re.compile(rb'"value"\s*:\s*\[')
_HEAD_LIMIT = 64 * 1024
# The tail holds the next link, which repeats the whole query; a filter can be several kilobytes.
_TAIL_BYTES = 32 * 1024


@dataclass(frozen=True)
class Page:
    """One page on disk: where it came from, what it weighs and what follows it."""

    number: int
    url: str
    bytes: int
    sha256: str
    next_url: str | None
    suffix: str = ".json"


def fetch_pages(
    client: Client,
    url: str,
    folder: Path,
    on_page: Callable[[Page], None] = lambda page: None,
    *,
    first: int = 1,
) -> list[Page]:
    """Fetch all pages from `url` on into `folder`; pages that are there already are kept.

    `first` is the number of the first of them, where a table comes in several runs of pages.
    Raises TransportError when the feed leads elsewhere, in circles or nowhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[Page] = []
    next_url: str | None = url
    while next_url:
        number = first + len(pages)
        page = _kept_page(folder, number, next_url)
        if page is None:
            page = _fetch_page(client, next_url, folder, number)
        pages.append(page)
        on_page(page)
        next_url = page.next_url
    return pages


def page_path(folder: Path, number: int, suffix: str = ".json") -> Path:
    """Where the rows of a page stand: one JSON array, or a CSV file with a header."""
    return folder / f"{number:05}{suffix}"


def _fetch_page(client: Client, url: str, folder: Path, number: int) -> Page:
    def once() -> Page:
        partial = folder / f"{number:05}.part"
        digest, size = hashlib.sha256(), 0
        with client.stream(url) as body, partial.open("wb") as file:
            cut = ArrayCut(url)
            for piece in cut.rows(body):
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        page = Page(number, url, size, digest.hexdigest(), _next_url(cut.envelope))
        _check_next(client.base_url, page)  # a page that leads astray is not kept
        partial.rename(page_path(folder, number))
        write_atomically(_envelope_path(folder, number), json.dumps(asdict(page)))
        return page

    return retried(once)


class ArrayCut:
    """Splits `{..., "value": [rows], ...}` into the array of rows and the envelope around it.

    The array runs from the bracket after the first `"value":` to the last bracket of the body.
    The last bytes are held back while streaming, so that the tail never reaches the rows.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.envelope: dict[str, Any] = {}

    def rows(self, body: Iterator[bytes]) -> Iterator[bytes]:
        """Pass the array on in pieces; afterwards `envelope` holds the rest, parsed."""
        held = b""
        start = None
        for piece in body:
            held += piece
            start = _ARRAY_START.search(held)
            if start or len(held) > _HEAD_LIMIT:
                break
        if start is None:
            message = f'{self._url}: saw {held[:200]!r}; expected a list under "value"'
            raise RetryableError(message, "garbled")
        head, held = held[: start.end() - 1], held[start.end() - 1 :]
        for piece in body:
            held += piece
            if len(held) > 2 * _TAIL_BYTES:
                yield held[:-_TAIL_BYTES]
                held = held[-_TAIL_BYTES:]
        end = held.rfind(b"]")
        if end < 0:
            message = f"{self._url}: the answer stops in the middle of a row"
            raise RetryableError(message, "garbled")
        yield held[: end + 1]
        try:
            envelope = json.loads(head + b"[]" + held[end + 1 :])
        except ValueError as error:
            message = f"{self._url}: the answer was cut off: {error}"
            raise RetryableError(message, "garbled") from error
        self.envelope = envelope


def _kept_page(folder: Path, number: int, url: str) -> Page | None:
    envelope, rows = _envelope_path(folder, number), page_path(folder, number)
    if not (envelope.exists() and rows.exists()):
        return None
    page = Page(**read_json(envelope))
    if page.url != url or file_sha256(rows) != page.sha256:
        raise SnapshotError(
            f"{rows}: saw other content than when it was fetched; expected {page.sha256}. "
            "Remove the folder it is in, so that the table is fetched afresh."
        )
    return page


def _next_url(envelope: dict[str, Any]) -> str | None:
    return envelope.get("odata.nextLink") or envelope.get("@odata.nextLink")


def _check_next(base_url: str, page: Page) -> None:
    if page.next_url is None:
        return
    here, there = urlsplit(base_url), urlsplit(page.next_url)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise TransportError(
            f"{page.url}: the next page is at {there.scheme}://{there.netloc}; "
            f"expected {here.scheme}://{here.netloc}",
            "garbled",
        )
    if _skip(page.next_url) <= _skip(page.url):
        raise TransportError(
            f"{page.url}: the next page, {page.next_url}, does not lie further on in the table",
            "garbled",
        )


def _skip(url: str) -> int:
    values = parse_qs(urlsplit(url).query).get("$skip", ["0"])
    return int(values[-1]) if values[-1].isdigit() else -1


def _envelope_path(folder: Path, number: int) -> Path:
    return folder / f"{number:05}.envelope.json"
