"""One version of a table against the version before it.

`before` is the core schema of the version before, in an attached database. Where either calls
itself a selection, only what both have is compared.
"""

from typing import Literal

import duckdb

from ingest.findings import Finding
from ingest.health.measures import above_maximum, measure
from ingest.health.periods import SETTLED
from ingest.health.words import CELL, EXAMPLES, Words
from ingest.reference_areas import read_reference
from ingest.source import FigureSource

LARGEST_CHANGE_IN_ROWS = 0.2

_DISSOLVED = ("dissolved_into", "merger", "split", "renamed_and_recoded")


def disappeared(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """Periods, areas, topics and categories that had numbers and have none now.

    A fault for periods and for areas, unless a municipality was dissolved; a warning for others.
    """
    return [
        *_gone(connection, source, before, "period_code", "error", "perioden", "periods", set()),
        *_gone(
            connection, source, before, "area_code", "error", "gebieden", "areas",
            _dissolved(connection),
        ),
        *_gone(connection, source, before, "topic", "warning", "onderwerpen", "topics", set()),
        *(
            finding
            for position in (1, 2, 3)
            for finding in _gone(
                connection, source, before, f"category_{position}", "warning",
                "categorieën", "categories", set(),
            )
        ),
    ]  # fmt: skip


def rows_changed(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """The number of rows is about what it was."""
    ((now, old),) = connection.execute(
        f"SELECT n.row_count, o.row_count FROM core.source n JOIN {before}.source o "
        "USING (source_id) WHERE source_id = ?",
        [source.id],
    ).fetchall()
    if not old or abs(now - old) <= LARGEST_CHANGE_IN_ROWS * old:
        return []
    return [
        Finding(
            "warning",
            "row_count",
            f"De tabel heeft nu {now} rijen en had er {old}.",
            f"The table now has {now} rows and had {old}.",
        )
    ]


def missing_rose(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """The share of cells without a number did not rise more than its source file expects."""
    most = source.healthy.maximum.get("missing_share_rise")
    if most is None:
        return []
    now, old = (measure(connection, source.id, schema) for schema in ("core", before))
    rise = now["missing_share"] - old["missing_share"]
    if rise <= most:
        return []
    return [above_maximum("healthy_change", "missing_share_rise", rise, most)]


def statuses_went_back(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """No period is less settled than it was."""
    rows = connection.execute(
        f"""
        SELECT n.period_code
        FROM core.period n JOIN {before}.period o USING (source_id, period_code)
        WHERE source_id = $id
            AND {SETTLED.format("n.status")} < {SETTLED.format("o.status")}
        ORDER BY ALL
        """,
        {"id": source.id},
    ).fetchall()
    if not rows:
        return []
    periods = ", ".join(period for (period,) in rows)
    return [
        Finding(
            "warning",
            "status_went_back",
            f"Deze perioden zijn minder vast dan in de vorige versie: {periods}.",
            f"These periods are less settled than in the version before: {periods}.",
        )
    ]


def definitive_cells_changed(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """Which figures changed after they were definitive; more than expected is a second warning."""
    key = ", ".join(f"n.{name}" for name in CELL)
    same = " AND ".join(f"n.{name} IS NOT DISTINCT FROM o.{name}" for name in CELL)
    rows = connection.execute(
        f"""
        SELECT {key}, coalesce(o.published_text, ''), coalesce(n.published_text, ''),
               count(*) OVER ()
        FROM {before}.observation o
        JOIN {before}.period p USING (source_id, period_code)
        JOIN core.observation n ON n.source_id = o.source_id AND {same}
        WHERE o.source_id = $id AND p.status = 'definitive' AND NOT o.is_own_sum
            AND (n.value IS DISTINCT FROM o.value
                 OR n.missing_reason IS DISTINCT FROM o.missing_reason)
        ORDER BY ALL LIMIT {EXAMPLES}
        """,
        {"id": source.id},
    ).fetchall()
    if not rows:
        return []
    count, words = rows[0][-1], Words(connection, source.id)
    told = "; ".join(f"{words.cell(cell)}: '{old}' → '{now}'" for *cell, old, now, _ in rows)
    findings = [
        Finding(
            "warning",
            "definitive_changed",
            f"{count} cijfers die definitief waren, zijn veranderd: {told}.",
            f"{count} figures that were definitive have changed: {told}.",
        )
    ]
    most = source.healthy.maximum.get("changed_definitive_cells")
    if most is not None and count > most:
        findings.append(above_maximum("healthy_change", "changed_definitive_cells", count, most))
    return findings


def _gone(
    connection: duckdb.DuckDBPyConnection,
    source: FigureSource,
    before: str,
    column: str,
    severity: Literal["warning", "error"],
    nl: str,
    en: str,
    excused: set[str],
) -> list[Finding]:
    having = (
        f"SELECT DISTINCT {column} FROM {{}}.observation WHERE source_id = $id "
        f"AND NOT is_own_sum AND value IS NOT NULL AND {column} IS NOT NULL"
    )
    rows = connection.execute(
        f"{having.format(before)} EXCEPT {having.format('core')} ORDER BY ALL", {"id": source.id}
    ).fetchall()
    gone = [code for (code,) in rows if code not in excused]
    if not gone:
        return []
    shown = ", ".join(gone[:EXAMPLES])
    return [
        Finding(
            severity,
            "disappeared",
            f"{len(gone)} {nl} hadden cijfers in de vorige versie en nu niet meer: {shown}.",
            f"{len(gone)} {en} had figures in the version before and have none now: {shown}.",
        )
    ]


def _dissolved(connection: duckdb.DuckDBPyConnection) -> set[str]:
    known = {r["old_code"] for r in read_reference("reclassifications") if r["kind"] in _DISSOLVED}
    rows = connection.execute(
        "SELECT old_code FROM core.reclassification WHERE kind = 'dissolved'"
    ).fetchall()
    return known | {code for (code,) in rows}
