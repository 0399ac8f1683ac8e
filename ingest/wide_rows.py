"""Rows of the wide form: one row an area, period and category, one column a topic, JSON pages.

This is how CBS OData v3 publishes. Every form of rows has the same functions: `read_rows` fills
the temporary table `staging` with the rows as published, `check_rows` says what does not hold of
it, and `cells_query` gives one row a cell, which `ingest/staging.py` makes into `cell`.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from ingest import checks
from ingest.errors import SourceChangedError
from ingest.findings import Finding
from ingest.resolved import ResolvedTable
from ingest.warehouse import sql_literal

_FIRST_ROW_BYTES = 1024 * 1024
_NO_CELLS = """
    SELECT NULL AS key, *, NULL AS published_text, NULL::DOUBLE AS value,
           NULL AS missing_reason, NULL AS value_attribute
    FROM staging WHERE false
    """


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    pages: Sequence[Path],
    *,
    is_selection: bool,
) -> None:
    """Fill `staging` from the pages; raises SourceChangedError where their columns differ."""
    _check_columns(table, pages, is_selection=is_selection)
    # Every column is read as text: a number column would turn "." into an error, and a whole-number
    # column would round 7559.5 without a word.
    columns = {"ID": "BIGINT"} | {
        key: "VARCHAR" for key in (*(d.key for d in table.dimensions), *table.topic_keys)
    }
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE staging AS SELECT * FROM read_json("
        f"{sql_literal(list(pages))}, format = 'array', columns = {sql_literal(columns)})"
    )


def check_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    announced: int | None,
    *,
    is_selection: bool,
) -> list[Finding]:
    """Count, order, codes, uniqueness and completeness; gives findings, raises on faults."""
    contiguous = not (table.source.is_filtered or is_selection)
    findings = _check_count(connection, table, announced, is_selection=is_selection)
    checks.check_row_numbers(connection, table, "ID", contiguous=contiguous)
    # Padding included: the rows carry the same bytes as the code lists.
    codes = {d.key: [c.raw_code for c in d.categories] for d in table.dimensions}
    checks.check_codes(connection, table, codes)
    checks.check_unique(connection, table, [d.key for d in table.dimensions])
    if not is_selection:
        _check_complete(connection, table)
    return findings


def cells_query(table: ResolvedTable) -> str:
    """A query on `staging`: a topic's column key, the published codes, and what the cell holds."""
    dimensions = ", ".join(f'"{dimension.key}"' for dimension in table.dimensions)
    topics = ", ".join(f'"{topic.key}"' for topic in table.topics if not topic.spec.text)
    if not topics:
        return _NO_CELLS
    signs = " ".join(
        f"WHEN {sql_literal(sign)} THEN {sql_literal(reason)}"
        for sign, reason in table.source.missing.items()
    )
    return f"""
        WITH text AS (
            FROM (UNPIVOT (SELECT {dimensions}, {topics} FROM staging)
                  ON {topics} INTO NAME key VALUE text)
            SELECT key, {dimensions}, trim(text) AS published_text
        ),
        reason AS (
            SELECT *, CASE published_text {signs} END AS missing_reason FROM text
        )
        SELECT *, NULL::VARCHAR AS value_attribute,
               CASE WHEN missing_reason IS NULL THEN TRY_CAST(published_text AS DOUBLE) END AS value
        FROM reason
        """


def texts_query(table: ResolvedTable) -> str | None:
    """A query on `staging` for the cells that are words; None where there are no such topics."""
    dimensions = ", ".join(f'"{dimension.key}"' for dimension in table.dimensions)
    words = ", ".join(f'"{topic.key}"' for topic in table.topics if topic.spec.text)
    if not words:
        return None
    # Texts are padded on the wire; one of blanks alone is no text.
    return f"""
        FROM (UNPIVOT (SELECT {dimensions}, {words} FROM staging)
              ON {words} INTO NAME key VALUE word)
        SELECT key, {dimensions}, trim(word) AS text
        WHERE trim(word) <> ''
        """


def _check_count(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    announced: int | None,
    *,
    is_selection: bool,
) -> list[Finding]:
    if announced is not None:
        checks.check_count(connection, table, announced, "the catalogue")
        return []
    # Under a filter nobody announces a number: every combination that was asked for has a row.
    expected = table.kept_row_count
    (seen,) = checks.one_row(connection, "SELECT count(*) FROM staging")
    if is_selection and seen != expected:
        nl = f"In deze selectie staan {seen} van de {expected} rijen."
        en = f"This selection has {seen} of the {expected} rows."
        return [Finding("warning", "selection", nl, en)]
    checks.check_count(connection, table, expected, "the kept categories multiplied")
    return []


def _check_columns(table: ResolvedTable, pages: Iterable[Path], *, is_selection: bool) -> None:
    """Every page's first row has exactly the columns that the metadata names.

    DuckDB drops a column it was not told about without a word, and fills one that is missing.
    """
    expected = {"ID", *(d.key for d in table.dimensions), *table.topic_keys}
    for page in pages:
        seen = set(_first_row(page, table.source.id))
        new = sorted(seen - expected)
        missing = [] if is_selection else sorted(expected - seen)
        if new or missing:
            raise SourceChangedError(
                table.source.id,
                f"new columns {new} and missing columns {missing} in {page.name}",
                f"the columns {sorted(expected)}",
                checks.FETCH_AGAIN,
            )


def _check_complete(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """In a complete table every row has a text in every column we use."""
    if not table.topics:
        return
    absent = " OR ".join(f'"{topic.key}" IS NULL' for topic in table.topics)
    (count,) = checks.one_row(connection, f"SELECT count(*) FROM staging WHERE {absent}")
    if count:
        raise SourceChangedError(
            table.source.id,
            f"{count} rows with cells that are left out",
            "a number or a sign in every cell of a table that is not a selection",
            checks.FETCH_AGAIN,
        )


def _first_row(page: Path, source_id: str) -> dict[str, object]:
    with page.open(encoding="utf-8") as file:
        text = file.read(_FIRST_ROW_BYTES).lstrip().removeprefix("[").lstrip()
    if text.startswith("]"):
        raise SourceChangedError(source_id, f"no rows in {page.name}", "rows", checks.FETCH_AGAIN)
    row, _ = json.JSONDecoder().raw_decode(text)
    return row
