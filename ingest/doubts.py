"""Which dots the declared bound of a table is not believed of, whatever stands beside them.

Where nothing of an area and period is printed in the whole table, figures are lacking, not small.

A publisher may hide a second area, of whatever size, so that a first one cannot be found by
subtraction from their region. Where the members of a region cannot make up its count with the
bounds that their dots have, one of these dots is larger, and nobody can tell which.
"""

import duckdb

from ingest.block_rows import CELL
from ingest.health.intervals import verdict
from ingest.health.regions import PARTS_OF_THE_COUNTRY, REGIONS, fit, fit_parameters
from ingest.source import TableSource

_LEVELS = (*REGIONS, *(f"country_{level}" for level in PARTS_OF_THE_COUNTRY))
_COLUMNS = ", ".join(CELL)


def start_doubts(connection: duckdb.DuckDBPyConnection, *, of_silent_areas: bool) -> None:
    """Make `believed_cell` of `staged_cell`, the declared bound taken from every doubted dot."""
    silent = "count(value) = 0" if of_silent_areas else "false"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE silent AS
        SELECT area_code, period_code FROM staged_cell GROUP BY ALL HAVING {silent};
        CREATE OR REPLACE TEMP TABLE doubted AS SELECT {_COLUMNS} FROM staged_cell LIMIT 0;
        CREATE OR REPLACE TEMP VIEW believed_cell AS
        SELECT c.* REPLACE (
            CASE WHEN s.area_code IS NULL AND d.area_code IS NULL THEN c.lower END AS lower,
            CASE WHEN s.area_code IS NULL AND d.area_code IS NULL THEN c.upper END AS upper
        )
        FROM staged_cell c
        LEFT JOIN silent s USING (area_code, period_code)
        LEFT JOIN doubted d ON {_same_cell("d", "c")} AND d.area_code = c.area_code;
        """
    )


def doubt_by_regions(connection: duckdb.DuckDBPyConnection, source: TableSource) -> list[tuple]:
    """Doubt the dots of regions whose members, bounded as in `cell`, cannot make up their count.

    Gives the cells of those regions as far as there are new doubts, which stand in `newly_doubted`.
    Regions, their members, and the topics and periods of the table must be in `core`.
    """
    parameters = fit_parameters(source, _LEVELS)
    if parameters is None:
        return []
    cell = ", ".join("whole" if name == "area_code" else name for name in CELL)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE too_little AS
        {fit("cell")}
        SELECT {cell}, unnest(parts) AS part
        FROM fit
        JOIN (SELECT kind, period_code, whole, list(part) AS parts FROM member GROUP BY ALL)
            USING (kind, period_code, whole)
        WHERE {verdict("members")} = 'too_little_by_dots'
        """,
        parameters,
    )
    # In a statement of its own: as one with the sums it takes twenty times as long.
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE unlikely AS
        SELECT t.*
        FROM too_little t
        JOIN cell c ON {_same_cell("c", "t")} AND c.area_code = t.part
        ANTI JOIN doubted d ON {_same_cell("d", "t")} AND d.area_code = t.part
        WHERE c.value IS NULL;
        CREATE OR REPLACE TEMP TABLE newly_doubted AS
        SELECT DISTINCT {cell.replace("whole", "part AS area_code")} FROM unlikely;
        INSERT INTO doubted FROM newly_doubted
        """
    )
    return connection.execute(
        f"SELECT DISTINCT {cell} FROM unlikely ORDER BY period_code, {cell}"
    ).fetchall()


def insert_doubts(connection: duckdb.DuckDBPyConnection, source: TableSource) -> None:
    """Write down in `core` which dots were doubted by their regions."""
    connection.execute(
        f"INSERT INTO core.doubted_cell BY NAME "
        f"SELECT DISTINCT $id AS source_id, {_COLUMNS} FROM doubted ORDER BY ALL",
        {"id": source.id},
    )


def _same_cell(one: str, other: str) -> str:
    """SQL: whether two cells are the same but for their area."""
    return " AND ".join(
        f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in CELL if name != "area_code"
    )
