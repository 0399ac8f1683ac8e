"""The periods from which a municipality's own figures cannot be joined to earlier ones."""

import pytest

from indicators.boundary_years.breaks import breaks_of
from indicators.values import Period

YEARS = [Period(f"{year}JJ00", "year", year) for year in range(2019, 2026)]
HALVES = [
    Period(f"{year}HJ0{half}", "half_year", year) for year in range(2019, 2026) for half in (1, 2)
]


@pytest.mark.parametrize(
    ("area", "periods"),
    [
        ("GM0014", []),  # Groningen: enlarged on 1 January 2019, before the first period
        ("GM0855", ["2021"]),  # Tilburg got a part of Haaren
        ("GM0439", ["2022"]),
        ("GM1992", ["2023"]),
        ("GM0363", ["2022", "2023"]),  # Weesp, in March 2022: at CBS in 2022 already, or not
        ("GM1949", []),  # three people of Leeuwarden went to Waadhoeke
    ],
)
def test_breaks_are_where_the_area_changed(area: str, periods: list[str]) -> None:
    assert [b.period_code for b in breaks_of(area, YEARS)] == [f"{p}JJ00" for p in periods]
    assert [b.period_code for b in breaks_of(area, HALVES)] == [f"{p}HJ01" for p in periods]


def test_a_break_names_what_happened_also_between_periods_that_lie_apart() -> None:
    (found,) = breaks_of("GM1982", [YEARS[0], YEARS[-1]])
    assert found.period_code == "2025JJ00"
    assert [event.old_name for event in found.events] == [
        "Boxmeer",
        "Grave",
        "Mill en Sint Hubert",
        "Cuijk",
        "Sint Anthonis",
    ]


def test_another_name_and_code_is_no_break() -> None:
    periods = [Period(f"{year}JJ00", "year", year) for year in (2015, 2016, 2017)]
    assert breaks_of("GM1940", periods) == []
    assert breaks_of("GM1945", periods) == []


def test_no_periods_have_no_breaks() -> None:
    assert breaks_of("GM1992", []) == []
