"""Regions against the areas they are made of.

The country is the sum of its parts and of its provinces: that held in every published cell that was
checked. A province, Veilig Thuis region or youth region is the sum of its municipalities as far as
every count has a known place; the publishers do not say that it has, so that is a warning.

Which municipalities a region has is taken from the published memberships of the year, or else from
the boundaries of today. A period with figures of a municipality that has no place in them is
undecidable.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from ingest.findings import Finding
from ingest.health.intervals import SUMS, Misfit, examples, misfit, verdict
from ingest.health.words import CELL, Words
from ingest.source import FigureSource, TableSource

PARTS_OF_THE_COUNTRY = ("part_of_country", "province")
REGIONS = {
    "province": "province_code",
    "veilig_thuis_region": "veilig_thuis_code",
    "youth_region": "youth_region_code",
}

_MUNICIPAL = " UNION ALL ".join(
    f"SELECT '{level}' AS kind, {column} AS whole, area_code AS part "
    f"FROM core.area WHERE is_current AND {column} IS NOT NULL"
    for level, column in REGIONS.items()
)

OBSERVED = "(FROM core.observation WHERE source_id = $id AND NOT is_own_sum)"

# One row a total that has parts: its bounds, and the sum of theirs. Takes $id, $exempt (topics
# that areas do not share out) and $levels (kinds of region; `country_…` for those of the country).
_FIT = f"""
    WITH count_topic AS (
        SELECT topic FROM core.topic
        WHERE source_id = $id AND lower(unit) = 'aantal' AND NOT list_contains($exempt, topic)
    ),
    observed AS MATERIALIZED (
        SELECT * FROM {{cells}} WHERE topic IN (FROM count_topic)
    ),
    period AS (SELECT period_code, year FROM core.period WHERE source_id = $id),
    published_member AS (
        SELECT DISTINCT region_level AS kind, region_code AS whole, area_code AS part,
               boundary_year AS year
        FROM core.membership
    ),
    municipal AS (
        SELECT p.period_code, m.kind, m.whole, m.part
        FROM period p JOIN published_member m USING (year)
        UNION ALL
        SELECT p.period_code, m.kind, m.whole, m.part
        FROM period p CROSS JOIN ({_MUNICIPAL}) m
        ANTI JOIN published_member u ON u.kind = m.kind AND u.year = p.year
    ),
    homeless AS (  -- kinds and periods in which some municipality lies in no region we know of
        SELECT DISTINCT kinds.kind, o.period_code
        FROM (
            SELECT DISTINCT period_code, area_code FROM observed
            WHERE value IS NOT NULL AND area_code LIKE 'GM%'
        ) o
        CROSS JOIN (SELECT DISTINCT kind FROM municipal) kinds
        ANTI JOIN municipal m
            ON m.kind = kinds.kind AND m.period_code = o.period_code AND m.part = o.area_code
    ),
    member AS (
        SELECT m.* FROM municipal m ANTI JOIN homeless h USING (kind, period_code)
        UNION ALL
        SELECT p.period_code, 'country_' || part.area_level, country.area_code, part.area_code
        FROM period p
        CROSS JOIN core.area country
        JOIN core.area part ON part.area_level IN {PARTS_OF_THE_COUNTRY} AND part.is_current
        WHERE country.area_level = 'country'
    ),
    expected AS (
        SELECT kind, period_code, whole, count(*) AS members
        FROM member WHERE list_contains($levels, kind) GROUP BY ALL
    ),
    part AS (
        SELECT m.kind, m.whole, o.period_code, topic, category_1, category_2, category_3, {SUMS}
        FROM observed o
        JOIN member m ON m.period_code = o.period_code AND m.part = o.area_code
        WHERE list_contains($levels, m.kind)
        GROUP BY ALL
    ),
    fit AS MATERIALIZED (
        SELECT p.*, t.value, t.lower AS total_lower, t.upper AS total_upper, e.members
        FROM part p
        JOIN expected e USING (kind, period_code, whole)
        JOIN observed t
            ON t.area_code = p.whole AND t.period_code = p.period_code AND t.topic = p.topic
            AND t.category_1 IS NOT DISTINCT FROM p.category_1
            AND t.category_2 IS NOT DISTINCT FROM p.category_2
            AND t.category_3 IS NOT DISTINCT FROM p.category_3
        WHERE t.value IS NOT NULL
    )"""


def fit(cells: str = OBSERVED) -> str:
    """SQL: `fit` and what it is made of, as a WITH clause over cells of the form of OBSERVED."""
    return _FIT.format(cells=cells)


@dataclass(frozen=True)
class _Kind:
    level: str
    nl: str
    en: str


_COUNTRY = (
    _Kind("country_part_of_country", "landsdelen", "parts of the country"),
    _Kind("country_province", "provincies", "provinces"),
)
_MUNICIPAL_KINDS = (
    _Kind("province", "provincies", "provinces"),
    _Kind("veilig_thuis_region", "Veilig Thuis-regio's", "Veilig Thuis regions"),
    _Kind("youth_region", "jeugdregio's", "youth regions"),
)


def country_against_regions(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """The country's counts are the sum of its parts, and of its provinces, within rounding."""
    words, findings = Words(connection, source.id), []
    for kind, certain, by_dots in _misfits(connection, source, _COUNTRY):
        if certain:
            findings.append(
                Finding(
                    "error",
                    "country_sum",
                    f"Bij {len(certain)} van de cellen is het cijfer voor Nederland niet de som "
                    f"van de {kind.nl}, ook niet als we op afronding letten. "
                    f"{examples(certain, words, 'nl')}",
                    f"For {len(certain)} of the cells the figure for the Netherlands is not the "
                    f"sum of the {kind.en}, not even with rounding. "
                    f"{examples(certain, words, 'en')}",
                )
            )
        if by_dots:
            findings.append(_by_dots(kind, by_dots, words))
    return findings


