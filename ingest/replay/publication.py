"""What a replay server serves at one moment: tables, in both versions, and boundaries.

A publication never changes; publishing anew replaces it as a whole, so that an answer in the making
is not disturbed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

import numpy as np

from ingest.replay.assumptions import LIKELIEST, Assumptions
from ingest.replay.boundaries import Boundaries, fictitious_boundaries
from ingest.replay.csv_zip import CsvZips
from ingest.replay.entity_set import EntitySet, ListSet, RowNumbers
from ingest.replay.filter_grammar import V4_FUNCTIONS
from ingest.replay.odata_filter import Column, as_values, select_rows
from ingest.replay.odata_query import RefusedError
from ingest.replay.publication_v4 import ServedV4
from ingest.replay.wire import WireTable
from ingest.replay.wire_v4 import AMSTERDAM

DATA_SETS = {"TypedDataSet": True, "UntypedDataSet": False}
# The order in which CBS lists them; the dimensions follow.
FIXED_SETS = ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups")


class ServedTable:
    """One table as version 3 serves it, prepared for being asked about many times."""

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
            "CategoryGroups": self.table.category_groups,
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
    """All tables that are served, in catalogue order.

    `discontinued` names tables that are not published any more, and that version 4 has metadata of
    but no observations. Without `boundaries`, fictitious ones are served.
    """

    def __init__(
        self,
        tables: Iterable[WireTable],
        *,
        assumptions: Assumptions = LIKELIEST,
        discontinued: Collection[str] = (),
        boundaries: Boundaries | None = None,
    ) -> None:
        self.assumptions = assumptions
        self.tables: dict[str, ServedTable] = {}
        self._v4: dict[str, ServedV4] = {}
        self._boundaries = boundaries
        zips = CsvZips()
        for given in tables:
            name = given.identifier
            if name in self.tables:
                raise ValueError(
                    f"saw table {name} twice; expected each table once in a publication"
                )
            is_discontinued = name in discontinued
            table = replace(given, status="Gediscontinueerd") if is_discontinued else given
            self.tables[name] = ServedTable(table)
            self._v4[name] = ServedV4(table, assumptions, zips, metadata_only=is_discontinued)

    @cached_property
    def boundaries(self) -> Boundaries:
        """The municipal boundaries."""
        return self._boundaries or fictitious_boundaries()

    def catalogue(self, base_url: str) -> ListSet:
        """The catalogue of version 3, with addresses that begin with `base_url`."""
        return ListSet(
            [
                served.table.catalogue_row(number, base_url)
                for number, served in enumerate(self.tables.values())
            ]
        )

    def datasets(self, base_url: str) -> ListSet:
        """The list of tables of version 4."""
        return ListSet([served.dataset_row(base_url) for served in self._v4.values()], V4_FUNCTIONS)

    def v4(self, identifier: str) -> ServedV4:
        """A table as version 4 serves it; raises RefusedError for an unknown one."""
        served = self._v4.get(identifier)
        if served is None:
            raise RefusedError(404, f"No table was found with identifier '{identifier}'.")
        return served

    def modified(self, path: str) -> datetime:
        """When the table that a path points at was changed, or else the newest of all."""
        stamps = {name: served.table.modified for name, served in self.tables.items()}
        named = [stamps[segment] for segment in path.split("/") if segment in stamps]
        newest = max(named or stamps.values(), default=datetime(2000, 1, 1))
        return newest.replace(tzinfo=AMSTERDAM)
