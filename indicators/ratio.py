"""The one ratio (`ratio.sql`), into any table of the form of `mart.indicator_value`."""

from pathlib import Path

import duckdb

from indicators.definition import ORDER, Definition

RATIO = Path(__file__).with_name("ratio.sql")


def insert_ratios(
    connection: duckdb.DuckDBPyConnection, definition: Definition, release_id: str, into: str
) -> None:
    """Insert a row for every area and period of one indicator.

    The view `definition` gives numerator and denominator; the macros of `cells.sql` must be there.
    """
    connection.execute(
        f"INSERT INTO {into}\n{RATIO.read_text(encoding='utf-8')}",
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
