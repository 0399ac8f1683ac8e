"""Figures of earlier years for municipalities of later ones, worked out by hand."""

from typing import Any

import pytest

from indicators.boundary_years.events import all_events
from indicators.boundary_years.places import BoundaryYearError, place_links
from indicators.boundary_years.reading import recast_values
from indicators.boundary_years.values import RecastValue
from indicators.definition import Definition, read_definitions
from indicators.mart import compute
from tests.indicators.core_tables import Cell, make_core

VOORNE = ("GM0501", "GM0530", "GM0614")  # to Voorne aan Zee, GM1992, on 1 January 2023
REPEATS = "85361NED"


def repeats(counts: dict[str, tuple[str, str]], period: str) -> list[Cell]:
    """Repeat reports and all reports, by area."""
    return [
        (topic, None, None, area, period, text)
        for area, pair in counts.items()
        for topic, text in zip(("repeat_report", "reports_received"), pair, strict=True)
    ]


def recast(
    cells: dict[str, list[Cell]],
    period: str,
    boundary_year: int = 2025,
    definition: Definition | None = None,
    changes: tuple[tuple[Any, ...], ...] = (),
) -> dict[str, RecastValue]:
    """The recast figures of one period by area, of C1 unless another definition is given."""
    definition = definition or read_definitions()["C1"]
    # Today's municipalities are there also when they have no cell.
    there = [("none", None, None, code, "1999JJ00", "0") for code in ("GM1992", "GM0363", "GM0824")]
    connection = make_core({REPEATS: [], **cells, "82975NED": there}, {period: "definitive"})
    for change in changes:
        connection.execute(
            "INSERT INTO core.reclassification VALUES ('70739ned', ?, ?, ?, ?, ?)", change
        )
    compute(connection, [definition], "2026-01-01.1")
    rows = recast_values(connection.cursor(), definition, boundary_year, "2026-01-01.1")
    return {row.area_code: row for row in rows if row.period_code == period}


def test_whole_municipalities_add_up_with_their_bounds() -> None:
    counts = dict(zip(VOORNE, (("10", "50"), ("30", "100"), ("5", "40")), strict=True))
    row = recast({REPEATS: repeats(counts, "2021JJ00")}, "2021JJ00")["GM1992"]
    assert (row.numerator, row.numerator_lower, row.numerator_upper) == (45, 37.5, 52.5)
    assert (row.denominator, row.denominator_lower, row.denominator_upper) == (190, 182.5, 197.5)
    # 45 / 190 = 23.68; 37.5 / 197.5 = 18.98; 52.5 / 182.5 = 28.76
    assert (row.value, row.lower, row.upper) == (23.7, 18.9, 28.8)
    assert (row.recast_kind, row.is_exact, row.refusal, row.missing_reason) == (
        "whole",
        False,
        None,
        None,
    )
    assert row.members == "GM0501; GM0530; GM0614"
    assert (row.boundary_year, row.target_boundary_year, row.status) == (2021, 2025, "definitive")
    assert row.area_name == "Voorne aan Zee"


def test_a_dot_among_them_leaves_an_interval() -> None:
    counts = dict(zip(VOORNE, (("10", "50"), (".", "100"), ("5", "40")), strict=True))
    row = recast({REPEATS: repeats(counts, "2021JJ00")}, "2021JJ00")["GM1992"]
    assert (row.value, row.missing_reason) == (None, "unknown_or_secret")
    # 7.5 + 0 + 2.5 and 12.5 + 9 + 7.5
    assert (row.numerator, row.numerator_lower, row.numerator_upper) == (None, 10, 29)
    assert (row.lower, row.upper) == (5.0, 15.9)


@pytest.mark.parametrize(
    ("denominators", "value", "missing_reason", "reliability"),
    [
        (("5", "5", "5"), None, "withheld_by_us", None),
        (("5", "10", "5"), 0.0, None, "indicative"),
        (("40", "40", "20"), 0.0, None, "normal"),
    ],
)
def test_the_thresholds_are_those_of_every_ratio(
    denominators: tuple[str, ...], value: float, missing_reason: str, reliability: str
) -> None:
    counts = {code: ("0", text) for code, text in zip(VOORNE, denominators, strict=True)}
    row = recast({REPEATS: repeats(counts, "2021JJ00")}, "2021JJ00")["GM1992"]
    assert (row.value, row.missing_reason, row.reliability) == (value, missing_reason, reliability)


