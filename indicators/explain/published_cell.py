"""A published cell with all that a checker needs to find it at the publisher."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import duckdb

from indicators.values import MissingReason
from ingest.source import FigureSource, figure_sources

BoundsKind = Literal[
    "none",  # no number, and nothing that bounds it
    "exact",  # published unrounded
    "rounding",  # the number is a multiple of `step`
    "unknown_rounding",  # how the publisher rounds is not known, so there are no bounds
    "dot",  # what the source file declares of a dot, with evidence
    "narrowed",  # other cells of the table leave less
    "total_only",  # no bounds are declared, or not believed; the published total bounds it
    "sum",  # follows from the cells that were added up
]


@dataclass(frozen=True)
class PublishedCell:
    """One cell of a published table, or a sum that was made of such cells while loading.

    `published_text` is the text as printed; None for a sum of ours, whose `parts` are the cells
    that were added up. `categories` are the published titles. `neighbours` are the cells that make
    up a total together with this one, where they bound it.
    """

    source_id: str
    topic: str
    topic_title: str
    topic_group: str | None
    unit: str
    category_codes: tuple[str | None, ...]
    categories: tuple[str, ...]
    area_code: str
    area_title: str
    period_code: str
    period_title: str
    published_text: str | None
    value: float | None
    lower: float | None
    upper: float | None
    missing_reason: MissingReason | None
    is_own_sum: bool
    bounds: BoundsKind = "none"
    step: float | None = None
    evidence: str | None = None
    neighbours: tuple["PublishedCell", ...] = field(default=(), repr=False)
    parts: tuple["PublishedCell", ...] = field(default=(), repr=False)


_COLUMNS = """
    o.source_id, o.topic, t.title, t.topic_group, t.unit,
    [o.category_1, o.category_2, o.category_3],
    list_filter([c1.title, c2.title, c3.title], lambda title: title IS NOT NULL),
    o.area_code, coalesce(named.title, a.area_name), o.period_code, p.title, o.published_text,
    o.value, o.lower, o.upper, o.missing_reason, o.is_own_sum
"""
_JOINS = """
    FROM core.observation o
    JOIN core.topic t USING (source_id, topic)
    JOIN core.area a USING (area_code)
    JOIN core.period p USING (source_id, period_code)
    LEFT JOIN core.area_title named USING (source_id, area_code)
    LEFT JOIN core.category c1
        ON c1.source_id = o.source_id AND c1.position = 1 AND c1.category_code = o.category_1
    LEFT JOIN core.category c2
        ON c2.source_id = o.source_id AND c2.position = 2 AND c2.category_code = o.category_2
    LEFT JOIN core.category c3
        ON c3.source_id = o.source_id AND c3.position = 3 AND c3.category_code = o.category_3
"""


def read_cells(
    connection: duckdb.DuckDBPyConnection, condition: str, parameters: dict[str, Any]
) -> dict[int, PublishedCell]:
    """Cells by observation id, as `traced_core` gives them; `condition` is on `o`, the cell."""
    rows = connection.execute(
        f"SELECT o.observation_id, {_COLUMNS} {_JOINS} WHERE {condition} ORDER BY 1", parameters
    ).fetchall()
    cells: dict[int, PublishedCell] = {}
    for row, *columns in rows:
        # DuckDB gives lists; a cell must not change, and stands as a key in dictionaries.
        fixed: list[Any] = [tuple(one) if isinstance(one, list) else one for one in columns]
        cells[row] = PublishedCell(*fixed)
    return cells


def with_bounds(connection: duckdb.DuckDBPyConnection, cell: PublishedCell) -> PublishedCell:
    """The cell with why its bounds are what they are, seen from the bounds it has."""
    source = figure_sources()[cell.source_id]
    if source.transformation:
        return replace(cell, bounds="none" if cell.value is None else "sum")
    if cell.value is not None:
        return _bounds_of_number(connection, source, cell, cell.value)
    if cell.missing_reason != "unknown_or_secret" or cell.upper is None:
        return cell
    declared = source.dot_bound
    if declared and (cell.lower, cell.upper) == declared.bounds:
        return replace(cell, bounds="dot", evidence=declared.evidence)
    neighbours = _neighbours(connection, source, cell)
    # Where the figures contradict the declared bound, only [0, total] is left.
    if cell.lower == 0 and cell.upper == max((one.upper or 0 for one in neighbours), default=None):
        return replace(cell, bounds="total_only", neighbours=neighbours)
    evidence = declared.evidence if declared else None
    return replace(cell, bounds="narrowed", evidence=evidence, neighbours=neighbours)


def _bounds_of_number(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, cell: PublishedCell, value: float
) -> PublishedCell:
    step = _step(source, cell)
    if cell.upper is None or step is None:
        return replace(cell, bounds="unknown_rounding")
    if cell.lower == cell.upper:
        return replace(cell, bounds="exact")
    half = step / 2
    if cell.upper == value + half and cell.lower in (value - half, 0):
        return replace(cell, bounds="rounding", step=step)
    neighbours = _neighbours(connection, source, cell)
    return replace(cell, bounds="narrowed", step=step, neighbours=neighbours)


def _step(source: FigureSource, cell: PublishedCell) -> float | None:
    """The multiple to which the source file says that the publisher rounds this topic."""
    if cell.topic in source.topics:
        return source.topics[cell.topic].rounding
    return source.takes_over.rounding.get(cell.unit) if source.takes_over else None


def _neighbours(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, cell: PublishedCell
) -> tuple[PublishedCell, ...]:
    """The cells that together with this one make up a published total: the total and its parts."""
    found: list[PublishedCell] = []
    names = ("category_1", "category_2", "category_3")
    for spec in source.categories:
        part = spec.exhaustive
        if part is None:
            continue
        codes = dict(_codes(connection, source.id, spec.name, (part.total, *part.parts)))
        places = {position for position, _ in codes.values()}
        if not places:
            continue
        (position,) = places
        wanted = [code for _, code in codes.values()]
        if cell.category_codes[position - 1] not in wanted:
            continue
        others = [name for number, name in enumerate(names, 1) if number != position]
        same = " AND ".join(f"o.{name} IS NOT DISTINCT FROM ${name}" for name in others)
        found += read_cells(
            connection,
            f"o.source_id = $source AND o.topic = $topic AND o.area_code = $area "
            f"AND o.period_code = $period AND {same} "
            f"AND list_contains($wanted, o.category_{position}) "
            f"AND o.category_{position} <> $own",
            {
                "source": cell.source_id,
                "topic": cell.topic,
                "area": cell.area_code,
                "period": cell.period_code,
                "wanted": wanted,
                "own": cell.category_codes[position - 1],
                **{
                    name: cell.category_codes[number]
                    for number, name in enumerate(names)
                    if name in others
                },
            },
        ).values()
    return tuple(found)


def _codes(
    connection: duckdb.DuckDBPyConnection, source_id: str, dimension: str, terms: Iterable[str]
) -> list[tuple[str, tuple[int, str]]]:
    """By our term: the place of the dimension and the published code."""
    rows = connection.execute(
        "SELECT term, position, category_code FROM core.category "
        "WHERE source_id = ? AND dimension = ? AND list_contains(?, term)",
        [source_id, dimension, list(terms)],
    ).fetchall()
    return [(term, (position, code)) for term, position, code in rows]
