"""Municipal boundaries to `core`: one GeoJSON geometry a municipality and year."""

import json
from collections import defaultdict
from datetime import date

import duckdb

from ingest.errors import SourceChangedError
from ingest.files import read_json
from ingest.findings import Finding, enumerate_items
from ingest.geojson import Boundary, read_page
from ingest.reference_areas import municipalities_on, read_reference
from ingest.snapshot import Snapshot
from ingest.source import BoundarySource
from ingest.warehouse import insert_rows


def load_boundaries(
    connection: duckdb.DuckDBPyConnection, source: BoundarySource, snapshot: Snapshot
) -> list[Finding]:
    """Fill `core.boundary`; a year whose municipalities are not those of the year is left out.

    Memberships and reclassifications are loaded before. Raises SourceChangedError where a page
    cannot be read.
    """
    years: defaultdict[int, dict[str, Boundary]] = defaultdict(dict)
    for path in snapshot.rows.pages:
        try:
            for boundary in read_page(read_json(path)):
                years[boundary.year][boundary.area_code] = boundary
        except ValueError as error:
            raise SourceChangedError(
                source.id, f"{path.name}: {error}", "GeoJSON as documented", "Fetch it again."
            ) from error
    findings: list[Finding] = []
    count = 0
    for year, boundaries in sorted(years.items()):
        expected = expected_municipalities(connection, year)
        if set(boundaries) != expected:
            findings.append(_other_municipalities(year, set(boundaries), expected))
            continue
        insert_rows(
            connection,
            "core.boundary",
            [
                (year, code, json.dumps(boundary.geometry, separators=(",", ":")))
                for code, boundary in sorted(boundaries.items())
            ],
        )
        count += len(boundaries)
    connection.execute(
        "UPDATE core.source SET row_count = ? WHERE source_id = ?", [count, source.id]
    )
    return findings


def expected_municipalities(connection: duckdb.DuckDBPyConnection, year: int) -> set[str]:
    """The codes of the municipalities on 1 January of a year.

    As a complete membership table of that year has them; else by our reference files, and by what
    the publisher tells of reclassifications after these.
    """
    listed = connection.execute(
        "SELECT DISTINCT area_code FROM core.membership JOIN core.source USING (source_id) "
        "WHERE boundary_year = ? AND NOT is_selection",
        [year],
    ).fetchall()
    if listed:
        return {code for (code,) in listed}
    day = date(year, 1, 1)
    codes = set(municipalities_on(day))
    ours = date(max(int(row["boundary_year"]) for row in read_reference("municipalities")), 1, 1)
    for old, new in connection.execute(
        "SELECT old_code, new_code FROM core.reclassification "
        "WHERE kind IN ('dissolved', 'renamed') AND day > ? AND day <= ? ORDER BY day",
        [ours, day],
    ).fetchall():
        codes.discard(old)
        codes.add(new)
    return codes


def _other_municipalities(year: int, seen: set[str], expected: set[str]) -> Finding:
    extra_nl, extra_en = enumerate_items(sorted(seen - expected) or ["–"])
    lacking_nl, lacking_en = enumerate_items(sorted(expected - seen) or ["–"])
    return Finding(
        "warning",
        "boundaries_of_other_municipalities",
        f"De gemeentegrenzen van {year} zijn niet gebruikt: het zijn die van andere gemeenten. "
        f"Te veel: {extra_nl}. Te weinig: {lacking_nl}.",
        f"The municipal boundaries of {year} are not used: they are of other municipalities. "
        f"Too many: {extra_en}. Too few: {lacking_en}.",
    )
