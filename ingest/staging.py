"""Rows as published to checked cells, for as long as a connection is open.

`staging` holds the rows as published. `cell` holds one row a cell of figures, with its number or
its reason for having none, and the bounds that rounding and the dot leave; `text_cell` holds the
cells of topics that are words. What depends on the form of the rows stands in `wide_rows.py` and
`long_rows.py`; what all cells share stands here. Both a fresh download and a load go through here,
so that nothing comes into use that cannot be loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from ingest import checks, long_rows, wide_rows
from ingest.errors import SnapshotError
from ingest.findings import Finding
from ingest.resolved import ResolvedTable
from ingest.warehouse import insert_rows

Form = Literal["wide", "long", "geojson"]  # boundaries are no rows and are never staged

CATEGORY_COLUMNS = 3  # the most category dimensions that any source has

_FORMS = {"wide": wide_rows, "long": long_rows}


@dataclass(frozen=True)
class PublishedRows:
    """The rows of one version of a table, on disk.

    `announced` is the number of rows that the publisher says there are, or None where it does not.
    """

    form: Form
    pages: Sequence[Path]
    announced: int | None
    is_selection: bool


def stage(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, rows: PublishedRows
) -> list[Finding]:
    """Fill `staging`, `cell` and `text_cell`; raises SourceChangedError where rows are at fault."""
    checks.check_dimensions(table, CATEGORY_COLUMNS)
    form = _FORMS[rows.form]
    try:
        form.read_rows(connection, table, rows.pages, is_selection=rows.is_selection)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise SnapshotError(f"{table.source.id}: the rows cannot be read: {error}") from error
    findings = form.check_rows(connection, table, rows.announced, is_selection=rows.is_selection)
    _make_topics(connection, table)
    _make_cells(connection, table, form.cells_query(table))
    _make_text_cells(connection, table, form.texts_query(table))
    return findings


def drop_staged(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget what `stage` made, so that its space is free for the next table."""
    connection.execute(
        "DROP VIEW cell; DROP VIEW believed_cell; DROP VIEW staged_cell; DROP VIEW text_cell; "
        "DROP VIEW staging; DROP TABLE scratch.staging; DROP TABLE IF EXISTS scratch.narrowed"
    )


def _make_topics(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """What the cells of each topic share, in the temporary table `topic`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE topic (key VARCHAR, topic VARCHAR, half DOUBLE, "
        "dot_lower DOUBLE, dot_upper DOUBLE)"
    )
    bound = table.source.dot_bound
    rows = []
    for topic in table.topics:
        rounding = topic.spec.rounding
        half = None if rounding is None else 0 if rounding == 1 else rounding / 2
        dot = bound.bounds if bound and topic.spec.unit == "aantal" else (None, None)
        rows.append((topic.key, topic.id, half, *dot))
    insert_rows(connection, "topic", rows)


def _make_cells(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, cells_query: str
) -> None:
    """Give the cells of `cells_query` our topics, stripped codes and bounds, in `cell`.

    The declared bound of a dot may be doubted between `staged_cell` and `believed_cell`, and be
    narrowed between that and `cell`: see `ingest/bounds.py`.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW staged_cell AS
        WITH published AS ({cells_query})
        SELECT topic, {_codes(table)}, published_text, value,
               CASE WHEN value >= half THEN value - half
                    WHEN value >= 0 THEN 0 * half
                    WHEN value < 0 THEN value - half
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_lower END AS lower,
               CASE WHEN value IS NOT NULL THEN value + half
                    WHEN missing_reason = 'unknown_or_secret' THEN dot_upper END AS upper,
               missing_reason, value_attribute
        FROM published
        JOIN topic USING (key);
        CREATE OR REPLACE TEMP VIEW believed_cell AS FROM staged_cell;
        CREATE OR REPLACE TEMP VIEW cell AS FROM believed_cell;
        """
    )


def _make_text_cells(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, texts_query: str | None
) -> None:
    published = texts_query or "SELECT NULL AS key, NULL AS text, * FROM staging WHERE false"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW text_cell AS
        WITH published AS ({published})
        SELECT topic, {_codes(table)}, text FROM published JOIN topic USING (key)
        """
    )


def _codes(table: ResolvedTable) -> str:
    """The stripped codes of a row under our own column names."""
    codes = [f'trim("{d.key}") AS category_{n}' for n, d in enumerate(table.categories, 1)]
    codes += [f"NULL AS category_{n}" for n in range(len(codes) + 1, CATEGORY_COLUMNS + 1)]
    codes.append(f'trim("{table.area.key}") AS area_code')
    codes.append(
        f'trim("{table.period.key}") AS period_code' if table.period else "NULL AS period_code"
    )
    return ", ".join(codes)
