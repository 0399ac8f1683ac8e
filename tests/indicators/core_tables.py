"""A `core` with a few cells typed in by hand, for tests of what is computed from it."""

import duckdb

from indicators.definition import read_definitions
from indicators.mart import compute
from indicators.revisions import compare
from ingest.load import SCHEMA, insert_municipalities
from ingest.load_figures import create_view
from ingest.reference_areas import area_level
from ingest.source import figure_sources

Cell = tuple[str, str | None, str | None, str, str, str]  # topic, categories, area, period, text

DOT = {"84849NED", "84851NED", "84852NED", "85361NED"}


def make_core(cells: dict[str, list[Cell]], statuses: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """A connection with `core` filled: cells by source, status by period.

    A source with cells was delivered, and has all that its file names. A place in a region is what
    the caller makes of `core.area`.
    """
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    insert_municipalities(connection)
    areas = sorted({cell[3] for rows in cells.values() for cell in rows} | {"GM9001"})
    for area in areas:
        connection.execute(
            "INSERT INTO core.area (area_code, area_name, area_level, is_current, boundary_year) "
            "VALUES (?, ?, ?, true, 2025)",
            [area, area, area_level(area)],
        )
    for source in figure_sources().values():
        delivered = source.id in cells
        connection.execute(
            "INSERT INTO core.source BY NAME SELECT ? AS source_id, 'figures' AS kind, "
            "'' AS title_nl, '' AS title_en, '' AS publisher, '' AS attribution, '' AS url, "
            "'CC BY 4.0' AS licence, ? AS is_delivered, false AS is_selection, "
            "false AS is_fictitious, ? AS change_key, 'r' AS release_id",
            [source.id, delivered, "key" if delivered else None],
        )
        if delivered:
            for period, status in statuses.items():
                kind = "year" if "JJ" in period else "half_year"
                connection.execute(
                    "INSERT INTO core.period VALUES (?, ?, ?, ?, ?, ?)",
                    [source.id, period, kind, int(period[:4]), period, status],
                )
        for position, spec in enumerate(source.categories, start=1):
            for term in (*spec.terms, *spec.term_patterns):
                connection.execute(
                    "INSERT INTO core.category VALUES (?, ?, ?, ?, ?, ?)",
                    [source.id, spec.name, position, term, term, term],
                )
        if delivered:
            names = [(None, topic) for topic in source.topics] + [
                (spec.name, term)
                for spec in source.categories
                for term in (*spec.terms, *spec.term_patterns)
            ]
            for dimension, name in names:
                connection.execute(
                    "INSERT INTO core.term VALUES (?, ?, ?, true)", [source.id, dimension, name]
                )
        for cell in cells.get(source.id, ()):
            _insert(connection, source.id, cell)
        create_view(connection, source)
    return connection


def compute_all(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], dict]:
    """Every computed row by indicator, area and period."""
    compute(connection, read_definitions().values(), "2026-01-01.1")
    compare.fill(connection, None, "2026-01-01.1", "")
    cursor = connection.execute("FROM mart.indicator_value")
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(r["indicator_id"], r["area_code"], r["period_code"]): r for r in rows}


def _insert(connection: duckdb.DuckDBPyConnection, source_id: str, cell: Cell) -> None:
    topic, category_1, category_2, area, period, text = cell
    unrounded = source_id in ("03759ned", "71487ned")
    percentage = source_id in ("85098NED", "86132NED")
    half = 0 if unrounded else 0.05 if percentage else 2.5
    if text == ".":
        dot = (0, 9) if source_id in DOT else (None, None)
        numbers = (None, *dot, "unknown_or_secret")
    elif text == "":
        numbers = (None, None, None, "impossible")
    else:
        value = float(text)
        numbers = (value, max(0, value - half), value + half, None)
    connection.execute(
        "INSERT INTO core.observation (source_id, topic, category_1, category_2, area_code, "
        "period_code, published_text, value, lower, upper, missing_reason, is_own_sum) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)",
        [source_id, topic, category_1, category_2, area, period, text, *numbers],
    )
