"""`core` as it was loaded last, kept so that what did not change is not loaded again.

    <data>/loaded/core.duckdb    a warehouse file with nothing but `core`
                  core.json      its SHA-256, what it was loaded from, and what stood out

What is kept is a shortcut and never the truth. It is taken whole where every input is the same, and
else table by table. The key of a table is the SHA-256 of all that decides what a load comes to (the
snapshot, the lists of regions, the code of this package and the engine), so that another input
finds nothing and is loaded anew; so is everything where the file is not the one that was kept. Both
files may be removed at any time.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from ingest.files import file_sha256, read_json, write_json
from ingest.findings import Finding
from ingest.snapshot import Snapshot
from ingest.source import FigureSource, Source
from ingest.warehouse import detached_warehouse, sql_literal

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


@dataclass
class _Contents:
    """What `core.json` says: the file, its inputs together, and of every table key and findings."""

    sha256: str = ""
    key: str = ""
    tables: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])


class LoadedCore:
    """What one data directory keeps, beside the inputs of the load that wants it."""

    def __init__(
        self,
        data: Path,
        sources: Sequence[Source],
        snapshots: Mapping[str, Snapshot],
        lists: Mapping[str, Snapshot],
    ) -> None:
        """`lists`: the snapshots that tables of figures lean on, by source id."""
        self._folder = data / "loaded"
        self._file, self._index = self._folder / "core.duckdb", self._folder / "core.json"
        self._snapshots = snapshots
        self._common = hashlib.sha256(f"duckdb {duckdb.__version__}\n".encode())
        self._common.update(code_digest(PACKAGE).encode())
        for source_id, snapshot in sorted(lists.items()):
            self._common.update(snapshot_line(source_id, snapshot).encode())
        self._kept = self._read_index()
        self._new = _Contents(key=self._key_of_all(sources))

    def take_all(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Put the kept `core` in the place of the empty warehouse that is being written.

        False where it has other inputs or is damaged: the warehouse is empty still. All but the
        names of releases is then as a load would make it.
        """
        if self._kept.key != self._new.key:
            return False
        with detached_warehouse(connection) as path:
            copy = self._whole_copy(path)
            if copy:
                copy.replace(path)
        return copy is not None

    @contextmanager
    def at_hand(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Within, `take` and `note` may be called; afterwards the new `core` is kept."""
        with detached_warehouse(connection) as path:
            copy = self._whole_copy(path) if self._kept.tables else None
        if copy is None:
            self._kept = _Contents()
            yield
            self._keep(connection)
            return
        connection.execute(f"ATTACH {sql_literal(copy)} AS kept (READ_ONLY)")
        try:
            yield
        finally:
            connection.execute("DETACH kept")
            copy.unlink()
        self._keep(connection)

    def take(
        self, connection: duckdb.DuckDBPyConnection, source: FigureSource
    ) -> list[Finding] | None:
        """Fill `core` with the table as it was loaded before and give what stood out then.

        None where it was not: nothing has been filled.
        """
        kept = self._kept.tables.get(source.id)
        if kept is None or kept["key"] != self._key(source):
            return None
        for table in _TABLES:
            connection.execute(
                f"INSERT INTO core.{table} BY NAME FROM kept.core.{table} WHERE source_id = ?",
                [source.id],
            )
        connection.execute(
            "UPDATE core.source SET row_count = k.row_count, newest_period = k.newest_period "
            "FROM kept.core.source k WHERE source.source_id = ? AND k.source_id = ?",
            [source.id, source.id],
        )
        return [Finding(**finding) for finding in kept["findings"]]

    def note(self, source: FigureSource, findings: Sequence[Finding]) -> None:
        """Remember what stood out in a table that is in `core` now."""
        self._new.tables[source.id] = {
            "key": self._key(source),
            "findings": [asdict(finding) for finding in findings],
        }

    def _keep(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Keep `core` in place of what was kept.

        A disk without room for it costs time at the next load, and no release.
        """
        with detached_warehouse(connection) as path, suppress(OSError):
            # First, so that there is never more than one on the disk.
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            building = self._folder / f".core.{os.getpid()}"
            shutil.copyfile(path, building)
            self._new.sha256 = file_sha256(building)
            building.replace(self._file)
            write_json(self._index, asdict(self._new))

    def _whole_copy(self, warehouse: Path) -> Path | None:
        """A copy beside the warehouse, or None where it is not what was kept."""
        # What is checked is what is used: another process may put a newer file in its place.
        copy = warehouse.with_name(f"{warehouse.name}.kept")
        try:
            shutil.copyfile(self._file, copy)
            if file_sha256(copy) == self._kept.sha256:
                return copy
        except OSError:
            pass
        copy.unlink(missing_ok=True)
        return None

    def _read_index(self) -> _Contents:
        try:
            return _Contents(**read_json(self._index))
        except (OSError, ValueError, TypeError):
            return _Contents()  # a damaged index is no loss: what was loaded is still there

    def _key(self, source: FigureSource) -> str:
        key = self._common.copy()
        key.update(snapshot_line(source.id, self._snapshots[source.id]).encode())
        return key.hexdigest()

    def _key_of_all(self, sources: Sequence[Source]) -> str:
        """Also of what goes into `core` beside tables: catalogue rows, findings, what is absent."""
        key = self._common.copy()
        for source in sources:
            key.update(f"{source.id}\n".encode())
            if source.id in self._snapshots:
                for name in ("manifest.json", "findings.json"):
                    path = self._snapshots[source.id].directory / name
                    key.update(f"{name} {file_sha256(path) if path.exists() else ''}\n".encode())
        return key.hexdigest()
