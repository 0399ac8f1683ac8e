"""The choices on the compare page, and their short form in the address.

Addresses are printed in newspapers, so names stay, and an address that no longer fits is still
answered: what cannot be used falls back to the default, and the page says so by name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlencode

Sort = Literal["naam", "-naam", "waarde", "-waarde", "noemer", "-noemer"]
SORTS: tuple[Sort, ...] = get_args(Sort)

Params = Mapping[str, str | Sequence[str]]
Parameter = Literal["indicator", "aanbeveling", "periode", "gebieden", "sorteer"]


@dataclass(frozen=True)
class ViewState:
    """One view of the compare page.

    A recommendation, when not empty, replaces indicator, period and sorting, which then keep their
    defaults. An empty `period` is the newest one. `areas` are sorted codes: their order has no
    meaning. `sort` is a column, with a minus for largest first.
    """

    indicator: str = "C1"
    recommendation: str = ""
    period: str = ""
    areas: tuple[str, ...] = ()
    sort: Sort = "naam"


@dataclass(frozen=True)
class Known:
    """What a release knows, to check choices against; `periods` lists codes per indicator."""

    indicators: Collection[str]
    recommendations: Collection[str]
    areas: Collection[str]
    periods: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Problem:
    """A choice in the address that cannot be followed, to be named on the page."""

    parameter: Parameter
    seen: str


def parse(params: Params, known: Known) -> tuple[ViewState, tuple[Problem, ...]]:
    """Read the parameters of an address; never raises.

    Unknown parameters are ignored (newspapers and mail programs add their own).
    """
    problems: list[Problem] = []

    def choose(name: Parameter, allowed: Collection[str], default: str) -> str:
        given = _values(params, name)
        problems.extend(Problem(name, seen) for seen in given if seen not in allowed)
        return next((value for value in given if value in allowed), default)

    recommendation = choose("aanbeveling", known.recommendations, "")
    # The form without JavaScript has one list for both, and sends it as the indicator.
    subject = choose("indicator", {*known.indicators, *known.recommendations}, ViewState.indicator)
    if not recommendation and subject in known.recommendations:
        recommendation = subject
    codes = _values(params, "gebieden")
    problems += [Problem("gebieden", seen) for seen in codes if seen not in known.areas]
    areas = tuple(sorted({code for code in codes if code in known.areas}))
    if recommendation:
        state = ViewState(recommendation=recommendation, areas=areas)
    else:
        period = choose("periode", known.periods.get(subject, ()), "")
        sort = choose("sorteer", SORTS, ViewState.sort)
        state = ViewState(subject, "", period, areas, cast(Sort, sort))
    return state, tuple(dict.fromkeys(problems))


def serialise(state: ViewState) -> str:
    """The query of an address, without `?`; defaults are left out."""
    fields = {
        "indicator": state.indicator if state.indicator != ViewState.indicator else "",
        "aanbeveling": state.recommendation,
        "periode": state.period,
        "gebieden": ",".join(state.areas),
        "sorteer": state.sort if state.sort != ViewState.sort else "",
    }
    return urlencode({name: value for name, value in fields.items() if value}, safe=",")


def _values(params: Params, name: str) -> list[str]:
    """Every value of a parameter: repeated, comma-joined or both. Codes are in capitals."""
    given = params.get(name, ())
    texts = [given] if isinstance(given, str) else given
    parts = [part.strip() for text in texts for part in str(text).split(",")]
    return [part for part in parts if part]
