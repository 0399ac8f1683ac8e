"""Everything that stands out in a new snapshot, before it is taken into use."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest import health
from ingest.errors import IngestError
from ingest.findings import Finding
from ingest.load import fill
from ingest.snapshot import Snapshot
from ingest.source import FigureSource
from ingest.warehouse import working_connection


def examine(
    source: FigureSource,
    snapshot: Snapshot,
    previous: Snapshot | None,
    scratch: Path | None = None,
) -> list[Finding]:
    """What a snapshot shows by itself, and beside the one before it.

    A function of the snapshots and the source file only. An error among the findings means that
    the snapshot must not be used. Raises IngestError where the snapshot cannot be loaded at all; a
    previous one that cannot be loaded any more is not compared with, which is a warning.
    What does not fit in memory passes through `scratch`, by default in the system's own place.
    """
    with TemporaryDirectory(dir=scratch) as folder, working_connection(Path(folder)) as connection:
        fill(connection, [source], {source.id: snapshot}, snapshot.id)
        found = _issues(connection)
        # Another request asks for other rows: what is different then tells nothing of the table.
        if previous and previous.manifest["request"] == snapshot.manifest["request"]:
            found += _compare(connection, source, previous)
    return found


def _issues(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    rows = connection.execute(
        "SELECT severity, subject, message_nl, message_en FROM core.issue ORDER BY rowid"
    ).fetchall()
    findings = [Finding(*row) for row in rows]
    # What was kept beside the snapshot is about another comparison.
    return [finding for finding in findings if finding.subject not in health.COMPARED]


def _compare(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, previous: Snapshot
) -> list[Finding]:
    connection.execute("ATTACH ':memory:' AS before; USE before")
    try:
        fill(connection, [source], {source.id: previous}, previous.id)
    except IngestError as error:
        return [
            Finding(
                "warning",
                "not_compared",
                f"Niet vergeleken met de vorige versie, want die is niet meer te lezen: {error}",
                f"Not compared with the version before, which cannot be read any more: {error}",
            )
        ]
    finally:
        connection.execute("USE memory")
    return health.compare(connection, source, "before.core")
