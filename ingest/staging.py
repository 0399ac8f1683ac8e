"""Pages of rows to checked cells, in temporary tables.

`staging` holds the rows as published, every column as text; `cell` holds one row a cell with its
number or its reason for having none, and the bounds that rounding and the dot leave. Both a fresh
download and a load go through here, so that nothing becomes a snapshot that cannot be loaded.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest import checks
from ingest.catalogue import CatalogueEntry
from ingest.findings import Finding
from ingest.resolved import ResolvedTable
from ingest.warehouse import insert_rows, sql_literal

CATEGORY_COLUMNS = 3  # the most category dimensions that any source has


def stage(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    pages: Sequence[Path],
    entry: CatalogueEntry,
) -> list[Finding]:
    """Fill `staging` and `cell`; gives warnings, raises SourceChangedError on faults."""
    checks.check_columns(table, pages, is_selection=entry.is_selection)
    _read_pages(connection, table, pages)
    warnings = checks.check_rows(
        connection, table, entry.record_count, is_selection=entry.is_selection
    )
    checks.check_complete(connection, table, is_selection=entry.is_selection)
    _make_cells(connection, table)
    checks.check_signs(connection, table)
    return warnings


def _read_pages(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, pages: Sequence[Path]
) -> None:
    # Every column is read as text: a number column would turn "." into an error, and a whole-number
    # column would round 7559.5 without a word.
    columns = {"ID": "BIGINT"} | {
        key: "VARCHAR" for key in (*(d.key for d in table.dimensions), *table.topic_keys)
    }
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE staging AS SELECT * FROM read_json("
        f"{sql_literal(list(pages))}, format = 'array', columns = {sql_literal(columns)})"
    )


def _make_cells(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """One row a cell in the temporary table `cell`: text, number or reason, and bounds."""
    source = table.source
    categories = [f'trim("{d.key}") AS category_{n}' for n, d in enumerate(table.categories, 1)]
    categories += [
        f"NULL AS category_{n}" for n in range(len(categories) + 1, CATEGORY_COLUMNS + 1)
    ]
    topics = ", ".join(f'"{topic.key}"' for topic in table.topics)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE topic (key VARCHAR, topic VARCHAR, rounding DOUBLE, "
        "dot_lower DOUBLE, dot_upper DOUBLE)"
    )
    dot = source.dot_bound.bounds if source.dot_bound else (None, None)
    insert_rows(
        connection,
        "topic",
        [
            (t.key, t.id, t.spec.rounding, *(dot if t.spec.unit == "aantal" else (None, None)))
            for t in table.topics
        ],
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE sign (text VARCHAR, reason VARCHAR)")
    insert_rows(connection, "sign", list(source.missing.items()))
    area = table.area.key
    period = f'trim("{table.period.key}")' if table.period else "NULL"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE cell AS
        WITH unpivoted AS (
            UNPIVOT (
                SELECT "ID", {", ".join(categories)}, trim("{area}") AS area_code,
                       {period} AS period_code, {topics}
                FROM staging
            ) ON {topics} INTO NAME key VALUE text
        ),
        read AS (
            SELECT u.*, trim(u.text) AS published_text, sign.reason AS missing_reason,
                   CASE WHEN sign.reason IS NULL THEN TRY_CAST(trim(u.text) AS DOUBLE) END AS value
            FROM unpivoted u
            LEFT JOIN sign ON sign.text = trim(u.text)
        )
        SELECT topic, category_1, category_2, category_3, area_code, period_code,
               published_text, value,
               CASE WHEN value IS NOT NULL
                    THEN greatest(0, value - CASE WHEN rounding = 1 THEN 0 ELSE rounding / 2 END)
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_lower END AS lower,
               CASE WHEN value IS NOT NULL
                    THEN value + CASE WHEN rounding = 1 THEN 0 ELSE rounding / 2 END
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_upper END AS upper,
               missing_reason
        FROM read
        JOIN topic USING (key)
        """
    )
