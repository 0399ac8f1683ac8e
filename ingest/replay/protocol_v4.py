"""CBS OData v4: the lists of tables, a table's metadata and observations, and its zipped CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote

import orjson

from ingest.replay.answers import Answer, Limits
from ingest.replay.assumptions import Assumptions
from ingest.replay.entity_set import EntitySet, selected
from ingest.replay.filter_grammar import FilterError
from ingest.replay.odata_query import V4_OPTIONS, Query, RefusedError, next_link, parse_query
from ingest.replay.publication import Publication
from ingest.replay.publication_v4 import PROPERTIES, ServedV4

_JSON_TYPE = "application/json; odata.metadata=minimal; charset=utf-8"
_TEXT_TYPE = "text/plain; charset=utf-8"
_MARK = "\ufeff"


@dataclass(frozen=True)
class _Request:
    """`url` is the request's own address without the query, `root` what metadata belongs to."""

    url: str
    root: str
    set_name: str
    is_count: bool
    query: Query


def refusal(status: int, message: str) -> Answer:
    """An error in the form of OData v4."""
    body = {"error": {"code": str(status), "message": message, "details": []}}
    return _reply(_JSON_TYPE, orjson.dumps(body), status)


def answer(
    publication: Publication, limits: Limits, base_url: str, path: str, query_text: str
) -> Answer:
    """Answer one GET for a path and the text after its question mark."""
    try:
        query = parse_query(query_text, V4_OPTIONS)
        segments = [unquote(segment) for segment in path.split("/") if segment]
        request = partial(_request, base_url, path, query)
        match segments:
            case ["odata", "v1", *rest] if rest in ([], ["Datasets"], ["Datasets", "$count"]):
                return _answer_list(publication, base_url, request(segments[:2], rest))
            case ["odata", "v1", "CBS", *rest] if rest[:1] in ([], ["Datasets"]):
                return _answer_list(publication, base_url, request(segments[:3], rest))
            case ["odata", "v1", "CBS", table, *rest]:
                served = publication.v4(table)
                return _answer_table(served, limits, base_url, request(segments[:4], rest))
        raise RefusedError(404, f"No resource was found for {path}.")
    except FilterError as error:
        return refusal(400, f"The query specified in the URI is not valid. $filter: {error}")
    except RefusedError as error:
        return refusal(error.status, error.message)


def answer_csv(publication: Publication, path: str) -> Answer:
    """The zipped CSV of the table that a path points at."""
    try:
        match [unquote(segment) for segment in path.split("/") if segment]:
            case [_, "CBS", "nl", table]:
                return Answer(200, "application/zip", publication.v4(table).csv_zip())
        raise RefusedError(404, f"No resource was found for {path}.")
    except RefusedError as error:
        return refusal(error.status, error.message)


def _request(base_url: str, path: str, query: Query, root: list[str], rest: list[str]) -> _Request:
    is_count = rest[1:] == ["$count"]
    if len(rest) > 1 and not is_count:
        raise RefusedError(404, f"No resource was found for the segment '{'/'.join(rest)}'.")
    if query.format not in (None, "json"):
        raise RefusedError(400, f"saw $format={query.format}; expected json")
    name = rest[0] if rest else ""
    return _Request(base_url + path, f"{base_url}/{'/'.join(root)}", name, is_count, query)


def _answer_list(publication: Publication, base_url: str, request: _Request) -> Answer:
    """The root, or the list of tables: one answer, however small the pages."""
    if not request.set_name:
        return _service_document(request, ("Datasets",))
    return _answer_set(publication.datasets(base_url), None, request, publication.assumptions)


def _answer_table(served: ServedV4, limits: Limits, base_url: str, request: _Request) -> Answer:
    if not request.set_name:
        return _service_document(request, served.set_names)
    if request.set_name == PROPERTIES and not request.is_count:
        entity = served.properties(base_url)
        (row,) = selected(entity, entity.rows([0]), request.query)
        return _json({"@odata.context": _context(request)} | row)
    entity_set = served.entity_set(request.set_name, request.root)
    return _answer_set(entity_set, limits.observations, request, served.assumptions)


def _answer_set(
    entity_set: EntitySet, page_size: int | None, request: _Request, assumptions: Assumptions
) -> Answer:
    """One page of a set, or how many rows it has."""
    query = request.query
    found = entity_set.numbers(query.condition)
    if request.is_count:
        mark = _MARK if assumptions.count_has_mark else ""
        return _reply(_TEXT_TYPE, f"{mark}{len(found)}".encode())
    skip = query.skip or 0
    numbers = found[skip:]
    if query.top is not None:
        numbers = numbers[: query.top]
    link = None
    if page_size is not None and len(numbers) > page_size:
        link = next_link(request.url, query, skip=skip + page_size, page_size=page_size)
        numbers = numbers[:page_size]
    body: dict[str, Any] = {"@odata.context": _context(request)}
    if query.count:
        body["@odata.count"] = len(found)
    body["value"] = selected(entity_set, entity_set.rows(numbers), query)
    if link:
        body["@odata.nextLink"] = link
    return _json(body)


def _context(request: _Request) -> str:
    """The address of the metadata, with the properties that were asked for."""
    select = request.query.select
    names = f"({','.join(select)})" if select else ""
    return f"{request.root}/$metadata#{request.set_name}{names}"


def _service_document(request: _Request, set_names: Sequence[str]) -> Answer:
    value = [
        {"name": name, "kind": "Singleton" if name == PROPERTIES else "EntitySet", "url": name}
        for name in set_names
    ]
    return _json({"@odata.context": f"{request.root}/$metadata", "value": value})


def _json(body: dict[str, Any]) -> Answer:
    return _reply(_JSON_TYPE, orjson.dumps(body))


def _reply(content_type: str, body: bytes, status: int = 200) -> Answer:
    return Answer(status, content_type, body, {"OData-Version": "4.0"})
