"""Public tables as files: what any CSV reader makes of them, and the same bytes every time."""

import csv
import gzip
import hashlib
import io
from pathlib import Path

import duckdb
import pytest

from indicators.files import export
from indicators.tables import Column, PublicTable
from ingest.source import Translated

NAME = Translated(nl="Proef", en="Trial")
TEXTS = (
    "gewoon",
    'zij zei "ja"',
    "een, twee",
    "regel\neen",
    "regel\rtwee",
    "",
    "'",
    "; \t é",
    None,
)


def table(*, is_large: bool) -> PublicTable:
    columns = (
        Column("row", "integer", NAME),
        Column("word", "text", NAME),
        Column("figure", "number", NAME),
        Column("is_odd", "boolean", NAME),
        Column("seen_at", "timestamp", NAME),
    )
    return PublicTable("proef", NAME, NAME, "trial", columns, ("row",), {}, is_large)


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE trial (row INTEGER, word VARCHAR, figure DOUBLE, is_odd BOOLEAN, "
        "seen_at TIMESTAMP)"
    )
    for row, word in enumerate(TEXTS):
        connection.execute(
            "INSERT INTO trial VALUES (?, ?, ?, ?, TIMESTAMP '2026-01-31 02:00:00')",
            [len(TEXTS) - row, word, None if word is None else row / 2, row % 2 == 1],
        )
    return connection


@pytest.mark.parametrize("is_large", [False, True])
def test_a_csv_reader_finds_what_is_in_the_table(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, is_large: bool
) -> None:
    made = export(connection, table(is_large=is_large), tmp_path)
    packed = (tmp_path / made["file"]).read_bytes()
    content = gzip.decompress(packed) if is_large else packed
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    assert header == ["row", "word", "figure", "is_odd", "seen_at"]
    assert made["rows"] == len(rows) == len(TEXTS)
    assert [row[1] for row in reversed(rows)] == [text or "" for text in TEXTS]
    figures = ["0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", ""]
    assert [row[2] for row in reversed(rows)] == figures
    assert rows[0] == ["1", "", "", "false", "2026-01-31T02:00:00Z"]
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    assert made["file_sha256"] == hashlib.sha256(packed).hexdigest()


def test_a_line_ends_as_rfc_4180_says_and_is_quoted_only_where_needed(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export(connection, table(is_large=False), tmp_path)
    content = (tmp_path / "proef.csv").read_bytes()
    assert content.startswith(b"row,word,figure,is_odd,seen_at\r\n")
    assert content.endswith(b"9,gewoon,0,false,2026-01-31T02:00:00Z\r\n")
    assert b'8,"zij zei ""ja""",0.5,true,' in content


def test_the_archive_of_the_same_rows_has_the_same_bytes(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        export(connection, table(is_large=True), folder)
    one, two = ((folder / "proef.csv.gz").read_bytes() for folder in folders)
    assert one == two
