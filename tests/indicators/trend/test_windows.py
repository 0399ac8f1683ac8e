import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.definition import Break, Definition, read_definitions
from indicators.trend.windows import half_years, last_five_years, since_break
from ingest.source import Translated

V1 = read_definitions()["V1"]
YEARS = st.integers(2015, 2035)


def broken(*periods: str) -> Definition:
    reason = Translated(nl="breuk", en="break")
    return V1.model_copy(update={"breaks": [Break(period=p, reason=reason) for p in periods]})


@given(YEARS, st.integers(0, 12))
def test_half_years_follow_one_another(year: int, number: int) -> None:
    everything = [f"{y}HJ0{half}" for y in range(2015, 2050) for half in (1, 2)]
    start = everything.index(f"{year}HJ01")
    wanted = everything[start : start + number + 1]
    assert half_years(wanted[0], wanted[-1]) == wanted


def test_five_years_end_with_the_newest() -> None:
    assert last_five_years("2024JJ00") == [f"{year}JJ00" for year in range(2020, 2025)]


@pytest.mark.parametrize(
    ("breaks", "first"),
    [((), "2020JJ00"), (("2019JJ00",), "2020JJ00"), (("2021JJ00",), "2021JJ00"),
     (("2021JJ00", "2023JJ00"), "2023JJ00"), (("2030JJ00",), "2020JJ00")],
)  # fmt: skip
def test_a_series_starts_at_the_last_break(breaks: tuple[str, ...], first: str) -> None:
    joined = since_break(broken(*breaks), last_five_years("2024JJ00"))
    assert joined[0] == first
    assert joined[-1] == "2024JJ00"


def test_half_a_year_in_the_year_of_a_break_belongs_to_the_new_series() -> None:
    periods = half_years("2020HJ02", "2022HJ01")
    assert since_break(broken("2021JJ00"), periods) == half_years("2021HJ01", "2022HJ01")


def test_a_break_within_a_year_keeps_the_whole_half_year_out() -> None:
    periods = half_years("2020HJ02", "2022HJ01")
    assert since_break(broken("2021HJ02"), periods) == half_years("2021HJ02", "2022HJ01")


def test_a_period_of_another_kind_is_a_fault() -> None:
    with pytest.raises(ValueError, match="expected a year or half-year"):
        since_break(V1, ["30 juni 2025"])
