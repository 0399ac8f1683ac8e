import pytest

from ingest.findings import Finding
from ingest.health.regions import country_against_regions, regions_against_municipalities
from tests.ingest.health.small_core import INVOLVEMENT, Table, core, figure_source, reports

COUNTRY = {"NL01": "600", "LD01": "300", "LD02": "300", "PV01": "300", "PV02": "300"}
MUNICIPALITIES = {f"GM000{n}": "100" for n in range(1, 7)}
REGIONS = {"VT01": "300", "VT02": "300", "PV01": "300", "PV02": "300"}


def country(**texts: str) -> list[Finding]:
    table = Table(reports(COUNTRY | texts))
    return country_against_regions(core(table), table.source)


def regions(texts: dict[str, str], table: Table | None = None) -> list[Finding]:
    table = table or Table(reports(MUNICIPALITIES | REGIONS | texts))
    return regions_against_municipalities(core(table), table.source)


def test_sums_within_rounding_are_silent() -> None:
    assert country() == []
    assert country(NL01="605") == []
    assert regions({}) == []
    assert regions({"VT01": "310"}) == []


def test_the_country_is_held_against_its_parts_and_its_provinces() -> None:
    findings = country(NL01="700")
    assert [(f.severity, f.subject) for f in findings] == [("error", "country_sum")] * 2
    assert "parts of the country" in findings[0].en
    assert "provinces" in findings[1].en
    (finding,) = country(LD01="200")
    assert "total 600, parts 495 to 505" in finding.en


@pytest.mark.parametrize("total", ["320", "280"])
def test_a_region_is_held_against_its_municipalities(total: str) -> None:
    (finding,) = regions({"VT01": total})
    assert (finding.severity, finding.subject) == ("warning", "region_sum")
    assert f"VT01, 2025JJ00, reports_received: total {total}" in finding.en.replace(
        "VT01 VT01", "VT01"
    )


def test_a_dot_is_a_weaker_ground_than_numbers() -> None:
    assert regions({"GM0001": ".", "VT01": "210", "PV01": "210"}) == []
    found = regions({"GM0001": ".", "VT01": "300", "PV01": "210"})
    assert [(f.severity, f.subject) for f in found] == [("warning", "sum_by_dots")]
    found = regions({"GM0001": ".", "VT01": "150", "PV01": "210"})
    assert [(f.severity, f.subject) for f in found] == [("warning", "region_sum")]


def test_without_a_bound_of_the_dot_it_is_open() -> None:
    source = figure_source("85361NED", dot_bound=None)
    cells = reports(MUNICIPALITIES | REGIONS | {"GM0001": ".", "VT01": "900", "PV01": "900"})
    assert regions({}, Table(cells, source)) == []


def test_a_municipality_that_is_not_delivered_leaves_it_open() -> None:
    cells = reports(MUNICIPALITIES | REGIONS | {"VT01": "900", "PV01": "900"})
    cells.pop(("reports_received", None, None, "GM0001", "2025JJ00"))
    assert regions({}, Table(cells)) == []


def test_a_period_with_a_municipality_of_which_we_know_no_region_is_open() -> None:
    cells = reports(MUNICIPALITIES | REGIONS | {"VT01": "900", "GM0099": "100"})
    assert regions({}, Table(cells)) == []


def test_published_memberships_of_the_year_come_first() -> None:
    table = Table(reports(MUNICIPALITIES | REGIONS | {"VT01": "200", "VT02": "400"}))
    connection = core(table)
    assert len(regions_against_municipalities(connection, table.source)) == 1
    members = {"GM0001": "VT01", "GM0002": "VT01"}
    for code in MUNICIPALITIES:
        connection.execute(
            "INSERT INTO core.membership VALUES ('m', 2025, ?, 'veilig_thuis_region', ?, NULL)",
            [code, members.get(code, "VT02")],
        )
    assert regions_against_municipalities(connection, table.source) == []
    connection.execute("UPDATE core.membership SET boundary_year = 2024")
    assert len(regions_against_municipalities(connection, table.source)) == 1


def test_a_source_exempts_what_its_areas_share() -> None:
    cells = reports(MUNICIPALITIES | REGIONS | {"VT01": "900"})
    for overlap in ({}, {"topics": ["reports_received"]}):
        exempt = figure_source("85361NED", areas_overlap={"reason": "people move", **overlap})
        assert regions({}, Table(cells, exempt)) == []
    other = figure_source(
        "85361NED", areas_overlap={"topics": ["first_report"], "reason": "people move"}
    )
    assert len(regions({}, Table(cells, other))) == 1
    assert INVOLVEMENT.areas_overlap is None


def test_percentages_are_never_added_up() -> None:
    cells = {
        ("first_report_pct", None, None, area, "2025JJ00"): "50.0"
        for area in (*MUNICIPALITIES, *REGIONS, "NL01")
    }
    table = Table(cells)
    assert regions({}, table) == []
    assert country_against_regions(core(table), table.source) == []
