"""Recast figures of a release: those of today's municipalities are kept, others worked out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from indicators.boundary_years.events import all_events
from indicators.boundary_years.places import place_links
from indicators.boundary_years.recast import recast
from indicators.boundary_years.values import RecastValue
from indicators.definition import Definition
from indicators.ratio import count, place_rules

Query = Callable[[str, dict[str, Any]], list[Any]]
CELLS = Path(__file__).parents[1] / "cells.sql"


def recast_values(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    boundary_year: int,
    release_id: str,
) -> list[RecastValue]:
    """The recast figures of one indicator, by period and code of the municipality.

    The connection must be nobody else's: temporary tables are made on it. Raises BoundaryYearError
    where the municipalities of the year are not known.
    """
    kept = connection.execute(
        "SELECT count(*) FROM mart.recast_value WHERE target_boundary_year = ?", [boundary_year]
    ).fetchall()[0][0]
    if not kept:
        connection.execute(CELLS.read_text(encoding="utf-8"))
        place_links(connection, all_events(connection), boundary_year)
        place_rules(connection, [definition])
        count(connection, [definition])
        recast(connection, [definition], boundary_year, release_id)
    columns = ", ".join(RecastValue.__dataclass_fields__)
    rows = connection.execute(
        f"SELECT {columns} FROM {'mart.recast_value' if kept else 'recast_value'} "
        "WHERE indicator_id = ? ORDER BY period_code, area_code",
        [definition.id],
    ).fetchall()
    return [RecastValue(*row) for row in rows]


def read_recast_series(
    query: Query, indicator_id: str, area_code: str, period_kind: str
) -> list[RecastValue]:
    """The recast figures of one municipality of today, oldest first."""
    columns = ", ".join(RecastValue.__dataclass_fields__)
    rows = query(
        f"SELECT {columns} FROM mart.recast_value WHERE indicator_id = $id "
        "AND area_code = $area AND period_kind = $kind "
        "AND refusal IS DISTINCT FROM 'already_published' ORDER BY period_code",
        {"id": indicator_id, "area": area_code, "kind": period_kind},
    )
    return [RecastValue(*row) for row in rows]
