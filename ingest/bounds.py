"""Bounds of suppressed cells: the declared bound where it can be believed, narrowed by sums.

A publisher hides a small count, and then another one, of whatever size, so that the first cannot be
found by subtraction. So the declared bound of a dot is believed unless there is reason to doubt it:

* beside it, in a sum, stands another dot: either may be the one that hides the other;
* it is a total of which a part is printed, and printed parts are not small;
* nothing of its area and period is printed in the whole table: then figures are lacking, not small.

What a doubted dot hides is bounded by the sums alone. Where bounds cross, the figures contradict
each other or the declared bound: every dot of the block then keeps only [0, published total], and a
warning names it. Numbers keep the bounds of their own rounding.
"""

import duckdb

from ingest import block_rows
from ingest.adding_up import blocks_of, is_count
from ingest.findings import Finding, enumerate_items
from ingest.propagation import propagate
from ingest.resolved import ResolvedTable
from ingest.warehouse import write_scratch


def narrow_dots(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, *, is_selection: bool
) -> list[Finding]:
    """Give the dots in the view `cell` the bounds that can be believed; what contradicts is found.

    Of a selection nobody knows what else is printed, so there no area counts as lacking.
    """
    if table.source.dot_bound and not is_selection:
        _doubt_silent_areas(connection)
    blocks = blocks_of(table)
    if not blocks:
        return []
    counts = [topic.id for topic in table.topics if is_count(topic)]
    marks = connection.execute(
        "SELECT DISTINCT published_text, value_attribute FROM believed_cell "
        f"WHERE {block_rows.IS_DOT} ORDER BY ALL"
    ).fetchall()
    for block in blocks:
        write_scratch(connection, "block", block_rows.pivoted(block, counts, marks))
        propagate(connection, block, block_rows.believed(block))
        if block is blocks[0]:
            write_scratch(connection, "narrowed", block_rows.dots(block, marks))
        else:
            connection.execute(f"INSERT INTO scratch.narrowed {block_rows.dots(block, marks)}")
    tied = " OR ".join(f"({block_rows.selection(block, counts)})" for block in blocks)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW cell AS
        FROM believed_cell WHERE NOT coalesce({block_rows.IS_DOT} AND ({tied}), false)
        UNION ALL BY NAME
        SELECT * EXCLUDE (fits), NULL::DOUBLE AS value, 'unknown_or_secret' AS missing_reason
        FROM narrowed
        """
    )
    contradicted = connection.execute(
        f"SELECT {', '.join(block_rows.CELL)} FROM narrowed WHERE NOT fits "
        f"ORDER BY period_code, area_code, {', '.join(block_rows.CELL)}"
    ).fetchall()
    return [_contradiction(table, contradicted)] if contradicted else []


def _doubt_silent_areas(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the declared bound from the dots of areas and periods without a single number."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE silent AS
        SELECT area_code, period_code FROM staged_cell GROUP BY ALL HAVING count(value) = 0;
        CREATE OR REPLACE TEMP VIEW believed_cell AS
        SELECT c.* REPLACE (
            CASE WHEN s.area_code IS NULL THEN c.lower END AS lower,
            CASE WHEN s.area_code IS NULL THEN c.upper END AS upper
        )
        FROM staged_cell c LEFT JOIN silent s USING (area_code, period_code);
        """
    )


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
