"""All areas of one level around the benchmark that they share: points, and limits as curves."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from indicators.comparison.comparators import JUDGED_AS
from indicators.comparison.rows import MORE_DECIMALS
from indicators.comparison.words import Code, Reason
from indicators.definition import Definition
from indicators.statistics.intervals import LEVEL_95, LEVEL_998
from indicators.statistics.scales import Scale
from indicators.values import AreaLevel

Query = Callable[[str, dict[str, Any]], list[Any]]


@dataclass(frozen=True)
class FunnelPoint:
    """One area with a figure; `value` and bounds in the unit of the indicator.

    `code` is None where areas are not held against the country.
    """

    area_code: str
    area_name: str
    denominator: float
    value: float
    lower: float | None
    upper: float | None
    code: Code | None
    reason: Reason | None


@dataclass(frozen=True)
class FunnelLimit:
    """The limits around the benchmark for an area with this denominator, in the same unit."""

    denominator: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class Funnel:
    """The areas of one level against the country, for one year.

    `points` by code; `limits` by denominator, and none where areas are not held against the country
    (`is_compared`), or fewer than needed could be. An area with 2% or more of the country's
    denominator is judged against the rest of the country, so that its own limits differ a little
    from the curves; its word counts.
    """

    indicator_id: str
    period_code: str
    level: AreaLevel
    is_compared: bool
    benchmark_value: float | None
    benchmark_lower: float | None
    benchmark_upper: float | None
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    tested: int
    expected_flags_998: float
    flags_adjusted: int


def read_funnel(
    query: Query, definition: Definition, level: AreaLevel, period_code: str
) -> Funnel | None:
    """The funnel of one indicator and year; None where no area has a figure with a denominator."""
    keys = {"id": definition.id, "level": level, "period": period_code}
    rows = query(
        "SELECT v.area_code, v.area_name, v.denominator, v.value, v.lower, v.upper, c.code, "
        "c.reason, v.numerator_upper - v.numerator_lower, "
        "v.denominator_upper - v.denominator_lower "
        "FROM mart.indicator_value AS v LEFT JOIN mart.comparison AS c "
        "ON c.indicator_id = v.indicator_id AND c.area_code = v.area_code "
        "AND c.period_code = v.period_code AND c.benchmark_kind = 'country' "
        "WHERE v.indicator_id = $id AND v.area_level = $level AND v.period_code = $period "
        "AND v.value IS NOT NULL AND v.denominator > 0 ORDER BY v.area_code",
        keys,
    )
    if not rows or not definition.has_counts:
        return None
    groups = query(
        "SELECT tested, tau_squared, expected_flags_998, flags_adjusted "
        "FROM mart.comparison_group WHERE indicator_id = $id AND area_level = $level "
        "AND period_code = $period AND benchmark_kind = 'country'",
        keys,
    )
    tested, tau_squared, expected, flags = groups[0] if groups else (0, None, 0.0, 0)
    country = _country(query, definition, period_code)
    judged = [row for row in rows if row[6] is not None and row[7] is None]
    limits: tuple[FunnelLimit, ...] = ()
    if judged and tau_squared is not None and country.denominator:
        denominators = [row[2] for row in judged]
        grid = np.geomspace(min(denominators), max(denominators), num=80)
        # The curves are those of an area whose counts are rounded as most are.
        steps = (median(row[8] for row in judged), median(row[9] for row in judged))
        centre = country.numerator, country.denominator
        limits = limit_curves(definition, *centre, tau_squared, steps, grid)
    return Funnel(
        definition.id,
        period_code,
        level,
        bool(groups),
        country.value,
        country.lower,
        country.upper,
        tuple(FunnelPoint(*row[:8]) for row in rows),
        limits,
        tested,
        expected,
        flags,
    )


class _Country(NamedTuple):
    """The figure of the country; counts are the middle of their bounds where they are a dot."""

    value: float | None
    lower: float | None
    upper: float | None
    numerator: float
    denominator: float


def _country(query: Query, definition: Definition, period_code: str) -> _Country:
    rows = query(
        "SELECT value, lower, upper, coalesce(numerator, (numerator_lower + numerator_upper) / 2), "
        "coalesce(denominator, (denominator_lower + denominator_upper) / 2) "
        "FROM mart.indicator_value WHERE indicator_id = $id AND period_code = $period "
        "AND area_level = 'country'",
        {"id": definition.id, "period": period_code},
    )
    return _Country(*rows[0]) if rows else _Country(None, None, None, 0.0, 0.0)


def limit_curves(
    definition: Definition,
    numerator: float,
    denominator: float,
    tau_squared: float,
    steps: tuple[float, float],
    grid: np.ndarray,
) -> tuple[FunnelLimit, ...]:
    """Control limits around the benchmark's ratio, at each denominator of `grid`.

    The same formula as `statistics.judgement.judge`: chance, rounding of the counts in `steps`,
    chance in the benchmark, and the variance between areas.
    """
    kind = JUDGED_AS[definition.kind]
    centre = numerator / denominator
    scale = Scale(kind, centre)
    error = np.sqrt(scale.variance(grid, denominator, *steps) + tau_squared)
    inner, outer = (scale.limits(error, level, centre) for level in (LEVEL_95, LEVEL_998))
    decimals = definition.decimals + MORE_DECIMALS
    columns = (
        np.round(end * definition.multiplier, decimals)
        for end in (outer.lower, inner.lower, inner.upper, outer.upper)
    )
    return tuple(FunnelLimit(*map(float, row)) for row in zip(grid, *columns, strict=True))