def test_of_a_split_the_estimate_is_by_inhabitants_and_the_bounds_are_none_and_all() -> None:
    counts = {"GM0788": ("50", "200"), "GM0824": ("100", "400")}
    row = recast({REPEATS: repeats(counts, "2020JJ00")}, "2020JJ00")["GM0824"]
    share = 5827 / 14318
    assert row.numerator == pytest.approx(100 + share * 50)
    assert (row.numerator_lower, row.numerator_upper) == (97.5, 102.5 + 52.5)
    assert row.denominator == pytest.approx(400 + share * 200)
    assert (row.denominator_lower, row.denominator_upper) == (397.5, 402.5 + 202.5)
    # 120.35 / 481.4 = 25.0; 97.5 / 605 = 16.11; 155 / 397.5 = 38.99
    assert (row.value, row.lower, row.upper) == (25.0, 16.1, 39.0)
    assert (row.recast_kind, row.members, row.is_exact) == ("split", "GM0788; GM0824", False)


def test_what_has_nothing_to_recast_has_no_row() -> None:
    counts = {"GM0014": ("50", "200"), "GM1992": ("50", "200")}
    assert recast({REPEATS: repeats(counts, "2023JJ00")}, "2023JJ00") == {}


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({"GM0501": ("10", "50"), "GM0530": ("10", "50")}, "member_not_delivered"),
        ({c: ("", "50") for c in VOORNE}, "member_impossible"),
        ({"GM1992": ("10", "50")}, "already_published"),
        ({"GM1992": ("10", "50"), "GM0501": ("10", "50")}, "counted_twice"),
    ],
)
def test_what_cannot_be_added_up_is_refused(
    counts: dict[str, tuple[str, str]], refusal: str
) -> None:
    row = recast({REPEATS: repeats(counts, "2021JJ00")}, "2021JJ00")["GM1992"]
    assert row.refusal == refusal
    assert (row.value, row.lower, row.numerator, row.missing_reason) == (None,) * 4
    assert row.recast_kind is None


def test_a_dot_that_can_be_anything_is_refused() -> None:
    cells: list[Cell] = [("n", None, None, code, "2021JJ00", ".") for code in VOORNE]
    definition = made_up(numerator="cell", source="85094NED")
    row = recast({"85094NED": cells}, "2021JJ00", definition=definition)["GM1992"]
    assert row.refusal == "member_without_bounds"


def test_a_percentage_is_not_added_up() -> None:
    cells: list[Cell] = [
        ("young_people_with_youth_help_pct", None, None, code, "2021JJ00", "10.0")
        for code in VOORNE
    ]
    definition = read_definitions()["B3"]
    row = recast({"85098NED": cells}, "2021JJ00", definition=definition)["GM1992"]
    assert row.refusal == "published_share"


def test_persons_who_can_be_counted_in_two_places_are_not_added_up() -> None:
    cells: list[Cell] = [("n", None, None, code, "2021JJ00", "50") for code in VOORNE]
    definition = made_up(numerator="cell", source="85100NED")
    row = recast({"85100NED": cells}, "2021JJ00", definition=definition)["GM1992"]
    assert row.refusal == "persons_overlap"


@pytest.mark.parametrize(
    ("weesp", "numerator", "members"),
    [
        (("10", "50"), 110, "GM0363; GM0457"),
        (("", ""), 100, "GM0363"),  # Amsterdam's own figure has it already
        (None, 100, "GM0363"),
    ],
)
def test_one_that_ended_within_the_year_counts_where_the_table_counts_it(
    weesp: tuple[str, str] | None, numerator: float, members: str
) -> None:
    counts = {"GM0363": ("100", "400")} | ({"GM0457": weesp} if weesp else {})
    row = recast({REPEATS: repeats(counts, "2022JJ00")}, "2022JJ00")["GM0363"]
    assert (row.numerator, row.members, row.refusal) == (numerator, members, None)


