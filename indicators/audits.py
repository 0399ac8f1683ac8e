"""What must hold of every release before it is published: queries that give no rows.

Tests check our logic; audits check the data, on every build.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "audits"


class AuditError(Exception):
    """A release does not hold; it is not published."""


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every audit; AuditError names the first that gives rows, with an example."""
    for failure in failures(connection):
        raise AuditError(failure)


def failures(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Every audit that gives rows, with an example."""
    for path in sorted(FOLDER.glob("*.sql")):
        query = path.read_text(encoding="utf-8")
        cursor = connection.execute(query)
        columns = [column[0] for column in cursor.description or []]
        rows = cursor.fetchmany(3)
        if rows:
            examples = [dict(zip(columns, row, strict=True)) for row in rows]
            yield (
                f"audit {path.stem}: saw {examples}; expected no rows. "
                f"What it checks stands at the top of {path.name}."
            )
