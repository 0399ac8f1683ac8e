"""The one ratio (`ratio.sql`), into any table of the form of `mart.indicator_value`."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from indicators.definition import ORDER, Definition
from ingest.warehouse import insert_rows

RATIO = Path(__file__).with_name("ratio.sql")


def place_rules(connection: duckdb.DuckDBPyConnection, definitions: Iterable[Definition]) -> None:
    """Make the temporary table `indicator`: what the arithmetic must know of each."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE indicator (id VARCHAR, position INTEGER, kind VARCHAR, "
        "has_counts BOOLEAN, complement BOOLEAN, complement_of VARCHAR, is_regional BOOLEAN, "
        "multiplier INTEGER, scale INTEGER, unit VARCHAR, population VARCHAR, "
        "area_levels VARCHAR[], period_kinds VARCHAR[], sources VARCHAR[], version VARCHAR)"
    )
    rows = [
        (
            one.id,
            ORDER.index(one.id),
            one.kind,
            one.has_counts,
            one.complement,
            one.complement_of,
            one.is_regional,
            one.multiplier,
            10**one.decimals,
            one.unit,
            one.population,
            list(one.area_levels),
            list(one.period_kinds),
            one.sources,
            one.version,
        )
        for one in definitions
    ]
    insert_rows(connection, "indicator", rows)


def count(connection: duckdb.DuckDBPyConnection, definitions: Iterable[Definition]) -> None:
    """Make the temporary table `counted`: what the query of each indicator gives.

    The macros of `cells.sql` must be there.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT ''::VARCHAR AS indicator_id, "
        "''::VARCHAR AS area_code, ''::VARCHAR AS period_code, no_bounds() AS numerator, "
        "no_bounds() AS denominator, no_bounds() AS remainder LIMIT 0"
    )
    for one in definitions:
        connection.execute(
            f"INSERT INTO counted BY NAME SELECT $id AS indicator_id, * FROM ({one.sql})",
            {"id": one.id},
        )


def insert_ratios(
    connection: duckdb.DuckDBPyConnection,
    release_id: str,
    into: str,
    *,
    only_counted: bool = False,
) -> None:
    """Insert a row for every area and period of every indicator, from `indicator` and `counted`.

    `only_counted`: leave out the areas and periods for which the queries gave nothing.
    """
    connection.execute(
        f"INSERT INTO {into}\n{RATIO.read_text(encoding='utf-8')}",
        {"release_id": release_id, "only_counted": only_counted},
    )
