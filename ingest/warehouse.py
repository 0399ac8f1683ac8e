"""The DuckDB file of one release: made once, beside the ones in use, then only read.

DuckDB shuts every other process out while one writes, and gives old data when the same path is
opened again in a process that still has it open. So a file is written under a name of its own,
checkpointed, closed and never written again; readers attach it read-only.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

# Readable by DuckDB 1.5 as well as 2.0; files in 2.0's own format are refused by 1.5.
STORAGE_VERSION = "v1.5.0"

# Every thread holds the row group that it is filling. A quarter of the usual size, so that a table
# of 120 topics takes 300 MB, however long it is.
_SCRATCH_ROW_GROUP = 30_720


@contextmanager
def working_connection(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory database that keeps within a gigabyte; what is more spills into `folder`.

    Beside it is a file for rows that are only passing through, as the database `scratch`.
    """
    spill = folder / "spill"
    config = {"threads": 2, "memory_limit": "1GB", "temp_directory": str(spill)}
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(config=config)
    try:
        connection.execute(
            f"ATTACH {sql_literal(spill / 'scratch.duckdb')} AS scratch "
            f"(ROW_GROUP_SIZE {_SCRATCH_ROW_GROUP})"
        )
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def write_scratch(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Keep the rows of a query in `scratch`, readable under `name` alone.

    In a file rows are compressed as they come in, so that memory does not grow with their number;
    a temporary table would hold them all. A connection without such a file keeps them in memory.
    """
    connection.execute("ATTACH IF NOT EXISTS ':memory:' AS scratch")
    connection.execute(f"CREATE OR REPLACE TABLE scratch.{name} AS {query}")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM scratch.{name}")


@contextmanager
def write_warehouse(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Create a new warehouse file and give a connection that writes to it.

    On leaving, everything is in the file itself; no write-ahead log stays behind.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists; a warehouse is never written twice")
    with working_connection(path.parent) as connection:
        _attach(connection, path)
        yield connection
        _detach(connection)
    if path.with_name(path.name + ".wal").exists():
        raise RuntimeError(f"{path} was closed with a write-ahead log left; it must not be used")


@contextmanager
def detached_warehouse(connection: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """Let go of the warehouse that is being written: within, its file is whole, and no one's.

    Gives its path. Whatever stands there afterwards is gone on with.
    """
    (found,) = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = 'warehouse'"
    ).fetchall()
    path = Path(found[0])
    _detach(connection)
    try:
        yield path
    finally:
        _attach(connection, path)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(
        f"ATTACH {sql_literal(path)} AS warehouse (STORAGE_VERSION '{STORAGE_VERSION}')"
    )
    connection.execute("USE warehouse")


def _detach(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CHECKPOINT warehouse")
    connection.execute("USE memory")
    connection.execute("DETACH warehouse")


def read_warehouse(path: Path, *, memory_limit: str = "1GB") -> duckdb.DuckDBPyConnection:
    """Attach a finished warehouse read-only; outside files are out of reach afterwards.

    Use one cursor per thread: a shared connection mixes up the rows of two queries.
    """
    connection = duckdb.connect(config={"threads": 1, "memory_limit": memory_limit})
    connection.execute(f"ATTACH {sql_literal(path)} AS warehouse (READ_ONLY)")
    connection.execute("USE warehouse")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows in one statement, a list a column: row by row takes a thousand times as long."""
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(lists))}", lists
        )


def sql_literal(value: object) -> str:
    """A string, list or dict as a DuckDB literal, for places that take no bound parameter."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{sql_literal(k)}: {sql_literal(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(sql_literal(item) for item in value) + "]"
    return "'" + str(value).replace("'", "''") + "'"
