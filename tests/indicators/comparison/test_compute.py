"""From cells to words: figures typed in by hand, and what each is held against."""

import math
from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from indicators import audits
from indicators.comparison.comparators import read_comparators
from indicators.comparison.funnel import limit_curves, read_funnel
from indicators.definition import read_definitions
from indicators.mart import compute
from indicators.revisions import compare
from indicators.statistics.areas import Tested
from indicators.statistics.judgement import Benchmark, judge
from tests.indicators.core_tables import Cell, make_core

pytestmark = pytest.mark.slow

YEAR = "2023JJ00"
# Fourteen municipalities in two Veilig Thuis regions: repeat reports and reports received.
REPORTS = {
    "GM0014": (900, 1500),
    **{f"GM{number:04}": (100 + 5 * (number % 3), 300) for number in range(9001, 9006)},
    **{f"GM{number:04}": (110 + 5 * (number % 4), 300) for number in range(9006, 9014)},
}
COUNTRY = (45_000, 120_000)
FIRST_REGION = ["GM0014", *(f"GM{number}" for number in range(9001, 9007))]


def repeat_reports(area: str, numerator: str, denominator: str) -> list[Cell]:
    return [
        ("repeat_report", None, None, area, YEAR, numerator),
        ("reports_received", None, None, area, YEAR, denominator),
    ]


def with_groningen(numerator: str, denominator: str) -> list[Cell]:
    """All of them, with these figures for Groningen."""
    cells = repeat_reports("NL01", *map(str, COUNTRY))
    for area, counts in REPORTS.items():
        own = (numerator, denominator) if area == "GM0014" else map(str, counts)
        cells += repeat_reports(area, *own)
    return cells


def place(connection: duckdb.DuckDBPyConnection) -> None:
    """The Netherlands is a country, and the municipalities lie in two regions."""
    connection.execute("UPDATE core.area SET area_level = 'country' WHERE area_code = 'NL01'")
    for region in ("VT08", "VT13"):
        connection.execute(
            "INSERT INTO core.area (area_code, area_name, area_level, is_current, boundary_year) "
            "VALUES ($code, $code, 'veilig_thuis_region', true, 2025)",
            {"code": region},
        )
    for area in REPORTS:
        region = "VT08" if area in FIRST_REGION else "VT13"
        connection.execute(
            "UPDATE core.area SET veilig_thuis_code = ?, province_code = 'PV20' "
            "WHERE area_code = ?",
            [region, area],
        )


def computed(cells: dict[str, list[Cell]]) -> duckdb.DuckDBPyConnection:
    connection = make_core(cells, {YEAR: "definitive"})
    place(connection)
    compute(connection, read_definitions().values(), "2026-01-01.1")
    compare.fill(connection, None, "2026-01-01.1", "")
    return connection


@pytest.fixture(scope="module")
def mart() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = computed({"85361NED": with_groningen("900", "1500")})
    yield connection
    connection.close()


def comparison(
    mart: duckdb.DuckDBPyConnection, area: str, kind: str, indicator: str = "C1"
) -> dict:
    cursor = mart.execute(
        "FROM mart.marked_comparison WHERE indicator_id = ? AND area_code = ? "
        "AND period_code = ? AND benchmark_kind = ?",
        [indicator, area, YEAR, kind],
    )
    names = [column[0] for column in cursor.description or []]
    (row,) = cursor.fetchall()
    return dict(zip(names, row, strict=True))


def test_one_municipality_beside_the_netherlands(mart: duckdb.DuckDBPyConnection) -> None:
    row = comparison(mart, "GM0014", "country")

    # 1,500 of 120,000 reports is less than 2%: the Netherlands as published, 45,000 / 120,000.
    assert not row["is_area_taken_out"]
    assert not row["is_own_sum"]
    assert (row["benchmark_code"], row["benchmark_value"]) == ("NL01", 37.5)
    assert (row["benchmark_lower"], row["benchmark_upper"]) == (37.4, 37.6)  # 37.497 to 37.503
    assert (row["value"], row["code"], row["reason"]) == (60.0, "clearly_higher", None)
    assert row["tested"] == 14
    assert row["expected_flags_998"] == pytest.approx(14 * 0.002)
    assert row["flags_unadjusted"] >= 1


