"""Rows of the wide form: one row an area, period and category, one column a topic, JSON pages.

This is how CBS OData v3 publishes. Every form of rows has the same functions: `read_rows` fills
the view `staging`, `check_rows` says what does not hold of it, and `cells_query` and
`texts_query` give one row a cell, which `ingest/staging.py` makes into `cell` and `text_cell`.

A topic of figures is a column of structs there: the `number` where the published text is that
number with the topic's decimals, and otherwise the `text`. Nothing of what is published is lost,
and a table of a million rows takes a third of the space and time that its texts would. Codes are
enumerations of their code lists, padding included.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from ingest import checks
from ingest.errors import SourceChangedError
from ingest.findings import Finding
from ingest.resolved import ResolvedDimension, ResolvedTable, ResolvedTopic
from ingest.warehouse import sql_literal, write_scratch

_ROW_BYTES = 1024 * 1024  # the longest row; what DuckDB keeps in memory grows with it
_FIRST_ROW_CHARACTERS = 128 * 1024  # of a table of a thousand columns
_DIGITS = 18  # the most that fit in eight bytes


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    pages: Sequence[Path],
    *,
    is_selection: bool,
) -> None:
    """Fill `staging` from the pages; raises SourceChangedError where their columns differ."""
    _check_columns(table, pages, is_selection=is_selection)
    codes = [f'TRY_CAST("{d.key}" AS {_code_type(d)}) AS "{d.key}"' for d in table.dimensions]
    topics = [f'{_reading(topic)} AS "{topic.key}"' for topic in table.topics]
    columns = ", ".join(["ID", *codes, *topics])
    write_scratch(connection, "staging", f"SELECT {columns} FROM {_published(table, pages)}")
    _check_codes(connection, table, pages)


def check_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    announced: int | None,
    *,
    is_selection: bool,
) -> list[Finding]:
    """Count, order, uniqueness, completeness and signs; gives findings, raises on faults."""
    contiguous = not (table.source.is_filtered or is_selection)
    findings = _check_count(connection, table, announced, is_selection=is_selection)
    checks.check_row_numbers(connection, table, "ID", contiguous=contiguous)
    checks.check_unique(connection, table, [d.key for d in table.dimensions])
    if not is_selection:
        _check_complete(connection, table)
    checks.check_signs(connection, table, _unread_query(table))
    return findings


def cells_query(table: ResolvedTable) -> str:
    """A query on `staging`: a topic's column key, the published codes, and what the cell holds."""
    dimensions = _names(d.key for d in table.dimensions)
    no_cells = f"""
        SELECT NULL::VARCHAR AS key, {dimensions}, NULL::VARCHAR AS published_text,
               NULL::DOUBLE AS value, NULL::VARCHAR AS missing_reason,
               NULL::VARCHAR AS value_attribute
        FROM staging WHERE false
        """
    signs = " ".join(
        f"WHEN {sql_literal(sign)} THEN {sql_literal(reason)}"
        for sign, reason in table.source.missing.items()
    )
    # A query a topic reads that topic's column only; UNPIVOT would build a list for every row.
    cells = [
        f"""
        SELECT {sql_literal(key)}, {dimensions}, coalesce("{key}".number::VARCHAR, "{key}".text),
               coalesce("{key}".number::DOUBLE, {_unusual_number(table, key)}),
               CASE "{key}".text {signs} END, NULL
        FROM staging WHERE "{key}".number IS NOT NULL OR "{key}".text IS NOT NULL
        """
        for key in _figures(table)
    ]
    return " UNION ALL ".join([no_cells, *cells])


def texts_query(table: ResolvedTable) -> str | None:
    """A query on `staging` for the cells that are words; None where there are no such topics."""
    dimensions = _names(d.key for d in table.dimensions)
    # Texts are padded on the wire; one of blanks alone is no text.
    words = [
        f"""
        SELECT {sql_literal(topic.key)} AS key, {dimensions}, "{topic.key}" AS text
        FROM staging WHERE "{topic.key}" <> ''
        """
        for topic in table.topics
        if topic.spec.text
    ]
    return " UNION ALL ".join(words) or None


