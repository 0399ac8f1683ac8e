"""Cells and numbers as findings name them."""

from collections.abc import Iterable

import duckdb

CELL = ("topic", "category_1", "category_2", "category_3", "area_code", "period_code")
EXAMPLES = 3  # how many cells a finding names


class Words:
    """The published titles of one table, to say which cell is meant."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, source_id: str) -> None:
        self._topics = _titles(
            connection, "SELECT topic, title FROM core.topic WHERE source_id = ?", source_id
        )
        self._areas = _titles(
            connection,
            "SELECT area_code, area_name FROM core.area WHERE area_code IN "
            "(SELECT area_code FROM core.area_title WHERE source_id = ?)",
            source_id,
        )
        self._categories = _titles(
            connection,
            "SELECT position || ' ' || category_code, title FROM core.category WHERE source_id = ?",
            source_id,
        )

    def cell(self, key: Iterable[str | None]) -> str:
        """A cell by the values of CELL: area, period, topic and categories, as published."""
        topic, *categories, area, period = key
        titles = [
            self._categories.get(f"{position} {code}", code)
            for position, code in enumerate(categories, start=1)
            if code is not None
        ]
        parts = [self.area(area), str(period), self._topics.get(str(topic), str(topic)), *titles]
        return ", ".join(parts)

    def area(self, code: str | None) -> str:
        """An area by its code and name."""
        return f"{code} {self._areas.get(str(code), '')}".strip()


def number(value: float) -> str:
    """A number without a thousands separator, in the same form in both languages.

    >>> number(127340.0), number(11.7)
    ('127340', '11.7')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _titles(connection: duckdb.DuckDBPyConnection, query: str, source_id: str) -> dict[str, str]:
    return dict(connection.execute(query, [source_id]).fetchall())
