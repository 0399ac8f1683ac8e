"""Single cells against what the source file says that a cell can be."""

import duckdb

from ingest.findings import Finding
from ingest.health.words import CELL, EXAMPLES, Words, number
from ingest.source import FigureSource
from ingest.titles import normalise_title


def rounded_as_declared(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """Every number is a multiple of the rounding that its bounds are made with.

    A fault in a table whose columns are all known; a warning where a table takes over others.
    """
    rows = connection.execute(
        "SELECT topic, unit, is_named FROM core.topic WHERE source_id = ?", [source.id]
    ).fetchall()
    roundings = {
        topic: rounding
        for topic, unit, is_named in rows
        if (rounding := _rounding(source, topic, unit, is_named)) is not None
    }
    if not roundings:
        return []
    count, examples = _cells(
        connection,
        source,
        "abs(value / rounding - round(value / rounding)) > 1e-6",
        "JOIN (SELECT unnest($topics) AS topic, unnest($roundings) AS rounding) r USING (topic)",
        {"topics": list(roundings), "roundings": list(roundings.values())},
    )
    if not count:
        return []
    return [
        Finding(
            "warning" if source.takes_over else "error",
            "rounding",
            f"{count} cijfers zijn niet afgerond zoals het bronbestand zegt, dus onze grenzen "
            f"kloppen niet: {examples}.",
            f"{count} figures are not rounded as the source file says, so that our bounds are "
            f"wrong: {examples}.",
        )
    ]


def not_negative(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> list[Finding]:
    """No count is below zero."""
    count, examples = _cells(connection, source, "lower(unit) = 'aantal' AND value < 0")
    if not count:
        return []
    return [
        Finding(
            "error",
            "negative",
            f"{count} aantallen zijn kleiner dan nul: {examples}.",
            f"{count} counts are below zero: {examples}.",
        )
    ]


def percentages_in_range(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """Every percentage lies between 0 and 100."""
    count, examples = _cells(
        connection, source, "starts_with(unit, '%') AND value NOT BETWEEN 0 AND 100"
    )
    if not count:
        return []
    return [
        Finding(
            "warning",
            "percentage",
            f"{count} percentages liggen niet tussen 0 en 100: {examples}.",
            f"{count} percentages do not lie between 0 and 100: {examples}.",
        )
    ]


def counts_above_the_dot(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """No count is printed that, by the declared bound of a dot, would have been a dot."""
    if source.dot_bound is None:
        return []
    low, high = source.dot_bound.bounds
    count, examples = _cells(
        connection,
        source,
        "lower(unit) = 'aantal' AND value BETWEEN $low AND $high",
        parameters={"low": low, "high": high},
    )
    if not count:
        return []
    return [
        Finding(
            "warning",
            "dot_bound",
            f"{count} aantallen van {low} tot en met {high} staan er als cijfer, terwijl wij "
            f"aannemen dat CBS daar een punt zet: {examples}.",
            f"{count} counts from {low} to {high} are printed, where we assume that CBS prints a "
            f"dot: {examples}.",
        )
    ]


def _rounding(source: FigureSource, topic: str, unit: str, is_named: bool) -> float | None:
    if is_named:
        return source.topics[topic].rounding if topic in source.topics else None
    declared = source.takes_over.rounding if source.takes_over else {}
    plain = normalise_title(unit)
    return next((r for u, r in declared.items() if plain.startswith(u)), None)


def _cells(
    connection: duckdb.DuckDBPyConnection,
    source: FigureSource,
    condition: str,
    join: str = "",
    parameters: dict[str, object] | None = None,
) -> tuple[int, str]:
    """How many numbers meet a condition, and the first of them in words."""
    rows = connection.execute(
        f"""
        SELECT {", ".join(CELL)}, value, count(*) OVER () AS cells
        FROM core.observation
        JOIN core.topic USING (source_id, topic)
        {join}
        WHERE source_id = $id AND NOT is_own_sum AND value IS NOT NULL AND {condition}
        ORDER BY ALL LIMIT {EXAMPLES}
        """,
        {"id": source.id, **(parameters or {})},
    ).fetchall()
    if not rows:
        return 0, ""
    words = Words(connection, source.id)
    told = [f"{words.cell(key)}: {number(value)}" for *key, value, _ in rows]
    return rows[0][-1], "; ".join(told)
