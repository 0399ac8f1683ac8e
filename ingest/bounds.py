"""Bounds of suppressed cells, narrowed by what the rest of the table gives away.

Where categories together make up a published total, a `.` among them lies between the total minus
the most and the total minus the least that the others can be. Rounding is part of every one of
these bounds. Where the declared bound of a `.` and the totals exclude each other, the declared
bound is not believed: the cell keeps only [0, total], and a warning is given.
"""

import duckdb

from ingest.columns import Part
from ingest.findings import Finding
from ingest.resolved import ResolvedTable
from ingest.staging import keep_cells


def narrow_by_totals(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> list[Finding]:
    """Narrow the dots in the temporary table `cell`; gives one finding per contradiction."""
    totals = []
    for number, dimension in enumerate(table.categories, start=1):
        part = dimension.spec.exhaustive
        codes = {c.term: c.code for c in dimension.categories if c.term}
        if part and part.total in codes:
            totals.append((f"category_{number}", codes, part))
    if totals:
        keep_cells(connection)
    counts = [t.id for t in table.topics if t.spec.unit == "aantal"]
    return [
        finding
        for column, codes, part in totals
        for finding in _narrow(connection, column, codes, part, counts)
    ]


def _narrow(
    connection: duckdb.DuckDBPyConnection,
    column: str,
    codes: dict[str, str],
    part: Part,
    counts: list[str],
) -> list[Finding]:
    """Narrow the dots of the topics `counts`: averages and percentages do not add up."""
    others = [c for c in ("category_1", "category_2", "category_3") if c != column]
    keys = ["topic", *others, "area_code", "period_code"]
    same_place = " AND ".join(f"p.{key} IS NOT DISTINCT FROM t.{key}" for key in keys)
    same_cell = " AND ".join(f"c.{key} IS NOT DISTINCT FROM n.{key}" for key in [*keys, column])
    parts = [codes[term] for term in part.parts if term in codes]
    # A part without bounds can be anything from nothing up, so it leaves no lower bound to the
    # others; the same holds for a part that is not delivered.
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE narrowed AS
        WITH part AS (
            SELECT p.*, t.lower AS total_lower, t.upper AS total_upper,
                   count(*) FILTER (p.missing_reason = 'unknown_or_secret') OVER place AS dots,
                   sum(coalesce(p.lower, 0)) OVER place - coalesce(p.lower, 0) AS others_lower,
                   CASE WHEN count(*) OVER place = {len(part.parts)}
                         AND count(p.upper) OVER place - (p.upper IS NOT NULL)::INT
                             = {len(part.parts) - 1}
                        THEN sum(p.upper) OVER place - coalesce(p.upper, 0) END AS others_upper
            FROM cell p
            JOIN cell t ON {same_place} AND t.{column} = $total AND t.value IS NOT NULL
            WHERE list_contains($parts, p.{column}) AND list_contains($counts, p.topic)
            WINDOW place AS (PARTITION BY {", ".join(f"p.{key}" for key in keys)})
        ),
        narrowed AS (
            SELECT *,
                   greatest(
                       coalesce(lower, 0),
                       CASE WHEN dots = 1 THEN coalesce(total_lower - others_upper, 0) ELSE 0 END
                   ) AS low,
                   least(
                       CASE WHEN dots = 1 THEN coalesce(upper, total_upper) ELSE total_upper END,
                       total_upper - others_lower
                   ) AS high
            FROM part
            WHERE missing_reason = 'unknown_or_secret'
        )
        SELECT {", ".join(keys)}, {column}, low > high AS contradicts,
               CASE WHEN low > high THEN 0 ELSE low END AS new_lower,
               CASE WHEN low > high THEN total_upper ELSE high END AS new_upper
        FROM narrowed
        """,
        {"total": codes[part.total], "parts": parts, "counts": counts},
    )
    connection.execute(
        f"""
        UPDATE kept_cell AS c SET lower = n.new_lower, upper = n.new_upper
        FROM narrowed n WHERE {same_cell}
        """
    )
    rows = connection.execute(
        f"SELECT {column}, area_code, period_code FROM narrowed WHERE contradicts ORDER BY ALL"
    ).fetchall()
    return [_contradiction(f"{category}, {area}, {period}") for category, area, period in rows]


def _contradiction(cell: str) -> Finding:
    return Finding(
        "warning",
        "bounds",
        f"{cell}: volgens de totalen ligt dit afgeschermde cijfer buiten de grenzen die wij aan "
        "een punt geven. Alleen het gepubliceerde totaal begrenst het.",
        f"{cell}: by the totals this suppressed figure lies outside the bounds that we give to a "
        "dot. Only the published total bounds it.",
    )
