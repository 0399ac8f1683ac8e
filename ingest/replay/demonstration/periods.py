"""The periods of the demonstration set, with titles and statuses as CBS gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.replay.wire import Code

STATUS_SIGNS = {"Definitief": "", "NaderVoorlopig": "**", "Voorlopig": "*"}
STATUSES = {
    "2024HJ01": "NaderVoorlopig",
    "2024HJ02": "Voorlopig",
    "2024JJ00": "Voorlopig",
    "2025HJ01": "Voorlopig",
}


@dataclass(frozen=True)
class HalfYear:
    """Half a year: the smallest period that is counted."""

    year: int
    half: int


@dataclass(frozen=True)
class Period:
    """A published period, made of the half-years at these positions of `HALF_YEARS`."""

    code: Code
    last_day: date
    halves: tuple[int, ...]


HALF_YEARS = tuple(
    HalfYear(year, half)
    for year in range(2019, 2026)
    for half in (1, 2)
    if (2019, 2) <= (year, half) <= (2025, 1)
)
POPULATION_YEARS = tuple(range(2019, 2026))


def half_yearly_periods(first_year: int = 2019) -> tuple[Period, ...]:
    """Half-years and the full years they make, in order of their keys, from a year on."""
    return _periods([half for half in HALF_YEARS if half.year >= first_year], HALF_YEARS)


def periods_since(
    first_year: int, half_title: str = "{half}e halfjaar {year}"
) -> tuple[Period, ...]:
    """The same, with half-years numbered from the first half of `first_year`, however long ago."""
    halves = [HalfYear(year, half) for year in range(first_year, 2026) for half in (1, 2)]
    return _periods(halves[:-1], halves, half_title)


def _periods(
    halves: Sequence[HalfYear],
    numbered: Sequence[HalfYear],
    half_title: str = "{half}e halfjaar {year}",
) -> tuple[Period, ...]:
    positions = {half: position for position, half in enumerate(numbered)}
    found: list[Period] = []
    for half in halves:
        year = half.year
        end = date(year, 6, 30) if half.half == 1 else date(year, 12, 31)
        title = half_title.format(half=half.half, year=year)
        found.append(Period(_code(f"{year}HJ0{half.half}", title), end, (positions[half],)))
        first = HalfYear(year, 1)
        if half.half == 2 and first in positions:
            both = (positions[first], positions[half])
            found.append(Period(_code(f"{year}JJ00", str(year)), end, both))
    return tuple(found)


def _code(key: str, title: str) -> Code:
    status = STATUSES.get(key, "Definitief")
    return Code(key, title + STATUS_SIGNS[status], status=status)