def _published(table: ResolvedTable, pages: Sequence[Path]) -> str:
    # Every column is read as text: a number column would turn "." into an error, and a whole-number
    # column would round 7559.5 without a word.
    columns = {"ID": "BIGINT"} | {
        key: "VARCHAR" for key in (*(d.key for d in table.dimensions), *table.topic_keys)
    }
    return (
        f"read_json({sql_literal(list(pages))}, format = 'array', "
        f"maximum_object_size = {_ROW_BYTES}, columns = {sql_literal(columns)})"
    )


def _code_type(dimension: ResolvedDimension) -> str:
    """An enumeration of the codes as published; what is not in the list becomes NULL."""
    return f"ENUM({', '.join(sql_literal(c.raw_code) for c in dimension.categories)})"


def _reading(topic: ResolvedTopic) -> str:
    """What becomes of a published text: a number, or the stripped text."""
    if topic.spec.text:
        return f'trim("{topic.key}")'
    number = f'TRY_CAST("{topic.key}" AS DECIMAL({_DIGITS}, {topic.decimals or 0}))'
    # A text with other decimals, or with anything else that does not come back, stays a text.
    other = f'nullif(trim("{topic.key}"), {number}::VARCHAR)'
    return f"{{'number': CASE WHEN {other} IS NULL THEN {number} END, 'text': {other}}}"


def _unusual_number(table: ResolvedTable, key: str) -> str:
    """The number in a text that is not written with the topic's decimals."""
    number = f'TRY_CAST("{key}".text AS DOUBLE)'
    signs = ", ".join(sql_literal(sign) for sign in table.source.missing)
    return f"""CASE WHEN "{key}".text NOT IN ({signs}) AND isfinite({number}) THEN {number} END"""


def _unread_query(table: ResolvedTable) -> str:
    """The texts that are neither a number nor a sign that the source file explains."""
    signs = ", ".join(sql_literal(sign) for sign in table.source.missing)
    texts = [
        f"""
        SELECT "{key}".text FROM staging
        WHERE "{key}".text NOT IN ({signs}) AND {_unusual_number(table, key)} IS NULL
        """
        for key in _figures(table)
    ]
    return " UNION ALL ".join(["SELECT NULL AS published_text WHERE false", *texts])


def _figures(table: ResolvedTable) -> list[str]:
    return [topic.key for topic in table.topics if not topic.spec.text]


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _check_codes(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, pages: Sequence[Path]
) -> None:
    """Every code stands in the code list of its dimension, padding included."""
    for dimension in table.dimensions:
        key = dimension.key
        (unknown,) = checks.one_row(
            connection, f'SELECT count(*) FROM staging WHERE "{key}" IS NULL'
        )
        if unknown:
            rows = connection.execute(
                f'SELECT DISTINCT "{key}" FROM {_published(table, pages)} '
                f'WHERE TRY_CAST("{key}" AS {_code_type(dimension)}) IS NULL ORDER BY 1 LIMIT 5'
            ).fetchall()
            checks.refuse_codes(table, key, [code for (code,) in rows], len(dimension.categories))


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
    absent = " OR ".join(
        f'"{topic.key}" IS NULL'
        if topic.spec.text
        else f'("{topic.key}".number IS NULL AND "{topic.key}".text IS NULL)'
        for topic in table.topics
    )
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
        text = file.read(_FIRST_ROW_CHARACTERS).lstrip().removeprefix("[").lstrip()
    if text.startswith("]"):
        raise SourceChangedError(source_id, f"no rows in {page.name}", "rows", checks.FETCH_AGAIN)
    row, _ = json.JSONDecoder().raw_decode(text)
    return row
