"""What a section concludes follows from the numbers that the section itself prints."""

import math
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist

import duckdb
import pytest

from dashboard.explaining import as_text
from dashboard.explaining.comparison import comparison
from dashboard.explaining.recast import recast
from dashboard.explaining.trend import trend
from indicators.api import Release
from tests.indicators.core_tables import Cell
from tests.indicators.explain.small_release import release_of

pytestmark = pytest.mark.slow

YEARS = [f"{year}JJ00" for year in range(2019, 2024)]
HALVES = [f"{year}HJ0{half}" for year in range(2019, 2023) for half in (1, 2)]
NUMBER = r"-?[\d,]*\.?\d+"
FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "asin": math.asin,
    "atan": math.atan,
}
SPREAD = (700, 640, 520, 560, 600, 610, 590, 580, 570, 630, 620, 550)


def worked_out(text: str) -> float:
    """A printed sum, with x for times."""
    python = re.sub(r"(?<=\d),(?=\d)", "", text).replace(" x ", " * ")
    assert re.fullmatch(r"[\d.+*/() -]|(?:[\d.+*/() -]|sqrt|asin|atan)+", python), text
    return eval(python, {"__builtins__": {}}, dict(FUNCTIONS))


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(NUMBER, text)]


def counts(line: str) -> list[float]:
    """Two counts, each with its bounds: what stands without is exact."""
    found = []
    for side in line.partition(": ")[2].split(" / "):
        one = numbers(side)
        found += one if len(one) == 3 else one * 3
    return found


def line_with(lines: list[str], start: str) -> str:
    (line,) = [line for line in lines if line.strip().startswith(start)]
    return line.strip()


def two(
    topics: tuple[str, str], category: str | None, area: str, period: str, pair: tuple[int, int]
) -> list[Cell]:
    return [
        (topic, category, None, area, period, str(count))
        for topic, count in zip(topics, pair, strict=True)
    ]


def advice(area: str, period: str, pair: tuple[int, int]) -> list[Cell]:
    """R9a, a ratio of two counts: advices started and reports received."""
    return two(("advices_started", "reports_received"), "child_abuse", area, period, pair)


def repeats(area: str, period: str, pair: tuple[int, int]) -> list[Cell]:
    """C1, a part of a whole: repeat reports and reports received."""
    return two(("repeat_report", "reports_received"), None, area, period, pair)


