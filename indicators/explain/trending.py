"""Which points a trend was seen in, and how: a second hand at the line and at the chart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import duckdb
import numpy as np
from scipy.special import ndtri

from indicators.comparison.comparators import JUDGED_AS
from indicators.definition import Definition
from indicators.explain.not_followed import NotFollowedError
from indicators.statistics.areas import own_interval
from indicators.statistics.five_points import CRITICAL, EVEN_POWER, HIGH_POWER, WIDTH
from indicators.statistics.intervals import LEVEL_95
from indicators.statistics.rounding_error import ratio_variance
from indicators.statistics.scales import Kind
from indicators.statistics.xmr import LIMIT, SCREEN, xmr
from indicators.trend.points import points_by_series
from indicators.trend.records import Trend
from indicators.trend.windows import half_years, last_five_years
from indicators.values import IndicatorValue

if TYPE_CHECKING:
    from indicators.api import Release


@dataclass(frozen=True)
class Point:
    """A period of the series; None where there is no figure. Steps are the widths of the bounds."""

    period_code: str
    value: float | None
    numerator: float | None
    denominator: float | None
    numerator_step: float | None
    denominator_step: float | None
    is_recast: bool


@dataclass(frozen=True)
class Line:
    """The weighted straight line through five years, in plain ratios a year.

    `centre` is the pooled proportion, which the variances of a proportion have in common.
    `without` has the slopes when each year in turn is left out.
    """

    kind: Kind
    centre: float | None
    weights: tuple[float, ...]
    variances: tuple[float, ...]
    slope: float
    standard_error: float
    chi_squared: float
    without: tuple[float, ...]
    detectable_80: float
    detectable_50: float


@dataclass(frozen=True)
class Chart:
    """Half-years around their mean, in the unit of the figure.

    `ranges` are the distances between successive points; those from `screen` on do not count.
    """

    mean: float
    ranges: tuple[float, ...]
    screen: float
    mean_range: float
    lower: float
    upper: float
    point_types: tuple[str, ...]


@dataclass(frozen=True)
class Trending:
    """The trend of a figure with its points; `line` or `chart` is there where something is said."""

    trend: Trend
    points: tuple[Point, ...]
    line: Line | None
    chart: Chart | None
    critical: float = CRITICAL


def trending(
    connection: duckdb.DuckDBPyConnection,
    release: "Release",
    definition: Definition,
    value: IndicatorValue,
) -> Trending | None:
    """How the figures of the area go over periods of the kind asked for; None where not followed.

    Raises NotFollowedError where the points do not give what the release has.
    """
    trend = release.trend(definition.id, value.area_code, value.period_kind)
    if trend is None:
        return None
    points = _points(connection, trend)
    is_said = trend.reason is None
    if trend.period_kind == "year":
        followed = Trending(trend, points, _line(definition, points) if is_said else None, None)
    else:
        followed = Trending(trend, points, None, _chart(points) if is_said else None)
    _check(definition, followed)
    return followed


def _points(connection: duckdb.DuckDBPyConnection, trend: Trend) -> tuple[Point, ...]:
    series = points_by_series(connection, trend.indicator_id)
    found = series.get((trend.indicator_id, trend.period_kind))
    if found is None:
        return ()
    wanted = (
        last_five_years(trend.last_period)
        if trend.period_kind == "year"
        else half_years(trend.first_period, trend.last_period)
    )
    window = found.window(wanted)
    (row,) = np.flatnonzero(window.area_code == trend.area_code)
    counts = window.counts

    def number(table: np.ndarray, place: int) -> float | None:
        one = float(table[row, place])
        return None if math.isnan(one) else one

    return tuple(
        Point(
            period,
            number(window.value, place),
            number(counts.numerator, place),
            number(counts.denominator, place),
            number(counts.numerator_upper - counts.numerator_lower, place),
            number(counts.denominator_upper - counts.denominator_lower, place),
            bool(window.is_recast[row, place]),
        )
        for place, period in enumerate(window.periods)
    )


def _line(definition: Definition, points: Sequence[Point]) -> Line:
    kind = JUDGED_AS[definition.kind]
    x, n, x_step, n_step = (
        np.array([getattr(point, name) for point in points], dtype=np.float64)
        for name in ("numerator", "denominator", "numerator_step", "denominator_step")
    )
    ratios, centre = x / n, None
    if kind == "proportion":
        centre = min(float(x.sum() / n.sum()), 1.0)
        variance = centre * (1 - centre) / n + ratio_variance(centre, n, x_step, n_step)
        weight = n
    else:
        own = own_interval(kind, x, n, LEVEL_95)
        variance = ((own.upper - own.lower) / WIDTH) ** 2
        variance = variance + ratio_variance(ratios, n, x_step, n_step)
        weight = 1 / variance
    weights, variances = weight.tolist(), variance.tolist()
    slope, standard_error = slope_of(ratios.tolist(), weights, variances)
    found = math.sqrt(CRITICAL)
    return Line(
        kind=kind,
        centre=centre,
        weights=tuple(weights),
        variances=tuple(variances),
        slope=slope,
        standard_error=standard_error,
        chi_squared=(slope / standard_error) ** 2,
        without=tuple(
            slope_of(ratios.tolist(), weights, variances, left_out)[0]
            for left_out in range(len(points))
        ),
        detectable_80=(found + float(ndtri(HIGH_POWER))) * standard_error,
        detectable_50=(found + float(ndtri(EVEN_POWER))) * standard_error,
    )


def slope_of(
    ratios: Sequence[float],
    weights: Sequence[float],
    variances: Sequence[float],
    left_out: int | None = None,
) -> tuple[float, float]:
    """Slope of the weighted line through points one step apart, and its standard error."""
    times = [time for time in range(len(ratios)) if time != left_out]
    middle = sum(weights[t] * t for t in times) / sum(weights[t] for t in times)
    levers = {t: weights[t] * (t - middle) for t in times}
    spread = sum(levers[t] * t for t in times)
    variance = sum(levers[t] ** 2 * variances[t] for t in times)
    return sum(levers[t] * ratios[t] for t in times) / spread, math.sqrt(variance) / spread


def _chart(points: Sequence[Point]) -> Chart:
    values = [point.value for point in points if point.value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    screen = SCREEN * sum(ranges) / len(ranges)
    counted = [one for one in ranges if one < screen]
    mean, mean_range = sum(values) / len(values), sum(counted) / len(counted)
    return Chart(
        mean=mean,
        ranges=tuple(ranges),
        screen=screen,
        mean_range=mean_range,
        lower=max(mean - LIMIT * mean_range, 0),
        upper=mean + LIMIT * mean_range,
        point_types=tuple(xmr(values).point_type.tolist()),
    )


def _check(definition: Definition, followed: Trending) -> None:
    trend, line, chart = followed.trend, followed.line, followed.chart
    per = definition.multiplier
    pairs: list[tuple[float, float | None]] = []
    if line:
        pairs = [
            (line.slope * per, trend.slope),
            (line.chi_squared, trend.chi_squared),
            (line.detectable_80 * per, trend.detectable_80),
            (line.detectable_50 * per, trend.detectable_50),
        ]
    if chart:
        pairs = [
            (chart.mean, trend.mean),
            (chart.lower, trend.lower_limit),
            (chart.upper, trend.upper_limit),
        ]
    # The release rounds: of chi-square four decimals are kept, of the others two beyond the figure.
    within = 0.51 * 10 ** -min(definition.decimals + 2, 4)
    if any(kept is None or abs(seen - kept) > within for seen, kept in pairs):
        raise NotFollowedError(
            f"{trend.indicator_id}, {trend.area_code}, {trend.last_period}, trend",
            [seen for seen, _ in pairs],
            [kept for _, kept in pairs],
        )
