"""Titles of areas against the names that we know, by code.

A table once came out with the names of two Veilig Thuis regions swapped (first half of 2019). Codes
are the key of everything, so a title that belongs to another code is found here and only here.
"""

from collections import defaultdict
from functools import cache

import duckdb

from ingest.findings import Finding
from ingest.health.words import EXAMPLES
from ingest.reference_areas import plain_name, read_reference
from ingest.source import FigureSource
from ingest.titles import normalise_title


def titles_against_codes(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """An area whose code we know has a title we know for it; two that are swapped are a fault."""
    titles = {
        code: title
        for code, title in connection.execute(
            "SELECT area_code, title FROM core.area_title WHERE source_id = ? ORDER BY ALL",
            [source.id],
        ).fetchall()
    }
    wrong = {
        code: title
        for code, title in titles.items()
        if code in known_names() and _plain(title) not in known_names()[code]
    }
    findings, swapped = [], set()
    for first, second in _swapped(wrong):
        swapped |= {first, second}
        findings.append(
            Finding(
                "error",
                "swapped_names",
                f"Twee gebieden hebben elkaars naam: {first} heet {titles[first]} en {second} heet "
                f"{titles[second]}. De cijfers kunnen dan ook verwisseld zijn.",
                f"Two areas have each other's name: {first} is called {titles[first]} and {second} "
                f"is called {titles[second]}. Their figures may then be swapped as well.",
            )
        )
    unknown = [f"{code} {title}" for code, title in wrong.items() if code not in swapped]
    if unknown:
        shown = "; ".join(unknown[:EXAMPLES])
        findings.append(
            Finding(
                "warning",
                "unknown_name",
                f"{len(unknown)} gebieden hebben een naam die wij niet bij hun code kennen: "
                f"{shown}.",
                f"{len(unknown)} areas have a name that we do not know for their code: {shown}.",
            )
        )
    return findings


@cache
def known_names() -> dict[str, frozenset[str]]:
    """Every name that an area has or had, by code, in the form in which names are compared."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in ("regions", "municipalities", "other_names"):
        for row in read_reference(table):
            names[row["code"]].add(_plain(row["name"]))
    for row in read_reference("reclassifications"):
        names[row["old_code"]].add(_plain(row["old_name"]))
        names[row["new_code"]].add(_plain(row["new_name"]))
    return {code: frozenset(known) for code, known in names.items()}


def _swapped(wrong: dict[str, str]) -> list[tuple[str, str]]:
    known = known_names()
    return [
        (first, second)
        for first in wrong
        for second in wrong
        if first < second
        and first[:2] == second[:2]
        and _plain(wrong[first]) in known[second]
        and _plain(wrong[second]) in known[first]
    ]


def _plain(title: str) -> str:
    return normalise_title(plain_name(title).replace("-", " "))
