"""A published cell with all that a checker needs to find it at the publisher."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import duckdb

from indicators.explain.not_followed import NotFollowedError
from indicators.values import MissingReason
from ingest.source import FigureSource

BoundsKind = Literal[
    "none",  # no number, and nothing that bounds it
    "exact",  # published unrounded
    "rounding",  # the number is a multiple of `step`
    "unknown_rounding",  # how the publisher rounds is not known, so there are no bounds
    "dot",  # what the source file declares of a dot, with evidence
    "narrowed",  # sums of the table leave less than that, or bound a dot that is doubted
    "doubted",  # what is declared of a dot is not believed here, and no sum bounds it
    "contradicted",  # the sums exclude each other or the declared bound; at most the total is left
    "sum",  # follows from the cells that were added up
]
Doubt = Literal[
    "dot_beside",  # another dot stands in a sum with it: either may hide the other
    "printed_part",  # it is a total of which a part is printed
    "silent_area",  # its area and period have no number in the whole table
    "region",  # with it the members of its region could not make up what the region has
]


@dataclass(frozen=True)
class Term:
    """A cell in a sum, with the bounds that all sums together leave it.

    `cell` is None where the table has no such cell, `upper` where nothing bounds it.
    """

    cell: "PublishedCell | None"
    lower: float
    upper: float | None


@dataclass(frozen=True)
class Sum:
    """A published total and the cells that together are all of it."""

    total: Term
    parts: tuple[Term, ...]


@dataclass(frozen=True)
class PublishedCell:
    """One cell of a published table, or a sum that was made of such cells while loading.

    `published_text` is the text as printed; None for a sum of ours, whose `parts` are the cells
    that were added up. `categories` are the published titles. Of a dot: `evidence` is that of the
    declared bound where it is believed, `doubts` why it is not, and `sums` are those that narrowed
    it, each after those that it follows from.
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
    doubts: tuple[Doubt, ...] = ()
    sums: tuple[Sum, ...] = field(default=(), repr=False)
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


def described(source: FigureSource, cell: PublishedCell) -> PublishedCell:
    """A cell with a number, or a sum of ours, with why its bounds are what they are.

    Numbers keep the bounds of their own rounding, whatever sums would leave. Raises
    NotFollowedError where the source file gives others.
    """
    if source.transformation:
        return replace(cell, bounds="none" if cell.value is None else "sum")
    if cell.value is None:
        return cell
    step = _step(source, cell)
    if step is None:
        return replace(cell, bounds="unknown_rounding")
    half = 0 if step == 1 else step / 2
    lower = cell.value - half
    expected = (max(0.0, lower) if cell.value >= 0 else lower, cell.value + half)
    if (cell.lower, cell.upper) != expected:
        raise NotFollowedError(place(cell), expected, (cell.lower, cell.upper))
    return replace(cell, bounds="rounding", step=step) if half else replace(cell, bounds="exact")


def place(cell: PublishedCell) -> str:
    """Where a cell stands, for messages."""
    return " | ".join((cell.source_id, cell.topic, cell.area_code, cell.period_code))


def _step(source: FigureSource, cell: PublishedCell) -> float | None:
    """The multiple to which the source file says that the publisher rounds this topic."""
    if cell.topic in source.topics:
        return source.topics[cell.topic].rounding
    return source.takes_over.rounding.get(cell.unit) if source.takes_over else None
