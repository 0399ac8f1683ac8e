"""The cells of a table one by one: the long format of version 4.

An observation is known by the place of its cell in the full cube, whether or not every cell of the
cube is there; measures go fastest, then the last dimension. What is prepared once is one number a
cell; everything else is made for the observations of one page.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.replay.assumptions import Assumptions
from ingest.replay.entity_set import RowNumbers
from ingest.replay.filter_grammar import V4_FUNCTIONS
from ingest.replay.odata_filter import Column, as_values, select_rows
from ingest.replay.wire import UNKNOWN_SIGN, Topic, WireTable
from ingest.replay.wire_v4 import measure_identifiers, plain_code

Ints = npt.NDArray[np.int64]
VALUE_COLUMNS = {"Id", "Measure", "ValueAttribute", "Value", "StringValue"}
# Attribute, number as published, text: what a cell says.
Reading = tuple[str, str | None, str | None]


class Observations:
    """All observations of a table, in order of `Id`."""

    def __init__(self, table: WireTable, assumptions: Assumptions) -> None:
        self._table, self._assumptions = table, assumptions
        self._measures = as_values(measure_identifiers(table))
        keys = [dimension.key for dimension in table.dimensions]
        value_columns = ("StringValue",) if assumptions.string_value else ()
        self.columns: Collection[str] = (
            *("Id", "Measure", "ValueAttribute", "Value"),
            *value_columns,
            *keys,
        )
        shape = (table.record_count, len(keys))
        self._coordinates = np.asarray(table.coordinates, dtype=np.int64).reshape(shape)
        self._cells = np.asarray(table.cells, dtype=object).reshape(shape[0], len(table.topics))

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _row_order(self) -> Ints:
        """Row numbers in order of their places in the cube."""
        return np.argsort(self._row_places, kind="stable")

    @cached_property
    def _row_places(self) -> Ints:
        """Per row of the table, its place in the cube of dimensions."""
        places = np.zeros(self._table.record_count, dtype=np.int64)
        for number, dimension in enumerate(self._table.dimensions):
            places = places * len(dimension.codes) + self._coordinates[:, number]
        return places

    @cached_property
    def _places(self) -> Ints:
        """Per observation, the place of its cell among the cells of all rows in order."""
        there = np.not_equal(self._cells, np.array(None))
        blank = np.equal(self._cells, np.array("", dtype=object))
        if self._assumptions.blank == "absent":
            there &= ~blank
        if self._assumptions.phantom_measures:
            there &= ~(blank | ~there).all(axis=0)
        return np.flatnonzero(there[self._row_order])

    def _cells_of(self, numbers: RowNumbers) -> tuple[Ints, Ints]:
        """The rows and topics of these observations."""
        places, topics = np.divmod(
            self._places[np.asarray(numbers, dtype=np.int64)], len(self._table.topics)
        )
        return self._row_order[places], topics

    def numbers(self, condition: str | None) -> RowNumbers:
        """The numbers of the observations that meet a `$filter` on any property."""
        if condition is None:
            return range(len(self))
        columns, count = self._filter_columns, len(self)
        return np.flatnonzero(
            select_rows(condition, columns, row_count=count, functions=V4_FUNCTIONS)
        )

    def records(self, numbers: RowNumbers, *, padded: bool = False) -> Iterator[tuple[Any, ...]]:
        """These observations, as (Id, measure, attribute, number as published, text, *codes)."""
        if not len(numbers):
            return
        rows, topics = self._cells_of(numbers)
        columns = [
            self._codes(place, padded=padded)[self._coordinates[rows, place]].tolist()
            for place in range(len(self._table.dimensions))
        ]
        readings = self._readings(rows, topics)
        for identifier, measure, reading, *codes in zip(
            (self._row_places[rows] * len(self._table.topics) + topics).tolist(),
            self._measures[topics].tolist(),
            readings,
            *columns,
            strict=True,
        ):
            yield (identifier, measure, *reading, *codes)

    def rows(self, numbers: RowNumbers) -> Iterable[dict[str, Any]]:
        """These observations in wire form."""
        with_text = self._assumptions.string_value
        for identifier, measure, attribute, number, text, *codes in self.records(numbers):
            texts = (text,) if with_text else ()
            values = (identifier, measure, attribute, _number(number), *texts, *codes)
            yield dict(zip(self.columns, values, strict=True))

    def _codes(self, place: int, *, padded: bool) -> npt.NDArray[np.object_]:
        dimension = self._table.dimensions[place]
        if padded:
            return as_values([dimension.padded(code) for code in dimension.codes])
        return as_values([plain_code(code) for code in dimension.codes])

    def _readings(self, rows: Ints, topics: Ints) -> Iterator[Reading]:
        texts = self._cells[rows, topics].tolist()
        for text, topic in zip(texts, topics.tolist(), strict=True):
            yield self._read(text, self._table.topics[topic])

    def _read(self, text: str, topic: Topic) -> Reading:
        if text == "":
            return "Impossible", None, None
        if text == UNKNOWN_SIGN:
            return self._assumptions.unknown, None, None
        if topic.published_datatype == "String":
            return "None", None, text
        return "None", text, None

    @cached_property
    def _filter_columns(self) -> Mapping[str, Column]:
        """Columns by name, each made when a filter first asks for it."""
        rows, topics = self._cells_of(range(len(self)))
        makers: dict[str, Callable[[], Column]] = {
            "Id": lambda: _distinct(self._row_places[rows] * len(self._table.topics) + topics),
            "Measure": lambda: Column(self._measures, topics),
        }
        for place, dimension in enumerate(self._table.dimensions):
            makers[dimension.key] = lambda place=place: Column(
                self._codes(place, padded=False), self._coordinates[rows, place]
            )
        for place, name in enumerate(("ValueAttribute", "Value", "StringValue")):
            if name in self.columns:
                makers[name] = lambda place=place: self._value_column(rows, topics, place)
        return _Made(makers)

    def _value_column(self, rows: Ints, topics: Ints, place: int) -> Column:
        known: dict[Any, int] = {}
        positions = [
            known.setdefault(reading[place], len(known)) for reading in self._readings(rows, topics)
        ]
        values = [_number(text) for text in known] if place == 1 else list(known)
        return Column(as_values(values), np.array(positions, dtype=np.int64))


class _Made(Mapping[str, Column]):
    """A mapping whose values are made on first use."""

    def __init__(self, makers: Mapping[str, Callable[[], Column]]) -> None:
        self._makers, self._made = makers, dict[str, Column]()

    def __getitem__(self, name: str) -> Column:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers  # the parent would make the column to find out

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _distinct(values: Ints) -> Column:
    return Column(as_values(values.tolist()), np.arange(len(values)))


def _number(text: str | None) -> int | float | None:
    if text is None:
        return None
    return float(text) if "." in text else int(text)
