"""A made-up table of any length in the form of CBS OData v3, and what its cells add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from ingest.replay.wire import Code, Dimension, Topic, WireTable
from tests.bench.table import AREAS, CATEGORIES, TABLE, TOPICS, letter

ROWS_A_PERIOD = AREAS * CATEGORIES
_DOTS, _BLANKS = 0.10, 0.05  # shares of the cells


@dataclass(frozen=True)
class Published:
    """A complete table: every category, area and period once, ten topics.

    Half of the topics are whole numbers, half have a decimal; a tenth of the cells is a dot and a
    twentieth is blank.
    """

    row_count: int

    def __post_init__(self) -> None:
        if self.row_count % ROWS_A_PERIOD or not self.row_count:
            raise ValueError(f"saw {self.row_count} rows; expected a multiple of {ROWS_A_PERIOD}")

    @property
    def wire(self) -> WireTable:
        """The table as the replay server takes it."""
        return WireTable(
            TABLE,
            "Proeftabel",
            _dimensions(self.row_count // ROWS_A_PERIOD),
            tuple(Topic(f"Onderwerp {letter(n)}", "aantal", decimals=n % 2) for n in range(TOPICS)),
            _Coordinates(self.row_count),
            _Cells(self._tenths, self._signs),
            datetime(2026, 1, 31, 2),
        )

    @property
    def first_topic_sum(self) -> float:
        """The sum of all numbers in the first topic."""
        return float((self._tenths[:, 0] // 10)[self._signs[:, 0] == 0].sum())

    @cached_property
    def _tenths(self) -> np.ndarray:
        return self._draw.integers(0, 3_000_000, (self.row_count, TOPICS), dtype=np.int32)

    @cached_property
    def _signs(self) -> np.ndarray:
        share = self._draw.random((self.row_count, TOPICS), dtype=np.float32)
        return np.select([share < _DOTS, share < _DOTS + _BLANKS], [1, 2], 0).astype(np.int8)

    @cached_property
    def _draw(self) -> np.random.Generator:
        return np.random.default_rng(self.row_count)


def _dimensions(periods: int) -> tuple[Dimension, ...]:
    return (
        Dimension(
            "Kenmerken",
            "Kenmerken",
            "Dimension",
            tuple(Code(f"{2_000_000 + n}", f"Kenmerk {n}") for n in range(CATEGORIES)),
            10,
        ),
        Dimension(
            "RegioS",
            "Regio's",
            "GeoDimension",
            tuple(Code(f"GM{n:04}", f"Gemeente {n}") for n in range(AREAS)),
            10,
        ),
        Dimension(
            "Perioden",
            "Perioden",
            "TimeDimension",
            tuple(
                Code(f"{1900 + n}JJ00", f"{1900 + n}", status="Definitief") for n in range(periods)
            ),
            10,
        ),
    )


@dataclass(frozen=True)
class _Coordinates(Sequence[Sequence[int]]):
    """Worked out when asked for: a million rows of tuples would take a gigabyte."""

    row_count: int

    def __len__(self) -> int:
        return self.row_count

    def __getitem__(self, number):  # type: ignore[no-untyped-def, override]
        category, rest = divmod(number, self.row_count // CATEGORIES)
        area, period = divmod(rest, self.row_count // ROWS_A_PERIOD)
        return category, area, period


@dataclass(frozen=True)
class _Cells(Sequence[Sequence[str]]):
    """The texts of a row, worked out when asked for."""

    tenths: np.ndarray
    signs: np.ndarray

    def __len__(self) -> int:
        return len(self.tenths)

    def __getitem__(self, number):  # type: ignore[no-untyped-def, override]
        tenths, signs = self.tenths[number].tolist(), self.signs[number].tolist()
        return [
            (f"{t / 10:.1f}" if n % 2 else f"{t // 10}", ".", "")[sign]
            for n, (t, sign) in enumerate(zip(tenths, signs, strict=True))
        ]