def is_country(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE core.area SET area_level = 'country' WHERE area_code = 'NL01'")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """C1, V1 (a rate) and R9a of twelve municipalities and the country in one year."""
    year = YEARS[-1]
    reports, kinds, children = [], [], []
    for place, count in enumerate(SPREAD):
        area = f"GM90{place:02}"
        reports += repeats(area, year, (count, 1500))
        kinds += advice(area, year, (count + 100, count))
        children.append(("children_0_17", None, None, area, year, "20000"))
    reports += repeats("NL01", year, (40_000, 100_000))
    kinds += advice("NL01", year, (45_000, 39_000))
    children.append(("children_0_17", None, None, "NL01", year, "1300000"))
    cells = {"85361NED": reports, "84851NED": kinds, "03759ned": children}
    return release_of(tmp_path_factory.mktemp("compared"), cells, ["C1", "V1", "R9a"], is_country)


@pytest.mark.parametrize("indicator", ["C1", "V1", "R9a"])
@pytest.mark.parametrize("area", ["GM9000", "GM9002", "GM9005"])
def test_a_word_follows_from_what_stands_with_it(
    compared: Release, indicator: str, area: str
) -> None:
    explanation = compared.explain(indicator, area, "2023")
    lines = comparison(explanation, "en")
    lines = lines[: next((n for n, line in enumerate(lines[2:], 2) if line[0] != " "), None)]
    for start in ("Chance in this area", "Chance in the benchmark", "Rounding"):
        formula, _, seen = line_with(lines, start).partition(": ")[2].rpartition(" = ")
        assert worked_out(formula) == pytest.approx(numbers(seen)[0], rel=1e-4)
    formula, _, seen = line_with(lines, "z = ").removeprefix("z = ").rpartition(" = ")
    z = worked_out(formula)
    assert z == pytest.approx(float(seen), abs=0.011)
    assert z == pytest.approx(explanation.compared[0].comparison.z, abs=0.002)
    # Three of the four variances stand above, and tau squared below.
    variances = re.search(r"sqrt\(([^()]+)\)$", formula)
    assert variances is not None
    together = line_with(lines, "With the other areas")
    tau_squared = numbers(together)[-1]
    assert variances[1].rpartition(" + ")[2] == re.findall(NUMBER, together)[-1]
    tested, expected = numbers(together)[:2]
    assert expected == pytest.approx(tested * 0.002)
    assert tau_squared >= 0

    limits = re.findall(rf"({NUMBER}) x s\): ({NUMBER}) to ({NUMBER})", line_with(lines, "With s"))
    (level_95, lower_95, upper_95), (level_998, lower_998, upper_998) = (
        [numbers(one)[0] for one in found] for found in limits
    )
    assert level_95 == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-4)
    assert level_998 == pytest.approx(NormalDist().inv_cdf(0.999), abs=1e-4)
    own, benchmark = (counts(line_with(lines, start)) for start in ("This area", "Held against"))
    assert own[0] / own[3] == pytest.approx(explanation.compared[0].distance.ratio)  # type: ignore[union-attr]
    lowest, highest, low, high, *_, farthest_low, farthest_high = numbers(
        line_with(lines, "However").replace("99.8%", "")
    )
    per = explanation.definition.multiplier
    assert (own[1] / own[5] * per, own[2] / own[4] * per) == pytest.approx(
        (lowest, highest), rel=1e-4
    )
    assert benchmark[1] / benchmark[5] * per == pytest.approx(low, rel=1e-4)
    assert lower_998 < lower_95 < benchmark[0] / benchmark[3] * per < upper_95 < upper_998

    word = "not distinguishable"
    if z > level_95 and lowest > high:
        word = "clearly higher" if lowest > farthest_high else "possibly higher"
    elif z < -level_95 and highest < low:
        word = "clearly lower" if highest < farthest_low else "possibly lower"
    assert line_with(lines, "Word").startswith(f"Word: {word}.")


def test_an_own_sum_is_the_sum_of_the_named_areas(tmp_path: Path) -> None:
    year = YEARS[-1]
    cells = [
        cell
        for place, count in enumerate(SPREAD)
        for cell in repeats(f"GM90{place:02}", year, (count, 1500))
    ]
    cells += [
        ("repeat_report", None, None, "GM9012", year, ""),
        ("reports_received", None, None, "GM9012", year, ""),
    ]

    def in_one_province(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            "UPDATE core.area SET province_code = 'PV20' WHERE area_level = 'municipality'"
        )

    explanation = release_of(tmp_path, {"85361NED": cells}, ["C1"], in_one_province).explain(
        "C1", "GM9003", "2023"
    )
    lines = comparison(explanation, "en")
    start = lines.index(next(line for line in lines if line.startswith("Province")))
    block = [lines[start], *lines[start + 1 : start + 6]]
    listed = re.findall(
        rf"\((GM\d+)\): ({NUMBER}) \(between .*?\) / ({NUMBER}) \(", line_with(block, "Our own sum")
    )
    assert {code for code, *_ in listed} == {f"GM90{n:02}" for n in range(12)} - {"GM9003"}
    held = numbers(line_with(block, "Held against"))
    assert sum(numbers(x)[0] for _, x, _ in listed) == held[0] == sum(SPREAD) - SPREAD[3]
    assert sum(numbers(n)[0] for *_, n in listed) == held[3]
    assert "1: GM9012 (GM9012)" in line_with(block, "Not counted")


def test_a_large_area_is_taken_out_of_the_country(compared: Release) -> None:
    """Every one of the twelve has more than two per cent of the children."""
    cells = {
        "85361NED": [
            *(c for n in range(12) for c in repeats(f"GM90{n:02}", YEARS[-1], (500 + 5 * n, 1500))),
            *repeats("NL01", YEARS[-1], (7000, 20_000)),
        ]
    }
    explanation = release_of(Path(compared.directory) / "large", cells, ["C1"], is_country).explain(
        "C1", "GM9000", "2023"
    )
    lines = comparison(explanation, "en")
    whole = numbers(line_with(lines, "Published is"))
    own, held = (numbers(line_with(lines[:6], start)) for start in ("This area", "Held against"))
    assert (held[0], held[3]) == (whole[0] - own[0], whole[3] - own[3])


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


VOORNE = {"GM0501": ("10", "50"), "GM0530": ("30", "100"), "GM0614": ("5", "40")}


def voorne(folder: Path, counts: dict[str, tuple[str, str]]) -> Release:
    """Three municipalities that are one since 2023, in 2021."""
    cells: list[Cell] = [
        (topic, None, None, area, "2021JJ00", text)
        for area, pair in counts.items()
        for topic, text in zip(("repeat_report", "reports_received"), pair, strict=True)
    ]
    return release_of(folder, {"85361NED": cells}, ["C1"], _merged)


def _merged(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE core.area SET is_current = false")
    connection.execute(
        "INSERT INTO core.area (area_code, area_name, area_level, is_current, boundary_year) "
        "VALUES ('GM1992', 'Voorne aan Zee', 'municipality', true, 2025)"
    )


def test_a_recast_figure_is_the_sum_of_its_members(tmp_path: Path) -> None:
    explanation = voorne(tmp_path, VOORNE).explain("C1", "GM1992", "2021")
    lines = recast(explanation, "en")
    members = [
        numbers(line.partition("): ")[2].partition("; 85361NED")[0])
        for line in lines
        if line.strip().startswith(tuple(VOORNE))
    ]
    assert len(members) == 3
    x, x_low, x_high, n, n_low, n_high = (
        sum(member[place] * member[-1] for member in members) for place in range(6)
    )
    assert (x, n) == (45, 190)
    for start, expected in (
        ("Value", 100 * x / n),
        ("Lower", 100 * x_low / n_high),
        ("Upper", 100 * x_high / n_low),
    ):
        formula, _, seen = line_with(lines, start).partition(": ")[2].rpartition(" = ")
        assert worked_out(formula) == pytest.approx(expected)
        assert float(seen) == pytest.approx(expected, abs=0.1)
    assert explanation.recasting is not None
    assert explanation.recasting.recast.value == 23.7


def test_a_refusal_to_recast_is_told(tmp_path: Path) -> None:
    explanation = voorne(tmp_path, {**VOORNE, "GM0614": ("", "40")}).explain("C1", "GM1992", "2021")
    assert "by CBS the figure of one of the former municipalities cannot occur" in "\n".join(
        recast(explanation, "en")
    )


def test_the_figure_of_the_region_follows_from_its_counts(tmp_path: Path) -> None:
    cells: list[Cell] = [
        ("investigations_completed", outcome, None, "VT08", YEARS[-1], text)
        for outcome, text in (("total", "400"), ("not_ended_early", "350"))
    ]

    def in_region(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            "UPDATE core.area SET veilig_thuis_code = 'VT08' WHERE area_code = 'GM9001'"
        )

    text = as_text(
        release_of(tmp_path, {"84853NED": cells}, ["A3"], in_region).explain(
            "A3", "GM9001", "2023"
        ),
        "en",
    )
    (sum_of,) = re.findall(r"stands for this: .*\n  (.*) = ([\d.]+)", text)
    assert worked_out(sum_of[0]) == float(sum_of[1]) == 87.5
