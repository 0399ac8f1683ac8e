"""The choices on the compare page, and their short form in the address.

Addresses are printed in newspapers, so names stay, and an address that no longer fits is still
answered: what cannot be used falls back to the default, and the page says so by name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast, get_args
from urllib.parse import urlencode

Sort = Literal["naam", "-naam", "waarde", "-waarde", "noemer", "-noemer"]
SORTS: tuple[Sort, ...] = get_args(Sort)
# Benchmark kinds as an address calls them; the order is that of the list on the page.
Comparator = Literal["nederland", "regio", "provincie", "klasse", "vergelijkbaar"]
COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)
MapKind = Literal["tegels", "grenzen"]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)
Series = Literal["jaren", "halfjaren"]
SERIES: tuple[Series, ...] = get_args(Series)

# So many areas are looked up for one page; more would be a download.
MAXIMUM_AREAS = 40

Params = Mapping[str, str | Sequence[str]]
Parameter = Literal[
    "indicator", "aanbeveling", "periode", "gebieden", "vergelijking", "kaart", "reeks", "sorteer"
]
# Names that an address may have as well, and always may: addresses are not called back.
ALIASES: Mapping[Parameter, tuple[str, ...]] = {
    "aanbeveling": ("recommendation",),
    "periode": ("period",),
    "gebieden": ("areas",),
    "vergelijking": ("comparator",),
    "kaart": ("map",),
    "reeks": ("series",),
    "sorteer": ("sort",),
}
# What stands in an address for nothing: the value that needs no saying.
_DEFAULTS: Mapping[Parameter, str] = {
    "indicator": "C1", "kaart": "tegels", "reeks": "jaren", "sorteer": "naam",
}  # fmt: skip


@dataclass(frozen=True)
class ViewState:
    """One view of the compare page.

    A recommendation, when not empty, replaces all but the areas, and the rest keep their defaults.
    An empty `period` is the newest one, an empty `comparator` the first that the indicator has.
    `areas` are sorted codes: their order has no meaning. `sort` is a column, with a minus for
    largest first. `series` are the periods of the trend.
    """

    indicator: str = "C1"
    recommendation: str = ""
    period: str = ""
    areas: tuple[str, ...] = ()
    comparator: Comparator | Literal[""] = ""
    map: MapKind = "tegels"
    series: Series = "jaren"
    sort: Sort = "naam"


@dataclass(frozen=True)
class Known:
    """What a release knows, to check choices against.

    `periods` lists codes per indicator, `comparators` what it is compared with, the default first.
    `former` has the municipalities of today by the code of one that was merged into them.
    """

    indicators: Collection[str]
    recommendations: Collection[str]
    areas: Collection[str]
    periods: Mapping[str, Collection[str]]
    comparators: Mapping[str, Sequence[Comparator]]
    former: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])


@dataclass(frozen=True)
class Problem:
    """A choice in the address that is not followed as it stands, to be named on the page."""

    parameter: Parameter
    seen: str
    kind: Literal["unknown", "merged", "too_many"] = "unknown"


def parse(params: Params, known: Known) -> tuple[ViewState, tuple[Problem, ...]]:
    """Read the parameters of an address; never raises.

    Unknown parameters are ignored (newspapers and mail programs add their own).
    """
    problems: list[Problem] = []

    def choose(name: Parameter, allowed: Collection[str], default: str = "") -> str:
        given = _values(params, name)
        problems.extend(Problem(name, seen) for seen in given if seen not in allowed)
        return next((value for value in given if value in allowed), default)

    recommendation = choose("aanbeveling", known.recommendations)
    # The form has one list for both, and sends it as the indicator.
    subject = choose("indicator", {*known.indicators, *known.recommendations}, ViewState.indicator)
    if not recommendation and subject in known.recommendations:
        recommendation = subject
    areas, of_areas = _areas(_values(params, "gebieden"), known)
    problems += of_areas
    if recommendation:
        return ViewState(recommendation=recommendation, areas=areas), _once(problems)
    comparators = known.comparators.get(subject, ())
    comparator = choose("vergelijking", comparators)
    state = ViewState(
        subject,
        "",
        choose("periode", known.periods.get(subject, ())),
        areas,
        # The default is not said, so that an address has one form only.
        cast(Comparator, "" if comparator in comparators[:1] else comparator),
        cast(MapKind, choose("kaart", MAP_KINDS, ViewState.map)),
        cast(Series, choose("reeks", SERIES, ViewState.series)),
        cast(Sort, choose("sorteer", SORTS, ViewState.sort)),
    )
    return state, _once(problems)


def serialise(state: ViewState) -> str:
    """The query of an address, without `?`; defaults are left out."""
    fields: Mapping[Parameter, str] = {
        "indicator": state.indicator,
        "aanbeveling": state.recommendation,
        "periode": state.period,
        "gebieden": ",".join(state.areas),
        "vergelijking": state.comparator,
        "kaart": state.map,
        "reeks": state.series,
        "sorteer": state.sort,
    }
    said = {name: value for name, value in fields.items() if value != _DEFAULTS.get(name, "")}
    return urlencode(said, safe=",")


def _areas(given: list[str], known: Known) -> tuple[tuple[str, ...], list[Problem]]:
    problems: list[Problem] = []
    found: set[str] = set()
    for seen in given:
        code = seen.upper()
        if code in known.areas:
            found.add(code)
        elif code in known.former:
            found.update(known.former[code])
            problems.append(Problem("gebieden", code, "merged"))
        else:
            problems.append(Problem("gebieden", seen))
    areas = tuple(sorted(found))
    if len(areas) > MAXIMUM_AREAS:
        problems.append(Problem("gebieden", str(len(areas)), "too_many"))
    return areas[:MAXIMUM_AREAS], problems


def _values(params: Params, name: Parameter) -> list[str]:
    """Every value of a parameter under any of its names: repeated, comma-joined or both."""
    parts = []
    for one in (name, *ALIASES.get(name, ())):
        given = params.get(one, ())
        texts = [given] if isinstance(given, str) else given
        parts += [part.strip() for text in texts for part in str(text).split(",")]
    return [part for part in parts if part]


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
