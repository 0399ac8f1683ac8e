"""Only a dot is bounded by what stands beside it; every other reason leaves nothing but itself."""

from pathlib import Path

import duckdb
import pytest

from indicators.chain.records import StepFigure
from tests.indicators.chain.chain_rows import YEAR, assessment, computed, core
from tests.indicators.core_tables import Cell, compute_all, make_core
from tests.indicators.explain.small_release import release_of

pytestmark = pytest.mark.slow

AREA = "GM0001"
REASONS = ["unknown_or_secret", "impossible", "unexplained", "not_delivered"]
UNBOUNDED = (
    "UPDATE core.observation SET value = NULL, lower = NULL, upper = NULL, missing_reason = ? "
    "WHERE {}"
)


def give(connection: duckdb.DuckDBPyConnection, reason: str, where: str) -> None:
    """The cell stands for this reason, and has no bounds of its own."""
    if reason == "not_delivered":
        connection.execute(f"DELETE FROM core.observation WHERE {where}")
    else:
        connection.execute(UNBOUNDED.format(where), [reason])


def history(numerator: str, denominator: str, area: str = AREA) -> list[Cell]:
    return [
        ("repeat_report", None, None, area, YEAR, numerator),
        ("reports_received", None, None, area, YEAR, denominator),
    ]


def counts(row: dict, side: str) -> tuple[float | None, float | None, float | None]:
    return row[side], row[f"{side}_lower"], row[f"{side}_upper"]


@pytest.mark.parametrize("reason", REASONS)
def test_a_numerator_beside_a_known_denominator(reason: str) -> None:
    connection = make_core({"85361NED": history(".", "100")}, {YEAR: "definitive"})
    give(connection, reason, "topic = 'repeat_report'")
    row = compute_all(connection)["C1", AREA, YEAR]
    bounds = (0, 102.5) if reason == "unknown_or_secret" else (None, None)
    assert counts(row, "numerator") == (None, *bounds)
    assert counts(row, "denominator") == (100, 97.5, 102.5)
    assert (row["value"], row["lower"], row["upper"]) == (None, None, None)
    assert row["missing_reason"] == reason


@pytest.mark.parametrize("reason", REASONS)
def test_a_numerator_beside_a_known_remainder(reason: str) -> None:
    cells = assessment("100", ("40", "30", ".", "20"), "0")
    connection = make_core({"84852NED": cells}, {YEAR: "definitive"})
    give(connection, reason, "category_2 = 'regional_arrangement'")
    row = compute_all(connection)["B1", AREA, YEAR]
    is_dot = reason == "unknown_or_secret"
    # 100 less 0 is 95 to 102.5 (a 0 is at most 2.5); less the remainder of 17.5 to 22.5.
    assert counts(row, "numerator") == ((None, 72.5, 85) if is_dot else (None, None, None))
    assert (row["lower"] is None) == (not is_dot)
    assert (row["value"], row["missing_reason"]) == (None, reason)


@pytest.mark.parametrize("reason", REASONS)
def test_a_denominator_beside_a_known_numerator_and_remainder(reason: str) -> None:
    cells = assessment(".", ("40", "30", "10", "20"), "0")
    connection = make_core({"84852NED": cells}, {YEAR: "definitive"})
    give(connection, reason, "category_2 = 'total'")
    row = compute_all(connection)["B1", AREA, YEAR]
    is_dot = reason == "unknown_or_secret"
    # Three parts of 72.5 to 87.5 together, and the remainder.
    assert counts(row, "denominator") == ((None, 90, 110) if is_dot else (None, None, None))
    assert counts(row, "numerator") == (80, 72.5, 87.5)
    assert (row["value"], row["lower"], row["missing_reason"]) == (None, None, reason)


@pytest.mark.parametrize("reason", REASONS)
def test_what_a_complement_leaves_out(reason: str) -> None:
    cells = assessment("100", ("40", "30", "10", "20"), ".")
    connection = make_core({"84852NED": cells}, {YEAR: "definitive"})
    give(connection, reason, "category_2 = 'not_yet_assessed'")
    row = compute_all(connection)["A1", AREA, YEAR]
    bounds = (0, 102.5) if reason == "unknown_or_secret" else (None, None)
    assert counts(row, "numerator") == (None, *bounds)
    assert (row["value"], row["missing_reason"]) == (None, reason)


