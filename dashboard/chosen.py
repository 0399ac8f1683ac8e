"""The choices on a page about one subject: a period, an order, an area; read from its address.

As on the compare page (`state.py`): an address that no longer fits is still answered, and what
cannot be used is named.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import urlencode

from dashboard.state import SORTS, Params, Sort

Parameter = Literal["periode", "sorteer", "gebied"]


@dataclass(frozen=True)
class Chosen:
    """What was chosen; an empty `period` is the newest one, an empty `area` none."""

    period: str = ""
    sort: Sort = "naam"
    area: str = ""


@dataclass(frozen=True)
class NotUsable:
    """A choice in the address that cannot be followed, to be named on the page."""

    parameter: Parameter
    seen: str


def parse_chosen(
    params: Params, *, periods: Collection[str], areas: Collection[str] = ()
) -> tuple[Chosen, tuple[NotUsable, ...]]:
    """Read the parameters of an address; never raises. Of a repeated one the first usable counts.

    Codes are in capitals in `periods` and `areas`; in an address either case will do.
    """
    problems: list[NotUsable] = []

    def choose(name: Parameter, allowed: Collection[str], default: str) -> str:
        given = params.get(name, ())
        texts = [given] if isinstance(given, str) else given
        seen = [text.strip() for text in texts if text.strip()]
        usable = [code for text in seen for code in (text, text.upper()) if code in allowed]
        if seen and not usable:
            problems.append(NotUsable(name, seen[0]))
        return usable[0] if usable else default

    chosen = Chosen(
        choose("periode", periods, ""),
        cast(Sort, choose("sorteer", SORTS, Chosen.sort)),
        choose("gebied", areas, ""),
    )
    return chosen, tuple(problems)


def chosen_query(chosen: Chosen) -> str:
    """The query of an address, without `?`; defaults are left out."""
    fields = {
        "periode": chosen.period,
        "sorteer": chosen.sort if chosen.sort != Chosen.sort else "",
        "gebied": chosen.area,
    }
    return urlencode({name: value for name, value in fields.items() if value})
