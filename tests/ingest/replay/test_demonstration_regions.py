"""The lists of areas in the demonstration set: regions of each year, and what became of whom."""

import re
from datetime import date

import pytest

from ingest.reference_areas import read_reference
from ingest.replay.demonstration import demonstration_table
from ingest.replay.demonstration.region_tables import TABLES
from ingest.replay.wire import Topic, WireTable
from ingest.resolve import resolve
from ingest.source import BoundarySource, MembershipSource, ReclassificationSource, read_sources

MUNICIPALITIES = {2019: 355, 2020: 355, 2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342}
KINDS = ("veilig_thuis_region", "youth_region", "province")
# Titles of groups in which CBS may print a kind of region, and groups that are another kind.
GROUPS = {
    "veilig_thuis_region": ("Veilig Thuis-regio's", "Veilig Thuis regio's", "Veiligthuisregio’s"),
    "youth_region": ("Jeugdregio's", "Jeugdzorgregio’s", "Jeugdhulpregio's"),
    "province": ("Provincies", "Provincie"),
    None: ("Veiligheidsregio's", "Zorgkantoorregio's", "COROP-gebieden", "GGD-regio's"),
}


def membership_source(year: int) -> MembershipSource:
    source = read_sources()[TABLES[year]]
    assert isinstance(source, MembershipSource)
    return source


def regions(table: WireTable, source: MembershipSource, kind: str) -> dict[str, tuple[str, str]]:
    """Code and name of the region of every municipality, found as the source file says."""
    code_lists = {dimension.key: table.code_list(dimension) for dimension in table.dimensions}
    resolved = resolve(source, table.data_properties(), code_lists, is_selection=False)
    assert {remark.subject for remark in resolved.remarks} == {"taken_over"}
    places = {topic.id: table.topic_keys.index(topic.key) for topic in resolved.topics}
    code, name = places[source.codes[kind]], places[source.names[kind]]
    areas = [area.key for area in table.dimensions[0].codes]
    return {
        area: (str(row[code]), str(row[name])) for area, row in zip(areas, table.cells, strict=True)
    }


@pytest.mark.parametrize("year", TABLES)
def test_every_municipality_of_the_year_has_its_regions(year: int) -> None:
    source, table = membership_source(year), demonstration_table(TABLES[year])
    assert source.boundary_year == year
    assert table.is_fictitious and "nagemaakt" in table.description
    assert table.title == source.title.nl
    counts = {}
    for kind in KINDS:
        of_kind = regions(table, source, kind)
        assert len(of_kind) == MUNICIPALITIES[year]
        counts[kind] = len({code for code, _ in of_kind.values()})
        assert len(set(of_kind.values())) == counts[kind]  # one name for every code
    assert counts == {
        "veilig_thuis_region": 26 if year <= 2020 else 25,
        "youth_region": 42,
        "province": 12,
    }


def test_the_regions_of_2025_are_those_of_the_reference_file() -> None:
    source, table = membership_source(2025), demonstration_table(TABLES[2025])
    for kind, column in (
        ("veilig_thuis_region", "veilig_thuis_code"),
        ("youth_region", "youth_region_code"),
        ("province", "province_code"),
    ):
        found = {area: code for area, (code, _) in regions(table, source, kind).items()}
        assert found == {row["code"]: row[column] for row in read_reference("municipalities")}


def test_oost_brabant_was_two_regions_in_2020() -> None:
    found = {
        year: regions(demonstration_table(TABLES[year]), membership_source(year), KINDS[0])
        for year in (2020, 2021)
    }
    assert found[2020]["GM0796"] == ("VT16", "Noord-Brabant Noord")
    assert found[2020]["GM0772"] == ("VT26", "Zuidoost-Brabant")
    assert found[2020]["GM0855"] == ("VT15", "Noord-Brabant Midden")
    assert found[2021]["GM0796"] == found[2021]["GM0772"] == ("VT27", "Oost-Brabant")
    assert found[2020]["GM0788"][0] == "VT15"  # Haaren, dissolved a year later
    assert "GM0788" not in found[2021]


def test_columns_are_not_found_by_their_number() -> None:
    keys = {year: demonstration_table(table).topic_keys for year, table in TABLES.items()}
    assert keys[2020][-2:] == ("Code_9", "Naam_10")
    assert keys[2021][-2:] == ("Code_11", "Naam_12")


@pytest.mark.parametrize("year", TABLES)
def test_groups_are_found_in_other_spellings_and_not_taken_for_one_another(year: int) -> None:
    topics = membership_source(year).topics
    for kind, groups in GROUPS.items():
        for group in groups:
            topic = Topic("Code", "code", ("Lokaliseringen van gemeenten", group))
            found = [name for name, spec in topics.items() if spec.is_titled("Code", topic.group)]
            assert found == ([f"{kind}_code"] if kind else []), group


def test_both_sides_of_every_reclassification_tell_of_it() -> None:
    table = demonstration_table("70739ned")
    assert isinstance(read_sources()["70739ned"], ReclassificationSource)
    told = {code.key: code.description or "" for code in table.dimensions[0].codes}
    changes = [row for row in read_reference("reclassifications") if row["kind"] != "continues"]
    assert len(changes) > 90
    for row in changes:
        day = f"{date.fromisoformat(row['date']):%d-%m-%Y}"
        for here, there in ((row["old_code"], row["new_code"]), (row["new_code"], row["old_code"])):
            blocks = [block for block in told[here].split("\r\n\r\n") if f" per {day}," in block]
            assert any(f"({there})" in block for block in blocks), (row, here)


def test_reclassifications_are_told_in_the_words_of_cbs() -> None:
    told = {code.key: code for code in demonstration_table("70739ned").dimensions[0].codes}
    assert re.fullmatch(
        r"Opgeheven per 24-03-2022, overgegaan naar:\r\n- Amsterdam \(GM0363\),\r\n"
        r"\.\.\. \d+ hectare met \d+ woningen en \d+ inwoners\r\n",
        told["GM0457"].description or "",
    )
    assert told["GM1940"].description == (
        "Naamswijziging per 01-07-2015,\r\noude naam: De Friese Meren (GM1921)"
    )


def test_boundaries_are_asked_for_every_year_since_2019() -> None:
    source = read_sources()["pdok-gemeenten"]
    assert isinstance(source, BoundarySource)
    assert source.collection == "gemeente_gegeneraliseerd"
    assert source.years == list(range(2019, 2027))
