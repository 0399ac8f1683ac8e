"""CBS OData v3 as one pure function: a request's path and query to status, headers and body.

docs/cbs-protocol.md says what is known about CBS's own server. Unconfirmed there, and therefore
nothing to depend on: the texts of errors, and that a data set above the row limit of the
interactive service gets status 500.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import orjson

from ingest.replay import atom
from ingest.replay.filter_grammar import FilterError
from ingest.replay.odata_query import Query, RefusedError, next_link, parse_query
from ingest.replay.publication import EntitySet, Publication

FEED, API = "ODataFeed", "ODataApi"

_JSON_TYPE = "application/json; odata=minimalmetadata; charset=utf-8"
_NO_SKIP = (
    "The 'Skip' query option is not supported on the ODataApi. "
    "This functionality is available only on the ODataFeed endpoint."
)


@dataclass(frozen=True)
class Limits:
    """`page_size`: rows a page of the bulk feed and the most rows of the interactive service.

    Both are 10,000 at CBS.
    """

    page_size: int = 10_000
    api_rows: int = 10_000

    def __post_init__(self) -> None:
        if self.page_size < 1 or self.api_rows < 1:
            raise ValueError(f"saw {self}; expected limits of at least one row")


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire, before any compression; `headers` beside the usual ones."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(status: int, message: str) -> Answer:
    """An error in the form of OData v3."""
    body = {"odata.error": {"code": "", "message": {"lang": "en-US", "value": message}}}
    return Answer(status, _JSON_TYPE, orjson.dumps(body))


@dataclass(frozen=True)
class _Place:
    """Where a request points: `url` is its own address without the query."""

    url: str
    service: str
    table: str
    set_name: str
    wants_atom: bool


def answer(publication: Publication, limits: Limits, base_url: str, target: str) -> Answer:
    """Answer one GET; `target` is the path and query as they stood in the request line."""
    path, _, query_text = target.partition("?")
    try:
        query = parse_query(query_text)
        segments = [unquote(segment) for segment in path.split("/") if segment]
        match segments:
            case ["ODataCatalog", *rest]:
                return _answer_catalogue(publication, base_url, rest, query)
            case [("ODataFeed" | "ODataApi") as service, "odata" | "OData", table, *rest]:
                place = _place(base_url + path, service, table, rest, query)
                return _answer_table(publication, limits, base_url, place, query)
        raise RefusedError(404, f"No HTTP resource was found that matches {path}.")
    except FilterError as error:
        return refusal(400, f"The query specified in the URI is not valid. $filter: {error}")
    except RefusedError as error:
        return refusal(error.status, error.message)


def _answer_catalogue(
    publication: Publication, base_url: str, rest: list[str], query: Query
) -> Answer:
    root = f"{base_url}/ODataCatalog"
    if rest == []:
        value = [{"name": "Tables", "url": f"{root}/Tables"}]
        return _json({"odata.metadata": f"{root}/$metadata", "value": value})
    if rest == ["Tables", "$count"]:
        if not query.is_bare:
            raise RefusedError(400, "$count cannot be combined with other options.")
        return Answer(200, "text/plain; charset=utf-8", str(len(publication.tables)).encode())
    if rest != ["Tables"]:
        raise RefusedError(404, f"No resource was found for the segment '{'/'.join(rest)}'.")
    tables = publication.catalogue(base_url)
    numbers = tables.numbers(query.condition)[query.skip or 0 :]
    if query.top is not None:
        numbers = numbers[: query.top]
    rows = _selected(tables, tables.rows(numbers), query)
    return _json({"odata.metadata": f"{root}/$metadata#Tables", "value": rows})


def _place(url: str, service: str, table: str, rest: list[str], query: Query) -> _Place:
    if len(rest) > 1:
        raise RefusedError(404, f"No resource was found for the segment '{'/'.join(rest)}'.")
    # The bulk feed speaks Atom unless it is told otherwise; the interactive service JSON.
    wants_atom = query.format == "atom" or (query.format is None and service == FEED)
    return _Place(url, service, table, rest[0] if rest else "", wants_atom)


def _answer_table(
    publication: Publication, limits: Limits, base_url: str, place: _Place, query: Query
) -> Answer:
    served = publication.tables.get(place.table)
    if served is None:
        raise RefusedError(404, f"No table was found with identifier '{place.table}'.")
    # Whatever the case of the request, the metadata address prints OData.
    metadata = f"{base_url}/{place.service}/OData/{place.table}/$metadata"
    if not place.set_name:
        url = place.url.rstrip("/")
        value = [{"name": name, "url": f"{url}/{name}"} for name in served.set_names]
        if place.wants_atom:
            return Answer(200, atom.SERVICE_TYPE, atom.service_document(url, served.set_names))
        return _json({"odata.metadata": metadata, "value": value})
    entity_set = served.entity_set(place.set_name)
    if entity_set is None:
        raise RefusedError(404, f"No resource was found for the segment '{place.set_name}'.")
    rows, link = _page(entity_set, limits, place, query)
    if place.wants_atom:
        return Answer(200, atom.FEED_TYPE, atom.feed(place.set_name, place.url, rows, link))
    body: dict[str, Any] = {
        "odata.metadata": f"{metadata}#Cbs.OData.WebAPI.{place.set_name}",
        "value": rows,
    }
    if link:
        body["odata.nextLink"] = link
    return _json(body)


def _page(
    entity_set: EntitySet, limits: Limits, place: _Place, query: Query
) -> tuple[list[dict[str, Any]], str | None]:
    """The rows of one page, and the address of the next one."""
    if place.service == API and query.skip is not None:
        raise RefusedError(500, _NO_SKIP)
    skip = query.skip or 0
    numbers = entity_set.numbers(query.condition)[skip:]
    if query.top is not None:
        numbers = numbers[: query.top]
    if place.service == API:
        if len(numbers) > limits.api_rows:
            raise RefusedError(
                500,
                f"The result has {len(numbers)} rows; expected at most {limits.api_rows}. "
                "Use the ODataFeed endpoint for bulk data.",
            )
        return _selected(entity_set, entity_set.rows(numbers), query), None
    link = None
    if len(numbers) > limits.page_size:
        following = skip + limits.page_size
        link = next_link(place.url, query, skip=following, page_size=limits.page_size)
    page = entity_set.rows(numbers[: limits.page_size])
    return _selected(entity_set, page, query), link


def _selected(
    entity_set: EntitySet, rows: Iterable[dict[str, Any]], query: Query
) -> list[dict[str, Any]]:
    """Rows with only the properties asked for, in their usual order."""
    if query.select is None:
        return list(rows)
    wanted = set(query.select)
    unknown = sorted(wanted - set(entity_set.columns))
    if unknown:
        raise RefusedError(400, f"Could not find a property named '{unknown[0]}'.")
    return [{key: value for key, value in row.items() if key in wanted} for row in rows]


def _json(body: dict[str, Any]) -> Answer:
    return Answer(200, _JSON_TYPE, orjson.dumps(body))
