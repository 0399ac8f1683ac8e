"""The status of a table's periods, beside each other."""

import duckdb

from ingest.findings import Finding
from ingest.source import FigureSource

# From the least to the most settled.
SETTLED = "list_position(['provisional', 'revised_provisional', 'definitive'], {})"


def statuses_in_order(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> list[Finding]:
    """No period is less settled than a later one of the same kind; `not_stated` says nothing."""
    rows = connection.execute(
        f"""
        SELECT old.period_code, new.period_code
        FROM core.period old
        JOIN core.period new
            ON new.source_id = old.source_id AND new.period_code > old.period_code
            AND new.period_code[5:6] = old.period_code[5:6]
        WHERE old.source_id = $id
            AND {SETTLED.format("old.status")} < {SETTLED.format("new.status")}
        ORDER BY ALL
        """,
        {"id": source.id},
    ).fetchall()
    if not rows:
        return []
    older, newer = rows[0]
    return [
        Finding(
            "warning",
            "status_order",
            f"Periode {older} is nog voorlopig, terwijl de latere periode {newer} al vaster staat.",
            f"Period {older} is still provisional, while the later period {newer} is more settled.",
        )
    ]
