"""How figures go, on cells typed in by hand."""

from typing import Any

import pytest

from indicators.definition import read_definitions
from indicators.mart import compute
from indicators.statistics.five_points import recent_trend
from tests.indicators.core_tables import Cell, make_core

pytestmark = pytest.mark.slow

VOORNE = ("GM0501", "GM0530", "GM0614")  # to Voorne aan Zee, GM1992, on 1 January 2023
YEARS = [f"{year}JJ00" for year in range(2020, 2025)]
HALVES = [f"{year}HJ0{half}" for year in range(2019, 2025) for half in (1, 2)]
REPEATS = "85361NED"


def repeats(area: str, counts: dict[str, tuple[object, object]]) -> list[Cell]:
    """Repeat reports and all reports of one area, by period."""
    return [
        (topic, None, None, area, period, str(text))
        for period, pair in counts.items()
        for topic, text in zip(("repeat_report", "reports_received"), pair, strict=True)
    ]


def rising(periods: list[str], first: int = 40, step: int = 10) -> dict[str, tuple[object, object]]:
    return {period: (first + step * n, 200) for n, period in enumerate(periods)}


def trends(*cells: list[Cell], indicator: str = "C1") -> dict[tuple[str, str], dict[str, Any]]:
    """Every row of `mart.trend`, by area and kind of period."""
    flat = [cell for rows in cells for cell in rows]
    periods = {period: "definitive" for *_, period, _ in flat}
    connection = make_core({REPEATS: flat}, periods)
    compute(connection, [read_definitions()[indicator]], "2026-01-01.1")
    cursor = connection.execute("FROM mart.trend")
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(row["area_code"], row["period_kind"]): row for row in rows}


def test_five_rising_years() -> None:
    row = trends(repeats("GM9001", rising(YEARS)))["GM9001", "year"]
    assert (row["code"], row["reason"], row["points"]) == ("increasing", None, 5)
    assert (row["first_period"], row["last_period"]) == ("2020JJ00", "2024JJ00")
    # 20, 25, 30, 35 and 40 per 100: five a year.
    assert row["slope"] == 5
    test = recent_trend(
        [40, 50, 60, 70, 80], [200] * 5, "proportion", numerator_rounding=5, denominator_rounding=5
    )
    assert row["chi_squared"] == round(test.chi_squared.item(), 4)
    assert row["detectable_80"] == round(test.detectable_80.item() * 100, 3)
    assert row["detectable_50"] < row["detectable_80"]


def test_falling_and_level_years() -> None:
    found = trends(
        repeats("GM9001", rising(YEARS, 80, -10)), repeats("GM0014", rising(YEARS, 60, 0))
    )
    assert found["GM9001", "year"]["code"] == "decreasing"
    assert found["GM0014", "year"]["code"] == "no_significant_change"
    assert found["GM0014", "year"]["slope"] == 0


def test_half_years_do_not_touch_the_years() -> None:
    years = repeats("GM9001", rising(YEARS))
    halves = repeats("GM9001", {half: (100, 100) for half in HALVES})
    alone, both = trends(years), trends(years, halves)
    assert both["GM9001", "year"] == alone["GM9001", "year"]
    assert set(both) - set(alone) == {("GM9001", "half_year")}


def test_a_missing_year_is_said() -> None:
    with_dot = rising(YEARS) | {"2022JJ00": (".", 200)}
    found = trends(repeats("GM9001", with_dot), repeats("GM0014", rising(YEARS)))
    row = found["GM9001", "year"]
    assert (row["code"], row["reason"], row["slope"], row["points"]) == (
        "cannot_say",
        "missing_figure",
        None,
        4,
    )


def test_the_newest_year_must_be_there() -> None:
    older = {year: pair for year, pair in rising(YEARS).items() if year != "2024JJ00"}
    found = trends(repeats("GM9001", older), repeats("GM0014", rising(YEARS)))
    assert found["GM9001", "year"]["reason"] == "missing_figure"
    assert found["GM9001", "year"]["last_period"] == "2024JJ00"


