"""What the compare page shows, gathered from a release before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.choices import (
    BENCHMARKS,
    chosen_definition,
    comparator_in_view,
    compared_level,
    newest_period,
    period_in_view,
)
from dashboard.newest import COUNTRY
from dashboard.shown import main_ones
from dashboard.state import Comparator, ViewState
from indicators.api import Release
from indicators.comparison.comparators import read_comparators
from indicators.comparison.rank_intervals import RankInterval
from indicators.comparison.records import AreaClass, Comparison, Peers
from indicators.definition import Definition
from indicators.narrative.statement import Statement
from indicators.values import Area, AreaLevel, IndicatorValue

# So many areas have a name, a sign and a column of their own; more are rows of a table only.
SIDE_BY_SIDE = 8


@dataclass(frozen=True)
class ChosenArea:
    """One chosen area with its figure, or with that of its region (`shown`) where it has none.

    `value` is None where the indicator has no row for it; `compared` and `changed` are sentences
    of the release, None where there is nothing to compare, or no such periods.
    """

    area: Area
    shown: Area
    value: IndicatorValue | None
    compared: Statement | None
    changed: Statement | None
    rank: RankInterval | None


@dataclass(frozen=True)
class Alike:
    """With whom one municipality is compared: its class, or the ones that are most like it."""

    area: Area
    area_class: AreaClass | None
    peers: Peers


@dataclass(frozen=True)
class IndicatorView:
    """One indicator in one period, for all areas; `values` are in the order of their names.

    `comparisons` and `ranks` are by area code; `comparator` is None where nothing is compared.
    """

    state: ViewState
    definition: Definition
    period: str
    comparator: Comparator | None
    values: Sequence[IndicatorValue]
    comparisons: Mapping[str, Comparison]
    ranks: Mapping[str, RankInterval]
    chosen: Sequence[ChosenArea]
    alike: Sequence[Alike]
    release_id: str

    @property
    def level(self) -> AreaLevel:
        """The kind of area that is compared."""
        return compared_level(self.definition)


@dataclass(frozen=True)
class RecommendationColumn:
    """One indicator of a recommendation, in its newest period, for the chosen areas by code.

    A municipality without a figure of its own has the one of its region, under its own code, and
    the comparison of that one. Each is held against what the indicator is first held against.
    """

    definition: Definition
    period: str | None
    values: Mapping[str, IndicatorValue]
    comparisons: Mapping[str, Comparison]


def indicator_view(release: Release, state: ViewState) -> IndicatorView | None:
    """The figures behind the compare page, or None where no period has any."""
    definition = chosen_definition(release, state)
    period = period_in_view(release, state)
    if period is None:
        return None
    comparator = comparator_in_view(state, definition)
    comparisons = (
        release.comparisons_with(definition.id, period, BENCHMARKS[comparator])
        if comparator
        else {}
    )
    values = [
        value
        for value in release.values(definition.id, period)
        if value.area_level in definition.area_levels
        # A municipality that is shown its region's figure has none of its own to list.
        and not (definition.is_regional and value.area_level == "municipality")
    ]
    ranks = release.rank_intervals(definition.id, period)
    areas = chosen_areas(release, state)
    view = IndicatorView(
        state, definition, period, comparator, values, comparisons, ranks, (), (), release.id
    )
    return replace(
        view,
        chosen=[_chosen(release, view, area) for area in areas],
        alike=_alike(release, comparator, areas),
    )


def recommendation_columns(
    release: Release, indicator_ids: Sequence[str], areas: Sequence[Area]
) -> list[RecommendationColumn]:
    """The figures of several indicators, each in one period for all areas."""
    return [
        _column(release, definition, areas)
        for definition in main_ones(release.indicators())
        if definition.id in indicator_ids
    ]


def _chosen(release: Release, view: IndicatorView, area: Area) -> ChosenArea:
    definition, shown = view.definition, release.shown_area(view.definition, area)
    kind = "half_year" if view.state.series == "halfjaren" else "year"
    comparison = view.comparisons.get(shown.code)
    return ChosenArea(
        area,
        shown,
        next((one for one in view.values if one.area_code == shown.code), None),
        release.compared(comparison) if comparison else None,
        release.changed(definition.id, shown.code, kind),
        view.ranks.get(shown.code),
    )


def _alike(
    release: Release, comparator: Comparator | None, areas: Sequence[Area]
) -> Sequence[Alike]:
    if comparator not in ("klasse", "vergelijkbaar"):
        return ()
    return [
        Alike(area, release.area_class(area.code), release.peers(area.code))
        for area in areas[:SIDE_BY_SIDE]
        if area.level == "municipality"
    ]


def _column(
    release: Release, definition: Definition, areas: Sequence[Area]
) -> RecommendationColumn:
    period = newest_period(release, definition.id)
    if period is None:
        return RecommendationColumn(definition, None, {}, {})
    whose = {area.code: release.shown_area(definition, area) for area in areas}
    codes = [area.code for area in whose.values()]
    rows = {row.area_code: row for row in release.values(definition.id, period, area_codes=codes)}
    values = {code: rows[of.code] for code, of in whose.items() if of.code in rows}
    comparisons: dict[str, Comparison] = {}
    levels: set[AreaLevel] = {of.level for of in whose.values()}
    for level in levels:
        kinds = read_comparators().benchmark_kinds(definition, level)
        if kinds:
            of_level = release.comparisons_with(definition.id, period, kinds[0])
            comparisons |= {
                code: of_level[of.code]
                for code, of in whose.items()
                if of.level == level and of.code in of_level
            }
    return RecommendationColumn(definition, period, values, comparisons)


def chosen_areas(release: Release, state: ViewState) -> list[Area]:
    """The chosen areas by name."""
    return [area for area in release.areas() if area.code in state.areas]


def side_by_side(release: Release, state: ViewState) -> list[Area]:
    """The chosen areas by name, and the country last."""
    country = release.area(COUNTRY)
    others = [area for area in chosen_areas(release, state) if area.code != COUNTRY]
    return [*others, *([country] if country else [])]
