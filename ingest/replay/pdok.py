"""PDOK's OGC API Features, as far as boundaries of municipalities go."""

import re
from typing import Any
from urllib.parse import quote

import orjson

from ingest.replay.answers import Answer
from ingest.replay.boundaries import Boundaries
from ingest.replay.odata_query import RefusedError, parse_pairs

COLLECTION = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"
USUAL_LIMIT, HIGHEST_LIMIT = 10, 1000

_OPTIONS = ("f", "jaarcode", "limit", "cursor")


def answer(boundaries: Boundaries, base_url: str, path: str, query_text: str) -> Answer:
    """Answer one GET for a path and the text after its question mark."""
    try:
        if path.rstrip("/") != COLLECTION:
            raise RefusedError(404, f"saw {path}; expected {COLLECTION}")
        body = _page(boundaries, base_url + COLLECTION, _options(query_text))
        return Answer(200, "application/geo+json", orjson.dumps(body))
    except RefusedError as error:
        problem = {"status": error.status, "detail": error.message}
        return Answer(error.status, "application/problem+json", orjson.dumps(problem))


def _options(text: str) -> dict[str, str]:
    options = parse_pairs(text)
    unknown = [name for name in options if name not in _OPTIONS]
    if unknown:
        raise RefusedError(400, f"saw option {unknown[0]}; expected one of {', '.join(_OPTIONS)}")
    if options.get("f", "json") != "json":
        raise RefusedError(400, f"saw f={options['f']}; expected json")
    return options


def _page(boundaries: Boundaries, url: str, options: dict[str, str]) -> dict[str, Any]:
    year = _number(options, "jaarcode", None)
    limit = _number(options, "limit", USUAL_LIMIT) or 0
    if limit < 1:
        raise RefusedError(400, f"saw limit={limit}; expected 1 to {HIGHEST_LIMIT}")
    limit = min(limit, HIGHEST_LIMIT)
    start = _number(options, "cursor", 0) or 0
    found = boundaries.of_year(year)
    page = found[start : start + limit]
    links = [_link("self", url, options)]
    if start + limit < len(found):
        following = {"cursor": str(start + limit), "limit": str(limit)}
        links.append(_link("next", url, options | following))
    body: dict[str, Any] = {
        "type": "FeatureCollection",
        "links": links,
        "numberMatched": len(found),
        "numberReturned": len(page),
        "features": page,
    }
    return body | ({"fictitious": True} if boundaries.is_fictitious else {})


def _link(relation: str, url: str, options: dict[str, str]) -> dict[str, str]:
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in options.items())
    return {
        "rel": relation,
        "type": "application/geo+json",
        "href": f"{url}?{query}" if query else url,
    }


def _number(options: dict[str, str], name: str, usual: int | None) -> int | None:
    text = options.get(name)
    if text is None:
        return usual
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise RefusedError(400, f"saw {name}={text}; expected a whole number")
    return int(text)
