"""Snapshots to `core`: every published cell once, codes stripped, missing reasons typed.

Nothing is fetched here and no clock is read: the same snapshots give the same rows.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from ingest.bounds import narrow_by_totals
from ingest.errors import NothingToLoadError
from ingest.progress import Report, no_report
from ingest.reference_areas import area_level, plain_name, read_reference
from ingest.resolve import ResolvedTable, resolve
from ingest.snapshot import Snapshot
from ingest.source import Source
from ingest.staging import stage
from ingest.warehouse import insert_rows

SCHEMA = Path(__file__).with_name("schema.sql")

STATUSES = {
    "Definitief": "definitive",
    "NaderVoorlopig": "revised_provisional",
    "Voorlopig": "provisional",
}


def load(
    connection: duckdb.DuckDBPyConnection,
    sources: Iterable[Source],
    snapshots: dict[str, Snapshot],
    release_id: str,
    report: Report = no_report,
) -> None:
    """Fill `core` from the given snapshots; a source without one is there, marked not delivered."""
    sources = list(sources)
    if not any(source.id in snapshots for source in sources):
        raise NothingToLoadError(
            "saw no snapshot of any source; expected at least one. Run `hulpmonitor ingest` first."
        )
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    _insert_reference_areas(connection)
    for done, source in enumerate(sources):
        report("load", done, len(sources))
        snapshot = snapshots.get(source.id)
        _insert_source(connection, source, snapshot, release_id)
        if snapshot:
            _load_source(connection, source, snapshot)
        else:
            _insert_issue(
                connection, source.id, "table", "not delivered: its indicators have no figures"
            )
        _create_view(connection, source)
    report("load", len(sources), len(sources))


def _load_source(connection: duckdb.DuckDBPyConnection, source: Source, snapshot: Snapshot) -> None:
    snapshot.verify()
    entry = snapshot.entry
    table = resolve(
        source, snapshot.properties, snapshot.code_lists, is_selection=entry.is_selection
    )
    for remark in table.remarks:
        _insert_issue(connection, source.id, "selection", remark)
    for warning in stage(connection, table, snapshot.pages, entry):
        _insert_issue(connection, source.id, "rows", warning)
    _insert_periods(connection, table)
    _insert_categories(connection, table)
    _insert_topics(connection, table)
    for contradiction in narrow_by_totals(connection, table):
        _insert_issue(connection, source.id, "bounds", contradiction)
    _insert_observations(connection, table)
    _insert_published_areas(connection, table)
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
    connection.execute("DROP TABLE staging; DROP TABLE cell")


def _insert_observations(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    source = table.source
    if source.transformation:
        query = source.transformation.read_text(encoding="utf-8")
        for topic, title in connection.execute(
            f"SELECT DISTINCT topic, topic_title FROM ({query}) ORDER BY ALL"
        ).fetchall():
            connection.execute(
                "INSERT INTO core.topic VALUES (?, ?, ?, NULL, 'aantal')", [source.id, topic, title]
            )
        columns = "* EXCLUDE (topic_title)"
    else:
        query = """
            SELECT topic, category_1, category_2, area_code, period_code, published_text, value,
                   lower, upper, missing_reason, false AS is_own_sum
            FROM cell
        """
        columns = "*"
    connection.execute(
        f"INSERT INTO core.observation SELECT $id, {columns} FROM ({query}) "
        "ORDER BY topic, category_1, category_2, period_code, area_code",
        {"id": source.id},
    )


def _insert_source(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    snapshot: Snapshot | None,
    release_id: str,
) -> None:
    entry = snapshot.entry if snapshot else None
    connection.execute(
        f"INSERT INTO core.source VALUES ({', '.join('?' * 15)}, NULL, NULL, ?)",
        [
            source.id,
            source.title.nl,
            source.title.en,
            entry.title if entry else None,
            source.publisher.name,
            source.attribution,
            source.url,
            source.licence,
            entry is not None,
            entry.is_selection if entry else False,
            entry.is_fictitious if entry else False,
            entry.modified if entry else None,
            entry.change_key if entry else None,
            snapshot.id if snapshot else None,
            snapshot.retrieved_at.replace(tzinfo=None) if snapshot else None,
            release_id,
        ],
    )


def _insert_reference_areas(connection: duckdb.DuckDBPyConnection) -> None:
    regions = [
        (row["code"], row["name"], row["area_level"], None, None, None, True,
         int(row["boundary_year"]), row["source"])
        for row in read_reference("regions")
    ]  # fmt: skip
    municipalities = [
        (row["code"], row["name"], "municipality", None, row["province_code"],
         row["veilig_thuis_code"], True, int(row["boundary_year"]), row["source"])
        for row in read_reference("municipalities")
    ]  # fmt: skip
    insert_rows(connection, "core.area", regions + municipalities)


def _insert_published_areas(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    """Add areas that only the publisher's list has, such as dissolved municipalities."""
    known = dict(connection.execute("SELECT area_code, published_name FROM core.area").fetchall())
    used = {
        code
        for (code,) in connection.execute(
            "SELECT DISTINCT area_code FROM core.observation WHERE source_id = ?",
            [table.source.id],
        ).fetchall()
    }
    new = []
    for area in table.dimension("area").categories:
        if area.code in used and area.code not in known:
            new.append(
                (area.code, plain_name(area.title), area_level(area.code), area.title, None, None,
                 False, None, table.source.attribution)
            )  # fmt: skip
        elif area.code in used and known[area.code] is None:
            connection.execute(
                "UPDATE core.area SET published_name = ? WHERE area_code = ?",
                [area.title, area.code],
            )
    insert_rows(connection, "core.area", new)


