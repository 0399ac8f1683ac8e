"""Finding a municipality however its name is typed: spelled loosely, by its everyday name, or old.

Names are for people only; everything else goes by code.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from indicators.values import Area
from ingest.reference_areas import read_reference


def find_by_name(areas: Iterable[Area], text: str) -> list[Area]:
    """The areas whose code, name or other or earlier name is like the text, best first."""
    wanted = loose(text)
    if not wanted:
        return []
    ranked = []
    for area in areas:
        name = loose(area.name)
        if wanted == name or text.strip().upper() == area.code:
            ranked.append((0, area))
        elif name.startswith(wanted):
            ranked.append((1, area))
        elif wanted in name:
            ranked.append((2, area))
        elif any(wanted in other for other in _other_names().get(area.code, ())):
            ranked.append((3, area))
    return [area for _, area in sorted(ranked, key=lambda pair: pair[0])]


def loose(text: str) -> str:
    """A place name as people type it: no accents, no 's-, no punctuation, lower case.

    >>> loose("'s-Gravenhage"), loose("Súdwest-Fryslân")
    ('gravenhage', 'sudwest fryslan')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"^\W*s[\s-]+", "", plain.strip())
    return " ".join(re.findall(r"\w+", plain))


@cache
def municipalities_of_today() -> dict[str, tuple[str, ...]]:
    """By the code of a municipality that was merged away since 2015: where its area lies today."""
    successors = _successors()
    return {code: tuple(sorted(_final_successors(code, successors))) for code in successors}


@cache
def _other_names() -> dict[str, list[str]]:
    """By code of today: everyday names, and the names of what was merged into it since 2015."""
    names: dict[str, list[str]] = {}
    for row in read_reference("other_names"):
        names.setdefault(row["code"], []).append(loose(row["name"]))
    successors = _successors()
    for row in read_reference("reclassifications"):
        for code in _final_successors(row["old_code"], successors):
            names.setdefault(code, []).append(loose(row["old_name"]))
    return names


def _successors() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read_reference("reclassifications"):
        # A municipality that only gave up some land goes on under its own name.
        if row["kind"] not in ("continues", "boundary_change"):
            found.setdefault(row["old_code"], set()).add(row["new_code"])
    return found


def _final_successors(code: str, successors: dict[str, set[str]]) -> set[str]:
    """Where a dissolved municipality's area lies today, over as many steps as it takes."""
    following = successors.get(code)
    if not following:
        return {code}
    return set().union(*(_final_successors(after, successors) for after in following))