def test_a_dot_for_one_that_ended_within_the_year_leaves_both_possible() -> None:
    counts = {"GM0363": ("100", "400"), "GM0457": (".", "50")}
    row = recast({REPEATS: repeats(counts, "2022JJ00")}, "2022JJ00")["GM0363"]
    assert (row.numerator, row.numerator_lower, row.numerator_upper) == (None, 97.5, 111.5)


def test_two_tables_can_count_it_in_two_places() -> None:
    reports: list[Cell] = [
        ("reports_received", "child_abuse", None, "GM0363", "2022JJ00", "4500"),
        ("reports_received", "child_abuse", None, "GM0457", "2022JJ00", ""),
    ]
    children: list[Cell] = [
        ("children_0_17", None, None, "GM0363", "2022JJ00", "168000"),
        ("children_0_17", None, None, "GM0457", "2022JJ00", "3200"),
    ]
    cells = {"84851NED": reports, "03759ned": children}
    definition = read_definitions()["V1"]
    row = recast(cells, "2022JJ00", definition=definition)["GM0363"]
    # The reports have Weesp, the children of 1 January have it apart.
    assert (row.numerator, row.denominator, row.value) == (4500, 171200, 26.3)
    unclear = recast(cells | {"84851NED": reports[:1]}, "2022JJ00", definition=definition)
    assert unclear["GM0363"].refusal == "unclear_division"


def test_counts_that_are_not_rounded_give_an_exact_sum() -> None:
    cells: list[Cell] = [("n", None, None, code, "2021JJ00", "501") for code in VOORNE]
    definition = made_up(numerator="cell", source="03759ned")
    row = recast({"03759ned": cells}, "2021JJ00", definition=definition)["GM1992"]
    assert (row.numerator_lower, row.numerator, row.numerator_upper) == (1503, 1503, 1503)
    assert row.is_exact


def test_a_change_that_only_cbs_tells_without_a_number_is_refused() -> None:
    counts = dict.fromkeys((*VOORNE, "GM0824"), ("10", "50"))
    change = ("2022-01-01", "boundary_change", "GM0501", "GM0824", None)
    rows = recast({REPEATS: repeats(counts, "2021JJ00")}, "2021JJ00", changes=(change,))
    assert {code: row.refusal for code, row in rows.items()} == {
        "GM1992": "unknown_share",
        "GM0824": "unknown_share",
        "GM0363": "member_not_delivered",
    }


def test_another_boundary_year_is_worked_out_on_request() -> None:
    counts = {"GM0788": ("50", "200"), "GM0824": ("100", "400"), "GM0501": ("10", "50")}
    rows = recast({REPEATS: repeats(counts, "2020JJ00")}, "2020JJ00", boundary_year=2021)
    assert list(rows) == ["GM0824"]  # Voorne aan Zee is not there in 2021
    assert rows["GM0824"].target_boundary_year == 2021


def test_what_was_merged_later_cannot_be_taken_apart() -> None:
    counts = {"GM1992": ("50", "200"), "GM0363": ("100", "400")}
    rows = recast({REPEATS: repeats(counts, "2023JJ00")}, "2023JJ00", boundary_year=2022)
    assert {code: row.refusal for code, row in rows.items()} == {"GM0363": "cannot_be_taken_apart"}


def test_before_2015_we_do_not_know_what_was_where() -> None:
    counts = {"GM1992": ("50", "200")}
    rows = recast({REPEATS: repeats(counts, "2013JJ00")}, "2013JJ00")
    assert rows["GM1992"].refusal == "period_outside_data"


@pytest.mark.parametrize("year", [2014, 2027])
def test_a_boundary_year_outside_our_lists_is_an_error(year: int) -> None:
    connection = make_core({}, {})
    with pytest.raises(BoundaryYearError, match=f"saw boundary year {year}; expected 2015 to 2026"):
        place_links(connection, all_events(connection), year)


def made_up(numerator: str, source: str) -> Definition:
    """A ratio of a table's topic `n` to itself."""

    class MadeUp(Definition):
        @property
        def sql(self) -> str:
            return (
                f"SELECT area_code, period_code, {numerator} AS numerator, cell AS denominator "
                f"""FROM core."{source}" WHERE topic = 'n'"""
            )

    content = read_definitions()["C1"].model_dump() | {"sources": [source]}
    return MadeUp.model_validate(content)
