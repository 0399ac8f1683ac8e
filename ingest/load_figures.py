"""One table of figures to `core`: observations, and the areas, periods, categories and topics that
they refer to.
"""

import duckdb

from ingest.bounds import narrow_dots
from ingest.findings import Finding
from ingest.reference_areas import area_level, plain_name
from ingest.resolve import resolve
from ingest.resolved import ResolvedDimension, ResolvedTable
from ingest.snapshot import Snapshot
from ingest.source import FigureSource
from ingest.staging import CATEGORY_COLUMNS, drop_staged, stage
from ingest.warehouse import insert_rows

STATUSES = {
    "Definitief": "definitive",
    "NaderVoorlopig": "revised_provisional",
    "Voorlopig": "provisional",
}


def load_figures(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, snapshot: Snapshot
) -> list[Finding]:
    """Load one table of figures; gives what stands out, raises SourceChangedError on faults."""
    table = resolve(
        source,
        snapshot.properties,
        snapshot.code_lists,
        is_selection=snapshot.entry.is_selection,
    )
    findings = [*table.remarks, *stage(connection, table, snapshot.rows)]
    if table.period:
        findings += _insert_periods(connection, source, table.period)
    _insert_categories(connection, table)
    _insert_topics(connection, table)
    _insert_terms(connection, table)
    findings += narrow_dots(connection, table, is_selection=snapshot.entry.is_selection)
    _insert_observations(connection, source)
    titles = [(source.id, area.code, area.title) for area in table.area.categories]
    insert_rows(connection, "core.area_title", titles)
    connection.execute(
        """
        UPDATE core.source SET
            row_count = (SELECT count(*) FROM staging),
            newest_period = (
                SELECT max_by(period_code, (year, period_code)) FROM core.period
                WHERE source_id = $id
            )
        WHERE source_id = $id
        """,
        {"id": source.id},
    )
    drop_staged(connection)
    return findings


def create_view(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> None:
    """`core."<table>"`: the table under our own names, a cell with its bounds as one value.

    This is what the indicator queries read. It exists, empty, for a table that was not delivered.
    """
    query = named_cells(connection, source, "")
    connection.execute(f'CREATE VIEW core."{source.id}" AS {query}')


def named_cells(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, with_each_cell: str
) -> str:
    """The query behind `core."<table>"`; `with_each_cell` adds to the cell, e.g. `, 'a': o.b`."""
    names, joins = [], []
    if not source.transformation:
        # A dimension that the table turns out not to have leaves the others a place earlier.
        places = dict(
            connection.execute(
                "SELECT DISTINCT dimension, position FROM core.category WHERE source_id = ?",
                [source.id],
            ).fetchall()
        )
        for declared, spec in enumerate(source.categories, start=1):
            number = places.get(spec.name) if places else declared
            if number is None:
                names.append(f"NULL AS {spec.name}, ")
                continue
            names.append(f"coalesce(c{number}.term, o.category_{number}) AS {spec.name}, ")
            joins.append(
                f"LEFT JOIN core.category c{number} ON c{number}.source_id = o.source_id "
                f"AND c{number}.dimension = '{spec.name}' "
                f"AND c{number}.category_code = o.category_{number} "
            )
    return f"""
        SELECT o.topic, {"".join(names)}o.area_code, o.period_code,
               {{'value': o.value, 'lower': o.lower, 'upper': o.upper,
                 'missing_reason': o.missing_reason, 'is_own_sum': o.is_own_sum
                 {with_each_cell}}} AS cell
        FROM core.observation o {"".join(joins)}
        WHERE o.source_id = '{source.id}'
        """


def _insert_observations(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> None:
    if source.transformation:
        query = source.transformation.read_text(encoding="utf-8")
        for topic, title in connection.execute(
            f"SELECT DISTINCT topic, topic_title FROM ({query}) ORDER BY ALL"
        ).fetchall():
            connection.execute(
                "INSERT INTO core.topic VALUES (?, ?, ?, NULL, 'aantal', true)",
                [source.id, topic, title],
            )
        columns = "* EXCLUDE (topic_title)"
    else:
        query = "SELECT *, false AS is_own_sum FROM cell"
        columns = "*"
    categories = ", ".join(f"category_{number}" for number in range(1, CATEGORY_COLUMNS + 1))
    connection.execute(
        f"INSERT INTO core.observation BY NAME SELECT $id AS source_id, {columns} FROM ({query}) "
        f"ORDER BY topic, {categories}, period_code, area_code",
        {"id": source.id},
    )


def insert_published_areas(connection: duckdb.DuckDBPyConnection, source: FigureSource) -> None:
    """Add areas that only the publisher's list has, such as dissolved municipalities.

    The first table that gives an area a title gives it its published name.
    """
    used = (
        "FROM core.area_title t SEMI JOIN (SELECT DISTINCT area_code FROM core.observation "
        "WHERE source_id = $id) o USING (area_code)"
    )
    connection.execute(
        f"UPDATE core.area SET published_name = used.title "
        f"FROM (SELECT area_code, title {used} WHERE source_id = $id) used "
        "WHERE area.area_code = used.area_code AND area.published_name IS NULL",
        {"id": source.id},
    )
    new = connection.execute(
        f"SELECT area_code, title {used} ANTI JOIN core.area a USING (area_code) "
        "WHERE source_id = $id ORDER BY area_code",
        {"id": source.id},
    ).fetchall()
    rows = [
        (code, plain_name(title), area_level(code), title, None, None, None, False, None,
         source.attribution)
        for code, title in new
    ]  # fmt: skip
    insert_rows(connection, "core.area", rows)


def _insert_periods(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, dimension: ResolvedDimension
) -> list[Finding]:
    rows, findings = [], []
    for period in dimension.kept:
        status = STATUSES.get(period.status or "", "not_stated")
        if period.status and status == "not_stated":
            findings.append(_unknown_status(period.code, period.status))
        kind = {"JJ": "year", "HJ": "half_year"}.get(period.code[4:6], "other")
        year = int(period.code[:4]) if period.code[:4].isdigit() else None
        rows.append((source.id, period.code, kind, year, period.title, status))
    insert_rows(connection, "core.period", rows)
    return findings


def _unknown_status(period: str, status: str) -> Finding:
    return Finding(
        "warning",
        "unknown_status",
        f"Periode {period} heeft een status die wij niet kennen: {status}.",
        f"Period {period} has a status that we do not know: {status}.",
    )


def _insert_categories(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = [
        (table.source.id, dimension.spec.name, position, c.code, c.title, c.term)
        for position, dimension in enumerate(table.categories, start=1)
        for c in dimension.kept
    ]
    insert_rows(connection, "core.category", rows)


def _insert_topics(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = [
        (table.source.id, t.id, t.title, " > ".join(t.group) or None, t.unit, t.is_named)
        for t in table.topics
    ]
    insert_rows(connection, "core.topic", rows)


def _insert_terms(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    source, topics = table.source, {topic.id for topic in table.topics}
    rows: list[tuple[object, ...]] = [
        (source.id, None, topic, topic in topics) for topic in source.topics
    ]
    resolved = {dimension.spec.name: dimension for dimension in table.categories}
    for spec in source.categories:
        dimension = resolved.get(spec.name)
        found = {c.term for c in dimension.categories} if dimension else set()
        rows += [
            (source.id, spec.name, term, term in found)
            for term in (*spec.terms, *spec.term_patterns)
        ]
    insert_rows(connection, "core.term", rows)
