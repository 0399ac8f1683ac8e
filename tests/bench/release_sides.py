"""The parts of a build that `make bench-release` measures, beside a bare scan of its snapshots.

    python -m tests.bench.release_sides SIDE DATA FOLDER

prints the seconds by the clock and of the processors, the most memory that the process held, and
how many cells were read or written, as JSON. Imports are not timed.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from indicators import audits
from indicators.definition import read_definitions
from indicators.files import export
from indicators.mart import compute
from indicators.release import build
from indicators.revisions import compare
from indicators.tables import REVISIONS, TABLES
from ingest.files import read_json, write_json
from ingest.load import leave_out_invented, load
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import figure_sources, read_sources
from ingest.warehouse import read_warehouse, sql_literal, working_connection, write_warehouse

RELEASE = "2026-01-01.1"
CHANGED = "84852NED"


class Times(NamedTuple):
    """Seconds by the clock and of the processors, of this process."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Times":
        """As it is now; only differences mean something."""
        return cls(time.perf_counter(), time.process_time())


def snapshots(data: Path) -> dict[str, Snapshot]:
    """The snapshots in use."""
    store = SnapshotStore(data)
    return {name: found for name in read_sources() if (found := store.current(name))}


def scan(data: Path, folder: Path) -> int:
    """DuckDB reads every value of every table of figures as text and counts them."""
    values = 0
    with working_connection(folder) as connection:
        for keys, rows in _published(data):
            counts = " + ".join(f"count({key})" for key in keys)
            values += connection.execute(f"SELECT {counts} FROM {rows}").fetchall()[0][0]
    return values


def floor(data: Path, folder: Path) -> int:
    """The same values as texts into tables of a file; nothing is looked at."""
    rows_written = 0
    with write_warehouse(folder / "floor.duckdb") as connection:
        for number, (keys, rows) in enumerate(_published(data)):
            columns = ", ".join(keys)
            connection.execute(f"CREATE TABLE t{number} AS SELECT {columns} FROM {rows}")
            count = connection.execute(f"SELECT count(*) FROM t{number}").fetchall()[0][0]
            rows_written += count
    return rows_written


def core_and_mart(data: Path, folder: Path) -> int:
    """`core` and `mart`, audited and committed; tables are taken as they were loaded before."""
    sources = read_sources().values()
    together = leave_out_invented(sources, snapshots(data))
    with write_warehouse(folder / "warehouse.duckdb") as connection:
        load(connection, sources, together, RELEASE, keep_in=data)
        compute(connection, read_definitions().values(), RELEASE)
        compare.fill(connection, None, RELEASE, "")
        audits.check(connection)
        return connection.execute("SELECT count(*) FROM core.observation").fetchall()[0][0]


def core_and_mart_anew(data: Path, folder: Path) -> int:
    """The same with nothing kept from before: every table is read from its snapshot again."""
    shutil.rmtree(data / "loaded", ignore_errors=True)
    return core_and_mart(data, folder)


def one_table_changed(data: Path, folder: Path) -> int:
    """The same where one table, of middling size, cannot be taken as it was loaded before."""
    index = data / "loaded" / "core.json"
    kept = read_json(index)
    kept["key"] = kept["tables"][CHANGED]["key"] = "another"
    write_json(index, kept)
    started[0] = Times.now()
    return core_and_mart(data, folder)


def no_news(data: Path, folder: Path) -> int:
    """A whole build where neither a snapshot nor the program changed since the newest release."""
    outcome = build(data, read_sources().values())
    if outcome.kind != "unchanged":
        raise RuntimeError(f"saw release {outcome.release_id} {outcome.kind}; expected no news")
    return len(snapshots(data))


def files(data: Path, folder: Path) -> int:
    """The public tables of a finished warehouse as files; the changes need a release before."""
    core_and_mart(data, folder)
    started[0] = Times.now()
    (folder / "files").mkdir()
    connection = read_warehouse(folder / "warehouse.duckdb")
    tables = [table for table in TABLES if table is not REVISIONS]
    return sum(export(connection, table, folder / "files")["rows"] for table in tables)


SIDES: dict[str, Callable[[Path, Path], int]] = {
    "scan": scan,
    "floor": floor,
    "core and mart": core_and_mart,
    "core and mart, one table changed": one_table_changed,
    "core and mart anew": core_and_mart_anew,
    "no news": no_news,
    "files": files,
}
started = [Times(0, 0)]


def _published(data: Path) -> Iterator[tuple[list[str], str]]:
    """Of every table of figures in the wide form: its columns, quoted, and its pages for DuckDB."""
    for name, snapshot in snapshots(data).items():
        if name in figure_sources() and snapshot.rows.form == "wide":
            keys = [row["Key"] for row in snapshot.properties if row["Key"]]
            pages = [str(page) for page in snapshot.rows.pages]
            columns = dict.fromkeys(keys, "VARCHAR")
            yield (
                ['"' + key.replace('"', '""') + '"' for key in keys],
                f"read_json({sql_literal(pages)}, format = 'array', "
                f"maximum_object_size = 1048576, columns = {sql_literal(columns)})",
            )


def main() -> None:
    """Run one side."""
    side, data, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    duckdb.connect().close()
    started[0] = Times.now()
    found = SIDES[side](data, folder)
    ended = Times.now()
    answer = {
        "seconds": ended.clock - started[0].clock,
        "processor_seconds": ended.processor - started[0].processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": found,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
