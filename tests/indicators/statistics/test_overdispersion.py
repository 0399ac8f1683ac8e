"""Overdispersion against FunnelPlotR's own values, slow twins and numerical integration."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from indicators.statistics.funnelplotr import DataType, funnel
from indicators.statistics.intervals import LEVEL_95, LEVEL_998
from indicators.statistics.overdispersion import (
    between_variance,
    phi,
    tau_squared,
    truncate,
    winsorise,
    winsorised_chance,
)

# FunnelPlotR, tests/testthat/test-classes_methods.R and test-funnel_plot.R.
OBSERVED = [100, 150, 180, 80, 120, 225]
EXPECTED = [108, 112, 165, 95, 100, 220]

scores = st.lists(st.floats(-20, 20), min_size=2, max_size=40)
trims = st.sampled_from([0.05, 0.1, 0.2])


def test_phi_as_published() -> None:
    assert round(funnel(OBSERVED, EXPECTED, "SR_SHMI").phi, 6) == 2.948033


def test_funnelplotr_by_hand() -> None:
    """Each area's score and tau squared in plain Python, for all four kinds."""
    total = sum(OBSERVED) / sum(EXPECTED)
    by_hand: dict[DataType, list[tuple[float, float]]] = {
        "SR_SHMI": [(math.log(o / e), 1 / math.sqrt(e)) for o, e in pairs(EXPECTED)],
        "SR_CQC": [(math.sqrt(o / e) - 1, 0.5 / math.sqrt(e)) for o, e in pairs(EXPECTED)],
        "PR": [
            (
                math.asin(math.sqrt(o / n)) - math.asin(math.sqrt(sum(OBSERVED) / 1800)),
                0.5 / math.sqrt(n),
            )
            for o, n in pairs([300] * 6)
        ],
        "RC": [
            (
                math.log((o + 0.5) / (n + 0.5)) - math.log(total),
                math.sqrt(o / (o + 0.5) ** 2 + n / (n + 0.5) ** 2),
            )
            for o, n in pairs(EXPECTED)
        ],
    }
    for kind, rows in by_hand.items():
        own = funnel(OBSERVED, [300] * 6 if kind == "PR" else EXPECTED, kind)
        z = [y / s for y, s in rows]
        assert own.z == pytest.approx(z)
        if (
            kind == "SR_SHMI"
        ):  # six areas: no score lies in the first or the last tenth but the last
            kept = sorted(range(6), key=z.__getitem__)
            kept = [i for rank, i in enumerate(kept, 1) if 0 < rank * 10 // 7 < 9]
            counted = [z[i] for i in kept]
        else:
            kept = list(range(6))
            counted = slow_winsorised(z, 0.1)
        dispersion = sum(v * v for v in counted) / len(counted)
        weights = [rows[i][1] ** -2 for i in kept]
        spread = sum(weights) - sum(w * w for w in weights) / sum(weights)
        between = max(0.0, (len(kept) * dispersion - (len(kept) - 1)) / spread)
        assert own.phi == pytest.approx(dispersion)
        assert own.tau_squared == pytest.approx(between)


def pairs(denominators: list[int]) -> list[tuple[int, int]]:
    return list(zip(OBSERVED, denominators, strict=True))


def test_adjusted_limits_by_hand() -> None:
    shmi, cqc = funnel(OBSERVED, EXPECTED, "SR_SHMI"), funnel(OBSERVED, EXPECTED, "SR_CQC")
    assert shmi.tau_squared > 0
    lower, upper = shmi.limits(50, LEVEL_95)
    half = 1.959964 * math.sqrt(1 / 50 + shmi.tau_squared)
    assert (lower, upper) == pytest.approx((math.exp(-half), math.exp(half)), rel=1e-6)
    lower, upper = cqc.limits(50, LEVEL_998)
    half = 3.090232 * math.sqrt(1 / 200 + cqc.tau_squared)
    assert (lower, upper) == pytest.approx((1 - half, 1 + half), rel=1e-6)
    share = funnel(OBSERVED, [300] * 6, "PR")
    lower, upper = share.limits(50, LEVEL_998)
    half = 3.090232 * math.sqrt(1 / 200 + share.tau_squared)
    centre = math.asin(math.sqrt(855 / 1800))
    assert upper == pytest.approx(math.sin(centre + half) ** 2, rel=1e-6)
    assert lower == pytest.approx(math.sin(centre - half) ** 2, rel=1e-6)
    counts = funnel(OBSERVED, EXPECTED, "RC")
    lower, upper = counts.limits(50, LEVEL_998)
    half = 3.090232 * math.sqrt(1 / 200 + counts.tau_squared)
    assert upper / lower == pytest.approx(math.exp(2 * half), rel=1e-6)
    assert math.sqrt(lower * upper) == pytest.approx(855 / 800)


def test_without_adjustment_a_standardised_ratio_has_exact_limits() -> None:
    own = funnel(OBSERVED, EXPECTED, "SR_SHMI").limits([15], LEVEL_95, adjusted=False)
    assert own.lower == pytest.approx(0.5596924, abs=5e-8)


def test_limits_of_a_proportion_stop_at_nothing_and_everything() -> None:
    wide = funnel([5, 60, 30, 80], [100] * 4, "PR").limits([1], LEVEL_998)
    assert (wide.lower, wide.upper) == (0, 1)


@given(scores, trims)
def test_winsorising_like_a_slow_twin(z: list[float], trim: float) -> None:
    assert winsorise(z, trim) == pytest.approx(slow_winsorised(z, trim))


def slow_winsorised(z: list[float], trim: float) -> list[float]:
    def quantile(share: float) -> float:
        position = (len(z) - 1) * share
        below = math.floor(position + 1e-12)
        above = min(below + 1, len(z) - 1)
        ordered = sorted(z)
        return ordered[below] + (position - below) * (ordered[above] - ordered[below])

    low, high = quantile(trim), quantile(1 - trim)
    return [min(max(v, low), high) for v in z]


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=40))
def test_truncating_like_a_slow_twin(z: list[int]) -> None:
    kept = truncate(z, 0.1)
    for value, own in zip(z, kept, strict=True):
        rank = sum(v < value for v in z) + (sum(v == value for v in z) + 1) / 2
        group = math.floor(rank * 10 / (len(z) + 1))
        assert np.isnan(own) == (not 0 < group < 9)


