"""Tables of figures as they were loaded, kept so that a table that did not change is loaded once.

    <data>/loaded/<table>/<key>.duckdb

A kept table is a shortcut and never the truth: its key is the SHA-256 of all that decides what a
load comes to (the snapshot, the lists of regions, the code of this package and the engine), so
that another input finds no file and is loaded anew. Files may be removed at any time.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.files import file_sha256
from ingest.findings import Finding
from ingest.snapshot import Snapshot
from ingest.source import FigureSource, Source
from ingest.warehouse import STORAGE_VERSION, insert_rows, sql_literal

PACKAGE = Path(__file__).parent

# What a table of figures has in `core` under its own source id.
_TABLES = ("observation", "doubted_cell", "period", "category", "topic", "term", "area_title")


def code_digest(package: Path) -> str:
    """SHA-256 of every file of a package that decides what becomes of a snapshot."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        # The replay server is no part of what becomes of a snapshot.
        if path.suffix in {".py", ".sql", ".yaml", ".csv"} and "replay" not in path.parts:
            digest.update(f"{path.relative_to(package)} {file_sha256(path)}\n".encode())
    return digest.hexdigest()


def snapshot_line(source_id: str, snapshot: Snapshot) -> str:
    """All that one snapshot brings into a load."""
    files = " ".join(snapshot.manifest["files"].values())
    return f"{source_id} {snapshot.id} {snapshot.manifest['retrieved_at']} {files}\n"


class LoadedTables:
    """The kept tables of one data directory."""

    def __init__(self, data: Path, lists: Mapping[str, Snapshot]) -> None:
        """`lists`: the snapshots that tables of figures lean on, by source id."""
        self._root = data / "loaded"
        self._common = hashlib.sha256(f"duckdb {duckdb.__version__}\n".encode())
        self._common.update(code_digest(PACKAGE).encode())
        for source_id, snapshot in sorted(lists.items()):
            self._common.update(snapshot_line(source_id, snapshot).encode())

    def take(
        self, connection: duckdb.DuckDBPyConnection, source: FigureSource, snapshot: Snapshot
    ) -> list[Finding] | None:
        """Fill `core` with the table as it was loaded before and give what stood out then.

        None where it was not: nothing has been filled.
        """
        path = self._path(source, snapshot)
        if not path.exists():
            return None
        try:
            return _copy(connection, path)
        except duckdb.Error:
            # A damaged file is no loss: what it was made from is still there.
            path.unlink()
            return None

    def keep(
        self,
        connection: duckdb.DuckDBPyConnection,
        source: FigureSource,
        snapshot: Snapshot,
        findings: Iterable[Finding],
    ) -> None:
        """Keep what a load has just put into `core`, with what stood out."""
        path = self._path(source, snapshot)
        path.parent.mkdir(parents=True, exist_ok=True)
        building = path.with_name(f".{path.name}.{os.getpid()}")
        building.unlink(missing_ok=True)
        with _attached(connection, building, f"STORAGE_VERSION '{STORAGE_VERSION}'"):
            for table in (*_TABLES, "source"):
                connection.execute(
                    f"CREATE TABLE kept.{table} AS FROM core.{table} WHERE source_id = ?",
                    [source.id],
                )
            connection.execute(
                "CREATE TABLE kept.finding (severity VARCHAR, subject VARCHAR, nl VARCHAR, "
                "en VARCHAR)"
            )
            rows = [(f.severity, f.subject, f.nl, f.en) for f in findings]
            insert_rows(connection, "kept.finding", rows)
        building.rename(path)

    def prune(self, in_use: Iterable[tuple[Source, Snapshot]]) -> None:
        """Remove what no table in use would take."""
        wanted = {
            self._path(source, snapshot)
            for source, snapshot in in_use
            if isinstance(source, FigureSource)
        }
        for path in self._root.glob("*/*"):
            if path not in wanted:
                path.unlink()

    def _path(self, source: FigureSource, snapshot: Snapshot) -> Path:
        key = self._common.copy()
        key.update(snapshot_line(source.id, snapshot).encode())
        return self._root / source.id / f"{key.hexdigest()}.duckdb"


def _copy(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Finding]:
    """Everything in a kept table or, where it cannot be read, nothing."""
    with _attached(connection, path, "READ_ONLY"):
        connection.execute("BEGIN")
        try:
            for table in _TABLES:
                connection.execute(f"INSERT INTO core.{table} BY NAME FROM kept.{table}")
            connection.execute(
                "UPDATE core.source SET row_count = k.row_count, newest_period = k.newest_period "
                "FROM kept.source k WHERE source.source_id = k.source_id"
            )
            found = connection.execute("FROM kept.finding").fetchall()
            connection.execute("COMMIT")
        except duckdb.Error:
            connection.execute("ROLLBACK")
            raise
    return [Finding(*row) for row in found]


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, option: str) -> Iterator[None]:
    connection.execute(f"ATTACH {sql_literal(path)} AS kept ({option})")
    try:
        yield
    finally:
        connection.execute("DETACH kept")
