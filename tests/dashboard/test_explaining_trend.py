"""What the section on a trend concludes follows from the numbers that it prints."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.explaining.trend import trend
from tests.dashboard.explained_numbers import (
    HALVES,
    YEARS,
    advice,
    line_with,
    numbers,
    repeats,
    worked_out,
)
from tests.indicators.explain.small_release import release_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("indicator", ["C1", "V1", "R9a"])
def test_a_line_follows_from_its_points(tmp_path: Path, indicator: str) -> None:
    counts = [(400, 2000), (450, 2000), (530, 2000), (640, 2100), (700, 2100)]
    reports, kinds, children = [], [], []
    for year, pair in zip(YEARS, counts, strict=True):
        reports += repeats("GM9001", year, pair)
        kinds += advice("GM9001", year, pair)
        children.append(("children_0_17", None, None, "GM9001", year, "20000"))
    cells = {"85361NED": reports, "84851NED": kinds, "03759ned": children}
    explanation = release_of(tmp_path, cells, [indicator]).explain(indicator, "GM9001", "2023")
    lines = trend(explanation, "en")
    points = [numbers(line.partition(": ")[2]) for line in lines if re.match(r"  20\d\d: ", line)]
    assert len(points) == 5
    per = explanation.definition.multiplier

    def slope_and_error(left_out: int | None = None) -> tuple[float, float]:
        kept = [(t, *point) for t, point in enumerate(points) if t != left_out]
        middle = sum(w * t for t, _, _, w, _ in kept) / sum(w for *_, w, _ in kept)
        spread = sum(w * (t - middle) ** 2 for t, _, _, w, _ in kept)
        slope = sum(w * (t - middle) * x / n for t, x, n, w, _ in kept) / spread
        variance = sum((w * (t - middle)) ** 2 * v for t, _, _, w, v in kept)
        return slope * per, math.sqrt(variance) / spread * per

    slope, error = slope_and_error()
    assert (slope, error) == pytest.approx(numbers(line_with(lines, "Slope of")), rel=1e-3)
    chi_squared, critical = numbers(line_with(lines, "Chi-square"))[-2:]
    assert (slope / error) ** 2 == pytest.approx(chi_squared, rel=1e-3)
    assert critical == 9.5495
    stored = explanation.trending.trend  # type: ignore[union-attr]
    assert stored.chi_squared == pytest.approx(chi_squared, rel=1e-4)
    without = numbers(re.sub(r"20\d\d:", "", line_with(lines, "Slope without")))
    assert without == pytest.approx([slope_and_error(t)[0] for t in range(5)], rel=1e-3)
    for start, shown in (
        ("Smallest change", stored.detectable_80),
        ("And once", stored.detectable_50),
    ):
        formula, _, change = line_with(lines, start).partition(": ")[2].rpartition(" = ")
        assert worked_out(formula) == pytest.approx(numbers(change)[0], rel=1e-3)
        assert numbers(change)[0] == pytest.approx(shown, abs=0.006)
    is_rising = chi_squared > critical and all(one > 0 for one in without)
    assert ("Word: increasing." in "\n".join(lines)) == is_rising
    if indicator == "C1":
        # p (1 - p) / n and rounding to fives of both counts.
        (p,) = numbers(line_with(lines, "Five years").rpartition(" = ")[2])
        for _, n, _, variance in points:
            rounding = (25 / 12 + p * p * 25 / 12) / n**2
            assert variance == pytest.approx(p * (1 - p) / n + rounding, rel=1e-4)


def test_limits_follow_from_the_half_years(tmp_path: Path) -> None:
    values = [100, 104, 101, 106, 103, 180, 102, 105]
    cells = [
        cell
        for half, count in zip(HALVES, values, strict=True)
        for cell in repeats("GM9001", half, (count, 400))
    ]
    explanation = release_of(tmp_path, {"85361NED": cells}, ["C1"]).explain(
        "C1", "GM9001", "2022-H2"
    )
    lines = trend(explanation, "en")
    points = [numbers(line.rpartition(" = ")[2])[0] for line in lines if " / 400 = " in line]
    assert len(points) == len(values)
    (mean,) = numbers(line_with(lines, "Mean"))
    assert sum(points) / len(points) == pytest.approx(mean, rel=1e-5)
    ranges = line_with(lines, "Distance to").partition(": ")[2].partition(". ")[0]
    counted = [numbers(one)[0] for one in ranges.split("; ") if not one.startswith("(")]
    every = [abs(b - a) for a, b in pairwise(points)]
    assert [numbers(one)[0] for one in ranges.split("; ")] == pytest.approx(every, abs=1e-4)
    assert counted == pytest.approx(
        [one for one in every if one < 3.267 * sum(every) / len(every)], abs=1e-4
    )
    limits = line_with(lines, "Limits").removeprefix("Limits: ").partition(", ")[0]
    for formula, seen in (part.split(" = ") for part in limits.split(" and ")):
        assert max(worked_out(formula), 0) == pytest.approx(numbers(seen)[0], abs=1e-3)
    assert lines[-1] == "  Word: nothing is special about the last half-year."


def test_what_cannot_be_said_has_its_reason(tmp_path: Path) -> None:
    cells = [cell for year in YEARS[2:] for cell in repeats("GM9001", year, (50, 200))]
    explanation = release_of(tmp_path, {"85361NED": cells}, ["C1"]).explain("C1", "GM9001", "2023")
    lines = trend(explanation, "en")
    assert lines[1:4] == ["  2019: ?", "  2020: ?", "  2021: 50 / 200 = 25"]
    assert lines[-1] == "  Word: this cannot be said. The series is still too short."
