"""The warehouse of a release, as many threads read it at once."""

import threading
from pathlib import Path
from typing import Any

import duckdb

from ingest.warehouse import read_warehouse


class ReleaseConnection:
    """One warehouse file, attached read-only; safe for threads, which have a cursor each."""

    def __init__(self, warehouse: Path) -> None:
        self._connection = read_warehouse(warehouse)
        self._cursors = threading.local()
        self._open_cursor = threading.Lock()

    def query(self, query: str, parameters: dict[str, Any] | None = None) -> list[Any]:
        """All rows of a query."""
        return self.cursor().execute(query, parameters or {}).fetchall()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread: its next query ends the one before."""
        cursor = getattr(self._cursors, "cursor", None)
        if cursor is None:
            cursor = self._cursors.cursor = self.new_cursor()
        return cursor

    def new_cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for whoever takes their time or makes temporary tables, who closes it."""
        with self._open_cursor:
            cursor = self._connection.cursor()
        cursor.execute("USE warehouse")
        return cursor
