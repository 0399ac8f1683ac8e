"""From a table of regions to `core.membership` and the regions of today's municipalities."""

from pathlib import Path

import pytest

from ingest.current_regions import set_current_regions
from ingest.findings import Finding
from ingest.load_memberships import check_count, load_memberships
from ingest.reference_areas import read_reference
from tests.ingest.made_sources import core, insert_source, membership_snapshot, membership_source

OURS = {
    row["code"]: (row["veilig_thuis_code"], row["youth_region_code"])
    for row in read_reference("municipalities")
}


def load(
    data: Path, regions: dict[str, tuple[str, str]], *, year: int = 2026
) -> tuple[list[Finding], list[Finding], dict[str, tuple[str, str]]]:
    """Findings of loading, findings of setting, and what `core.area` then holds."""
    source = membership_source(year)
    with core() as connection:
        insert_source(connection, source.id)
        loaded = load_memberships(connection, source, membership_snapshot(data, source, regions))
        stored = connection.execute(
            "SELECT count(DISTINCT area_code), count(DISTINCT region_level) FROM core.membership"
        ).fetchall()
        assert stored == [(len(regions), 2)]
        found = set_current_regions(connection)
        rows = connection.execute(
            "SELECT area_code, veilig_thuis_code, youth_region_code FROM core.area "
            "WHERE area_level = 'municipality'"
        ).fetchall()
    assert set(found) == {source.id}
    return loaded, found[source.id], {code: (vt, jz) for code, vt, jz in rows}


def test_a_table_that_agrees_with_our_list_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, OURS) == ([], [], OURS)


def test_codes_are_stripped_and_names_lose_their_suffix(tmp_path: Path) -> None:
    source = membership_source(2026)
    with core() as connection:
        load_memberships(connection, source, membership_snapshot(tmp_path, source, OURS))
        rows = connection.execute(
            "SELECT * FROM core.membership WHERE area_code = 'GM0363' ORDER BY region_level"
        ).fetchall()
    assert rows == [
        (source.id, 2026, "GM0363", "veilig_thuis_region", "VT01", "Naam van VT01"),
        (source.id, 2026, "GM0363", "youth_region", OURS["GM0363"][1],
         f"Naam van {OURS['GM0363'][1]}"),
    ]  # fmt: skip


def test_the_publisher_is_followed_where_it_differs(tmp_path: Path) -> None:
    assert OURS["GM0797"][0] == "VT15"
    regions = OURS | {"GM0797": ("VT27", OURS["GM0797"][1])}
    loaded, (finding,), current = load(tmp_path, regions)
    assert loaded == []
    assert current == regions
    assert finding.subject == "region_differs"
    assert "Heusden (GM0797): Oost-Brabant (VT27), bij ons Midden-Brabant (VT15)" in finding.nl
    assert "ours Midden-Brabant (VT15)" in finding.en


def test_a_new_region_is_used_and_named(tmp_path: Path) -> None:
    regions = OURS | {"GM0363": ("VT28", OURS["GM0363"][1])}
    (unknown,), (differs,), current = load(tmp_path, regions)
    assert unknown.subject == "region_unknown"
    assert "Naam van VT28 (VT28)" in unknown.en
    assert "Naam van VT28 (VT28), ours" in differs.en
    assert current["GM0363"][0] == "VT28"


def test_a_code_of_another_kind_of_region_leaves_our_list_in_use(tmp_path: Path) -> None:
    regions = OURS | {"GM0363": ("VR13", OURS["GM0363"][1])}
    loaded, (finding,), current = load(tmp_path, regions)
    assert [f.subject for f in loaded] == ["region_unknown"]
    assert finding.subject == "region_code_of_other_level"
    assert current == OURS


@pytest.mark.parametrize("sign", ["", "."])
def test_a_blank_code_is_named_and_our_own_stays(tmp_path: Path, sign: str) -> None:
    regions = OURS | {"GM0363": ("VT01", sign)}
    (finding,), settings, current = load(tmp_path, regions)
    assert finding.subject == "region_code_blank"
    assert "GM0363" in finding.nl
    assert settings == []
    assert current == OURS


def test_other_municipalities_are_named(tmp_path: Path) -> None:
    fewer = {code: region for code, region in OURS.items() if code != "GM1696"}
    (count,), _, _ = load(tmp_path / "fewer", fewer)
    assert count.subject == "municipality_count"
    assert "341" in count.nl and "342" in count.nl
    loaded, (finding,), current = load(tmp_path, fewer | {"GM1999": ("VT01", "JZ13")})
    assert loaded == []
    assert finding.subject == "municipalities_differ"
    assert finding.en.endswith("Not in our list: GM1999. Only in our list: GM1696.")
    assert current == OURS


def test_a_year_before_our_list_does_not_change_it(tmp_path: Path) -> None:
    regions = OURS | {"GM0797": ("VT16", OURS["GM0797"][1])}
    loaded, (finding,), current = load(tmp_path, regions, year=2024)
    assert loaded == []  # a region that was there once is no fault
    assert finding.subject == "membership_too_old"
    assert current == OURS


def test_the_newest_of_several_years_counts(tmp_path: Path) -> None:
    older, newer = membership_source(2025), membership_source(2026)
    moved = OURS | {"GM0797": ("VT27", OURS["GM0797"][1])}
    with core() as connection:
        for source, regions in ((newer, OURS), (older, moved)):
            insert_source(connection, source.id)
            load_memberships(connection, source, membership_snapshot(tmp_path, source, regions))
        assert set_current_regions(connection) == {newer.id: []}
        years = connection.execute(
            "SELECT boundary_year, region_code FROM core.membership "
            "WHERE area_code = 'GM0797' AND region_level = 'veilig_thuis_region' ORDER BY ALL"
        ).fetchall()
    assert years == [(2025, "VT27"), (2026, "VT15")]


def test_without_any_table_nothing_is_set() -> None:
    with core() as connection:
        assert set_current_regions(connection) == {}


def test_the_number_of_municipalities_is_that_of_the_year() -> None:
    assert check_count(2019, 355) == []
    assert check_count(2022, 345) == []
    assert "2022 zijn het er 345" in check_count(2022, 344)[0].nl
    assert "weten wij niet" in check_count(2040, 300)[0].nl
