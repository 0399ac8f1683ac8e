"""Is a loaded table fit to be used, by itself and beside the version before it.

Each module is one subject; docs/checks.md says of every check what it compares and whether it stops
the table. Checks read the schema `core` and change nothing. What must hold before rows become cells
at all is checked in `ingest/checks.py`.
"""

from collections.abc import Callable

import duckdb

from ingest.findings import Finding
from ingest.health.cells import (
    counts_above_the_dot,
    not_negative,
    percentages_in_range,
    rounded_as_declared,
)
from ingest.health.changes import (
    definitive_cells_changed,
    disappeared,
    missing_rose,
    rows_changed,
    statuses_went_back,
)
from ingest.health.measures import healthy_measures
from ingest.health.names import titles_against_codes
from ingest.health.parts import parts_against_totals
from ingest.health.periods import statuses_in_order
from ingest.health.regions import country_against_regions, regions_against_municipalities
from ingest.health.swaps import swapped_regions, swapped_series
from ingest.source import FigureSource

Check = Callable[[duckdb.DuckDBPyConnection, FigureSource], list[Finding]]
Comparison = Callable[[duckdb.DuckDBPyConnection, FigureSource, str], list[Finding]]

CHECKS: tuple[Check, ...] = (
    parts_against_totals,
    country_against_regions,
    regions_against_municipalities,
    swapped_regions,
    titles_against_codes,
    rounded_as_declared,
    not_negative,
    percentages_in_range,
    counts_above_the_dot,
)
# A selection is meant to be incomplete, and may be put together from editions of several days.
CHECKS_OF_A_WHOLE_TABLE: tuple[Check, ...] = (healthy_measures, statuses_in_order)
COMPARISONS: tuple[Comparison, ...] = (swapped_series, definitive_cells_changed)
COMPARISONS_OF_WHOLE_TABLES: tuple[Comparison, ...] = (
    disappeared,
    rows_changed,
    missing_rose,
    statuses_went_back,
)

# The subjects of what a comparison finds. They are kept beside a snapshot; what a table shows by
# itself is found again whenever it is loaded.
COMPARED = frozenset(
    {
        "swapped_series",
        "status_went_back",
        "definitive_changed",
        "disappeared",
        "row_count",
        "healthy_change",
        "not_compared",
    }
)


def check(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> list[Finding]:
    """Everything that stands out in one table of `core` by itself; nothing if it is not there."""
    state = _state(connection, source, "core")
    if state is None:
        return []
    checks = CHECKS if state == "selection" else (*CHECKS_OF_A_WHOLE_TABLE, *CHECKS)
    return [finding for check in checks for finding in check(connection, source)]


def compare(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, before: str
) -> list[Finding]:
    """What stands out in one table of `core` beside the version before it.

    `before` is the core schema that holds that version, such as `before.core`.
    """
    states = {_state(connection, source, schema) for schema in ("core", before)}
    if None in states:
        return []
    comparisons = COMPARISONS
    if "selection" not in states:
        comparisons = (*COMPARISONS_OF_WHOLE_TABLES, *COMPARISONS)
    return [finding for one in comparisons for finding in one(connection, source, before)]


def _state(connection: duckdb.DuckDBPyConnection, source: FigureSource, schema: str) -> str | None:
    rows = connection.execute(
        f"SELECT CASE WHEN is_selection THEN 'selection' ELSE 'whole' END FROM {schema}.source "
        "WHERE source_id = ? AND is_delivered",
        [source.id],
    ).fetchall()
    return rows[0][0] if rows else None
