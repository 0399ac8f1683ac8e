"""Intervals against published values, exact distributions, and slow arithmetic."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, poisson

from indicators.statistics.intervals import (
    LEVEL_95,
    LEVEL_998,
    Interval,
    byar,
    exact_poisson,
    normal_quantile,
    rate,
    wilson,
)
from indicators.statistics.intervals import poisson as byar_or_exact

# PHEindicatormethods, tests/testthat/testdata_Byars_Wilson.xlsx: x, n, lower, upper, level.
PUBLISHED_BYAR = [
    (65, 50.163187710459454, 82.84913854593984, LEVEL_95),
    (1045, 982.5932018073325, 1110.33121298565, LEVEL_95),
    (1, 0.01307213290150435, 5.5637555824752605, LEVEL_95),
    (65, 42.8802614714802, 94.00029084431802, LEVEL_998),
    (1045, 947.9407035610374, 1148.806160988033, LEVEL_998),
    (10, 2.916318374695686, 24.193724927880535, LEVEL_998),
]
PUBLISHED_WILSON = [
    (65, 100, 0.5525444329688797, 0.7363575175690247, LEVEL_95),
    (1045, 5000, 0.19795549880013297, 0.22049130373189027, LEVEL_95),
    (0.445, 1, 0.04381744772058822, 0.9334621276979156, LEVEL_95),
    (65, 100, 0.4954946574070431, 0.7783540614089697, LEVEL_998),
    (1045, 5000, 0.19179381799015244, 0.22731562902525818, LEVEL_998),
    (0.445, 1, 0.019347006132900975, 0.9702259947019541, LEVEL_998),
]
WORKED = Path(__file__).parents[4] / "shared" / "data" / "worked-examples"

levels = st.sampled_from([0.8, 0.9, LEVEL_95, 0.99, LEVEL_998])
counts = st.integers(0, 5000)


@pytest.mark.parametrize(("x", "lower", "upper", "level"), PUBLISHED_BYAR)
def test_byar_as_published(x: float, lower: float, upper: float, level: float) -> None:
    assert byar(x, level) == pytest.approx((lower, upper), abs=1e-9)


@pytest.mark.parametrize(("x", "n", "lower", "upper", "level"), PUBLISHED_WILSON)
def test_wilson_as_published(x: float, n: float, lower: float, upper: float, level: float) -> None:
    assert wilson(x, n, level) == pytest.approx((lower, upper), abs=1e-9)


@pytest.mark.skipif(not WORKED.exists(), reason="the published tables are not beside this checkout")
def test_every_published_row() -> None:
    with (WORKED / "phe_byars_wilson.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13
    for row in rows:
        level = float(row["confidence"].rstrip("%")) / 100
        own = (
            wilson(float(row["x"]), float(row["n"]), level)
            if row["method"] == "Wilson"
            else byar(float(row["x"]), level)
        )
        for end, published in zip(own, (row["lowercl"], row["uppercl"]), strict=True):
            if published:
                assert end == pytest.approx(float(published), abs=1e-9)


def test_quantiles_have_their_names() -> None:
    assert normal_quantile(LEVEL_95) == pytest.approx(1.959964, abs=5e-7)
    assert normal_quantile(LEVEL_998) == pytest.approx(3.090232, abs=5e-7)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_is_a_share(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_quantile(level)


@given(counts, st.integers(1, 5000), levels)
def test_wilson_is_where_the_score_test_just_rejects(x: int, n: int, level: float) -> None:
    """Slow twin: bisection for the proportion whose own standard error is z times too small."""
    x = min(x, n)
    z = normal_quantile(level)

    def rejects(p: float) -> bool:
        return abs(x / n - p) > z * math.sqrt(p * (1 - p) / n)

    for end, outside in zip(wilson(x, n, level), (0.0, 1.0), strict=True):
        inside = x / n
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if rejects(middle) else (middle, outside)
        assert end == pytest.approx(inside, abs=1e-7)


@given(st.integers(0, 300), levels)
def test_exact_limits_leave_half_of_alpha_in_each_tail(x: int, level: float) -> None:
    """By a sum of Poisson probabilities, and by scipy's: P(X >= x) at the lower end is alpha/2."""
    lower, upper = (float(end) for end in exact_poisson(x, level))
    tail = (1 - level) / 2
    terms = [math.exp(k * math.log(upper) - upper - math.lgamma(k + 1)) for k in range(x + 1)]
    assert math.fsum(terms) == pytest.approx(tail, rel=1e-8)
    assert poisson.cdf(x, upper) == pytest.approx(tail, rel=1e-8)
    if x:
        assert poisson.sf(x - 1, lower) == pytest.approx(tail, rel=1e-8)
    else:
        assert lower == 0


