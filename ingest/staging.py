"""Pages of rows to checked cells, in temporary tables.

`staging` holds the rows as published; `cell` holds one row a cell with its number or its reason for
having none, and the bounds that rounding and the dot leave. What depends on the form of the rows
stands in `ingest/wide_rows.py`; what all cells share stands here. Both a fresh download and a load
go through here, so that nothing becomes a snapshot that cannot be loaded.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest import checks, wide_rows
from ingest.catalogue import CatalogueEntry
from ingest.resolve import ResolvedTable
from ingest.warehouse import insert_rows

CATEGORY_COLUMNS = 3  # the most category dimensions that any source has


def stage(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    pages: Sequence[Path],
    entry: CatalogueEntry,
) -> list[str]:
    """Fill `staging` and `cell`; gives warnings, raises SourceChangedError on faults."""
    wide_rows.read_rows(connection, table, pages, is_selection=entry.is_selection)
    warnings = wide_rows.check_rows(
        connection, table, entry.record_count, is_selection=entry.is_selection
    )
    _make_cells(connection, table, wide_rows.cells_query(table))
    checks.check_signs(connection, table)
    return warnings


def _make_cells(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, cells_query: str
) -> None:
    """Give the cells of `cells_query` our topics, stripped codes and bounds, in `cell`."""
    source = table.source
    codes = [f'trim("{d.key}") AS category_{n}' for n, d in enumerate(table.categories, 1)]
    codes += [f"NULL AS category_{n}" for n in range(len(codes) + 1, CATEGORY_COLUMNS + 1)]
    codes += [f'trim("{table.dimension(kind).key}") AS {kind}_code' for kind in ("area", "period")]
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
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE cell AS
        WITH published AS ({cells_query})
        SELECT topic, {", ".join(codes)}, published_text, value,
               CASE WHEN value IS NOT NULL
                    THEN greatest(0, value - CASE WHEN rounding = 1 THEN 0 ELSE rounding / 2 END)
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_lower END AS lower,
               CASE WHEN value IS NOT NULL
                    THEN value + CASE WHEN rounding = 1 THEN 0 ELSE rounding / 2 END
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_upper END AS upper,
               missing_reason
        FROM published
        JOIN topic USING (key)
        """
    )
