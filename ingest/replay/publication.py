"""What a replay server serves at one moment: tables, and the entity sets that each consists of.

A publication never changes; publishing anew replaces it as a whole, so that an answer in the making
is not disturbed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.replay.odata_filter import Column, as_values, select_rows
from ingest.replay.wire import WireTable

DATA_SETS = {"TypedDataSet": True, "UntypedDataSet": False}
# The order in which CBS lists them; the dimensions follow.
FIXED_SETS = ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups")

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
    """A short entity set: metadata, a code list, the catalogue."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows
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
        return np.flatnonzero(select_rows(condition, columns, row_count=len(self._rows)))

    def rows(self, numbers: RowNumbers) -> Iterable[dict[str, Any]]:
        """These rows as they are."""
        return (self._rows[number] for number in numbers)


class ServedTable:
    """One table, prepared for being asked about many times."""

    def __init__(self, table: WireTable) -> None:
        self.table = table
        keys = [dimension.key for dimension in table.dimensions]
        self.set_names = (*FIXED_SETS, *keys)
        doubles = sorted({name for name in self.set_names if self.set_names.count(name) > 1})
        if doubles:
            raise ValueError(
                f"{table.identifier}: saw {', '.join(doubles)} twice among its entity sets; "
                "expected each dimension to have a key of its own"
            )

    def entity_set(self, name: str) -> EntitySet | None:
        """One of `set_names`, or None for any other name."""
        if name in DATA_SETS:
            return DataSet(self, typed=DATA_SETS[name])
        lists: dict[str, Callable[[], list[dict[str, Any]]]] = {
            "TableInfos": self.table.table_infos,
            "DataProperties": self.table.data_properties,
            "CategoryGroups": list,
        }
        for dimension in self.table.dimensions:
            lists[dimension.key] = partial(self.table.code_list, dimension)
        return ListSet(lists[name]()) if name in lists else None

    @cached_property
    def filter_columns(self) -> Mapping[str, Column]:
        """The dimensions as columns of padded codes."""
        shape = (self.table.record_count, len(self.table.dimensions))
        positions = np.asarray(self.table.coordinates, dtype=np.int32).reshape(shape)
        return {
            dimension.key: Column(
                as_values([dimension.padded(code) for code in dimension.codes]), positions[:, place]
            )
            for place, dimension in enumerate(self.table.dimensions)
        }


class DataSet:
    """The rows of a table, typed or untyped; a filter on a value column has no effect."""

    def __init__(self, served: ServedTable, *, typed: bool) -> None:
        self._served, self._typed = served, typed
        keys = (dimension.key for dimension in served.table.dimensions)
        self.columns: Collection[str] = ("ID", *keys, *served.table.topic_keys)

    def numbers(self, condition: str | None) -> RowNumbers:
        """The numbers of the rows that meet a `$filter`."""
        count = self._served.table.record_count
        if condition is None:
            return range(count)
        without_effect = {"ID", *self._served.table.topic_keys}
        bits = select_rows(
            condition, self._served.filter_columns, ignored=without_effect, row_count=count
        )
        return np.flatnonzero(bits)

    def rows(self, numbers: RowNumbers) -> Iterable[dict[str, Any]]:
        """These rows; `ID` is the number of the row in the whole table."""
        return self._served.table.rows([int(number) for number in numbers], typed=self._typed)


class Publication:
    """All tables that are served, in catalogue order."""

    def __init__(self, tables: Iterable[WireTable]) -> None:
        self.tables: dict[str, ServedTable] = {}
        for table in tables:
            if table.identifier in self.tables:
                raise ValueError(
                    f"saw table {table.identifier} twice; expected each table once in a publication"
                )
            self.tables[table.identifier] = ServedTable(table)

    def catalogue(self, base_url: str) -> ListSet:
        """The catalogue, with addresses that begin with `base_url`."""
        return ListSet(
            [
                served.table.catalogue_row(number, base_url)
                for number, served in enumerate(self.tables.values())
            ]
        )
