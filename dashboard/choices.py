"""What can be chosen on the compare page, as this release has it."""

from dataclasses import dataclass

from dashboard.shown import main_ones, shown
from dashboard.state import Known, ViewState
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area, AreaLevel, IndicatorValue, Period

# In the order in which the list of areas shows them.
LEVELS: tuple[AreaLevel, ...] = (
    "municipality",
    "veilig_thuis_region",
    "province",
    "part_of_country",
    "country",
)


def known_choices(release: Release) -> Known:
    """Everything that an address may name."""
    return Known(
        indicators=[one.id for one in shown(release.indicators())],
        recommendations=[one.id for one in release.recommendations()],
        areas={area.code for level in LEVELS for area in release.areas(level)},
        periods={
            one.id: [period.code for period in release.periods(one.id)]
            for one in shown(release.indicators())
        },
    )


def period_in_view(release: Release, state: ViewState) -> str | None:
    """The period that is shown: the chosen one, or the newest with figures. None without any."""
    return state.period or newest_period(release, state.indicator)


def newest_period(release: Release, indicator_id: str) -> str | None:
    """The newest year with figures, or the newest half-year where there is no such year."""
    for kind in ("year", "half_year"):
        period = release.newest_period(indicator_id, kind)
        if period:
            return period.code
    return None


@dataclass(frozen=True)
class IndicatorView:
    """One indicator in one period, for all areas; `values` are in the order of their names."""

    state: ViewState
    definition: Definition
    period: str
    values: list[IndicatorValue]
    release_id: str


@dataclass(frozen=True)
class RecommendationColumn:
    """One indicator of a recommendation, in its newest period, for the chosen areas by code.

    A municipality without a figure of its own has the one of its region, under its own code.
    """

    definition: Definition
    period: str | None
    values: dict[str, IndicatorValue]


def chosen_definition(release: Release, state: ViewState) -> Definition:
    """The indicator in view; a state that was parsed names one that exists."""
    return next(one for one in release.indicators() if one.id == state.indicator)


def indicator_view(release: Release, state: ViewState) -> IndicatorView | None:
    """The figures behind the compare page, or None where no period has any."""
    definition = chosen_definition(release, state)
    period = period_in_view(release, state)
    if period is None:
        return None
    values = [
        value
        for value in release.values(definition.id, period)
        if value.area_level in definition.area_levels
        # A municipality that is shown its region's figure has none of its own to list.
        and not (definition.is_regional and value.area_level == "municipality")
    ]
    return IndicatorView(state, definition, period, values, release.id)


def recommendation_columns(
    release: Release, indicator_ids: list[str], areas: list[Area]
) -> list[RecommendationColumn]:
    """The figures of several indicators, each in one period for all areas."""
    columns = []
    for definition in main_ones(release.indicators()):
        if definition.id in indicator_ids:
            period = newest_period(release, definition.id)
            whose = {area.code: release.shown_area(definition, area).code for area in areas}
            codes = [*whose.values()]
            rows = release.values(definition.id, period, area_codes=codes) if period else []
            by_code = {row.area_code: row for row in rows}
            shown_rows = {code: by_code[of] for code, of in whose.items() if of in by_code}
            columns.append(RecommendationColumn(definition, period, shown_rows))
    return columns


def periods_of(release: Release, indicator_id: str) -> list[Period]:
    """All periods that can be chosen for an indicator, newest first, years before half-years."""
    years = release.periods(indicator_id, "year")
    half_years = release.periods(indicator_id, "half_year")
    return [*reversed(years), *reversed(half_years)]
