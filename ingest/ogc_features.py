"""One year of a collection from an OGC API Features server, page by page.

What is relied on: `features`, a link `next` while there is more, and the property of the year.
`numberReturned` and `numberMatched` may be left out by a server; what is given must be right.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import TransportError
from ingest.geojson import Boundary, read_page
from ingest.http import Client
from ingest.retrying import RetryableError, retried

PAGE_LIMIT = 1000  # features; one year of municipalities has fewer
MOST_PAGES = 50  # a year that goes on longer does not end


@dataclass(frozen=True)
class FeaturePage:
    """One page as it came, and what was read from it."""

    url: str
    body: bytes
    next_url: str | None
    boundaries: tuple[Boundary, ...]
    number_matched: int | None
    is_fictitious: bool


def fetch_year(client: Client, items_url: str, year: int) -> list[FeaturePage]:
    """All pages of one year, with one feature a municipality; raises TransportError."""
    url: str | None = f"{items_url}?f=json&jaarcode={year}&limit={PAGE_LIMIT}"
    pages: list[FeaturePage] = []
    while url:
        pages.append(_fetch_page(client, url))
        url = _checked_next(client.base_url, pages)
    boundaries = [boundary for page in pages for boundary in page.boundaries]
    codes = {boundary.area_code for boundary in boundaries}
    years = {boundary.year for boundary in boundaries}
    if years != {year} or len(codes) < len(boundaries):
        raise TransportError(
            f"{items_url}: saw {len(boundaries)} features of {len(codes)} municipalities in the "
            f"years {sorted(years)}; expected one for each municipality of {year}",
            "garbled",
        )
    for page in pages:
        if page.number_matched not in (None, len(boundaries)):
            raise TransportError(
                f"{page.url}: saw {len(boundaries)} features of {year}; "
                f"expected {page.number_matched} (numberMatched)",
                "garbled",
            )
    return pages


def parse_page(url: str, body: bytes) -> FeaturePage:
    """Read one page; raises ValueError with what was seen and expected."""
    content: Any = json.loads(body)
    boundaries = tuple(read_page(content))
    returned = content.get("numberReturned")
    if returned not in (None, len(boundaries)):
        raise ValueError(f"saw {len(boundaries)} features; expected {returned} (numberReturned)")
    return FeaturePage(
        url,
        body,
        _next_url(content.get("links") or []),
        boundaries,
        content.get("numberMatched"),
        content.get("fictitious") is True,  # a replay server's own mark
    )


def _next_url(links: Any) -> str | None:
    try:
        following = [link["href"] for link in links if link["rel"] == "next"]
    except (KeyError, TypeError) as error:
        raise ValueError(f"saw links {str(links)[:120]!r}; expected rel and href") from error
    if len(following) > 1:
        raise ValueError(f"saw {len(following)} links to a next page; expected one at most")
    return following[0] if following else None


def _fetch_page(client: Client, url: str) -> FeaturePage:
    def once() -> FeaturePage:
        with client.stream(url, most_bytes=client.limits.memory_bytes) as pieces:
            body = b"".join(pieces)
        try:
            return parse_page(url, body)
        except ValueError as error:  # a body that was cut off too
            raise RetryableError(f"{url}: {error}", "garbled") from error

    return retried(once)


def _checked_next(base_url: str, pages: list[FeaturePage]) -> str | None:
    url = pages[-1].next_url
    if url is None:
        return None
    here, there = urlsplit(base_url), urlsplit(url)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise TransportError(
            f"{pages[-1].url}: the next page is at {there.scheme}://{there.netloc}; "
            f"expected {here.scheme}://{here.netloc}",
            "garbled",
        )
    if url in {page.url for page in pages} or len(pages) >= MOST_PAGES:
        raise TransportError(
            f"{pages[-1].url}: page {len(pages)} is followed by {url}; expected a page that was "
            f"not there before, and {MOST_PAGES} pages at most",
            "garbled",
        )
    return url