def test_four_years_are_too_few() -> None:
    row = trends(repeats("GM9001", rising(YEARS[1:])))["GM9001", "year"]
    assert (row["code"], row["reason"]) == ("cannot_say", "too_few_points")


def test_no_series_goes_across_a_break(monkeypatch: pytest.MonkeyPatch) -> None:
    from indicators.trend import trends as module

    monkeypatch.setattr(module, "since_break", lambda definition, periods: periods[1:])
    row = trends(repeats("GM9001", rising(YEARS)))["GM9001", "year"]
    assert (row["code"], row["reason"]) == ("cannot_say", "break_in_series")


def test_half_years_in_which_the_last_jumps() -> None:
    counts = {half: (40 + 5 * (n % 2), 200) for n, half in enumerate(HALVES)}
    counts[HALVES[-1]] = (120, 200)
    row = trends(repeats("GM9001", counts))["GM9001", "half_year"]
    assert (row["code"], row["points"], row["is_trial"]) == ("above_limit", 12, False)
    assert row["lower_limit"] < row["mean"] < row["upper_limit"] < 60
    assert (row["slope"], row["chi_squared"]) == (None, None)


def test_limits_of_eleven_half_years_are_trial_limits() -> None:
    counts = {half: (40 + 5 * (n % 2), 200) for n, half in enumerate(HALVES[1:])}
    row = trends(repeats("GM9001", counts))["GM9001", "half_year"]
    assert (row["code"], row["points"], row["is_trial"]) == ("common_cause", 11, True)


def test_a_gap_cuts_the_half_years() -> None:
    counts = {half: (40 + 5 * (n % 2), 200) for n, half in enumerate(HALVES)}
    counts[HALVES[5]] = (".", 200)
    row = trends(repeats("GM9001", counts))["GM9001", "half_year"]
    assert (row["first_period"], row["points"]) == (HALVES[6], 6)
    counts[HALVES[6]] = (".", 200)
    row = trends(repeats("GM9001", counts))["GM9001", "half_year"]
    assert (row["code"], row["reason"]) == ("cannot_say", "missing_figure")


def test_a_series_of_five_half_years_is_too_short() -> None:
    counts = {half: (40 + 5 * (n % 2), 200) for n, half in enumerate(HALVES[-5:])}
    row = trends(repeats("GM9001", counts))["GM9001", "half_year"]
    assert (row["code"], row["reason"]) == ("cannot_say", "too_few_points")


def test_half_years_that_are_all_equal_have_no_limits() -> None:
    row = trends(repeats("GM9001", {half: (40, 200) for half in HALVES}))["GM9001", "half_year"]
    assert (row["code"], row["reason"]) == ("cannot_say", "no_variation")


def test_a_merged_municipality_goes_on_with_what_it_was_made_of() -> None:
    before, after = YEARS[:3], YEARS[3:]
    members = [
        repeats(code, {year: (20 + 5 * n, 100) for n, year in enumerate(before)}) for code in VOORNE
    ]
    merged = repeats("GM1992", {year: (105 + 15 * n, 300) for n, year in enumerate(after)})
    row = trends(*members, merged)["GM1992", "year"]
    # 60, 75, 90, 105, 120 of 300: the sums of the three go on as the one.
    assert (row["code"], row["is_recast"], row["slope"]) == ("increasing", True, 5)


def test_what_cannot_be_recast_gives_no_trend() -> None:
    before, after = YEARS[:3], YEARS[3:]
    first, *others = VOORNE
    members = [repeats(code, {year: (20, 100) for year in before}) for code in others]
    unknown = repeats(first, {year: (".", ".") for year in before})
    merged = repeats("GM1992", {year: (105, 300) for year in after})
    row = trends(*members, unknown, merged)["GM1992", "year"]
    assert row["code"] == "cannot_say"
    assert row["reason"] in ("other_area", "missing_figure")
    assert row["slope"] is None


def test_there_is_no_trend_of_a_municipality_that_is_gone() -> None:
    found = trends(repeats("GM9001", rising(YEARS)))
    assert {area for area, _ in found} == {"GM9001"}
