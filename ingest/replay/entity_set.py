"""Rows that can be asked about: filtered, cut into pages, and reduced to some properties."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.replay.filter_grammar import V3_FUNCTIONS
from ingest.replay.odata_filter import Column, as_values, select_rows
from ingest.replay.odata_query import Query, RefusedError

RowNumbers = Sequence[int] | npt.NDArray[np.integer]


class EntitySet(Protocol):
    """Rows that can be filtered and cut into pages; `columns` are all properties of a row."""

    columns: Collection[str]

    def numbers(self, condition: str | None) -> RowNumbers:
        """The numbers of the rows that meet a `$filter`; raises FilterError."""
        ...

    def rows(self, numbers: RowNumbers) -> Iterable[dict[str, Any]]:
        """These rows in wire form."""
        ...


class ListSet:
    """A short entity set: metadata, a code list, the catalogue.

    `functions` are those that its filters may use.
    """

    def __init__(
        self, rows: list[dict[str, Any]], functions: Collection[str] = V3_FUNCTIONS
    ) -> None:
        self._rows, self._functions = rows, functions
        # A dict rather than a set: names stay in order of appearance.
        self.columns: Collection[str] = {key: None for row in rows for key in row}

    def numbers(self, condition: str | None) -> RowNumbers:
        """The numbers of the rows that meet a `$filter` on any property."""
        if condition is None:
            return range(len(self._rows))
        positions = np.arange(len(self._rows))
        columns = {
            key: Column(as_values([row.get(key) for row in self._rows]), positions)
            for key in self.columns
        }
        bits = select_rows(condition, columns, row_count=len(self._rows), functions=self._functions)
        return np.flatnonzero(bits)

    def rows(self, numbers: RowNumbers) -> Iterable[dict[str, Any]]:
        """These rows as they are."""
        return (self._rows[number] for number in numbers)


def selected(
    entity_set: EntitySet, rows: Iterable[dict[str, Any]], query: Query
) -> list[dict[str, Any]]:
    """Rows with only the properties asked for, in their usual order; RefusedError for others."""
    if query.select is None:
        return list(rows)
    wanted = set(query.select)
    unknown = sorted(wanted - set(entity_set.columns))
    if unknown:
        raise RefusedError(400, f"Could not find a property named '{unknown[0]}'.")
    return [{key: value for key, value in row.items() if key in wanted} for row in rows]