def test_one_municipality_beside_its_region_as_a_sum_of_the_others(
    mart: duckdb.DuckDBPyConnection,
) -> None:
    row = comparison(mart, "GM0014", "veilig_thuis_region")

    # The table prints no regions. Without Groningen: 105, 110, 100, 105, 110, 120 of 300 each.
    others = [sum(REPORTS[area][part] for area in FIRST_REGION[1:]) for part in (0, 1)]
    assert others == [650, 1800]
    assert row["is_own_sum"]
    assert row["is_area_taken_out"]
    assert (row["benchmark_code"], row["members"], row["left_out"]) == ("VT08", 6, 0)
    assert (row["benchmark_numerator"], row["benchmark_denominator"]) == (650, 1800)
    assert row["benchmark_value"] == 36.1
    # Six counts, each within 2.5: 635 / 1,815 and 665 / 1,785, outwards.
    assert row["benchmark_lower"] == math.floor(1000 * 635 / 1815) / 10 == 34.9
    assert row["benchmark_upper"] == math.ceil(1000 * 665 / 1785) / 10 == 37.3
    # It is in the sum of its six neighbours: they spread widely, and only two words are left.
    assert row["code"] in ("possibly_higher", "clearly_higher")


def test_the_limits_are_those_of_the_statistics(mart: duckdb.DuckDBPyConnection) -> None:
    numerators, denominators = np.array(list(REPORTS.values()), dtype=float).T
    judged = judge(
        Tested(
            numerators, numerators - 2.5, numerators + 2.5,
            denominators, denominators - 2.5, denominators + 2.5, 5.0, 5.0,
        ),
        Benchmark(*COUNTRY, 44_997.5 / 120_002.5, 45_002.5 / 119_997.5),
        "proportion",
    )  # fmt: skip
    for at, area in enumerate(REPORTS):
        row = comparison(mart, area, "country")
        for name in ("lower", "upper", "limit_lower", "limit_upper"):
            for level in ("95", "998"):
                column = f"{name}_{level}"
                expected = 100 * getattr(judged, column)[at]
                assert row[column] == pytest.approx(expected, abs=0.0005), column
        assert row["code"] == judged.code[at]
        assert row["z"] == pytest.approx(judged.z[at], abs=0.0005)
    assert row["phi"] == pytest.approx(judged.phi, abs=1e-6)
    assert row["tau_squared"] == pytest.approx(judged.tau_squared, abs=1e-9)


def test_what_no_municipality_has_is_no_benchmark(mart: duckdb.DuckDBPyConnection) -> None:
    # Only one of these municipalities is in our list: no class and no peers to sum.
    for kind in ("class", "peers"):
        row = comparison(mart, "GM9001", kind)
        assert (row["code"], row["reason"]) == ("too_few_data", "no_benchmark")
        assert row["benchmark_value"] is None


def test_a_large_part_of_a_published_whole_is_taken_out_of_it() -> None:
    cells = [cell for cell in with_groningen("900", "1500") if cell[3] != "NL01"]
    cells += repeat_reports("NL01", "2000", "5000")
    row = comparison(computed({"85361NED": cells}), "GM0014", "country")

    # 1,500 of 5,000 is 30%: what is left is 1,100 of 3,500.
    assert row["is_area_taken_out"]
    assert row["is_own_sum"]
    assert (row["benchmark_numerator"], row["benchmark_denominator"]) == (1100, 3500)
    assert row["benchmark_value"] == 31.4
    assert row["benchmark_lower"] == math.floor(1000 * 1095 / 3505) / 10
    assert row["benchmark_upper"] == math.ceil(1000 * 1105 / 3495) / 10


@pytest.mark.parametrize(("numerator", "denominator"), [(".", "300"), ("5", "15"), ("100", ".")])
def test_no_word_is_said_about_a_missing_figure(numerator: str, denominator: str) -> None:
    mart = computed({"85361NED": with_groningen(numerator, denominator)})

    row = comparison(mart, "GM0014", "country")
    assert (row["value"], row["code"], row["reason"]) == (None, "too_few_data", "no_value")
    assert (row["benchmark_value"], row["tested"]) == (37.5, 13)
    assert list(audits.failures(mart)) == []


def test_a_dot_in_the_sum_of_a_neighbour_leaves_bounds_only() -> None:
    mart = computed({"85361NED": with_groningen(".", "300")})

    # Without GM9001: 110 + 100 + 105 + 110 + 120 of 300 each, and a dot of 0 to 9.
    row = comparison(mart, "GM9001", "veilig_thuis_region")
    assert (row["members"], row["left_out"]) == (6, 0)
    assert row["benchmark_value"] is None
    assert row["benchmark_numerator"] is None
    assert row["benchmark_lower"] == math.floor(1000 * (545 - 12.5) / 1815) / 10
    assert row["benchmark_upper"] == math.ceil(1000 * (545 + 12.5 + 9) / 1785) / 10
    assert row["code"] != "too_few_data"


