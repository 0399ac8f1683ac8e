"""What the section on a recast figure concludes follows from the numbers that it prints."""

from pathlib import Path

import duckdb
import pytest

from dashboard.explaining.recast import recast
from indicators.api import Release
from tests.dashboard.explained_numbers import (
    line_with,
    numbers,
    worked_out,
)
from tests.indicators.core_tables import Cell
from tests.indicators.explain.small_release import release_of

pytestmark = pytest.mark.slow

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
