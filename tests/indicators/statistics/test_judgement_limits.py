"""Limits and intervals of a judgement: how wide, on which scale."""

import numpy as np
import pytest

from indicators.statistics.areas import own_interval
from indicators.statistics.control_limits import proportion_limits
from indicators.statistics.intervals import LEVEL_998, normal_quantile
from indicators.statistics.judgement import Benchmark, judge
from indicators.statistics.overdispersion import between_variance
from indicators.statistics.scales import Kind, Scale
from tests.indicators.statistics.judging import KINDS, NATION, areas, beside_others


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
