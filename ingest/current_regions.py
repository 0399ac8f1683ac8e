"""The regions of today's municipalities: from the newest membership table that was delivered, or
else from the reference file.
"""

import duckdb

from ingest.findings import Finding, enumerate_items
from ingest.reference_areas import area_level
from ingest.warehouse import insert_rows

COLUMNS = {
    "province": "province_code",
    "veilig_thuis_region": "veilig_thuis_code",
    "youth_region": "youth_region_code",
}


def set_current_regions(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Finding]]:
    """Set the regions in `core.area` by the newest `core.membership`; findings by source id.

    Call it after every membership table and before any table of figures. A year before that of the
    reference file changes nothing: regions were drawn differently then.
    """
    newest = connection.execute(
        "SELECT source_id, boundary_year, is_selection FROM core.membership "
        "JOIN core.source USING (source_id) ORDER BY boundary_year DESC LIMIT 1"
    ).fetchone()
    if newest is None:
        return {}
    source_id, year, is_selection = newest
    (ours,) = connection.execute(
        "SELECT max(boundary_year) FROM core.area WHERE area_level = 'municipality'"
    ).fetchall()[0]
    if year < ours:
        return {source_id: [_too_old(year, ours)]}
    findings = [] if is_selection else _other_municipalities(connection, year)
    for level, column in COLUMNS.items():
        findings += _set_level(connection, source_id, year, level, column)
    return {source_id: findings}


def _set_level(
    connection: duckdb.DuckDBPyConnection, source_id: str, year: int, level: str, column: str
) -> list[Finding]:
    published = connection.execute(
        "SELECT area_code, region_code, region_name FROM core.membership "
        "WHERE source_id = ? AND boundary_year = ? AND region_level = ? ORDER BY area_code",
        [source_id, year, level],
    ).fetchall()
    wrong = sorted({code for _, code, _ in published if area_level(code) != level})
    if wrong:
        return [_not_codes(level, wrong)]
    known = dict(
        connection.execute(
            "SELECT area_code, area_name FROM core.area WHERE area_level = ?", [level]
        ).fetchall()
    )
    new = {code: name or code for _, code, name in published if code not in known}
    insert_rows(
        connection,
        "core.area",
        [
            (code, name, level, None, None, None, None, True, year, source_id)
            for code, name in new.items()
        ],
    )
    names = known | new
    ours = {
        code: (name, region)
        for code, name, region in connection.execute(
            f"SELECT area_code, area_name, {column} FROM core.area "
            "WHERE area_level = 'municipality' AND is_current"
        ).fetchall()
    }
    differences = [
        (f"{ours[code][0]} ({code})", region, ours[code][1])
        for code, region, _ in published
        if code in ours and ours[code][1] != region
    ]
    connection.execute(
        f"UPDATE core.area SET {column} = m.region_code FROM core.membership m "
        "WHERE m.source_id = ? AND m.boundary_year = ? AND m.region_level = ? "
        "AND m.area_code = core.area.area_code",
        [source_id, year, level],
    )
    return [_differs(year, differences, names)] if differences else []


def _differs(
    year: int, differences: list[tuple[str, str, str | None]], names: dict[str, str]
) -> Finding:
    def region(code: str | None) -> str:
        return f"{names.get(code, '?')} ({code})" if code else "–"

    nl, _ = enumerate_items(
        [f"{who}: {region(theirs)}, bij ons {region(ours)}" for who, theirs, ours in differences]
    )
    _, en = enumerate_items(
        [f"{who}: {region(theirs)}, ours {region(ours)}" for who, theirs, ours in differences]
    )
    return Finding(
        "warning",
        "region_differs",
        f"Gemeenten die in {year} in een andere regio liggen dan in onze lijst; wij volgen de "
        f"uitgever: {nl}.",
        "Municipalities that lie in another region than in our list in "
        f"{year}; we follow the publisher: {en}.",
    )


def _other_municipalities(connection: duckdb.DuckDBPyConnection, year: int) -> list[Finding]:
    rows = connection.execute(
        """
        WITH theirs AS (SELECT DISTINCT area_code FROM core.membership WHERE boundary_year = $year),
        ours AS (
            SELECT area_code FROM core.area WHERE area_level = 'municipality' AND is_current
        )
        SELECT area_code, ours.area_code IS NULL FROM theirs FULL JOIN ours USING (area_code)
        WHERE ours.area_code IS NULL OR theirs.area_code IS NULL
        ORDER BY area_code
        """,
        {"year": year},
    ).fetchall()
    if not rows:
        return []
    new_nl, new_en = enumerate_items([code for code, is_new in rows if is_new] or ["–"])
    gone_nl, gone_en = enumerate_items([code for code, is_new in rows if not is_new] or ["–"])
    return [
        Finding(
            "warning",
            "municipalities_differ",
            f"De gemeenten van {year} zijn andere dan in onze lijst. Niet in onze lijst: {new_nl}. "
            f"Alleen in onze lijst: {gone_nl}.",
            f"The municipalities of {year} are others than in our list. Not in our list: {new_en}. "
            f"Only in our list: {gone_en}.",
        )
    ]


def _too_old(year: int, ours: int) -> Finding:
    return Finding(
        "warning",
        "membership_too_old",
        f"De nieuwste indeling die geleverd is, is die van {year}; wij gebruiken onze lijst van "
        f"{ours}.",
        f"The newest division that was delivered is that of {year}; we use our list of {ours}.",
    )


def _not_codes(level: str, codes: list[str]) -> Finding:
    nl, en = enumerate_items(codes)
    return Finding(
        "warning",
        "region_code_of_other_level",
        f"Codes die niet die van zo'n regio zijn ({level}); wij gebruiken onze lijst: {nl}.",
        f"Codes that are not of such a region ({level}); we use our list: {en}.",
    )
