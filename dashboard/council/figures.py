"""The figures of one municipality: of every indicator the newest one that has a number."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.newest import COUNTRY
from dashboard.shown import shown
from indicators.api import Release
from indicators.narrative.facts import Facts
from indicators.values import Area, IndicatorValue

FiguresOfArea = Mapping[str, Facts]


def figures_of(release: Release, area: Area, yearly: Iterable[Facts]) -> FiguresOfArea:
    """The figure of every shown indicator by id, in their fixed order.

    `yearly` are the facts of the release. That of the newest year with a number or bounds; where no
    year has any, that of the newest half-year with one, which is compared with nothing. An
    indicator without any row is left out.
    """
    by_id = {facts.definition.id: facts for facts in yearly}
    half_years = _newest_half_years(release, area)
    found = {}
    for definition in shown(release.indicators()):
        facts = by_id.get(definition.id)
        if facts is None or not facts.has_number:
            whose = release.shown_area(definition, area)
            value = half_years.get((definition.id, whose.code))
            if value is not None:
                facts = Facts(definition, area, whose, value, (), None, None)
        if facts is not None:
            found[definition.id] = facts
    return found


def larger_areas(release: Release, area: Area) -> list[Area]:
    """The Veilig Thuis region, the province and the country of a municipality."""
    codes = (area.veilig_thuis_code, area.province_code, COUNTRY)
    return [found for code in codes if code and (found := release.area(code))]


def of_region(release: Release, facts: Facts) -> Facts | None:
    """The same figure of the Veilig Thuis region, where the municipality's own has no number."""
    region = release.area(facts.area.veilig_thuis_code or "")
    if facts.value.value is not None or facts.is_regional or region is None:
        return None
    value = release.value(facts.definition.id, region.code, facts.value.period_code)
    if value is None or value.value is None:
        return None
    return replace(facts, shown=region, value=value, comparisons=())


def _newest_half_years(release: Release, area: Area) -> dict[tuple[str, str], IndicatorValue]:
    """By indicator and area, the newest half-year with a value or bounds.

    A count without the other half of its ratio is no figure, and the year says so just as well.
    """
    codes = [code for code in (area.code, area.veilig_thuis_code) if code]
    values = release.area_values(codes, "half_year")
    known = [one for one in values if one.value is not None or one.lower is not None]
    return {(one.indicator_id, one.area_code): one for one in known}