def test_a_percentage_without_counts_is_compared_by_the_children_it_is_of() -> None:
    shares = {**dict.fromkeys(REPORTS, "10.0"), "GM0014": "14.0", "NL01": "10.0"}
    cells: dict[str, list[Cell]] = {
        "85098NED": [
            ("young_people_with_youth_help_pct", None, None, area, YEAR, share)
            for area, share in shares.items()
        ],
        "03759ned": [
            ("children_0_17", None, None, area, YEAR, "3000000" if area == "NL01" else "30000")
            for area in shares
        ],
    }
    row = comparison(computed(cells), "GM0014", "country", "B3")
    assert row["is_approximated"]
    assert (row["benchmark_numerator"], row["benchmark_denominator"]) == (300_000, 3_000_000)
    assert (row["value"], row["benchmark_value"], row["code"]) == (14.0, 10.0, "clearly_higher")

    row = comparison(computed({"85098NED": cells["85098NED"]}), "GM0014", "country", "B3")
    assert (row["code"], row["reason"]) == ("too_few_data", "no_counts")


def test_the_same_figures_give_the_same_rows(mart: duckdb.DuckDBPyConnection) -> None:
    again = computed({"85361NED": with_groningen("900", "1500")})
    for table in ("comparison", "comparison_group", "area_class", "peer"):
        assert again.execute(f"FROM mart.{table}").fetchall() == (
            mart.execute(f"FROM mart.{table}").fetchall()
        )


def test_municipalities_of_different_regions_are_not_compared_on_what_regions_choose() -> None:
    comparators, definitions = read_comparators(), read_definitions()

    kinds = {
        name: comparators.benchmark_kinds(definition, "municipality")
        for name, definition in definitions.items()
    }
    assert kinds["A2"] == ["veilig_thuis_region"]
    assert comparators.benchmark_kinds(definitions["A2"], "veilig_thuis_region") == []
    assert kinds["A1"] == ["country", "veilig_thuis_region", "province"]
    assert comparators.benchmark_kinds(definitions["A1"], "veilig_thuis_region") == ["country"]
    assert kinds["V1"] == ["country", "veilig_thuis_region", "province", "class", "peers"]
    assert comparators.benchmark_kinds(definitions["V1"], "province") == []


@pytest.mark.parametrize(
    ("change", "audit"),
    [
        ("UPDATE mart.indicator_value SET value = NULL", "words_need_a_value"),
        ("UPDATE mart.indicator_value SET denominator = 19", "words_need_a_denominator"),
        ("UPDATE mart.comparison SET benchmark_lower = NULL", "words_need_a_denominator"),
        ("UPDATE mart.comparison SET reason = 'no_value'", "too_few_data_has_a_reason"),
        ("INSERT INTO mart.peer VALUES ('GM0014', 'GM0014', 1, 0)", "peers_are_others"),
    ],
)
def test_an_audit_finds_what_must_not_be(
    mart: duckdb.DuckDBPyConnection, change: str, audit: str
) -> None:
    mart.execute("BEGIN")
    mart.execute(change)
    found = [failure for failure in audits.failures(mart) if failure.startswith(f"audit {audit}:")]
    mart.execute("ROLLBACK")
    assert len(found) == 1


def test_a_funnel_has_the_limits_that_every_area_was_held_against(
    mart: duckdb.DuckDBPyConnection,
) -> None:
    definition = read_definitions()["C1"]

    def query(text: str, parameters: dict) -> list:
        return mart.execute(text, parameters).fetchall()

    found = read_funnel(query, definition, "municipality", YEAR)
    assert found is not None
    assert (found.benchmark_value, found.tested, found.is_compared) == (37.5, 14, True)
    assert [point.area_code for point in found.points] == sorted(REPORTS)
    ((tau_squared,),) = query(
        "SELECT tau_squared FROM mart.comparison_group WHERE indicator_id = 'C1' "
        "AND area_level = 'municipality' AND benchmark_kind = 'country'",
        {},
    )
    for point in found.points:
        row = comparison(mart, point.area_code, "country")
        assert (point.value, point.code, point.reason) == (row["value"], row["code"], None)
        # The curve at the denominator of an area is that area's own limits.
        (at_area,) = limit_curves(
            definition, *COUNTRY, tau_squared, (5, 5), np.array([point.denominator])
        )
        for name in ("lower_998", "lower_95", "upper_95", "upper_998"):
            assert getattr(at_area, name) == pytest.approx(row[f"limit_{name}"], abs=0.002)
    # Drawn from the smallest area to the largest, narrowing on the way.
    sizes = [limit.denominator for limit in found.limits]
    assert (sizes[0], sizes[-1]) == pytest.approx((300, 1500))
    widths = [limit.upper_998 - limit.lower_998 for limit in found.limits]
    assert widths == sorted(widths, reverse=True)


def test_without_figures_or_denominators_there_is_no_funnel(
    mart: duckdb.DuckDBPyConnection,
) -> None:
    def query(text: str, parameters: dict) -> list:
        return mart.execute(text, parameters).fetchall()

    assert read_funnel(query, read_definitions()["C1"], "municipality", "2020JJ00") is None
    assert read_funnel(query, read_definitions()["B3"], "municipality", YEAR) is None
