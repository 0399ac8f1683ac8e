"""What can be said of one figure or one period of a release: in sentences, and in places."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from indicators.comparison.rank_intervals import RankInterval, rank_intervals
from indicators.comparison.records import Comparison
from indicators.narrative.comparing import comparison_statement
from indicators.narrative.facts import Facts
from indicators.narrative.statement import Statement
from indicators.narrative.trending import half_years_statement, years_statement
from indicators.values import Area, AreaLevel, PeriodKind

if TYPE_CHECKING:
    from indicators.reading.release import Release


def compared(
    release: "Release", areas: Mapping[str, Area], comparison: Comparison
) -> Statement | None:
    """One comparison in sentences; None where the release has no such figure or area."""
    facts = _facts(release, comparison.indicator_id, comparison.area_code, comparison.period_code)
    return comparison_statement(facts, comparison, areas) if facts else None


def changed(
    release: "Release", indicator_id: str, area_code: str, kind: PeriodKind
) -> Statement | None:
    """How a figure goes over years or half-years, in sentences; None where it has none such."""
    newest = release.newest_period(indicator_id) or release.newest_period(indicator_id, "half_year")
    facts = _facts(release, indicator_id, area_code, newest.code) if newest else None
    if facts is None:
        return None
    return years_statement(facts) if kind == "year" else half_years_statement(facts)


def rank_intervals_of(
    release: "Release", indicator_id: str, period_code: str
) -> Mapping[str, RankInterval]:
    """Between which places figures of one period stand, by area code, a level at a time."""
    definition = release.indicator(indicator_id)
    if definition is None:
        return {}

    def region_of(area_code: str) -> str | None:
        area = release.area(area_code)
        return area.veilig_thuis_code if area else None

    found: dict[str, RankInterval] = {}
    levels: tuple[AreaLevel, ...] = ("municipality", "veilig_thuis_region")
    for level in levels:
        values = release.values(indicator_id, period_code, level=level)
        # A municipality that is shown its region's figure has no place of its own.
        own = [one for one in values if not (definition.is_regional and level == levels[0])]
        found |= rank_intervals(definition, own, region_of)
    return found


def _facts(release: "Release", indicator_id: str, area_code: str, period_code: str) -> Facts | None:
    definition, area = release.indicator(indicator_id), release.area(area_code)
    if definition is None or area is None:
        return None
    value = release.value(indicator_id, area_code, period_code)
    if value is None:
        return None
    years, half_years = (
        release.trend(indicator_id, area_code, kind) for kind in ("year", "half_year")
    )
    return Facts(definition, area, area, value, (), years, half_years)
