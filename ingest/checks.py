"""What must hold of fetched rows before they count as the published table.

Each check names the table, what was seen and what was expected. For a table that calls itself a
selection completeness is a warning; everything else stops the load.
"""

from collections.abc import Sequence

import duckdb

from ingest.errors import SourceChangedError
from ingest.resolve import ResolvedTable

FETCH_AGAIN = "Fetch the table again; if it stays, look at it on StatLine."


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


def check_count(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    record_count: int,
    *,
    is_selection: bool,
) -> list[str]:
    """`staging` has the number of rows that was announced; gives warnings, raises on faults."""
    (seen,) = one_row(connection, "SELECT count(*) FROM staging")
    filtered = table.source.is_filtered
    expected = table.kept_row_count if filtered else record_count
    if seen == expected:
        return []
    basis = "the kept categories multiplied" if filtered else "the catalogue"
    if is_selection and filtered:
        return [f"{seen} of {expected} rows ({basis}) are in this selection"]
    raise SourceChangedError(
        table.source.id, f"{seen} rows", f"{expected} rows ({basis})", FETCH_AGAIN
    )


def check_row_numbers(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, column: str, *, contiguous: bool
) -> None:
    """Every row number in `staging` stands there once, and without gaps where `contiguous`."""
    seen, distinct, first, last = one_row(
        connection,
        f'SELECT count(*), count(DISTINCT "{column}"), min("{column}"), max("{column}") '
        "FROM staging",
    )
    if seen != distinct or (contiguous and seen and last - first + 1 != seen):
        raise SourceChangedError(
            table.source.id,
            f"{seen} rows with {distinct} different row numbers from {first} to {last}",
            "each row number once" + (", without gaps" if contiguous else ""),
            FETCH_AGAIN,
        )


def check_codes(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """Every code in `staging` stands in the code list of its dimension, padding included."""
    for dimension in table.dimensions:
        key, raw_codes = dimension.key, [c.raw_code for c in dimension.categories]
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
                FETCH_AGAIN,
            )


def check_unique(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, columns: Sequence[str]
) -> None:
    """`staging` has no two rows that are equal in all of these columns."""
    keys = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(
        f"SELECT {keys} FROM staging GROUP BY {keys} HAVING count(*) > 1 ORDER BY ALL LIMIT 3"
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id, f"rows {rows} more than once", "each combination once", FETCH_AGAIN
        )


def one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    """The only row of an aggregate."""
    (row,) = connection.execute(query).fetchall()
    return row
