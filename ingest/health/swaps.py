"""Figures of two areas that stand in each other's place, under the right names."""

import duckdb

from ingest.findings import Finding
from ingest.health.intervals import verdict
from ingest.health.regions import REGIONS, fit, fit_parameters
from ingest.health.words import Words
from ingest.source import FigureSource

FEWEST_CELLS = 3  # fewer numbers that fit each other's place can do so by chance


def swapped_regions(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> list[Finding]:
    """Two regions of which each has the sum of the other's municipalities, and not of its own."""
    parameters = fit_parameters(source, REGIONS)
    if parameters is None:
        return []
    rows = connection.execute(
        f"""
        {fit()},
        own AS MATERIALIZED (
            SELECT *, {verdict("members")} AS verdict,
                   bool_or(verdict IS NOT NULL) OVER (PARTITION BY kind, whole, period_code) AS bad
            FROM fit
        ),
        crossed AS (  -- the total of one region beside the parts of another
            SELECT t.whole AS named, p.whole AS actual, t.kind, t.period_code,
                   t.total_lower, t.total_upper,
                   p.low, p.high, p.bounded, p.hidden, p.boundless, p.members
            FROM own t
            JOIN own p
                ON p.kind = t.kind AND p.period_code = t.period_code AND p.topic = t.topic
                AND p.category_1 IS NOT DISTINCT FROM t.category_1
                AND p.category_2 IS NOT DISTINCT FROM t.category_2
                AND p.category_3 IS NOT DISTINCT FROM t.category_3
                AND p.whole <> t.whole
            WHERE t.bad AND p.bad
        ),
        other AS (
            SELECT kind, named, actual, period_code
            FROM crossed
            GROUP BY ALL
            HAVING count({verdict("members")}) = 0
               AND count(*) FILTER (bounded = members AND boundless = 0) >= {FEWEST_CELLS}
        )
        SELECT a.named, a.actual, min(a.period_code), count(*)
        FROM other a
        JOIN other b ON b.kind = a.kind AND b.period_code = a.period_code
            AND b.named = a.actual AND b.actual = a.named
        WHERE a.named < a.actual
        GROUP BY ALL ORDER BY ALL
        """,
        parameters,
    ).fetchall()
    words = Words(connection, source.id)
    return [
        Finding(
            "error",
            "swapped_regions",
            f"De cijfers van {words.area(first)} en {words.area(second)} lijken verwisseld in "
            f"{count} perioden, het eerst in {period}: elk is de som van de gemeenten van de "
            "ander.",
            f"The figures of {words.area(first)} and {words.area(second)} seem to be swapped in "
            f"{count} periods, first in {period}: each is the sum of the other's municipalities.",
        )
        for first, second, period, count in rows
    ]


def swapped_series(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """Two areas of which each now has the figures that the other had before, and not its own.

    Held against each other by period, so that a swap in one period is found too.
    """
    print_of = (
        "bit_xor(hash(topic, category_1, category_2, category_3, "
        "coalesce(value::VARCHAR, missing_reason)))"
    )
    rows = connection.execute(
        f"""
        WITH now_print AS (
            SELECT area_code, period_code, {print_of} AS print, count(DISTINCT value) AS numbers
            FROM core.observation WHERE source_id = $id AND NOT is_own_sum GROUP BY ALL
        ),
        old_print AS (
            SELECT area_code, period_code, {print_of} AS print
            FROM {before}.observation WHERE source_id = $id AND NOT is_own_sum GROUP BY ALL
        ),
        moved AS MATERIALIZED (
            SELECT n.*, o.print AS old_print
            FROM now_print n JOIN old_print o USING (area_code, period_code)
            WHERE n.print <> o.print
        )
        SELECT a.area_code, b.area_code, min(a.period_code), count(*)
        FROM moved a
        JOIN moved b ON b.period_code = a.period_code
            AND b.print = a.old_print AND b.old_print = a.print AND a.area_code < b.area_code
        GROUP BY ALL
        HAVING sum(a.numbers) >= {FEWEST_CELLS} AND sum(b.numbers) >= {FEWEST_CELLS}
        ORDER BY ALL
        """,
        {"id": source.id},
    ).fetchall()
    words = Words(connection, source.id)
    return [
        Finding(
            "error",
            "swapped_series",
            f"De cijfers van {words.area(first)} en {words.area(second)} staan in {count} "
            f"perioden, het eerst in {period}, op elkaars plaats, vergeleken met de vorige versie.",
            f"The figures of {words.area(first)} and {words.area(second)} stand in each other's "
            f"place in {count} periods, first in {period}, compared with the version before.",
        )
        for first, second, period, count in rows
    ]
