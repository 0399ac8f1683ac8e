"""A published table as it looks after a change at the publisher: functions from table to table.

Each docstring says on what the change rests. The functions know nothing of protocols: whatever is
made from a `WireTable` carries the change.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ingest.replay.wire import Dimension, Topic, WireTable

TableChange = Callable[[WireTable], WireTable]

_SWAPPED = ("Noord- en Oost-Gelderland", "Noord- en Midden Limburg")


def published_later(table: WireTable, days: int = 1) -> WireTable:
    """The same table, published `days` later: the change key moves.

    Rests on: recorded. The catalogue's moments of change move with every publication.
    """
    return replace(table, modified=table.modified + timedelta(days=days))


def with_new_column(table: WireTable, title: str = "Gestarte adviezen") -> WireTable:
    """A topic more than before, with 10 in every row.

    Rests on: read in clients. Tables grow columns when CBS redesigns them.
    """
    cells = [(*row, "10") for row in table.cells]
    return replace(table, topics=(*table.topics, Topic(title, "aantal")), cells=cells)


def with_missing_column(table: WireTable) -> WireTable:
    """The last topic is gone.

    Rests on: assumed, as the opposite of a new column.
    """
    return replace(table, topics=table.topics[:-1], cells=[row[:-1] for row in table.cells])


def with_renamed_column(table: WireTable, title: str = "Onder een andere naam") -> WireTable:
    """The first topic has another title, and so another key.

    Rests on: read in clients. Some broke on keys that changed with a redesign.
    """
    first, *rest = table.topics
    return replace(table, topics=(replace(first, title=title), *rest))


def with_other_unit(table: WireTable, unit: str = "x 1 000") -> WireTable:
    """The first topic has another unit, with the same figures.

    Rests on: assumed.
    """
    first, *rest = table.topics
    return replace(table, topics=(replace(first, unit=unit), *rest))


def with_renamed_dimension(table: WireTable, title: str = "Iets anders") -> WireTable:
    """The first dimension has another title.

    Rests on: assumed.
    """
    return _with_dimensions(
        table, lambda d: replace(d, title=title) if d is table.dimensions[0] else d
    )


def with_renamed_category(table: WireTable, old: str, new: str = "Iets anders") -> WireTable:
    """One category has another title, in every dimension that has it.

    Rests on: assumed.
    """
    return _with_titles(table, lambda title: new if title == old else title)


def with_swapped_region_names(table: WireTable) -> WireTable:
    """The names of two Veilig Thuis regions stand at each other's codes and figures.

    Rests on: reported. CBS swapped Noord- en Oost-Gelderland and Noord- en Midden Limburg in the
    publication on the first half of 2019, and said so in an erratum.
    """
    one, other = _SWAPPED

    def swapped(title: str) -> str:
        if one in title:
            return title.replace(one, other)
        return title.replace(other, one)

    return _with_titles(table, swapped)


def with_changed_final_cells(table: WireTable) -> WireTable:
    """Published later, with five more in every number of a period that was definitive.

    Rests on: reported. One release of a table changed 1,103 cells that were definitive.
    """
    place, periods = next(
        (n, d) for n, d in enumerate(table.dimensions) if d.kind == "TimeDimension"
    )
    final = {n for n, code in enumerate(periods.codes) if code.status == "Definitief"}
    cells = [
        [_five_more(text) for text in row] if position[place] in final else row
        for position, row in zip(table.coordinates, table.cells, strict=True)
    ]
    return published_later(replace(table, cells=cells))


def with_no_rows(table: WireTable) -> WireTable:
    """A table with columns and code lists but without a single row.

    Rests on: assumed.
    """
    return replace(table, coordinates=[], cells=[])


def with_repeated_row(table: WireTable) -> WireTable:
    """The first row comes twice, and the last one not at all.

    Rests on: assumed.
    """
    coordinates = [table.coordinates[0], *table.coordinates[:-1]]
    return replace(table, coordinates=coordinates)


def with_cell(table: WireTable, text: str | None) -> WireTable:
    """The first cell of the first row holds `text`: a sign, a number, or None for left out.

    Rests on: assumed. Signs other than the dot and the blank stand in the printed tables only.
    """
    (_, *rest), *others = [list(row) for row in table.cells]
    return replace(table, cells=[[text, *rest], *others])


def with_other_case_id(table: WireTable) -> WireTable:
    """The id in the other case, so that the usual one is not found.

    Rests on: reported. Ids are case sensitive; a wrong case gives an empty catalogue or a 404.
    """
    return replace(table, identifier=table.identifier.swapcase())


def _with_dimensions(table: WireTable, change: Callable[[Dimension], Dimension]) -> WireTable:
    return replace(table, dimensions=tuple(change(dimension) for dimension in table.dimensions))


def _with_titles(table: WireTable, change: Callable[[str], str]) -> WireTable:
    return _with_dimensions(
        table,
        lambda d: replace(d, codes=tuple(replace(c, title=change(c.title)) for c in d.codes)),
    )


def _five_more(text: str | None) -> str | None:
    if text is None or text in ("", "."):
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole) + 5}{point}{rest}"
