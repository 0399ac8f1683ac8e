"""What can be chosen on the compare page, as this release has it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dashboard.sentences import area_label
from dashboard.shown import shown
from dashboard.state import Comparator, Known, ViewState
from indicators.api import Release
from indicators.comparison.comparators import BenchmarkKind, read_comparators
from indicators.definition import Definition
from indicators.place_names import loose
from indicators.values import Area, AreaLevel, Period
from indicators.wording import LANGS

# In the order in which the list of areas shows them.
LEVELS: tuple[AreaLevel, ...] = (
    "municipality",
    "veilig_thuis_region",
    "province",
    "part_of_country",
    "country",
)
BENCHMARKS: Mapping[Comparator, BenchmarkKind] = {
    "nederland": "country",
    "regio": "veilig_thuis_region",
    "provincie": "province",
    "klasse": "class",
    "vergelijkbaar": "peers",
}


@lru_cache(maxsize=8)
def known_choices(release: Release) -> Known:
    """Everything that an address may name; a release never changes, so it is asked once."""
    definitions = shown(release.indicators())
    areas = {area.code for level in LEVELS for area in release.areas(level)}
    return Known(
        indicators=[one.id for one in definitions],
        recommendations=[one.id for one in release.recommendations()],
        areas=areas,
        periods={
            one.id: [period.code for period in release.periods(one.id)] for one in definitions
        },
        comparators={one.id: comparators_of(one) for one in definitions},
        former={
            code: today
            for code, today in release.former_municipalities().items()
            if code not in areas
        },
    )


def compared_level(definition: Definition) -> AreaLevel:
    """The kind of area that an indicator is compared for: the smallest that has its own figure."""
    is_municipal = "municipality" in definition.area_levels and not definition.is_regional
    return "municipality" if is_municipal else "veilig_thuis_region"


def comparators_of(definition: Definition) -> list[Comparator]:
    """What an indicator is held against, the default first; often nothing."""
    kinds = read_comparators().benchmark_kinds(definition, compared_level(definition))
    return [name for name, kind in BENCHMARKS.items() if kind in kinds]


def comparator_in_view(state: ViewState, definition: Definition) -> Comparator | None:
    """The comparator that is used: the chosen one, or the first. None without any."""
    return state.comparator or next(iter(comparators_of(definition)), None)


def chosen_definition(release: Release, state: ViewState) -> Definition:
    """The indicator in view; a state that was parsed names one that exists."""
    return next(one for one in release.indicators() if one.id == state.indicator)


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


def periods_of(release: Release, indicator_id: str) -> list[Period]:
    """All periods that can be chosen for an indicator, newest first, years before half-years."""
    years = release.periods(indicator_id, "year")
    half_years = release.periods(indicator_id, "half_year")
    return [*reversed(years), *reversed(half_years)]


def find_areas(release: Release, text: str) -> Sequence[Area]:
    """The areas that a typed name can stand for, best first; one only where it is that one's name.

    A name that a municipality and a province share is the municipality's; the label with the level
    behind it, as in the list of suggestions, is the other one's.
    """
    areas = [area for level in LEVELS for area in release.areas(level)]
    wanted = loose(text)
    if not wanted:
        return []
    by_label = [
        area
        for area in areas
        if area.code == text.strip().upper()
        or wanted in {loose(area_label(area, lang)) for lang in LANGS}
    ]
    if by_label:
        return by_label[:1]
    others = [area for area in areas if area.level != "municipality" and wanted in loose(area.name)]
    return [*release.find_areas(text), *others]
