"""Sentences about one figure by itself, outside the narrative of an area."""

from typing import TYPE_CHECKING

from indicators.comparison.records import Comparison
from indicators.narrative.comparing import comparison_statement
from indicators.narrative.facts import Facts
from indicators.narrative.statement import Statement
from indicators.narrative.trending import half_years_statement, years_statement
from indicators.values import PeriodKind

if TYPE_CHECKING:
    from indicators.reading.release import Release


def compared_statement(release: "Release", comparison: Comparison) -> Statement | None:
    """One comparison in sentences; None where the release has no such figure or area."""
    facts = _facts(release, comparison.indicator_id, comparison.area_code, comparison.period_code)
    if facts is None:
        return None
    areas = {area.code: area for area in release.areas(current_only=False)}
    return comparison_statement(facts, comparison, areas)


def changed_statement(
    release: "Release", indicator_id: str, area_code: str, kind: PeriodKind
) -> Statement | None:
    """How a figure goes over years or half-years, in sentences; None where it has none such."""
    newest = release.newest_period(indicator_id) or release.newest_period(indicator_id, "half_year")
    facts = _facts(release, indicator_id, area_code, newest.code if newest else "")
    if facts is None:
        return None
    return years_statement(facts) if kind == "year" else half_years_statement(facts)


def _facts(release: "Release", indicator_id: str, area_code: str, period_code: str) -> Facts | None:
    """What sentences about one figure need."""
    definition, area = release.indicator(indicator_id), release.area(area_code)
    value = release.value(indicator_id, area_code, period_code)
    if definition is None or area is None or value is None:
        return None
    years, half_years = (
        release.trend(indicator_id, area_code, kind) for kind in ("year", "half_year")
    )
    return Facts(definition, area, area, value, (), years, half_years)