@given(st.integers(1, 5000), levels)
def test_byar_by_hand(x: int, level: float) -> None:
    z = normal_quantile(level)
    lower = x * max(0.0, 1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
    assert byar(x, level) == pytest.approx((lower, upper), rel=1e-12)


def test_byar_takes_over_from_the_exact_interval_at_ten_events() -> None:
    x = np.arange(30.0)
    own, exact, approximate = byar_or_exact(x), exact_poisson(x), byar(x)
    for end, e, a in zip(own, exact, approximate, strict=True):
        assert np.array_equal(end[:10], e[:10])
        assert np.array_equal(end[10:], a[10:])
        assert np.abs(e[10:] - a[10:]).max() < 0.02


@pytest.mark.parametrize("level", [LEVEL_95, LEVEL_998])
def test_wilson_covers_about_as_often_as_it_says(level: float) -> None:
    """Exact coverage, averaged over p: the binomial as a beta distribution, no simulation."""
    n = 60
    x = np.arange(n + 1)
    lower, upper = wilson(x, n, level)
    # With p uniform every x is equally likely, and given x, p is Beta(x + 1, n - x + 1).
    covered = beta.cdf(upper, x + 1, n - x + 1) - beta.cdf(lower, x + 1, n - x + 1)
    assert covered.mean() == pytest.approx(level, abs=0.003)


@pytest.mark.parametrize("level", [LEVEL_95, LEVEL_998])
def test_the_exact_poisson_interval_never_covers_too_seldom(level: float) -> None:
    x = np.arange(400)
    lower, upper = exact_poisson(x, level)
    for mean in np.linspace(0.2, 80, 400):
        covers = (lower <= mean) & (mean <= upper)
        assert poisson.pmf(x[covers], mean).sum() >= level - 1e-12


@given(st.integers(0, 4999), levels)
def test_more_events_never_give_lower_ends(x: int, level: float) -> None:
    for ends in (
        byar([x, x + 1], level),
        exact_poisson([x, x + 1], level),
        wilson([x, x + 1], 5000),
    ):
        assert np.diff(ends.lower) >= 0
        assert np.diff(ends.upper) >= 0


@given(counts, counts, levels)
def test_wilson_mirrors(x: int, rest: int, level: float) -> None:
    n = x + rest + 1
    mirrored = wilson(n - x, n, level)
    assert wilson(x, n, level) == pytest.approx((1 - mirrored.upper, 1 - mirrored.lower), abs=1e-12)


def test_edges() -> None:
    assert wilson(0, 10).lower == 0
    assert wilson(10, 10).upper == 1
    assert wilson(0, 10).upper == pytest.approx(0.2775, abs=5e-5)
    assert byar(0).lower == 0
    assert byar(1, LEVEL_998).lower == 0
    assert exact_poisson(0).upper == pytest.approx(-math.log(0.025))
    assert np.isnan(wilson(0, 0)).all()
    assert np.isnan(rate(3, 0)).all()


@pytest.mark.parametrize(
    "unknown",
    [
        wilson(np.nan, 10),
        wilson(3, np.nan),
        byar(np.nan),
        exact_poisson(np.nan),
        byar_or_exact(np.nan),
        rate(np.nan, 10),
        rate(3, np.nan),
    ],
)
def test_unknown_in_unknown_out(unknown: Interval) -> None:
    assert np.isnan(unknown).all()


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        byar([3, -1])
    with pytest.raises(ValueError, match="use `rate`"):
        wilson(11, 10)


def test_a_rate_is_its_count_divided() -> None:
    own = rate([5, 65], [200, 400], LEVEL_998, multiplier=1000)
    counted = byar_or_exact([5, 65], LEVEL_998)
    assert own.lower == pytest.approx(counted.lower * [5, 2.5])
    assert own.upper == pytest.approx(counted.upper * [5, 2.5])
