"""The public tables of a release, as stored files and as rows that meet filters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators.files import csv_chunks
from indicators.reading.connection import ReleaseConnection
from indicators.tables import PublicTable


class UnknownFilterError(ValueError):
    """A download asks for a filter or a value that the table does not have."""


@dataclass(frozen=True)
class ReleaseFile:
    """One stored file of a release; `encoding` is `gzip` where it is stored compressed."""

    path: Path
    encoding: str | None
    sha256: str


def has_rows(
    connection: ReleaseConnection, table: PublicTable, filter_name: str, value: str
) -> bool:
    """Whether a table has rows with this value in the column of a filter."""
    column = table.filters[filter_name]
    query = f"SELECT 1 FROM {table.relation} WHERE {column} = $value LIMIT 1"
    return bool(connection.query(query, {"value": value}))


def filtered_csv(
    connection: ReleaseConnection, table: PublicTable, filters: Mapping[str, Sequence[str]]
) -> Iterator[bytes]:
    """The rows of a table that meet the filters, as CSV in the same form as its file.

    Raises UnknownFilterError, naming what was seen and what the table has.
    """
    conditions, parameters = ["true"], {}
    for name, wanted in filters.items():
        column = table.filters.get(name)
        if column is None:
            raise UnknownFilterError(
                f"saw filter {name!r}; expected one of {sorted(table.filters)}"
            )
        known = {
            value
            for (value,) in connection.query(f"SELECT DISTINCT {column} FROM {table.relation}")
        }
        unknown = sorted(set(wanted) - known)
        if unknown:
            raise UnknownFilterError(
                f"saw {name} {unknown}; expected values that occur in table {table.name}"
            )
        conditions.append(f"list_contains(${column}::VARCHAR[], {column})")
        parameters[column] = list(wanted)
    # A cursor of its own: the reader takes its time, and other queries must not end it.
    cursor = connection.new_cursor()
    chunks = csv_chunks(cursor, table, " AND ".join(conditions), parameters)
    return (chunk for chunk, _ in chunks)