def test_unknown_scores_stay_unknown_and_do_not_count() -> None:
    z = [-3.0, -1.0, 0.0, 1.0, 3.0]
    for shortened in (winsorise, truncate):
        with_unknown = shortened([*z, np.nan])
        assert np.isnan(with_unknown[-1])
        assert np.array_equal(with_unknown[:-1], shortened(z), equal_nan=True)
    assert phi([1, np.nan, 3]) == 5


@pytest.mark.parametrize("trim", [0.01, 0.1, 0.25])
def test_what_chance_alone_gives_after_winsorising(trim: float) -> None:
    normal = NormalDist()
    cut = normal.inv_cdf(1 - trim)
    integral, _ = quad(lambda z: min(z * z, cut * cut) * normal.pdf(z), -12, 12, points=(-cut, cut))
    assert winsorised_chance(trim) == pytest.approx(integral, abs=1e-8)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 0.5)), min_size=5, max_size=40), trims)
def test_between_variance_is_where_the_adjusted_scores_spread_as_by_chance(
    rows: list[tuple[float, float]], trim: float
) -> None:
    """Slow twin: halving, on scores winsorised in plain Python."""
    expected = winsorised_chance(trim)

    def spread(between: float) -> float:
        z = slow_winsorised([d / math.sqrt(s * s + between) for d, s in rows], trim)
        return sum(v * v for v in z) / len(z)

    low, high = 0.0, 100.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if spread(middle) > expected else (low, middle)
    deviation, s = zip(*rows, strict=True)
    assert between_variance(deviation, s, trim) == pytest.approx(high, abs=1e-9)


def test_tau_squared_is_never_negative() -> None:
    assert tau_squared(0.5, [0.1] * 20) == 0
    assert tau_squared(3.0, [0.1]) == 0
    assert between_variance([0.0] * 20, [0.1] * 20) == 0


def test_the_variance_between_areas_of_all_sizes_is_found() -> None:
    """Where FunnelPlotR's way finds far less, because the largest areas are pulled in first."""
    generator = np.random.default_rng(20261124)
    s = 0.5 / np.sqrt(generator.lognormal(5, 1, 2000))
    deviation = generator.normal(0, np.sqrt(s**2 + 0.15**2))
    ours = between_variance(deviation, s)
    theirs = tau_squared(phi(winsorise(deviation / s)), s)
    assert ours == pytest.approx(0.15**2, rel=0.08)
    assert theirs < 0.7 * 0.15**2
