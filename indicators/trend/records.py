"""What the rest of the product knows about a trend."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

from indicators.values import PeriodKind

Query = Callable[[str, dict[str, Any]], list[Any]]

Code = Literal[
    "increasing",  # of half-years: the last seven each higher than the one before
    "decreasing",
    "no_significant_change",  # years only
    "above_limit",  # half-years only, as are the rest
    "below_limit",
    "two_of_three_above",
    "two_of_three_below",
    "seven_above",
    "seven_below",
    "common_cause",
    "cannot_say",
]
Reason = Literal[
    "no_counts",
    "break_in_series",
    "too_few_points",
    "other_area",
    "missing_figure",
    "no_bounds",
    "no_variation",
]


@dataclass(frozen=True)
class Trend:
    """How one figure of one area goes, in the unit of the indicator.

    Of years: `slope` and the smallest changes a year that would be seen. Of half-years: mean and
    process limits; `code` is what the newest half-year is. What does not belong to the kind of
    period is None, and so is all of it where `code` is cannot_say; `reason` then says why.
    """

    indicator_id: str
    area_code: str
    period_kind: PeriodKind
    first_period: str
    last_period: str
    points: int
    code: Code
    reason: Reason | None
    is_recast: bool
    slope: float | None
    chi_squared: float | None
    detectable_80: float | None
    detectable_50: float | None
    mean: float | None
    lower_limit: float | None
    upper_limit: float | None
    is_trial: bool | None


def read_trend(
    query: Query, indicator_id: str, area_code: str, period_kind: PeriodKind
) -> Trend | None:
    """The trend of one figure, or None where it has no such periods."""
    names = ", ".join(field.name for field in fields(Trend))
    rows = query(
        f"SELECT {names} FROM mart.trend WHERE indicator_id = $indicator AND area_code = $area "
        "AND period_kind = $kind",
        {"indicator": indicator_id, "area": area_code, "kind": period_kind},
    )
    return Trend(*rows[0]) if rows else None
