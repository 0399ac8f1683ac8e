"""Filling `mart.trend`."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.bulk import Columns, insert_columns
from indicators.comparison.comparators import JUDGED_AS
from indicators.comparison.counts import Booleans, Floats
from indicators.definition import Definition
from indicators.statistics.five_points import POINTS, recent_trend
from indicators.statistics.xmr import xmr
from indicators.trend.points import Points, points_by_series
from indicators.trend.windows import half_years, last_five_years, since_break
from indicators.values import PeriodKind

SCHEMA = Path(__file__).with_name("trend.sql")

# Fewer half-years than this have too few moving ranges for limits, even for trial limits.
MINIMUM_HALF_YEARS = 6
SERIES: tuple[PeriodKind, ...] = ("year", "half_year")
MORE_DECIMALS = 2  # beyond those of the figure: slopes are small


def fill(connection: duckdb.DuckDBPyConnection, definitions: Iterable[Definition]) -> None:
    """Create and fill `mart.trend`, from `mart.indicator_value` and `mart.recast_value`."""
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    parts: list[Columns] = []
    series = points_by_series(connection)
    for definition in definitions:
        if definition.kind not in JUDGED_AS:
            continue
        for kind in SERIES:
            points = series.get((definition.id, kind))
            if points is not None and not np.isnan(points.value).all():
                of_kind = _years if kind == "year" else _half_years
                parts.append(of_kind(definition, points))
    if parts:
        names = {name for part in parts for name in part}
        joined = {name: np.concatenate([_column(part, name) for part in parts]) for name in names}
        insert_columns(connection, "mart.trend", joined)


def _column(part: Columns, name: str) -> np.ndarray:
    """A column of one part; NULL where that kind of series has none such."""
    return part.get(name, np.full(len(part["area_code"]), None, dtype=object))


def _newest(points: Points) -> str:
    """The newest period in which any area has a figure."""
    return points.periods[int(np.flatnonzero(~np.isnan(points.value).all(axis=0))[-1])]


def _years(definition: Definition, points: Points) -> Columns:
    wanted = last_five_years(_newest(points))
    window = points.window(wanted)
    since = since_break(definition, wanted)
    is_published = [not np.isnan(points.window([year]).value).all() for year in wanted]
    too_few = None
    if len(since) < POINTS:
        too_few = "break_in_series"
    elif not all(is_published):
        too_few = "too_few_points"
    counts = window.counts
    trend = recent_trend(
        _shown(window, counts.numerator),
        counts.denominator,
        JUDGED_AS[definition.kind],
        numerator_rounding=_width(counts.numerator_lower, counts.numerator_upper),
        denominator_rounding=_width(counts.denominator_lower, counts.denominator_upper),
    )
    reason = _first_reason(
        {
            "no_counts": np.full(len(trend.code), definition.kind == "published_share"),
            too_few or "too_few_points": np.full(len(trend.code), too_few is not None),
            "other_area": _any(window.is_other_area),
            "missing_figure": _any(np.isnan(window.value)),
            "no_bounds": _any(~counts.is_bounded),
            "no_variation": trend.code == "cannot_say",
        }
    )
    return {
        **_keys(definition, "year", window, reason),
        "points": (~np.isnan(window.value)).sum(axis=1),
        "code": np.where(reason == "", trend.code, "cannot_say").astype(object),
        "slope": _shown_number(definition, reason, trend.slope),
        "chi_squared": np.round(np.where(reason == "", trend.chi_squared, np.nan), 4),
        "detectable_80": _shown_number(definition, reason, trend.detectable_80),
        "detectable_50": _shown_number(definition, reason, trend.detectable_50),
    }


def _half_years(definition: Definition, points: Points) -> Columns:
    newest = _newest(points)
    since = since_break(definition, half_years(points.periods[0], newest))
    window = points.window(since)
    # The newest points without a gap: what lies before one cannot be joined.
    is_gap = np.isnan(window.value)
    start = np.where(_any(is_gap), len(since) - np.argmax(is_gap[:, ::-1], axis=1), 0)
    is_before = np.arange(len(since)) < start[:, None]
    length = len(since) - start
    chart = xmr(np.where(is_before, np.nan, window.value))
    last = np.where(length > 0, chart.point_type[:, -1], "no_value")
    reason = _first_reason(
        {
            "other_area": _any(window.is_other_area) & (length < MINIMUM_HALF_YEARS),
            "missing_figure": length < min(MINIMUM_HALF_YEARS, len(since)),
            "break_in_series": np.full(len(length), _is_cut(points, since)),
            "too_few_points": length < MINIMUM_HALF_YEARS,
            "no_variation": chart.mean_range == 0,
        }
    )
    return {
        **_keys(definition, "half_year", window, reason, start),
        "points": length,
        "code": np.where(reason == "", last, "cannot_say").astype(object),
        "mean": _shown_number(definition, reason, chart.mean, 1),
        "lower_limit": _shown_number(definition, reason, np.maximum(chart.lower, 0), 1),
        "upper_limit": _shown_number(definition, reason, chart.upper, 1),
        "is_trial": _where_said(reason == "", chart.is_trial),
    }


def _is_cut(points: Points, since: list[str]) -> bool:
    """Whether a break is why there are too few half-years."""
    return len(since) < MINIMUM_HALF_YEARS <= len(half_years(points.periods[0], since[-1]))


def _keys(
    definition: Definition,
    kind: PeriodKind,
    window: Points,
    reason: np.ndarray,
    start: np.ndarray | None = None,
) -> Columns:
    size, periods = len(window.area_code), np.array(window.periods, dtype=object)
    first = np.zeros(size, dtype=int) if start is None else np.minimum(start, len(periods) - 1)
    in_series = np.arange(len(periods)) >= first[:, None]
    return {
        "indicator_id": np.full(size, definition.id, dtype=object),
        "area_code": window.area_code,
        "period_kind": np.full(size, kind, dtype=object),
        "first_period": periods[first],
        "last_period": np.full(size, periods[-1], dtype=object),
        "reason": _where_said(reason != "", reason),
        "is_recast": _any(window.is_recast & in_series),
    }


def _first_reason(reasons: dict[str, Booleans]) -> np.ndarray:
    """The first reason that holds for each area; empty where none does."""
    return np.select([*reasons.values()], [*reasons], "")


def _where_said(is_said: Booleans, values: np.ndarray) -> np.ndarray:
    """The values where there is something to say, NULL elsewhere."""
    said = values.astype(object)
    said[~is_said] = None
    return said


def _any(flags: Booleans) -> Booleans:
    """Whether it holds of any period, for each area."""
    return np.asarray(np.any(flags, axis=1))


def _shown(points: Points, counts: Floats) -> Floats:
    """Counts of the figures that are shown: too small ones are withheld."""
    return np.where(np.isnan(points.value), np.nan, counts)


def _width(lower: Floats, upper: Floats) -> Floats:
    """The step of rounding; of a sum of rounded cells their steps together."""
    return np.asarray(np.nan_to_num(upper - lower), dtype=np.float64)


def _shown_number(
    definition: Definition, reason: np.ndarray, numbers: Floats, multiplier: float | None = None
) -> Floats:
    """In the unit of the figure, where something can be said."""
    per = definition.multiplier if multiplier is None else multiplier
    decimals = definition.decimals + MORE_DECIMALS
    shown = np.full(numbers.shape, np.nan)
    is_said = reason == ""
    shown[is_said] = np.round(numbers[is_said] * per, decimals)
    return shown
