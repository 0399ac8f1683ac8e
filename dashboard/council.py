"""The figures behind the council page, gathered before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.newest import COUNTRY, newest_of
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area, IndicatorValue, SourceState

Comparators = Sequence[tuple[Area, IndicatorValue | None]]


@dataclass(frozen=True)
class Figure:
    """One figure of one municipality, the same one of larger areas, and the other periods.

    `value` is None where neither the municipality nor a larger area has any number. `comparators`
    run from the smallest area to the country, each with its figure, or with None where the
    indicator has no row for it. `is_of_region`: there is no figure per municipality, and `value`
    and the periods are those of its Veilig Thuis region.
    """

    definition: Definition
    value: IndicatorValue | None
    comparators: Comparators
    years: Sequence[IndicatorValue]
    half_years: Sequence[IndicatorValue]
    sources: Sequence[SourceState]
    release_id: str
    is_of_region: bool = False


def larger_areas(release: Release, area: Area) -> list[Area]:
    """The Veilig Thuis region, the province and the country of a municipality."""
    codes = (area.veilig_thuis_code, area.province_code, COUNTRY)
    return [found for code in codes if code and (found := release.area(code))]


def council_figure(release: Release, area: Area, definition: Definition) -> Figure:
    """The newest year with a number of the municipality's own, or else the newest half-year.

    Without any, the newest period in which a larger area has a figure to show in its place.
    """
    whose = release.shown_area(definition, area)
    years = release.series(definition.id, whose.code, "year")
    half_years = release.series(definition.id, whose.code, "half_year")
    larger = [one for one in larger_areas(release, area) if one != whose]

    def beside(value: IndicatorValue) -> Comparators:
        return [(one, release.value(definition.id, one.code, value.period_code)) for one in larger]

    value = newest_of(years) or newest_of(half_years)
    if value is None:
        for candidate in (*reversed(years), *reversed(half_years)):
            if any(one is not None and one.value is not None for _, one in beside(candidate)):
                value = candidate
                break
    return Figure(
        definition,
        value,
        beside(value) if value else [],
        years,
        half_years,
        [source for source in release.sources() if source.id in definition.sources],
        release.id,
        is_of_region=whose != area,
    )