def regions_against_municipalities(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """A region's counts are the sum of those of its municipalities, within rounding."""
    words, findings = Words(connection, source.id), []
    for kind, certain, by_dots in _misfits(connection, source, _MUNICIPAL_KINDS):
        if certain:
            findings.append(
                Finding(
                    "warning",
                    "region_sum",
                    f"Bij {len(certain)} van de cellen van {kind.nl} is het cijfer niet de som van "
                    f"de gemeenten, ook niet als we op afronding letten. "
                    f"{examples(certain, words, 'nl')}",
                    f"For {len(certain)} of the cells of {kind.en} the figure is not the sum of "
                    f"the municipalities, not even with rounding. {examples(certain, words, 'en')}",
                )
            )
        if by_dots:
            findings.append(_by_dots(kind, by_dots, words))
    return findings


def fit_parameters(source: TableSource, levels: Iterable[str]) -> dict[str, object] | None:
    """The parameters of `fit`; None for a table of which all areas overlap."""
    overlap = source.areas_overlap
    if overlap and not overlap.topics:
        return None
    return {
        "id": source.id,
        "exempt": list(overlap.topics) if overlap else [],
        "levels": list(levels),
    }


def _misfits(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, kinds: tuple[_Kind, ...]
) -> Iterator[tuple[_Kind, list[Misfit], list[Misfit]]]:
    """By kind: the totals that cannot be right, and those that can only be if a dot is large."""
    parameters = fit_parameters(source, [kind.level for kind in kinds])
    if parameters is None:
        return
    cell = ", ".join("whole" if name == "area_code" else name for name in CELL)
    rows = connection.execute(
        f"{fit()} SELECT kind, {cell}, value, low, high, {verdict('members')} AS verdict "
        "FROM fit WHERE verdict IS NOT NULL ORDER BY ALL",
        parameters,
    ).fetchall()
    for kind in kinds:
        found = [misfit(row) for level, *row in rows if level == kind.level]
        yield kind, [m for m in found if m.is_certain], [m for m in found if not m.is_certain]


def _by_dots(kind: _Kind, found: list[Misfit], words: Words) -> Finding:
    return Finding(
        "warning",
        "sum_by_dots",
        f"Bij {len(found)} van de cellen tellen de delen ({kind.nl}) niet op tot het totaal, als "
        f"een punt is wat wij denken. {examples(found, words, 'nl')}",
        f"For {len(found)} of the cells the parts ({kind.en}) do not add up to the total, if a dot "
        f"is what we take it for. {examples(found, words, 'en')}",
    )
