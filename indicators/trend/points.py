"""The points of a series: areas in rows, periods in columns."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.counts import COLUMNS, Booleans, Counts, Floats
from indicators.values import PeriodKind

QUERY = Path(__file__).with_name("points.sql")
_TEXTS = ("indicator_id", "period_kind", "area_code", "period_code")


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


def points_by_series(
    connection: duckdb.DuckDBPyConnection, indicator_id: str | None = None
) -> dict[tuple[str, PeriodKind], Points]:
    """The points of every indicator and kind of period that it has, or of one indicator.

    `mart.indicator_value` and `mart.recast_value` must be filled.
    """
    rows = connection.execute(QUERY.read_text(encoding="utf-8"), {"id": indicator_id}).fetchnumpy()
    columns = {name: np.ma.getdata(column) for name, column in rows.items() if name in _TEXTS}
    for name in ("value", *COLUMNS):
        columns[name] = np.ma.filled(np.ma.asarray(rows[name], dtype=np.float64), np.nan)
    for name in ("is_other_area", "is_recast"):
        columns[name] = np.asarray(rows[name])
    indicator, kind = columns["indicator_id"], columns["period_kind"]
    found: dict[tuple[str, PeriodKind], Points] = {}
    for start, end in _runs(indicator, kind):
        series = {name: column[start:end] for name, column in columns.items()}
        found[indicator[start], kind[start]] = _points(series)
    return found


def _runs(*columns: np.ndarray) -> list[tuple[int, int]]:
    """Where rows that are alike begin and end; those stand together."""
    size = len(columns[0])
    is_first = np.ones(size, dtype=bool)
    is_first[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    starts = np.flatnonzero(is_first).tolist()
    return list(zip(starts, [*starts[1:], size], strict=True)) if starts else []


def _points(rows: dict[str, np.ndarray]) -> Points:
    """One series, from its rows in the order of areas."""
    runs = _runs(rows["area_code"])
    areas = rows["area_code"][[start for start, _ in runs]]
    row = np.repeat(np.arange(len(runs)), [end - start for start, end in runs])
    periods = sorted(set(rows["period_code"]))
    place = {period: number for number, period in enumerate(periods)}
    column = np.array([place[period] for period in rows["period_code"]])
    shape = (len(areas), len(periods))

    def laid_out(name: str, empty: float | bool) -> np.ndarray:
        table = np.full(shape, empty)
        table[row, column] = rows[name]
        return table

    is_recast = laid_out("is_recast", False)
    return Points(
        areas,
        tuple(periods),
        laid_out("value", np.nan),
        Counts(*(laid_out(name, np.nan) for name in COLUMNS)),
        laid_out("is_other_area", False) & ~is_recast,
        is_recast,
    )
