"""The shared ratio against a slow twin in exact fractions, and its rules one by one."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.core_tables import compute_all, make_core

YEAR = "2023JJ00"
texts = st.one_of(st.integers(2, 4000).map(lambda n: str(5 * n)), st.sampled_from([".", ""]))


def repeat_reports(pairs: list[tuple[str, str]]) -> dict:
    cells = [
        (topic, None, None, f"GM{number:04}", YEAR, text)
        for number, pair in enumerate(pairs)
        for topic, text in zip(("repeat_report", "reports_received"), pair, strict=True)
    ]
    rows = compute_all(make_core({"85361NED": cells}, {YEAR: "provisional"}))
    return {number: rows["C1", f"GM{number:04}", YEAR] for number in range(len(pairs))}


def twin(numerator: str, denominator: str) -> tuple[float | None, float | None, float | None]:
    """Value, lower and upper per 100 with one decimal, the way it is done by hand."""
    half = Fraction(5, 2)
    if "" in (numerator, denominator) or denominator == "." or int(denominator) < 20:
        return None, None, None
    d = Fraction(denominator)
    low, high = (
        (Fraction(0), Fraction(9))
        if numerator == "."
        else (max(Fraction(0), Fraction(numerator) - half), Fraction(numerator) + half)
    )
    value = None
    if numerator != ".":
        tenths = Fraction(numerator) / d * 1000
        value = math.floor(tenths + Fraction(1, 2)) / 10
    lower = math.floor(low / (d + half) * 1000) / 10
    upper = math.ceil(min(Fraction(1), high / (d - half)) * 1000) / 10
    return value, lower, upper


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=40))
def test_the_ratio_is_what_it_is_by_hand(pairs: list[tuple[str, str]]) -> None:
    # The repeat reports are part of all reports.
    parts = [
        (n if n in (".", "") or d in (".", "") or int(n) <= int(d) else d, d) for n, d in pairs
    ]
    rows = repeat_reports(parts)
    for number, (numerator, denominator) in enumerate(parts):
        row = rows[number]
        assert (row["value"], row["lower"], row["upper"]) == twin(numerator, denominator), row


@pytest.mark.parametrize(
    ("numerator", "denominator", "reason", "reliability"),
    [
        ("10", "25", None, "indicative"),
        ("895", "1745", None, "normal"),
        (".", "45", "unknown_or_secret", "indicative"),
        (".", "15", "withheld_by_us", None),
        ("10", "15", "withheld_by_us", None),
        ("10", ".", "unknown_or_secret", None),
        (".", ".", "unknown_or_secret", None),
        ("", "45", "impossible", None),
        ("10", "", "impossible", None),
        ("0", "0", "withheld_by_us", None),
    ],
)
def test_what_is_missing_has_its_reason(
    numerator: str, denominator: str, reason: str | None, reliability: str | None
) -> None:
    row = repeat_reports([(numerator, denominator)])[0]
    assert row["missing_reason"] == reason
    assert row["reliability"] == reliability
    assert (row["value"] is None) == (reason is not None)


def test_an_absent_cell_is_not_delivered_and_never_zero() -> None:
    cells = [("reports_received", None, None, "GM0001", YEAR, "100")]
    row = compute_all(make_core({"85361NED": cells}, {YEAR: "definitive"}))["C1", "GM0001", YEAR]
    assert row["missing_reason"] == "not_delivered"
    assert row["numerator"] is None
    assert row["denominator"] == 100
    assert (row["value"], row["lower"], row["upper"]) == (None, None, None)


def test_a_kind_of_area_that_the_table_never_prints_is_not_published() -> None:
    cells = [("reports_received", None, None, "GM0001", YEAR, "100")]
    connection = make_core({"85361NED": cells}, {YEAR: "definitive"})
    connection.execute(
        "INSERT INTO core.area (area_code, area_name, area_level, is_current) "
        "VALUES ('PV01', 'P', 'province', true)"
    )
    rows = compute_all(connection)
    assert rows["C1", "PV01", YEAR]["missing_reason"] == "not_published"
    assert rows["C1", "GM9001", YEAR]["missing_reason"] == "not_delivered"


def test_a_table_that_was_not_delivered_says_so_for_every_area() -> None:
    cells = [("reports_received", None, None, "GM0001", YEAR, "100")]
    rows = compute_all(make_core({"85361NED": cells}, {YEAR: "definitive"}))
    for indicator in ("V1", "A1", "A2", "B1", "B3", "R1a"):
        assert rows[indicator, "GM0001", YEAR]["missing_reason"] == "not_delivered"
        assert rows[indicator, "GM9001", YEAR]["missing_reason"] == "not_delivered"


def assessment(total: str, *parts: str) -> dict:
    names = ("follow_up_by_veilig_thuis", "transfer", "no_follow_up", "regional_arrangement")
    cells = [
        ("reports_received", "total", name, "GM0001", YEAR, text)
        for name, text in zip((*names, "not_yet_assessed"), parts, strict=True)
    ]
    cells.append(("reports_received", "total", "total", "GM0001", YEAR, total))
    rows = compute_all(make_core({"84852NED": cells}, {YEAR: "provisional"}))
    return {name: rows[name, "GM0001", YEAR] for name in ("A1", "B1")}


def test_a_complement_counts_the_rounding_of_its_total_once() -> None:
    row = assessment("2695", "815", "1495", "85", "55", "245")["A1"]
    assert row["value"] == 90.9
    assert row["lower"] == math.floor((1 - 247.5 / 2692.5) * 1000) / 10
    assert row["upper"] == math.ceil((1 - 242.5 / 2697.5) * 1000) / 10
    assert (row["numerator"], row["denominator"]) == (2450, 2695)


def test_a_suppressed_remainder_gives_bounds_and_no_value() -> None:
    rows = assessment("2810", "2000", "685", "15", "105", ".")
    assert rows["A1"]["value"] is None
    assert rows["A1"]["missing_reason"] == "unknown_or_secret"
    assert (rows["A1"]["lower"], rows["A1"]["upper"]) == (99.6, 100)
    assert rows["B1"]["value"] is None
    assert 98.8 <= rows["B1"]["lower"] < rows["B1"]["upper"] <= 100


def test_half_years_are_not_scaled_and_use_the_children_of_their_year() -> None:
    cells = {
        "84851NED": [("reports_received", "child_abuse", None, "GM0001", "2023HJ01", "65")],
        "03759ned": [("children_0_17", None, None, "GM0001", "2023JJ00", "4000")],
    }
    rows = compute_all(make_core(cells, {"2023HJ01": "provisional", "2023JJ00": "definitive"}))
    row = rows["V1", "GM0001", "2023HJ01"]
    assert row["value"] == 16.3  # 65 / 4,000 = 16.25, half up
    assert (row["lower"], row["upper"]) == (15.6, 16.9)
    assert row["status"] == "provisional"
    assert row["denominator_lower"] == row["denominator_upper"] == 4000


def test_a_published_share_keeps_its_own_rounding_and_has_no_counts() -> None:
    cells = [("young_people_with_youth_help_pct", None, None, "GM0001", YEAR, "11.7")]
    row = compute_all(make_core({"85098NED": cells}, {YEAR: "definitive"}))["B3", "GM0001", YEAR]
    assert (row["value"], row["lower"], row["upper"]) == (11.7, 11.6, 11.8)
    assert row["numerator"] is None
    assert row["denominator"] is None
    assert row["reliability"] == "normal"
