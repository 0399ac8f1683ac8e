"""In which regions each municipality lies, by year: published tables to `core`."""

from collections.abc import Sequence

import duckdb

from ingest.findings import Finding, enumerate_items
from ingest.reference_areas import LEVELS, area_level, plain_name, read_reference
from ingest.resolve import resolve
from ingest.snapshot import Snapshot
from ingest.source import MembershipSource
from ingest.staging import drop_staged, stage
from ingest.warehouse import insert_rows


def load_memberships(
    connection: duckdb.DuckDBPyConnection, source: MembershipSource, snapshot: Snapshot
) -> list[Finding]:
    """Fill `core.membership` for the source's year; gives what stands out.

    Raises SourceChangedError where the table is not what the source file says.
    """
    is_selection = snapshot.entry.is_selection
    table = resolve(source, snapshot.properties, snapshot.code_lists, is_selection=is_selection)
    findings = [*table.remarks, *stage(connection, table, snapshot.rows)]
    cells = {
        (area, topic): text
        for area, topic, text in connection.execute(
            "SELECT area_code, topic, text FROM text_cell"
        ).fetchall()
    }
    areas = [
        code
        for (code,) in connection.execute(
            f'SELECT DISTINCT trim("{table.area.key}") FROM staging ORDER BY 1'
        ).fetchall()
    ]
    municipalities = [area for area in areas if area_level(area) == "municipality"]
    topics = {topic.id for topic in table.topics}
    for level, code_topic in source.codes.items():
        if code_topic not in topics:
            continue  # resolving the table has said so
        rows, blank = [], []
        for area in municipalities:
            code = cells.get((area, code_topic), "")
            if not code or code in source.missing:
                blank.append(area)
                continue
            name = cells.get((area, source.names.get(level, "")))
            rows.append(
                (source.id, source.boundary_year, area, level, code, plain_name(name or "") or None)
            )
        insert_rows(connection, "core.membership", rows)
        findings += _blank_codes(level, blank)
        findings += _unknown_regions(connection, source, level)
    findings += _other_areas([area for area in areas if area not in municipalities])
    if not is_selection:
        findings += check_count(source.boundary_year, len(municipalities))
    connection.execute(
        "UPDATE core.source SET row_count = (SELECT count(*) FROM staging) WHERE source_id = ?",
        [source.id],
    )
    drop_staged(connection)
    return findings


def check_count(year: int, seen: int) -> list[Finding]:
    """A finding where a year has another number of municipalities than we know it has."""
    known = {row["year"]: row["municipalities"] for row in read_reference("municipality_counts")}
    if str(year) not in known:
        return [
            Finding(
                "warning",
                "municipality_count",
                f"Er staan {seen} gemeenten in de tabel; hoeveel het er in {year} zijn, weten wij "
                "niet.",
                f"The table has {seen} municipalities; how many there are in {year}, we do not "
                "know.",
            )
        ]
    if int(known[str(year)]) == seen:
        return []
    return [
        Finding(
            "warning",
            "municipality_count",
            f"Er staan {seen} gemeenten in de tabel; in {year} zijn het er {known[str(year)]}.",
            f"The table has {seen} municipalities; in {year} there are {known[str(year)]}.",
        )
    ]


def _blank_codes(level: str, areas: Sequence[str]) -> list[Finding]:
    if not areas:
        return []
    nl, en = enumerate_items(areas)
    return [
        Finding(
            "warning",
            "region_code_blank",
            f"Gemeenten zonder code van hun regio ({level}): {nl}.",
            f"Municipalities without the code of their region ({level}): {en}.",
        )
    ]


def _unknown_regions(
    connection: duckdb.DuckDBPyConnection, source: MembershipSource, level: str
) -> list[Finding]:
    """Regions that our list lacks; it is of one year, so earlier years are not held against it."""
    regions = read_reference("regions")
    if level not in LEVELS.values() or source.boundary_year < int(regions[0]["boundary_year"]):
        return []
    known = {row["code"] for row in regions if row["area_level"] == level}
    published = connection.execute(
        "SELECT DISTINCT region_code, region_name FROM core.membership "
        "WHERE source_id = ? AND region_level = ? ORDER BY ALL",
        [source.id, level],
    ).fetchall()
    unknown = [f"{name or '?'} ({code})" for code, name in published if code not in known]
    if not unknown:
        return []
    nl, en = enumerate_items(unknown)
    return [
        Finding(
            "warning",
            "region_unknown",
            f"Regio's die niet in onze lijst staan ({level}): {nl}.",
            f"Regions that are not in our list ({level}): {en}.",
        )
    ]


def _other_areas(areas: Sequence[str]) -> list[Finding]:
    if not areas:
        return []
    nl, en = enumerate_items(areas)
    return [
        Finding(
            "warning",
            "not_a_municipality",
            f"In de tabel staan ook gebieden die geen gemeente zijn; niet gebruikt: {nl}.",
            f"The table also has areas that are no municipality; not used: {en}.",
        )
    ]
