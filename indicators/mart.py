"""Computing `mart` from `core`: every definition through the one shared ratio."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from indicators.definition import ORDER, Definition
from ingest.progress import Report, no_report

FOLDER = Path(__file__).parent


def compute(
    connection: duckdb.DuckDBPyConnection,
    definitions: Iterable[Definition],
    release_id: str,
    report: Report = no_report,
) -> None:
    """Create and fill `mart.indicator_value`; `core` must be loaded on the same connection."""
    definitions = list(definitions)
    for name in ("mart.sql", "cells.sql"):
        connection.execute((FOLDER / name).read_text(encoding="utf-8"))
    ratio = (FOLDER / "ratio.sql").read_text(encoding="utf-8")
    for done, definition in enumerate(definitions):
        report("indicators", done, len(definitions))
        connection.execute(f"CREATE OR REPLACE TEMP VIEW definition AS {definition.sql}")
        connection.execute(
            ratio,
            {
                "id": definition.id,
                "order": ORDER.index(definition.id),
                "kind": definition.kind,
                "complement": definition.complement,
                "multiplier": definition.multiplier,
                "scale": 10**definition.decimals,
                "unit": definition.unit,
                "population": definition.population,
                "area_levels": list(definition.area_levels),
                "period_kinds": list(definition.period_kinds),
                "sources": definition.sources,
                "version": definition.version,
                "release_id": release_id,
            },
        )
    connection.execute("DROP VIEW definition")
    report("indicators", len(definitions), len(definitions))
