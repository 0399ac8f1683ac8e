"""Which cells an indicator's query read for one figure, told by that query itself.

The query of the definition is run as it stands, on the tables of the release under the same names;
only the cells differ: each carries its number in `core.observation`, and adding or subtracting two
of them writes the operation down (`tracing.sql`). So there is no second copy of a definition that
could say something else. Building a release does not pass through here.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from indicators.definition import Definition
from ingest.load_figures import named_cells
from ingest.source import figure_sources
from ingest.warehouse import sql_literal

FOLDER = Path(__file__).parent

Side = Literal["numerator", "denominator", "remainder"]
Formula = list[Any]  # e.g. ["minus", ["cell", 17], ["absent"]]

_ABSENT: Formula = ["absent"]
_TRACE = """, 'trace': '["cell",' || o.observation_id || ']'"""


@contextmanager
def traced_core(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the tables of a warehouse file, in which the cells of `core` have a trace.

    `core.observation` has one column more: `observation_id`, its row in the file.
    """
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    try:
        connection.execute(f"ATTACH {sql_literal(warehouse)} AS warehouse (READ_ONLY)")
        connection.execute("CREATE SCHEMA core; CREATE SCHEMA mart")
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() "
            "WHERE database_name = 'warehouse' AND schema_name IN ('core', 'mart')"
        ).fetchall()
        for schema, table in tables:
            more = ", rowid AS observation_id" if table == "observation" else ""
            connection.execute(
                f"CREATE VIEW {schema}.{table} AS SELECT *{more} FROM warehouse.{schema}.{table}"
            )
        for source in figure_sources().values():
            query = named_cells(connection, source, _TRACE)
            connection.execute(f'CREATE VIEW core."{source.id}" AS {query}')
        connection.execute((FOLDER / "tracing.sql").read_text(encoding="utf-8"))
        yield connection
    finally:
        connection.close()


def formulas(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    area_code: str,
    period_code: str,
) -> dict[Side, Formula]:
    """The formulas of one area and period as the query gives them, absent where it gives none."""
    sides: tuple[Side, ...] = get_args(Side)
    rows = connection.execute(
        f"SELECT {', '.join(f'trace_of({side})' for side in sides)} FROM (FROM ({definition.sql}) "
        # Few queries tell what the denominator holds beside the numerator.
        "UNION ALL BY NAME SELECT traced(NULL) AS remainder WHERE false) "
        "WHERE area_code = $area AND period_code = $period",
        {"area": area_code, "period": period_code},
    ).fetchall()
    found = rows[0] if rows else [json.dumps(_ABSENT)] * len(sides)
    return {side: json.loads(text) for side, text in zip(sides, found, strict=True)}


def observation_ids(formula: Formula) -> list[int]:
    """The rows of `core.observation` in a formula, in the order in which they stand there."""
    if formula[0] == "cell":
        return [formula[1]]
    parts = (observation_ids(part) for part in formula[1:] if isinstance(part, list))
    return [row for part in parts for row in part]
