"""A public table as a CSV file: RFC 4180, UTF-8, comma, decimal point, no byte order mark.

The bytes are a function of the rows alone, so equal releases have equal checksums.
"""

import gzip
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb

from indicators.tables import Column, PublicTable
from ingest.files import file_sha256

_BATCH = 20_000


def file_name(table: PublicTable) -> str:
    """The name under which the table stands in a release."""
    return f"{table.name}.csv.gz" if table.is_large else f"{table.name}.csv"


def export(
    connection: duckdb.DuckDBPyConnection, table: PublicTable, folder: Path
) -> dict[str, Any]:
    """Write one table; gives name, number of rows, size and checksum for the manifest.

    The checksum of a compressed file is that of its content: a newer zlib may pack differently.
    """
    path = folder / file_name(table)
    digest, rows = hashlib.sha256(), -1
    with path.open("wb") as plain, ThreadPoolExecutor(1) as packer:
        # No name and no time in the header of the archive: both would differ between builds.
        packed = gzip.GzipFile("", "wb", 5, plain, mtime=0) if table.is_large else None
        write = (packed or plain).write
        writing = packer.submit(write, b"")
        for chunk, count in csv_chunks(connection, table):
            # One piece is packed while DuckDB makes the next: each takes about half of the time.
            writing.result()
            writing = packer.submit(write, chunk)
            digest.update(chunk)
            rows += count
        writing.result()
        if packed:
            packed.close()
    return {
        "file": path.name,
        "rows": rows,
        "bytes": path.stat().st_size,
        "sha256": digest.hexdigest(),
        "file_sha256": file_sha256(path),
    }


def csv_chunks(
    connection: duckdb.DuckDBPyConnection,
    table: PublicTable,
    condition: str = "true",
    parameters: dict[str, Any] | None = None,
) -> Iterator[tuple[bytes, int]]:
    """The table as encoded CSV, some thousand lines at a time, with the number of lines."""
    line = f"concat_ws(',', {', '.join(_as_field(column) for column in table.columns)})"
    cursor = connection.execute(
        f"SELECT concat({line}, chr(13), chr(10)) FROM {table.relation} "
        f"WHERE {condition} ORDER BY {', '.join(table.order_by)}",
        parameters or {},
    )
    header = ",".join(column.name for column in table.columns)
    yield f"{header}\r\n".encode(), 1
    while rows := cursor.fetchmany(_BATCH):
        yield "".join([line for (line,) in rows]).encode(), len(rows)


def _as_field(column: Column) -> str:
    # DuckDB writes the line: its own COPY ends lines with a bare line feed, which RFC 4180 does not
    # know, and a million rows through Python's csv module take four times as long.
    name = column.name
    match column.type:
        case "number":
            # A count is printed as 127340, not as 127340.0.
            text = (
                f"CASE WHEN {name} = trunc({name}) AND abs({name}) < 1e15 "
                f"THEN {name}::BIGINT::VARCHAR ELSE {name}::VARCHAR END"
            )
        case "timestamp":
            text = f"strftime({name}, '%Y-%m-%dT%H:%M:%SZ')"
        case "text":
            # Four plain searches take a quarter of the time of one regular expression.
            special = " OR ".join(
                f"contains({name}, {sign})" for sign in ("','", "'\"'", "chr(10)", "chr(13)")
            )
            text = (
                f"CASE WHEN {special} "
                f"THEN '\"' || replace({name}, '\"', '\"\"') || '\"' ELSE {name} END"
            )
        case _:
            text = f"{name}::VARCHAR"
    return f"coalesce({text}, '')"
