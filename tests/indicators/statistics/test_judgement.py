"""Every rule of the word by a case that it alone decides, and the word under simulated chance."""

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from indicators.statistics.areas import Areas, own_interval
from indicators.statistics.control_limits import proportion_limits
from indicators.statistics.intervals import LEVEL_95, LEVEL_998, normal_quantile
from indicators.statistics.judgement import MINIMUM_AREAS, Benchmark, Tested, judge
from indicators.statistics.overdispersion import between_variance
from indicators.statistics.scales import Kind, Scale
from tests.tools.false_flags import draw

KINDS: list[Kind] = ["proportion", "rate", "ratio"]
OTHERS = 19
NATION = Benchmark(400_000, 1_000_000)
MIRROR = {
    "clearly_higher": "clearly_lower",
    "clearly_lower": "clearly_higher",
    "possibly_higher": "possibly_lower",
    "possibly_lower": "possibly_higher",
}


def areas(numerator: ArrayLike, denominator: ArrayLike, step: float = 0, **bounds: Any) -> Tested:
    x, n = (np.array(counts, dtype=float) for counts in np.broadcast_arrays(numerator, denominator))
    unknown = np.full(x.size, np.nan)
    return Tested(x, unknown, unknown, n, unknown, unknown, step, step, **bounds)


def beside_others(
    numerator: float, denominator: float = 200, step: float = 0, **bounds: float
) -> Tested:
    """One area of interest, before nineteen that lie on the benchmark of 40%."""
    tested = areas([numerator, *[80] * OTHERS], [denominator, *[200] * OTHERS], step)
    filled = {name: np.array([bound, *getattr(tested, name)[1:]]) for name, bound in bounds.items()}
    return dataclasses.replace(tested, **filled)


def first(tested: Tested, benchmark: Benchmark = NATION, kind: Kind = "proportion") -> str:
    return str(judge(tested, benchmark, kind).code[0])


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


def test_limits_are_wider_around_a_small_benchmark() -> None:
    small = judge(beside_others(80), Benchmark(120, 300), "proportion")
    large = judge(beside_others(80), NATION, "proportion")
    assert small.limit_upper_998[0] > large.limit_upper_998[0]
    # 1/(4 x 200) for the area and 1/(4 x 300) for the benchmark.
    half = normal_quantile(LEVEL_998) * (1 / 800 + 1 / 1200) ** 0.5
    assert small.limit_upper_998[0] == pytest.approx(np.sin(np.arcsin(0.4**0.5) + half) ** 2)


def test_without_anything_added_limits_are_about_those_of_chance() -> None:
    judgement = judge(areas([400] * 20, 1000), Benchmark(4e9, 1e10), "proportion")
    by_chance = proportion_limits(0.4, 1000, LEVEL_998)
    assert judgement.limit_lower_998 == pytest.approx(by_chance.lower, abs=1e-3)
    assert judgement.limit_upper_998 == pytest.approx(by_chance.upper, abs=1e-3)


def test_rounding_widens_limits_and_intervals() -> None:
    exact = judge(areas([80] * 20, 200), NATION, "proportion")
    rounded = judge(areas([80] * 20, 200, step=5), NATION, "proportion")
    assert (rounded.limit_upper_95 > exact.limit_upper_95).all()
    assert (rounded.limit_lower_95 < exact.limit_lower_95).all()
    assert (rounded.upper_95 > exact.upper_95).all()
    assert (rounded.lower_95 < exact.lower_95).all()


@pytest.mark.parametrize("kind", KINDS)
def test_overdispersion_widens_limits_and_takes_flags_away(kind: Kind) -> None:
    generator = np.random.default_rng(20261124)
    share = np.clip(generator.normal(0.4, 0.1, 200), 0.05, 0.95)
    judgement = judge(areas(np.round(1000 * share), 1000), NATION, kind)
    assert judgement.phi > 5
    assert judgement.tau_squared > 0
    assert judgement.flags_unadjusted > 40
    assert judgement.flags_adjusted < 5
    deviation = Scale(kind, 0.4).forth(judgement.ratio) - Scale(kind, 0.4).forth(0.4)
    s = np.sqrt(Scale(kind, 0.4).variance(1000, 1_000_000))
    tau_squared = between_variance(deviation, np.full(200, s))
    assert judgement.tau_squared == pytest.approx(tau_squared)
    assert judgement.z == pytest.approx(deviation / np.sqrt(s**2 + tau_squared))
    assert judgement.expected_flags_998 == pytest.approx(0.4)


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_are_those_of_the_kind(kind: Kind) -> None:
    judgement = judge(areas([80] * 20, 200), NATION, kind)
    own = own_interval(kind, np.array(80.0), np.array(200.0), LEVEL_998)
    assert (judgement.lower_998[0], judgement.upper_998[0]) == pytest.approx(
        (own.lower.item(), own.upper.item())
    )


