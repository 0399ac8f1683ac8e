"""The dots of one table through its sums: from the bounds that are believed to those in `cell`."""

from dataclasses import dataclass

import duckdb

from ingest import block_rows
from ingest.adding_up import Block, blocks_of, is_count
from ingest.propagation import propagate
from ingest.resolved import ResolvedTable
from ingest.warehouse import write_scratch


@dataclass(frozen=True)
class Narrowing:
    """Bounds on their way through the blocks of one table; nothing happens where it has none."""

    blocks: list[Block]
    counts: list[str]
    marks: list[block_rows.Mark]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> "Narrowing":
        """The blocks of the table whose cells are staged on the connection."""
        marks = connection.execute(
            "SELECT DISTINCT published_text, value_attribute FROM staged_cell "
            f"WHERE {block_rows.IS_DOT} ORDER BY ALL"
        ).fetchall()
        counts = [topic.id for topic in table.topics if is_count(topic)]
        return cls(blocks_of(table), counts, marks)

    def start(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Narrow every dot that a sum ties, and let `cell` read what came of it."""
        if not self.blocks:
            return
        dot = f"{', '.join(block_rows.CELL)}, published_text, value_attribute"
        write_scratch(
            connection, "narrowed", f"SELECT {dot}, true AS fits, lower, upper FROM cell LIMIT 0"
        )
        self._pass(connection, "believed_cell")
        tied = " OR ".join(f"({block_rows.selection(b, self.counts)})" for b in self.blocks)
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP VIEW cell AS
            FROM believed_cell WHERE NOT coalesce({block_rows.IS_DOT} AND ({tied}), false)
            UNION ALL BY NAME
            SELECT * EXCLUDE (fits), NULL::DOUBLE AS value, 'unknown_or_secret' AS missing_reason
            FROM narrowed
            """
        )

    def repeat(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Narrow the dots of areas and periods with a new doubt again, from the start."""
        if not self.blocks:
            return
        connection.execute(
            "DELETE FROM scratch.narrowed WHERE (area_code, period_code) IN "
            "(SELECT (area_code, period_code) FROM newly_doubted)"
        )
        self._pass(
            connection,
            "believed_cell SEMI JOIN newly_doubted USING (area_code, period_code)",
        )

    def contradicted(self, connection: duckdb.DuckDBPyConnection) -> list[tuple]:
        """The dots of blocks in which bounds cross."""
        if not self.blocks:
            return []
        return connection.execute(
            f"SELECT {', '.join(block_rows.CELL)} FROM narrowed WHERE NOT fits "
            f"ORDER BY period_code, area_code, {', '.join(block_rows.CELL)}"
        ).fetchall()

    def _pass(self, connection: duckdb.DuckDBPyConnection, cells: str) -> None:
        for block in self.blocks:
            pivoted = block_rows.pivoted(block, self.counts, self.marks, cells)
            write_scratch(connection, "block", pivoted)
            propagate(connection, block, block_rows.believed(block))
            connection.execute(f"INSERT INTO scratch.narrowed {block_rows.dots(block, self.marks)}")
