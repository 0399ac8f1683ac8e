"""The points of one indicator: areas in rows, periods in columns."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.counts import COLUMNS, Booleans, Counts, Floats
from indicators.values import PeriodKind

QUERY = Path(__file__).with_name("points.sql")


@dataclass(frozen=True)
class Points:
    """One indicator and one kind of period, periods oldest first; NaN where there is no figure.

    `is_other_area`: the figure was about another area (before a reclassification) and cannot be
    recast; what stands there is NaN.
    """

    area_code: np.ndarray
    periods: tuple[str, ...]
    value: Floats
    counts: Counts
    is_other_area: Booleans
    is_recast: Booleans

    def window(self, periods: list[str]) -> "Points":
        """These periods only, in this order; one that is not there has no figures."""
        places = [self.periods.index(p) if p in self.periods else -1 for p in periods]
        # The last column of what is added stands for every period that is not there.
        taken = np.array(places)

        def pick(table: np.ndarray, absent: float | bool) -> np.ndarray:
            padded = np.concatenate(
                [table, np.full((len(table), 1), absent, dtype=table.dtype)], axis=1
            )
            return padded[:, taken]

        return Points(
            self.area_code,
            tuple(periods),
            pick(self.value, np.nan),
            Counts(*(pick(getattr(self.counts, name), np.nan) for name in COLUMNS)),
            pick(self.is_other_area, False),
            pick(self.is_recast, False),
        )


def points_of(
    connection: duckdb.DuckDBPyConnection, indicator_id: str, kind: PeriodKind
) -> Points | None:
    """All points of an indicator, or None where it has no such periods.

    `mart.indicator_value` and `mart.recast_value` must be filled.
    """
    rows = connection.execute(
        QUERY.read_text(encoding="utf-8"), {"id": indicator_id, "kind": kind}
    ).fetchnumpy()
    if not len(rows["area_code"]):
        return None
    areas, row = np.unique(rows["area_code"].astype(object), return_inverse=True)
    periods, column = np.unique(rows["period_code"].astype(object), return_inverse=True)
    shape = (len(areas), len(periods))

    def numbers(name: str) -> Floats:
        table = np.full(shape, np.nan)
        table[row, column] = np.ma.filled(np.ma.asarray(rows[name], dtype=np.float64), np.nan)
        return table

    def flags(name: str) -> Booleans:
        table = np.zeros(shape, dtype=bool)
        table[row, column] = np.asarray(rows[name])
        return table

    is_recast = flags("is_recast")
    return Points(
        areas,
        tuple(periods),
        numbers("value"),
        Counts(*(numbers(name) for name in COLUMNS)),
        flags("is_other_area") & ~is_recast,
        is_recast,
    )
