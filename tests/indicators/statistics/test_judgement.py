"""Every rule of the word by a case that it alone decides, and the word under simulated chance."""

import numpy as np
import pytest

from indicators.statistics.areas import Areas
from indicators.statistics.judgement import MINIMUM_AREAS, Benchmark, Tested, judge
from indicators.statistics.scales import Kind
from tests.indicators.statistics.judging import KINDS, NATION, OTHERS, areas, beside_others, first


@pytest.mark.parametrize("kind", KINDS)
def test_the_five_words(kind: Kind) -> None:
    words = {x: first(beside_others(x), kind=kind) for x in range(10, 180)}
    in_order = list(dict.fromkeys(words.values()))
    assert in_order == [
        "clearly_lower",
        "possibly_lower",
        "not_distinguishable",
        "possibly_higher",
        "clearly_higher",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_words_change_where_the_printed_limits_are(kind: Kind) -> None:
    for x in range(10, 180):
        judgement = judge(beside_others(x), NATION, kind)
        ratio = x / 200
        outside = "possibly" if judgement.limit_upper_95[0] < ratio else ""
        outside = "clearly" if judgement.limit_upper_998[0] < ratio else outside
        assert judgement.code[0].endswith("_higher") == bool(outside)
        if outside:
            assert judgement.code[0] == f"{outside}_higher"


def test_clearly_asks_for_every_value_that_rounding_leaves() -> None:
    """105 of 200 lies beyond its limit of 51.2%, but may stand for 102.5 of 202.5."""
    judgement = judge(beside_others(105, step=5), NATION, "proportion")
    assert judgement.ratio[0] > judgement.limit_upper_998[0] > 102.5 / 202.5
    assert judgement.code[0] == "possibly_higher"
    assert judgement.flags_adjusted == 1
    assert first(beside_others(110, step=5)) == "clearly_higher"
    assert first(beside_others(57, step=5)) == "possibly_lower"
    assert first(beside_others(50, step=5)) == "clearly_lower"


@pytest.mark.parametrize(
    ("numerator", "bounds", "word"),
    [
        (110, {}, "clearly_higher"),
        (110, {"numerator_lower": 95.0}, "possibly_higher"),
        (110, {"numerator_lower": 80.0}, "not_distinguishable"),
        (110, {"numerator_upper": 190.0}, "clearly_higher"),
        (110, {"denominator_upper": 230.0}, "possibly_higher"),
        # Of 100 the limits are wider than of 200: 110 of 200 lies within them.
        (110, {"denominator_lower": 100.0}, "possibly_higher"),
        (52, {}, "clearly_lower"),
        (52, {"numerator_upper": 65.0}, "possibly_lower"),
        (52, {"numerator_upper": 80.0}, "not_distinguishable"),
        (52, {"numerator_lower": 10.0}, "clearly_lower"),
        (52, {"denominator_lower": 170.0}, "possibly_lower"),
    ],
)
def test_bounds_take_words_away_and_never_add_them(
    numerator: float, bounds: dict[str, float], word: str
) -> None:
    assert first(beside_others(numerator, **bounds)) == word


def test_bounds_of_the_benchmark_count_too() -> None:
    exact = beside_others(107)
    assert first(exact) == "clearly_higher"
    assert first(exact, Benchmark(400_000, 1_000_000, 0.39, 0.44)) == "possibly_higher"
    assert first(exact, Benchmark(400_000, 1_000_000, 0.39, 0.54)) == "not_distinguishable"
    low = beside_others(53)
    assert first(low) == "clearly_lower"
    assert first(low, Benchmark(400_000, 1_000_000, 0.36, 0.41)) == "possibly_lower"
    assert first(low, Benchmark(400_000, 1_000_000, 0.26, 0.41)) == "not_distinguishable"


def test_rounding_leaves_nothing_below_zero() -> None:
    rounded = Areas.of(areas([0, 5], [20, 2], step=5), "rate")
    assert rounded.lowest.tolist() == [0, 2.5 / 4.5]
    assert rounded.highest[0] == 2.5 / 17.5
    assert rounded.denominator_lower.tolist() == [17.5, 0]


def test_possibly_needs_the_95_percent_limit() -> None:
    limit = judge(beside_others(80), NATION, "proportion").limit_upper_95[0] * 200
    assert first(beside_others(np.floor(limit))) == "not_distinguishable"
    assert first(beside_others(np.ceil(limit))) == "possibly_higher"


@pytest.mark.parametrize(
    ("tested", "reason"),
    [
        (beside_others(np.nan), "no_value"),
        (beside_others(80, np.nan), "no_value"),
        (beside_others(np.nan, numerator_lower=0, numerator_upper=2), "no_value"),
        (beside_others(8, 19), "small_denominator"),
        (beside_others(110, numerator_lower=120.0, numerator_upper=115.0), "impossible_bounds"),
        (beside_others(110, numerator_lower=111.0), "impossible_bounds"),
        (beside_others(110, numerator_upper=109.0), "impossible_bounds"),
        (beside_others(110, denominator_lower=201.0), "impossible_bounds"),
        (beside_others(110, denominator_upper=199.0), "impossible_bounds"),
        (beside_others(206, 200, step=5), "impossible_bounds"),
    ],
)
def test_too_few_data(tested: Tested, reason: str) -> None:
    judgement = judge(tested, NATION, "proportion")
    assert (judgement.code[0], judgement.reason[0]) == ("too_few_data", reason)
    assert np.isnan([judgement.ratio[0], judgement.z[0], judgement.lower_95[0]]).all()
    assert np.isnan([judgement.limit_upper_998[0], judgement.limit_lower_95[0]]).all()
    assert judgement.tested == OTHERS
    assert set(judgement.reason[1:]) == {""}


def test_the_minimum_denominator_is_the_callers() -> None:
    assert judge(beside_others(8, 20), NATION, "proportion").reason[0] == ""
    judgement = judge(beside_others(40, 99), NATION, "proportion", minimum_denominator=100)
    assert judgement.reason[0] == "small_denominator"
    nothing = judge(beside_others(0, 0), NATION, "rate", minimum_denominator=0)
    assert nothing.reason[0] == "small_denominator"


def test_a_part_that_rounds_to_above_its_total_is_all_of_it() -> None:
    judgement = judge(beside_others(205, 200, step=5), NATION, "proportion")
    assert (judgement.ratio[0], judgement.upper_998[0]) == (1, 1)
    assert judgement.code[0] == "clearly_higher"
    assert judge(beside_others(205, 200), NATION, "ratio").ratio[0] == pytest.approx(1.025)


@pytest.mark.parametrize(
    ("benchmark", "kind"),
    [
        (Benchmark(np.nan, 1000), "proportion"),
        (Benchmark(0, 1000), "rate"),
        (Benchmark(400, 0), "rate"),
        (Benchmark(1000, 1000), "proportion"),
    ],
)
def test_without_a_benchmark_the_figure_stands_alone(benchmark: Benchmark, kind: Kind) -> None:
    judgement = judge(beside_others(80), benchmark, kind)
    assert set(judgement.reason) == {"no_benchmark"}
    assert judgement.ratio[0] == 0.4
    assert judgement.lower_95[0] < 0.4 < judgement.upper_95[0]
    assert (judgement.tested, judgement.expected_flags_998) == (0, 0)
    assert np.isnan([judgement.phi, judgement.tau_squared]).all()


def test_how_much_areas_differ_cannot_be_told_from_a_few() -> None:
    few = judge(areas([80] * (MINIMUM_AREAS - 1), 200), NATION, "proportion")
    assert set(few.reason) == {"too_few_areas"}
    assert set(few.code) == {"too_few_data"}
    assert few.ratio[0] == 0.4
    assert set(judge(areas([80] * MINIMUM_AREAS, 200), NATION, "proportion").reason) == {""}


def test_each_area_can_have_its_own_benchmark() -> None:
    x = [80.0] * 20
    own = Benchmark(np.array([250_000, *[400_000] * OTHERS]), np.full(20, 1_000_000))
    assert judge(areas(x, 200), own, "proportion").code[0] == "clearly_higher"
    assert judge(areas(x, 200), own, "proportion").code[1] == "not_distinguishable"
