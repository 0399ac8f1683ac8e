"""Finding a municipality however its name is typed: spelled loosely, by its everyday name, or old.

Names are for people only; everything else goes by code.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from indicators.values import Area
from ingest.reference_areas import read_reference

# How a name was met, from near to far.
Match = Literal["exact", "everyday", "beginning", "part", "earlier"]
_NEAREST_FIRST: tuple[Match, ...] = ("exact", "everyday", "beginning", "part", "earlier")
_SUGGESTIONS = 5
_LIKENESS = 0.65  # of 1; below this, names that nobody could have meant come up


@dataclass(frozen=True)
class Found:
    """A municipality, how it was met, and by which other name where it was not its own.

    `since` is the year in which the place of that name became part of it; None for an everyday name
    and where the place was there before the first year that we know.
    """

    area: Area
    match: Match
    name: str = ""
    since: int | None = None


@dataclass(frozen=True)
class _OtherName:
    name: str
    since: int | None


def find_by_name(areas: Iterable[Area], text: str) -> list[Area]:
    """The areas whose code, name or other or earlier name is like the text, best first."""
    return [found.area for found in search_by_name(areas, text)]


def search_by_name(areas: Iterable[Area], text: str) -> list[Found]:
    """The same, with how each was met; areas that were met alike keep their order."""
    wanted = _key(text)
    if not wanted:
        return []
    met = [found for area in areas if (found := _meet(area, wanted, text))]
    return sorted(met, key=lambda found: _NEAREST_FIRST.index(found.match))


def alike(areas: Iterable[Area], text: str) -> list[Area]:
    """Areas with a name, or an everyday or earlier name, spelled much like the text, best first."""
    by_key: dict[str, list[Area]] = {}
    for area in areas:
        for name in (area.name, *(other.name for other in _other_names().get(area.code, ()))):
            by_key.setdefault(_key(name), []).append(area)
    near = get_close_matches(_key(text), sorted(by_key), n=_SUGGESTIONS, cutoff=_LIKENESS)
    return list(dict.fromkeys(area for key in near for area in by_key[key]))


def loose(text: str) -> str:
    """A place name as people type it: no accents, no 's-, no punctuation, lower case.

    >>> loose("'s-Gravenhage"), loose("Súdwest-Fryslân")
    ('gravenhage', 'sudwest fryslan')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"^\W*s[\s-]+", "", plain.strip())
    return " ".join(re.findall(r"\w+", plain))


def _key(text: str) -> str:
    """What is compared: without spaces, y for ij, and `aan den` for a/d, all as people vary it.

    >>> _key("IJsselstein") == _key("ysselstein"), _key("Capelle a/d IJssel")
    (True, 'capelleaandenyssel')
    """
    spelled = re.sub(r"\ba/d\b", "aan den", text.casefold())
    return loose(spelled).replace(" ", "").replace("ij", "y")


def _meet(area: Area, wanted: str, text: str) -> Found | None:
    own = _key(area.name)
    if wanted == own or text.strip().upper() == area.code:
        return Found(area, "exact")
    others = [one for one in _other_names().get(area.code, ()) if wanted in _key(one.name)]
    everyday = next((one for one in others if one.since is None), None)
    if everyday is not None and wanted == _key(everyday.name):
        return Found(area, "everyday", everyday.name)
    # With its spaces, so that Berg en Dal does not begin with Bergen.
    if loose(area.name).startswith(loose(text)):
        return Found(area, "beginning")
    if wanted in own:
        return Found(area, "part")
    if everyday is not None:
        return Found(area, "part", everyday.name)
    return Found(area, "earlier", others[0].name, others[0].since) if others else None


@cache
def municipalities_of_today() -> dict[str, tuple[str, ...]]:
    """By the code of a municipality that was merged away since 2015: where its area lies today."""
    successors = _successors()
    return {code: tuple(sorted(_final_successors(code, successors))) for code in successors}


@cache
def _other_names() -> Mapping[str, list[_OtherName]]:
    """By code of today: everyday names, and the names of what was merged into it since 2015."""
    names: dict[str, list[_OtherName]] = {}
    for row in read_reference("other_names"):
        names.setdefault(row["code"], []).append(_OtherName(row["name"], None))
    successors = _successors()
    year = {row["old_code"]: int(row["date"][:4]) for row in _ends()}
    own = {row["code"]: _key(row["name"]) for row in read_reference("municipalities")}
    for row in read_reference("reclassifications"):
        for code in sorted(_final_successors(row["old_code"], successors)):
            known = {_key(one.name) for one in names.get(code, ())} | {own.get(code, "")}
            if row["old_code"] in year and _key(row["old_name"]) not in known:
                other = _OtherName(row["old_name"], year[row["old_code"]])
                names.setdefault(code, []).append(other)
    return names


def _successors() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _ends():
        found.setdefault(row["old_code"], set()).add(row["new_code"])
    return found


def _ends() -> list[Mapping[str, str]]:
    """The reclassifications in which a municipality came to its end."""
    # One that only gave up some land goes on under its own name.
    goes_on = ("continues", "boundary_change")
    return [row for row in read_reference("reclassifications") if row["kind"] not in goes_on]


def _final_successors(code: str, successors: dict[str, set[str]]) -> set[str]:
    """Where a dissolved municipality's area lies today, over as many steps as it takes."""
    following = successors.get(code)
    if not following:
        return {code}
    return set().union(*(_final_successors(after, successors) for after in following))
