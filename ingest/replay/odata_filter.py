"""CBS's `$filter` evaluated on columns of codes.

Texts are compared byte for byte, so in version 3 a code has to be written with its padding: `RegioS
eq 'NL01  '`. A condition on a value column is accepted there and without effect, as it is at CBS.

Every condition concerns one column. It is decided once per code and only then spread over the
rows, and conditions on the same column are joined before they are spread: a filter that names 342
municipalities costs a table of 200,000 rows one pass, not 342.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.replay.filter_grammar import (
    V3_FUNCTIONS,
    Chain,
    Comparison,
    Condition,
    FilterError,
    Membership,
    Not,
    TextTest,
    parse_filter,
)

Bits = npt.NDArray[np.bool_]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "substringof": operator.contains,
    "contains": operator.contains,
    "startswith": str.startswith,
    "endswith": str.endswith,
}


@dataclass(frozen=True, eq=False)
class Column:
    """What can be filtered on: the distinct `values`, and per row the position of its value."""

    values: npt.NDArray[np.object_]
    positions: npt.NDArray[np.integer]

    @cached_property
    def is_text(self) -> bool:
        """Whether every value is a text, so that numpy may compare them all at once."""
        return all(isinstance(value, str) for value in self.values)


def as_values(values: Sequence[Any]) -> npt.NDArray[np.object_]:
    """Values as an array of Python objects: numpy's own text type would cut codes off."""
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


def select_rows(
    text: str,
    columns: Mapping[str, Column],
    *,
    ignored: Collection[str] = (),
    row_count: int,
    functions: Collection[str] = V3_FUNCTIONS,
) -> Bits:
    """Which rows meet the filter, one bit per row.

    A condition on one of the `ignored` columns is true for every row. Raises FilterError for bad
    syntax, an unknown column or function, or a literal of another type than the column.
    """
    evaluation = _Evaluation(columns, ignored, row_count)
    return evaluation.spread(evaluation.decide(parse_filter(text, functions)))


class _Mask(NamedTuple):
    """Bits per code of `column`, or per row where `column` is None."""

    column: str | None
    bits: Bits


class _Evaluation:
    """One filter on one table."""

    def __init__(
        self, columns: Mapping[str, Column], ignored: Collection[str], row_count: int
    ) -> None:
        self._columns, self._ignored, self._row_count = columns, ignored, row_count

    def decide(self, condition: Condition) -> _Mask:
        if isinstance(condition, Not):
            column, bits = self.decide(condition.inner)
            return _Mask(column, ~bits)
        if isinstance(condition, Chain):
            masks = [self.decide(part) for part in condition.parts]
            return self._join(masks, np.logical_and if condition.word == "and" else np.logical_or)
        if condition.column in self._ignored:
            return _Mask(None, np.ones(self._row_count, dtype=np.bool_))
        if condition.column not in self._columns:
            known = ", ".join(self._columns)
            raise FilterError(f"saw column {condition.column}; expected one of {known}")
        column = self._columns[condition.column]
        if isinstance(condition, TextTest):
            bits = _test_texts(condition, column.values)
        elif isinstance(condition, Membership):
            equal = (Comparison(condition.column, "eq", each) for each in condition.literals)
            bits = np.logical_or.reduce([_compare(each, column) for each in equal])
        else:
            bits = _compare(condition, column)
        return _Mask(condition.column, np.asarray(bits, dtype=np.bool_))

    def spread(self, mask: _Mask) -> Bits:
        """Bits per row."""
        if mask.column is None:
            return mask.bits
        return mask.bits[self._columns[mask.column].positions]

    def _join(self, masks: Sequence[_Mask], how: np.ufunc) -> _Mask:
        by_column: dict[str | None, Bits] = {}
        for column, bits in masks:
            seen = by_column.get(column)
            by_column[column] = bits if seen is None else how(seen, bits)
        joined = [_Mask(column, bits) for column, bits in by_column.items()]
        if len(joined) == 1:
            return joined[0]
        return _Mask(None, how.reduce([self.spread(mask) for mask in joined]))


def _test_texts(condition: TextTest, values: Iterable[Any]) -> list[bool]:
    test, wanted = _TEXT_TESTS[condition.function], condition.wanted
    return [isinstance(v, str) and test(v, condition.needle) is wanted for v in values]


def _compare(condition: Comparison, column: Column) -> Any:
    values, literal = column.values, condition.literal
    if condition.start is not None:
        part = slice(condition.start, condition.end)
        cut = [value[part] if isinstance(value, str) else value for value in values]
        values = as_values(cut)
    if column.is_text and isinstance(literal, str):
        return _COMPARE[condition.sign](values, literal)
    return [_compare_one(condition.sign, value, literal) for value in values]


def _compare_one(sign: str, value: Any, literal: Any) -> bool:
    if value is None or literal is None:
        # A missing value equals null only, and is neither less nor greater than anything.
        return sign in ("eq", "ne") and bool(_COMPARE[sign](value, literal))
    if isinstance(value, str) is not isinstance(literal, str):
        raise FilterError(f"saw {literal!r} compared with {value!r}; expected the same type")
    return bool(_COMPARE[sign](value, literal))
