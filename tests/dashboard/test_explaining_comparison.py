"""What the section on a comparison concludes follows from the numbers that it prints."""

import re
from pathlib import Path
from statistics import NormalDist

import duckdb
import pytest

from dashboard.explaining import as_text
from dashboard.explaining.comparison import comparison
from indicators.api import Release
from tests.dashboard.explained_numbers import (
    NUMBER,
    SPREAD,
    YEARS,
    advice,
    counts,
    is_country,
    line_with,
    numbers,
    repeats,
    worked_out,
)
from tests.indicators.core_tables import Cell
from tests.indicators.explain.small_release import release_of

pytestmark = pytest.mark.slow


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
