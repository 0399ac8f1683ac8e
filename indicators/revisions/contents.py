"""What two releases hold, for the version and for the summary in the manifest."""

import csv
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

from indicators.revisions.published_release import PublishedRelease, attached
from indicators.revisions.version import FIRST, Contents, Version, next_version


def version(
    connection: duckdb.DuckDBPyConnection, files: Path, predecessor: PublishedRelease | None
) -> Version:
    """The version of the release in `connection`, whose public tables stand in `files`."""
    if predecessor is None:
        return Version(FIRST, ())
    newer = Contents(*_computed(connection, "mart"), _columns(files))
    with attached(connection, predecessor.warehouse):
        computed = _computed(connection, "predecessor.mart")
    older = Contents(*computed, _columns(predecessor.directory / "files"))
    return next_version(predecessor.manifest["version"], older, newer)


def summary(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """How many figures differ from the release before: in all, by cause, by indicator and cause."""
    rows = connection.execute(
        "SELECT indicator_id, cause, count(*) FROM mart.revision "
        "GROUP BY indicator_id, indicator_order, cause ORDER BY indicator_order, cause"
    ).fetchall()
    by_cause: Counter[str] = Counter()
    by_indicator: dict[str, dict[str, int]] = {}
    for indicator_id, cause, count in rows:
        by_cause[cause] += count
        by_indicator.setdefault(indicator_id, {})[cause] = count
    return {
        "figures": by_cause.total(),
        "by_cause": dict(sorted(by_cause.items())),
        "by_indicator": by_indicator,
    }


def _computed(
    connection: duckdb.DuckDBPyConnection, schema: str
) -> tuple[dict[str, str], frozenset[str]]:
    """Indicators with their versions, and the periods for which they have rows."""
    rows = connection.execute(
        "SELECT indicator_id, max(indicator_version), "
        "list(DISTINCT indicator_id || ' ' || period_code) "
        f"FROM {schema}.indicator_value GROUP BY indicator_id"
    ).fetchall()
    versions = {indicator_id: number for indicator_id, number, _ in rows}
    return versions, frozenset(period for _, _, periods in rows for period in periods)


def _columns(files: Path) -> frozenset[str]:
    """`table.column` of every public table, read from the files that readers have."""
    columns: set[str] = set()
    for path in files.glob("*.csv*"):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            header = file.readline().decode()
        table = path.name.partition(".")[0]
        columns |= {f"{table}.{column}" for column in next(csv.reader([header]))}
    return frozenset(columns)