def _insert_periods(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = []
    for period in table.dimension("period").kept:
        status = STATUSES.get(period.status or "", "not_stated")
        if period.status and status == "not_stated":
            message = f"{period.code} has status {period.status!r}; expected one of {[*STATUSES]}"
            _insert_issue(connection, table.source.id, "period", message)
        kind = {"JJ": "year", "HJ": "half_year"}.get(period.code[4:6], "other")
        year = int(period.code[:4]) if period.code[:4].isdigit() else None
        rows.append((table.source.id, period.code, kind, year, period.title, status))
    insert_rows(connection, "core.period", rows)


def _insert_categories(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = [
        (table.source.id, dimension.spec.name, position, c.code, c.title, c.term)
        for position, dimension in enumerate(table.categories, start=1)
        for c in dimension.kept
    ]
    insert_rows(connection, "core.category", rows)


def _insert_topics(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = [
        (table.source.id, topic.id, topic.title, " > ".join(topic.group) or None, topic.unit)
        for topic in table.topics
    ]
    insert_rows(connection, "core.topic", rows)


def _create_view(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """`core."<table>"`: the table under our own names, a cell with its bounds as one value.

    This is what the indicator queries read. It exists, empty, for a table that was not delivered.
    """
    names, joins = [], []
    if not source.transformation:
        for number, spec in enumerate(source.categories, start=1):
            names.append(f"coalesce(c{number}.term, o.category_{number}) AS {spec.name}, ")
            joins.append(
                f"LEFT JOIN core.category c{number} ON c{number}.source_id = o.source_id "
                f"AND c{number}.dimension = '{spec.name}' "
                f"AND c{number}.category_code = o.category_{number} "
            )
    connection.execute(
        f"""
        CREATE VIEW core."{source.id}" AS
        SELECT o.topic, {"".join(names)}o.area_code, o.period_code,
               {{'value': o.value, 'lower': o.lower, 'upper': o.upper,
                 'missing_reason': o.missing_reason, 'is_own_sum': o.is_own_sum}} AS cell
        FROM core.observation o {"".join(joins)}
        WHERE o.source_id = '{source.id}'
        """
    )


def _insert_issue(
    connection: duckdb.DuckDBPyConnection, source_id: str | None, subject: str, message: str
) -> None:
    connection.execute(
        "INSERT INTO core.issue VALUES ('warning', ?, ?, ?)", [source_id, subject, message]
    )
