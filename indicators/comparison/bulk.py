"""Many rows at once: arrays to a table of the warehouse."""

from collections.abc import Mapping

import duckdb
import numpy as np

Columns = dict[str, np.ndarray]


def insert_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, np.ndarray]
) -> None:
    """Insert one row an element; a NaN, and None in a column of objects, become NULL."""
    connection.register("bulk", dict(columns))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM bulk")
    connection.unregister("bulk")
