"""Cells for an explanation, and the numbers and sums that its printed text holds."""

import math
import re
from collections.abc import Callable

import duckdb

from tests.indicators.core_tables import Cell

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
