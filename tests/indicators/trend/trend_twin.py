"""Which points a trend is seen in, once more: one area at a time, with lists and dictionaries.

What the points of a series come to is left to `indicators.statistics`, which has its own twins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indicators.statistics.five_points import recent_trend
from indicators.statistics.xmr import xmr

Counts = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Figure:
    """A figure that is shown (or not: `value` is None) with its counts and their bounds."""

    value: float | None
    numerator: Counts
    denominator: Counts

    @property
    def is_bounded(self) -> bool:
        """Whether both counts have bounds."""
        return None not in (*self.numerator[1:], *self.denominator[1:])


@dataclass(frozen=True)
class Published:
    """What the release has of an area and period, and what it was recast to."""

    figure: Figure
    is_unpublished_level: bool = False
    # None: nothing to recast. Else the kind (None where it was refused), the refusal, the figure.
    recast: tuple[str | None, str | None, Figure] | None = None


@dataclass(frozen=True)
class Point:
    """What stands for an area in one period."""

    figure: Figure
    is_other_area: bool = False
    is_recast: bool = False


NO_FIGURE = Point(Figure(None, (None, None, None), (None, None, None)))
Series = dict[str, Point]  # by period


@dataclass(frozen=True)
class Row:
    """What has to come out of one series."""

    first_period: str
    last_period: str
    points: int
    code: str
    reason: str | None
    is_recast: bool


def point(published: Published) -> Point:
    """The figure of the area as it is today, or the hole that it leaves."""
    if published.recast is None or published.recast[1] == "already_published":
        return Point(published.figure)
    kind, _, figure = published.recast
    if kind in ("whole", "renamed"):
        return Point(figure, is_recast=True)
    return Point(Figure(None, figure.numerator, figure.denominator), is_other_area=True)


def rows(
    release: Mapping[tuple[str, str], Published],
    kind: str,
    breaks: Sequence[str],
    trend_kind: str,
    *,
    has_counts: bool,
) -> dict[str, Row]:
    """The rows of every area, by code; `release` is by area and period, of years and half-years."""
    marks = "JJ" if kind == "year" else "HJ"
    areas: dict[str, Series] = {}
    for (area, period), published in release.items():
        if marks in period and not published.is_unpublished_level:
            areas.setdefault(area, {})[period] = point(published)
    shown = {
        period
        for series in areas.values()
        for period, one in series.items()
        if one.figure.value is not None
    }
    if not shown:
        return {}
    newest = max(shown)
    if kind == "year":
        return {
            area: of_years(series, newest, shown, breaks, trend_kind, has_counts=has_counts)
            for area, series in areas.items()
        }
    oldest = min(period for series in areas.values() for period in series)
    return {area: of_half_years(series, oldest, newest, breaks) for area, series in areas.items()}


def of_years(
    series: Series,
    newest: str,
    shown: set[str],
    breaks: Sequence[str],
    trend_kind: str,
    *,
    has_counts: bool,
) -> Row:
    """Five successive years that end with the newest year of anybody."""
    wanted = [f"{int(newest[:4]) - back}JJ00" for back in (4, 3, 2, 1, 0)]
    points = [series.get(period, NO_FIGURE) for period in wanted]
    figures = [one.figure for one in points]
    number = sum(figure.value is not None for figure in figures)
    is_broken = any(day(wanted[0]) < day(code) <= day(newest) for code in breaks)
    code, reason = "cannot_say", None
    if not has_counts:
        reason = "no_counts"
    elif is_broken:
        reason = "break_in_series"
    elif not set(wanted) <= shown:
        reason = "too_few_points"
    elif any(one.is_other_area for one in points):
        reason = "other_area"
    elif number < 5:
        reason = "missing_figure"
    elif not all(figure.is_bounded for figure in figures):
        reason = "no_bounds"
    else:
        code = str(line(figures, trend_kind))
        if code == "cannot_say":
            reason = "no_variation"
    return Row(wanted[0], newest, number, code, reason, any(one.is_recast for one in points))


def line(figures: list[Figure], trend_kind: str) -> str:
    """The word for five figures of one area."""

    def counts(side: str, place: int) -> np.ndarray:
        return np.array([getattr(figure, side)[place] for figure in figures], dtype=float)

    widths = {
        f"{side}_rounding": counts(side, 2) - counts(side, 1)
        for side in ("numerator", "denominator")
    }
    found = recent_trend(counts("numerator", 0), counts("denominator", 0), trend_kind, **widths)  # type: ignore[arg-type]
    return found.code.item()


def of_half_years(series: Series, oldest: str, newest: str, breaks: Sequence[str]) -> Row:
    """The newest half-years without a gap, none of them from before a break."""
    every = [
        f"{year}HJ0{half}"
        for year in range(int(oldest[:4]), int(newest[:4]) + 1)
        for half in (1, 2)
        if oldest <= f"{year}HJ0{half}" <= newest
    ]
    started = [day(code) for code in breaks if day(code) <= day(newest)]
    joined = [period for period in every if all(day(period) >= start for start in started)]
    points = [series.get(period, NO_FIGURE) for period in joined]
    run: list[float] = []
    for one in reversed(points):
        if one.figure.value is None:
            break
        run.insert(0, one.figure.value)
    code, reason = "cannot_say", None
    if any(one.is_other_area for one in points) and len(run) < 6:
        reason = "other_area"
    elif len(run) < min(6, len(joined)):
        reason = "missing_figure"
    elif len(joined) < 6 <= len(every):
        reason = "break_in_series"
    elif len(run) < 6:
        reason = "too_few_points"
    elif len(set(run)) == 1:
        reason = "no_variation"
    else:
        code = str(xmr(run).point_type[-1])
    start = len(joined) - len(run)
    return Row(
        joined[min(start, len(joined) - 1)],
        newest,
        len(run),
        code,
        reason,
        any(one.is_recast for one in points[start:] or points[-1:]),
    )


def day(code: str) -> tuple[int, int]:
    """When a year or half-year begins: the year and the half of it."""
    return int(code[:4]), 2 if code.endswith("HJ02") else 1
