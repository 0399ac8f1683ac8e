"""What must hold of fetched rows before they count as the published table.

Each check names the table, what was seen and what was expected. For a table that calls itself a
selection completeness is a warning; everything else stops the load.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb

from ingest.errors import SourceChangedError
from ingest.findings import Finding
from ingest.resolved import ResolvedTable

_FIRST_ROW_BYTES = 1024 * 1024
_FETCH_AGAIN = "Fetch the table again; if it stays, look at it on StatLine."


def check_columns(table: ResolvedTable, pages: Iterable[Path], *, is_selection: bool) -> None:
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
                _FETCH_AGAIN,
            )


def check_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    record_count: int,
    *,
    is_selection: bool,
) -> list[Finding]:
    """Row count, order, codes and uniqueness of `staging`; gives warnings, raises on faults."""
    warnings = _check_count(connection, table, record_count, is_selection)
    _check_order(connection, table, contiguous=not (table.source.is_filtered or is_selection))
    for dimension in table.dimensions:
        _check_codes(connection, table, dimension.key, [c.raw_code for c in dimension.categories])
    _check_unique(connection, table)
    return warnings


def check_signs(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """Every text in `cell` is a number or a sign that the source file explains."""
    rows = connection.execute(
        "SELECT DISTINCT published_text FROM cell "
        "WHERE value IS NULL AND missing_reason IS NULL ORDER BY 1 LIMIT 5"
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id,
            f"cells that read {[text for (text,) in rows]}",
            f"a number or one of {sorted(table.source.missing)}",
            "Find out what the sign means and add it to `missing` in the source file.",
        )


def check_complete(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, *, is_selection: bool
) -> None:
    """In a complete table every row has a text in every column we use."""
    if is_selection or not table.topics:
        return
    absent = " OR ".join(f'"{topic.key}" IS NULL' for topic in table.topics)
    (count,) = _one(connection, f"SELECT count(*) FROM staging WHERE {absent}")
    if count:
        raise SourceChangedError(
            table.source.id,
            f"{count} rows with cells that are left out",
            "a number or a sign in every cell of a table that is not a selection",
            _FETCH_AGAIN,
        )


def _check_count(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    record_count: int,
    is_selection: bool,
) -> list[Finding]:
    (seen,) = _one(connection, "SELECT count(*) FROM staging")
    filtered = table.source.is_filtered
    expected = table.kept_row_count if filtered else record_count
    if seen == expected:
        return []
    basis = "the kept categories multiplied" if filtered else "the catalogue"
    if is_selection and filtered:
        return [
            Finding(
                "warning",
                "selection",
                f"In deze selectie staan {seen} van de {expected} rijen.",
                f"This selection has {seen} of the {expected} rows.",
            )
        ]
    raise SourceChangedError(
        table.source.id, f"{seen} rows", f"{expected} rows ({basis})", _FETCH_AGAIN
    )


def _check_order(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, *, contiguous: bool
) -> None:
    seen, distinct, first, last = _one(
        connection, 'SELECT count(*), count(DISTINCT "ID"), min("ID"), max("ID") FROM staging'
    )
    if seen != distinct or (contiguous and seen and last - first + 1 != seen):
        raise SourceChangedError(
            table.source.id,
            f"{seen} rows with {distinct} different row numbers from {first} to {last}",
            "each row number once" + (", without gaps" if contiguous else ""),
            _FETCH_AGAIN,
        )


def _check_codes(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, key: str, raw_codes: list[str]
) -> None:
    rows = connection.execute(
        f'SELECT DISTINCT "{key}" FROM staging '
        f'WHERE "{key}" IS NULL OR NOT list_contains($codes, "{key}") ORDER BY 1 LIMIT 5',
        {"codes": raw_codes},
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id,
            f"codes {[code for (code,) in rows]} in column {key}",
            f"one of the {len(raw_codes)} codes in its code list",
            _FETCH_AGAIN,
        )


def _check_unique(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    keys = ", ".join(f'"{dimension.key}"' for dimension in table.dimensions)
    rows = connection.execute(
        f"SELECT {keys} FROM staging GROUP BY {keys} HAVING count(*) > 1 ORDER BY ALL LIMIT 3"
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id, f"rows {rows} more than once", "each combination once", _FETCH_AGAIN
        )


def _first_row(page: Path, source_id: str) -> dict[str, object]:
    with page.open(encoding="utf-8") as file:
        text = file.read(_FIRST_ROW_BYTES).lstrip().removeprefix("[").lstrip()
    if text.startswith("]"):
        raise SourceChangedError(source_id, f"no rows in {page.name}", "rows", _FETCH_AGAIN)
    row, _ = json.JSONDecoder().raw_decode(text)
    return row


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    (row,) = connection.execute(query).fetchall()  # an aggregate always gives one row
    return row
