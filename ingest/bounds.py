"""Bounds of suppressed cells: the declared bound where it can be believed, narrowed by sums.

A publisher hides a small count, and then another one, of whatever size, so that the first cannot be
found by subtraction. So the declared bound of a dot is believed unless there is reason to doubt it:

* beside it, in a sum, stands another dot: either may be the one that hides the other;
* it is a total of which a part is printed, and printed parts are not small;
* nothing of its area and period is printed in the whole table: then figures are lacking, not small;
* with it the members of a region cannot make up what is published of the region.

What a doubted dot hides is bounded by the sums alone. Where bounds cross, the figures contradict
each other or the declared bound: every dot of the block then keeps only [0, published total], and a
warning names it. Numbers keep the bounds of their own rounding.
"""

import duckdb

from ingest.doubts import doubt_by_regions, insert_doubts, start_doubts
from ingest.findings import Finding, enumerate_items
from ingest.narrowing import Narrowing
from ingest.resolved import ResolvedTable


def narrow_dots(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, *, is_selection: bool
) -> list[Finding]:
    """Give the dots in the view `cell` the bounds that can be believed; what contradicts is found.

    Of a selection nobody knows what else is printed, so there no area counts as lacking. The areas
    and memberships, and the topics and periods of the table, must be in `core`.
    """
    declares = table.source.dot_bound is not None
    if declares:
        start_doubts(connection, of_silent_areas=not is_selection)
    narrowing = Narrowing.of(connection, table)
    narrowing.start(connection)
    unlikely: dict[tuple, None] = {}
    # A doubt can end a contradiction, and what is tied to it is then narrower than before.
    while declares and (found := doubt_by_regions(connection, table.source)):
        unlikely |= dict.fromkeys(found)
        narrowing.repeat(connection)
    if unlikely:
        insert_doubts(connection, table.source)
    findings = []
    if contradicted := narrowing.contradicted(connection):
        findings.append(_contradiction(table, contradicted))
    if unlikely:
        findings.append(_too_small(table, list(unlikely)))
    return findings


def _contradiction(table: ResolvedTable, cells: list[tuple]) -> Finding:
    nl, en = enumerate_items(_titles(table, cells))
    return Finding(
        "warning",
        "bounds",
        f"Bij {len(cells)} afgeschermde cijfers sluiten de gepubliceerde totalen en de grenzen die "
        f"wij aan een punt geven elkaar uit. Alleen het gepubliceerde totaal begrenst ze: {nl}.",
        f"For {len(cells)} suppressed figures the published totals and the bounds that we give to "
        f"a dot exclude each other. Only the published total bounds them: {en}.",
    )


def _too_small(table: ResolvedTable, cells: list[tuple]) -> Finding:
    nl, en = enumerate_items(_titles(table, cells))
    return Finding(
        "warning",
        "sum_by_dots",
        f"Bij {len(cells)} cijfers van regio's of van Nederland tellen de delen niet op tot het "
        "totaal, als een punt is wat wij denken. Voor de punten onder die delen geldt onze grens "
        f"dan niet: {nl}.",
        f"For {len(cells)} figures of regions or of the Netherlands the parts do not add up to the "
        "total, if a dot is what we take it for. Our bound does not hold then for the dots among "
        f"those parts: {en}.",
    )


def _titles(table: ResolvedTable, cells: list[tuple]) -> list[str]:
    """Cells as they are published: area, period, topic and categories."""
    topics = {topic.id: topic.title for topic in table.topics}
    areas = {area.code: area.title for area in table.area.categories}
    categories = [{c.code: c.title for c in dimension.categories} for dimension in table.categories]
    titles = []
    for topic, *codes, area, period in cells:
        chosen = [known[code] for known, code in zip(categories, codes, strict=False)]
        titles.append(", ".join([f"{area} {areas[area]}", period, topics[topic], *chosen]))
    return titles
