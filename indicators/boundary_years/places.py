"""Which old municipalities make up those of a boundary year, for every year of figures: tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from indicators.boundary_years.events import Event, between
from indicators.boundary_years.links import Link, link
from ingest.reference_areas import municipalities_on, read_reference
from ingest.warehouse import insert_rows

FIRST_YEAR, *_, LAST_YEAR = (int(row["year"]) for row in read_reference("municipality_counts"))


class BoundaryYearError(ValueError):
    """A boundary year of which the municipalities are not known."""


def place_links(
    connection: duckdb.DuckDBPyConnection, events: Sequence[Event], boundary_year: int
) -> None:
    """Make the temporary tables `recast_target` and `recast_member` for every year with figures.

    `recast_target` has a row for every municipality of the boundary year that is not one unchanged
    municipality of 1 January of the year; `recast_member` has the old ones that it is made of. A
    target has `refusal` where there is nothing to add up, whatever the figures.
    Raises BoundaryYearError outside FIRST_YEAR to LAST_YEAR.
    """
    if not FIRST_YEAR <= boundary_year <= LAST_YEAR:
        raise BoundaryYearError(
            f"saw boundary year {boundary_year}; expected {FIRST_YEAR} to {LAST_YEAR}, the years "
            "of which we know the municipalities."
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recast_target (year INTEGER, area_code VARCHAR, "
        "area_name VARCHAR, is_created BOOLEAN, refusal VARCHAR)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recast_member (year INTEGER, area_code VARCHAR, "
        "member_code VARCHAR, share DOUBLE, is_split BOOLEAN, is_unknown BOOLEAN, "
        "has_small_change BOOLEAN, is_mid_year BOOLEAN)"
    )
    day = date(boundary_year, 1, 1)
    listed = {code for (code,) in connection.execute("SELECT area_code FROM core.area").fetchall()}
    names = {code: name for code, name in municipalities_on(day).items() if code in listed}
    targets, members = [], []
    years = connection.execute(
        "SELECT DISTINCT boundary_year FROM mart.indicator_value "
        "WHERE boundary_year IS NOT NULL ORDER BY boundary_year"
    ).fetchall()
    for (year,) in years:
        start = date(year, 1, 1)
        if year < FIRST_YEAR or start > day:
            refusal = "period_outside_data" if year < FIRST_YEAR else "cannot_be_taken_apart"
            touched = _touched(between(events, min(start, day), max(start, day)))
            targets += [(year, c, names[c], False, refusal) for c in names if c in touched]
            continue
        before = municipalities_on(start)
        made_of = _made_of(link(before, between(events, start, day)))
        for code, links in ((code, made_of[code]) for code in names if code in made_of):
            targets.append((year, code, names[code], code not in before, None))
            members += [(year, code, *_columns(part, year)) for part in links]
    insert_rows(connection, "recast_target", targets)
    insert_rows(connection, "recast_member", members)


def _made_of(links: Sequence[Link]) -> dict[str, list[Link]]:
    """By code, the links of every municipality that is not simply one of before."""
    by_code: defaultdict[str, list[Link]] = defaultdict(list)
    for part in links:
        by_code[part.new_code].append(part)
    return {code: parts for code, parts in by_code.items() if _is_changed(parts)}


def _is_changed(parts: Sequence[Link]) -> bool:
    return len(parts) > 1 or any(
        part.old_code != part.new_code or part.is_split or part.is_unknown for part in parts
    )


def _touched(events: Iterable[Event]) -> set[str]:
    return {
        code
        for event in events
        if event.treatment != "ignored"
        for code in (event.old_code, event.new_code)
    }


def _columns(part: Link, year: int) -> tuple[object, ...]:
    return (
        part.old_code,
        part.share,
        part.is_split,
        part.is_unknown,
        part.has_small_change,
        part.first_day is not None and part.first_day.year == year,
    )
