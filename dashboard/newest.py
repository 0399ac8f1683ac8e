"""Which figure stands for an area when the reader has not chosen a period."""

from dashboard.sentences import has_anything
from indicators.api import Release
from indicators.values import IndicatorValue

COUNTRY = "NL01"


def newest_of(series: list[IndicatorValue]) -> IndicatorValue | None:
    """The newest figure of which at least one number is known; `series` runs oldest first."""
    return next((value for value in reversed(series) if has_anything(value)), None)


def country_value(release: Release, indicator_id: str) -> IndicatorValue | None:
    """The newest figure for the Netherlands with a value: of a year, or else of half a year."""
    for kind in ("year", "half_year"):
        for value in reversed(release.series(indicator_id, COUNTRY, kind)):
            if value.value is not None:
                return value
    return None