def test_a_mark_that_nobody_knows_says_more_than_a_dot_beside_it() -> None:
    cells = assessment("100", (".", "30", ".", "20"), "0")
    connection = make_core({"84852NED": cells}, {YEAR: "definitive"})
    give(connection, "unexplained", "category_2 = 'regional_arrangement'")
    row = compute_all(connection)["B1", AREA, YEAR]
    assert row["missing_reason"] == "unexplained"
    assert counts(row, "numerator") == (None, None, None)


@pytest.mark.parametrize("reason", REASONS)
def test_what_the_parts_of_a_step_leave(reason: str) -> None:
    connection = core({"84852NED": assessment("100", ("40", "30", "20", "."), "0")})
    give(connection, reason, "category_2 = 'no_follow_up'")
    left: StepFigure = computed(connection)["next_step_unknown", AREA, YEAR]
    # 95 to 102.5 assessed, less 82.5 to 97.5 with a number.
    bounds = (0, 20) if reason == "unknown_or_secret" else (None, None)
    assert (left.value, left.lower, left.upper) == (None, *bounds)
    assert left.missing_reason == reason
    assert (left.share_lower is None) == (reason != "unknown_or_secret")


def region(number: int) -> list[Cell]:
    """So many municipalities with 20 repeat reports of 100."""
    return [cell for at in range(1, number + 1) for cell in history("20", "100", f"GM{at:04}")]


def in_one_region(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO core.area (area_code, area_name, area_level, is_current, boundary_year) "
        "VALUES ('VT08', 'VT08', 'veilig_thuis_region', true, 2025)"
    )
    connection.execute("UPDATE core.area SET veilig_thuis_code = 'VT08' WHERE area_code < 'GM9'")


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(("number", "missing", "has_sum"), [(9, 1, True), (9, 3, False)])
def test_a_member_of_a_sum(
    reason: str, number: int, missing: int, has_sum: bool, tmp_path: Path
) -> None:
    """It is left out and counted, and with too many of them there is no sum.

    A dot between 0 and the published total is in the sum, with those bounds.
    """

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        in_one_region(connection)
        give(
            connection, reason, f"topic = 'repeat_report' AND area_code > 'GM{number - missing:04}'"
        )

    cells = {"85361NED": region(number)}
    release = release_of(tmp_path / "release", cells, ["C1"], change)
    (row,) = (
        one
        for one in release.comparisons("C1", AREA, YEAR)
        if one.benchmark_kind == "veilig_thuis_region"
    )
    is_dot = reason == "unknown_or_secret"
    assert (row.members, row.left_out) == (
        (number - 1, 0) if is_dot else (number - 1 - missing, missing)
    )
    if is_dot:
        assert row.benchmark_value is None
        assert row.benchmark_upper is not None
    elif has_sum:
        summed = number - 1 - missing
        assert (row.benchmark_numerator, row.benchmark_denominator) == (20 * summed, 100 * summed)
    else:
        assert (row.benchmark_value, row.benchmark_lower, row.benchmark_upper) == (None, None, None)
        assert (row.code, row.reason) == ("too_few_data", "no_benchmark")


@pytest.mark.parametrize("reason", REASONS)
def test_an_explanation_comes_to_the_same(reason: str, tmp_path: Path) -> None:
    cells = {
        "85361NED": history(".", "100"),
        "84852NED": assessment("100", ("40", "30", ".", "20"), "0")
        + assessment("100", ("40", "30", "10", "20"), ".", "GM0002"),
    }

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        if reason != "unknown_or_secret":  # a dot keeps the bounds that its table declares
            give(connection, reason, "published_text = '.'")

    release = release_of(tmp_path / "release", cells, ["A1", "B1", "C1"], change)
    for indicator, area in (("B1", AREA), ("C1", AREA), ("A1", "GM0002")):
        # It raises where what it works out is not what the release has.
        explanation = release.explain(indicator, area, YEAR)
        assert explanation.value.missing_reason == reason
        numerator = explanation.result.numerator
        assert (numerator.upper is None) == (reason != "unknown_or_secret")