def test_scales_lead_there_and_back() -> None:
    ratio = np.array([0, 0.01, 0.4, 0.99, 1])
    for kind in KINDS:
        assert Scale(kind, 0.4).back(Scale(kind, 0.4).forth(ratio)) == pytest.approx(ratio)
    assert Scale("rate", 0.4).back(-1) == 0
    assert Scale("proportion", 0.4).back([-1, 3]).tolist() == [0, 1]
    assert Scale("ratio", 0.4).back([-1, 3]).tolist() == [0, np.inf]


@pytest.mark.parametrize("kind", KINDS)
def test_variances_are_those_of_simulated_counts(kind: Kind) -> None:
    """Chance and rounding on the scale of the kind, around a true ratio of 0.3 and 400 counted."""
    generator = np.random.default_rng(20261124)
    size = 200_000
    n = generator.poisson(400, size) if kind == "ratio" else np.full(size, 400)
    x = generator.binomial(400, 0.3, size) if kind == "proportion" else generator.poisson(120, size)
    scale = Scale(kind, 0.3)
    assert np.var(scale.forth(x / n)) == pytest.approx(scale.sampling_variance(400), rel=0.02)
    errors = generator.uniform(-2.5, 2.5, (2, size))
    rounded = scale.forth((120 + errors[0]) / (400 + errors[1]))
    assert np.var(rounded) == pytest.approx(scale.rounding_variance(400, 5, 5), rel=0.02)


counts = st.lists(st.tuples(st.integers(0, 300), st.integers(20, 300)), min_size=12, max_size=30)


@given(counts)
def test_the_complement_has_the_opposite_word(rows: list[tuple[int, int]]) -> None:
    n = np.array([float(total) for _, total in rows])
    x = np.array([float(min(part, total)) for part, total in rows])
    own = judge(areas(x, n), Benchmark(600, 1000), "proportion")
    other = judge(areas(n - x, n), Benchmark(400, 1000), "proportion")
    assert other.z == pytest.approx(-own.z, abs=1e-6)
    assert other.limit_upper_998 == pytest.approx(1 - own.limit_lower_998, abs=1e-6)
    for z, code, opposite in zip(own.z, own.code, other.code, strict=True):
        if min(abs(abs(z) - normal_quantile(level)) for level in (LEVEL_95, LEVEL_998)) > 1e-6:
            assert opposite == MIRROR.get(code, code)


@given(counts, st.sampled_from(KINDS), st.randoms())
def test_the_order_of_areas_does_not_matter(
    rows: list[tuple[int, int]], kind: Kind, random: Any
) -> None:
    n = np.array([float(total) for _, total in rows])
    x = np.array([float(min(part, total)) for part, total in rows])
    order = list(range(len(rows)))
    random.shuffle(order)
    own = judge(areas(x, n, 5), NATION, kind)
    shuffled = judge(areas(x[order], n[order], 5), NATION, kind)
    assert shuffled.code.tolist() == own.code[order].tolist()
    assert shuffled.tau_squared == pytest.approx(own.tau_squared)


@given(st.integers(0, 199), st.sampled_from(KINDS))
def test_one_more_event_never_sounds_lower(x: int, kind: Kind) -> None:
    """Tau squared held at 0 by nineteen equal areas."""
    order = [
        "clearly_lower",
        "possibly_lower",
        "not_distinguishable",
        "possibly_higher",
        "clearly_higher",
    ]
    less, more = (first(beside_others(events, step=5), kind=kind) for events in (x, x + 1))
    assert order.index(less) <= order.index(more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tau", [0.0, 0.1])
@pytest.mark.parametrize("step", [0, 5])
def test_false_flags_are_about_as_many_as_printed(kind: Kind, tau: float, step: int) -> None:
    """In 60 rounds, about 20,500 areas that differ by no more than all do: 41 false flags."""
    generator = np.random.default_rng(20261124)
    rounds = [judge(*draw(kind, tau, step, generator), kind) for _ in range(60)]
    expected = sum(judgement.expected_flags_998 for judgement in rounds)
    adjusted = sum(judgement.flags_adjusted for judgement in rounds)
    clearly = sum(str(code).startswith("clearly") for j in rounds for code in j.code)
    beyond_95 = [abs(z) > normal_quantile(LEVEL_95) for j in rounds for z in j.z]
    assert 0.5 * expected < adjusted < 2 * expected
    assert np.nanmean(beyond_95) == pytest.approx(0.05, abs=0.01)
    if step:
        assert clearly < adjusted
    else:
        assert clearly == adjusted
    if tau:
        assert sum(judgement.flags_unadjusted for judgement in rounds) > 20 * adjusted
