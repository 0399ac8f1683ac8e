"""A release of cells typed in by hand, in a directory of its own."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from indicators.api import Release
from indicators.definition import read_definitions
from indicators.mart import compute
from ingest.source import figure_sources
from ingest.warehouse import sql_literal
from tests.indicators.core_tables import Cell, make_core


def release_of(
    folder: Path,
    cells: dict[str, list[Cell]],
    indicators: Iterable[str],
    change: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None,
) -> Release:
    """Compute these indicators from the cells; `change` is done to `core` before."""
    periods = {cell[4]: "definitive" for rows in cells.values() for cell in rows}
    connection = make_core(cells, periods)
    _name_topics(connection)
    change(connection)
    compute(connection, [read_definitions()[one] for one in indicators], "2026-01-01.1")
    folder.mkdir(exist_ok=True)
    warehouse = folder / "warehouse.duckdb"
    connection.execute(f"ATTACH {sql_literal(warehouse)} AS warehouse")
    connection.execute("CREATE SCHEMA warehouse.core; CREATE SCHEMA warehouse.mart")
    for schema, table in connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() "
        "WHERE database_name = 'memory' AND schema_name IN ('core', 'mart') ORDER BY ALL"
    ).fetchall():
        name = f"{schema}.{table}"
        connection.execute(f"CREATE TABLE warehouse.{name} AS FROM memory.{name}")
    (view,) = connection.execute(
        "SELECT sql FROM duckdb_views() WHERE view_name = 'marked_comparison'"
    ).fetchall()[0]
    connection.execute("USE warehouse")
    connection.execute(view)
    connection.close()
    snapshots = {source: "gone" for source in cells}
    manifest = {"id": "2026-01-01.1", "version": "1.0.0", "snapshots": snapshots, "files": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return Release(folder)


def _name_topics(connection: duckdb.DuckDBPyConnection) -> None:
    """The topics of all cells under our own names; sums that are made while loading are counts."""
    for source_id, topic in connection.execute(
        "SELECT DISTINCT source_id, topic FROM core.observation ORDER BY ALL"
    ).fetchall():
        spec = figure_sources()[source_id].topics.get(topic)
        connection.execute(
            "INSERT INTO core.topic VALUES (?, ?, ?, NULL, ?, true)",
            [source_id, topic, topic, spec.unit if spec else "aantal"],
        )
