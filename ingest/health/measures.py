"""The measures of `healthy` in a source file, over one table's published cells.

* `municipalities`, `veilig_thuis_regions`, `provinces`: areas of that level with at least one
  number in the newest period;
* `periods`: periods in the table;
* `figures`: cells with a number;
* `missing_share`: the share of cells without a number, of 1.

Two others compare with the snapshot before and are measured in `changes.py`: `missing_share_rise`,
the rise of `missing_share`, and `changed_definitive_cells`, the number of cells that were
definitive and are another number now. A table that calls itself a selection is exempt.
"""

import duckdb

from ingest.findings import Finding
from ingest.health.words import number
from ingest.source import FigureSource

_LEVELS = {
    "municipalities": "municipality",
    "veilig_thuis_regions": "veilig_thuis_region",
    "provinces": "province",
}


def healthy_measures(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> list[Finding]:
    """Below a declared minimum is a fault, above a declared maximum a warning."""
    if not (source.healthy.minimum or source.healthy.maximum):
        return []
    seen = measure(connection, source.id)
    findings = []
    for name, least in source.healthy.minimum.items():
        if seen[name] < least:
            findings.append(
                Finding(
                    "error",
                    "healthy_minimum",
                    f"De maat {name} is {number(seen[name])}; minstens {number(least)} is nodig om "
                    "de tabel te gebruiken.",
                    f"The measure {name} is {number(seen[name])}; at least {number(least)} is "
                    "needed to use the table.",
                )
            )
    for name, most in source.healthy.maximum.items():
        if name in seen and seen[name] > most:
            findings.append(above_maximum("healthy_maximum", name, seen[name], most))
    return findings


def above_maximum(subject: str, name: str, seen: float, most: float) -> Finding:
    """The warning for one measure that is higher than its source file expects."""
    return Finding(
        "warning",
        subject,
        f"De maat {name} is {number(round(seen, 4))}; niet meer dan {number(most)} was verwacht.",
        f"The measure {name} is {number(round(seen, 4))}; no more than {number(most)} was "
        "expected.",
    )


def measure(
    connection: duckdb.DuckDBPyConnection, source_id: str, schema: str = "core"
) -> dict[str, float]:
    """Every measure of one table in a core schema, by name."""
    (row,) = connection.execute(
        f"""
        SELECT count(value), count(*) - count(value), count(*)
        FROM {schema}.observation WHERE source_id = $id AND NOT is_own_sum
        """,
        {"id": source_id},
    ).fetchall()
    figures, missing, cells = row
    (periods,) = connection.execute(
        f"SELECT count(*) FROM {schema}.period WHERE source_id = $id", {"id": source_id}
    ).fetchall()[0]
    areas = dict(
        connection.execute(
            f"""
            SELECT area_level, count(DISTINCT area_code)
            FROM {schema}.observation
            JOIN {schema}.area USING (area_code)
            JOIN {schema}.source USING (source_id)
            WHERE source_id = $id AND NOT is_own_sum AND value IS NOT NULL
                AND period_code = newest_period
            GROUP BY area_level
            """,
            {"id": source_id},
        ).fetchall()
    )
    return {
        "figures": figures,
        "missing_share": missing / cells if cells else 1.0,
        "periods": periods,
        **{name: areas.get(level, 0) for name, level in _LEVELS.items()},
    }
