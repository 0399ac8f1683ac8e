"""What must hold of fetched rows before they count as the published table.

Each check names the table, what was seen and what was expected. For a table that calls itself a
selection completeness is a warning; everything else stops the load.
"""

from collections.abc import Mapping, Sequence
from typing import NoReturn

import duckdb

from ingest.errors import SourceChangedError
from ingest.resolved import ResolvedTable

FETCH_AGAIN = "Fetch the table again; if it stays, look at it on StatLine."


def check_signs(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, unread_query: str
) -> None:
    """The query for texts that are neither a number nor an explained sign finds none."""
    rows = connection.execute(
        f"SELECT DISTINCT published_text FROM ({unread_query}) ORDER BY 1 LIMIT 5"
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id,
            f"cells that read {[text for (text,) in rows]}",
            f"a number or one of {sorted(table.source.missing)}",
            "Find out what the sign means and add it to `missing` in the source file.",
        )


def check_dimensions(table: ResolvedTable, most: int) -> None:
    """A table has no more category dimensions than `core` has columns for."""
    if len(table.categories) > most:
        raise SourceChangedError(
            table.source.id,
            f"category dimensions {[d.spec.label for d in table.categories]}",
            f"at most {most}",
            "Limit the table to one category of the others with `keep`.",
        )


def check_count(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, expected: int, basis: str
) -> None:
    """`staging` has the number of rows that was announced."""
    (seen,) = one_row(connection, "SELECT count(*) FROM staging")
    if seen != expected:
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


def check_codes(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, codes: Mapping[str, list[str]]
) -> None:
    """Every code in these columns of `staging` stands in the list that goes with the column."""
    for key, known in codes.items():
        seen = connection.execute(f'SELECT DISTINCT "{key}" FROM staging').fetchall()
        unknown = {code for (code,) in seen}.difference(known)
        if unknown:
            refuse_codes(table, key, sorted(unknown, key=str)[:5], len(known))


def refuse_codes(table: ResolvedTable, key: str, seen: list[str], known: int) -> NoReturn:
    """Raise SourceChangedError on codes that are not in their code list."""
    raise SourceChangedError(
        table.source.id,
        f"codes {seen} in column {key}",
        f"one of the {known} codes in its code list",
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
