"""CBS OData v3: the catalogue, the bulk feed and the interactive service.

Unconfirmed, and therefore nothing to depend on: the texts of errors, and what the interactive
service says when a data set is above its limit.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import orjson

from ingest.replay import atom
from ingest.replay.answers import Answer, Limits
from ingest.replay.assumptions import Assumptions
from ingest.replay.entity_set import EntitySet, selected
from ingest.replay.filter_grammar import FilterError
from ingest.replay.odata_query import Query, RefusedError, next_link, parse_query
from ingest.replay.publication import Publication

FEED, API = "ODataFeed", "ODataApi"

_JSON_TYPE = "application/json; odata=minimalmetadata; charset=utf-8"
_TEXT_TYPE = "text/plain; charset=utf-8"
_NO_SKIP = (
    "The 'Skip' query option is not supported on the ODataApi. "
    "This functionality is available only on the ODataFeed endpoint."
)


def refusal(status: int, message: str) -> Answer:
    """An error in the form of OData v3."""
    body = {"odata.error": {"code": "", "message": {"lang": "en-US", "value": message}}}
    return _reply(_JSON_TYPE, orjson.dumps(body), status)


@dataclass(frozen=True)
class _Place:
    """Where a request points: `url` is its own address without the query."""

    url: str
    service: str
    table: str
    set_name: str
    wants_atom: bool


def answer(
    publication: Publication, limits: Limits, base_url: str, path: str, query_text: str
) -> Answer:
    """Answer one GET for a path and the text after its question mark."""
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
        if error.body is not None:
            return _reply(_JSON_TYPE, error.body, error.status)
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
        count = str(len(publication.tables)).encode()
        return _reply(_TEXT_TYPE, count)
    if rest != ["Tables"]:
        raise RefusedError(404, f"No resource was found for the segment '{'/'.join(rest)}'.")
    tables = publication.catalogue(base_url)
    numbers = tables.numbers(query.condition)[query.skip or 0 :]
    if query.top is not None:
        numbers = numbers[: query.top]
    rows = selected(tables, tables.rows(numbers), query)
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
            document = atom.service_document(url, served.set_names)
            return _reply(atom.SERVICE_TYPE, document)
        return _json({"odata.metadata": metadata, "value": value})
    entity_set = served.entity_set(place.set_name)
    if entity_set is None:
        raise RefusedError(404, f"No resource was found for the segment '{place.set_name}'.")
    rows, link = _page(entity_set, limits, publication.assumptions, place, query)
    if place.wants_atom:
        feed = atom.feed(place.set_name, place.url, rows, link)
        return _reply(atom.FEED_TYPE, feed)
    body: dict[str, Any] = {
        "odata.metadata": f"{metadata}#Cbs.OData.WebAPI.{place.set_name}",
        "value": rows,
    }
    if link:
        body["odata.nextLink"] = link
    return _json(body)


def _page(
    entity_set: EntitySet, limits: Limits, assumptions: Assumptions, place: _Place, query: Query
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
                assumptions.api_overflow_status,
                f"The result has {len(numbers)} rows; expected at most {limits.api_rows}. "
                "Use the ODataFeed endpoint for bulk data.",
                assumptions.api_overflow_body,
            )
        return selected(entity_set, entity_set.rows(numbers), query), None
    link = None
    if len(numbers) > limits.page_size:
        following = skip + limits.page_size
        link = next_link(place.url, query, skip=following, page_size=limits.page_size)
    page = entity_set.rows(numbers[: limits.page_size])
    return selected(entity_set, page, query), link


def _json(body: dict[str, Any]) -> Answer:
    return _reply(_JSON_TYPE, orjson.dumps(body))


def _reply(content_type: str, body: bytes, status: int = 200) -> Answer:
    return Answer(status, content_type, body, {"DataServiceVersion": "3.0"})
