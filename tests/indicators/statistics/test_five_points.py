"""The recent trend against fractions, known distributions and simulation."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2

from indicators.statistics.five_points import (
    CRITICAL,
    TIMES,
    recent_trend,
    smallest_detectable_change,
)
from indicators.statistics.intervals import rate

denominators = st.lists(st.integers(20, 500), min_size=5, max_size=5)
parts = st.lists(st.integers(0, 100), min_size=5, max_size=5)


def test_the_critical_value_is_that_of_99_8_percent() -> None:
    assert chi2.ppf(0.998, 1) == pytest.approx(CRITICAL, abs=5e-5)


@given(denominators, parts)
def test_chi_square_is_that_of_cochran_and_armitage(n: list[int], share: list[int]) -> None:
    """N (N sum xt - X sum nt)^2 / (X (N - X) (N sum nt^2 - (sum nt)^2)), in fractions."""
    x = [total * part // 100 for total, part in zip(n, share, strict=True)]
    count, events = sum(n), sum(x)
    assume(0 < events < count)
    xt = sum(a * t for t, a in enumerate(x))
    nt = sum(a * t for t, a in enumerate(n))
    ntt = sum(a * t * t for t, a in enumerate(n))
    expected = Fraction(
        count * (count * xt - events * nt) ** 2, events * (count - events) * (count * ntt - nt**2)
    )
    trend = recent_trend(x, n, "proportion")
    assert trend.chi_squared == pytest.approx(float(expected), rel=1e-9, abs=1e-12)


@given(denominators, st.lists(st.integers(0, 900), min_size=5, max_size=5))
def test_the_line_of_a_rate_is_the_weighted_one(n: list[int], x: list[int]) -> None:
    own = rate(x, n)
    weight = ((own.upper - own.lower) / 3.92) ** -2
    ratio = np.array(x) / np.array(n)
    design = np.column_stack([np.ones(5), TIMES])
    information = design.T @ (design * weight[:, None])
    expected = np.linalg.solve(information, design.T @ (weight * ratio))[1]
    trend = recent_trend(x, n, "rate")
    assert trend.slope == pytest.approx(expected, abs=1e-9)
    assert trend.standard_error == pytest.approx(np.linalg.inv(information)[1, 1] ** 0.5, rel=1e-6)


def test_up_down_and_neither() -> None:
    x = np.array([[40, 50, 60, 70, 80], [80, 70, 60, 50, 40], [60, 58, 61, 59, 60]])
    for kind in ("proportion", "rate", "ratio"):
        trend = recent_trend(x, np.full((3, 5), 200), kind)
        assert trend.code.tolist() == ["increasing", "decreasing", "no_significant_change"], kind


def test_a_change_that_one_year_makes_is_no_trend() -> None:
    """Significant, but without the last year the line goes the other way."""
    trend = recent_trend([100, 99, 98, 97, 160], [1000] * 5, "proportion")
    assert trend.chi_squared > CRITICAL
    assert trend.code == "no_significant_change"


def test_a_line_that_comes_out_level_without_one_year_has_no_sign() -> None:
    """Without the last year there are twice the same two years, in mirror image."""
    x, n = [18, 3, 3, 18, 0], [45, 20, 20, 45, 20]
    for line in (recent_trend(x, n, "rate"), recent_trend(x[::-1], n[::-1], "rate")):
        assert line.chi_squared > CRITICAL
        assert line.code == "no_significant_change"


def test_only_the_last_five_count() -> None:
    series = [900, 800, 40, 50, 60, 70, 80]
    assert recent_trend(series, [1000] * 7, "rate").code == "increasing"
    assert recent_trend(series, [1000] * 7, "rate").slope == pytest.approx(
        recent_trend(series[2:], [1000] * 5, "rate").slope
    )


@pytest.mark.parametrize(
    ("x", "n"),
    [
        ([40, 50, 60, 70], [200] * 4),
        ([40, np.nan, 60, 70, 80], [200] * 5),
        ([40, 50, 60, 70, 80], [200, 200, 200, 200, np.nan]),
        ([40, 50, 60, 70, 80], [200, 0, 200, 200, 200]),
        ([0, 0, 0, 0, 0], [200] * 5),
        ([200] * 5, [200] * 5),
    ],
    ids=["four points", "numerator", "denominator", "zero denominator", "none", "all"],
)
def test_what_cannot_be_said(x: list[float], n: list[float]) -> None:
    trend = recent_trend(x, n, "proportion")
    assert trend.code == "cannot_say"
    assert np.isnan([trend.slope, trend.chi_squared, trend.detectable_80]).all()


def test_rounding_makes_a_trend_harder_to_see() -> None:
    x, n = [10, 10, 15, 15, 25], [100] * 5
    exact = recent_trend(x, n, "proportion")
    rounded = recent_trend(x, n, "proportion", numerator_rounding=5, denominator_rounding=5)
    assert exact.code == "increasing"
    assert rounded.code == "no_significant_change"
    assert rounded.slope == exact.slope
    # 25 / 12 for each numerator, 0.15^2 of that for each denominator; the n (t - 2)^2 sum to 1000.
    added = (25 / 12) * (1 + 0.15**2) * 10 / 1000**2
    assert rounded.standard_error**2 - exact.standard_error**2 == pytest.approx(added)


@given(denominators, parts)
def test_backwards_is_the_mirror_image(n: list[int], share: list[int]) -> None:
    x = [total * part // 100 for total, part in zip(n, share, strict=True)]
    mirror = {"increasing": "decreasing", "decreasing": "increasing"}
    for kind in ("proportion", "rate", "ratio"):
        forwards, backwards = recent_trend(x, n, kind), recent_trend(x[::-1], n[::-1], kind)
        code = forwards.code.item()
        assert backwards.code == mirror.get(code, code)


def test_many_series_at_once_are_the_series_one_by_one() -> None:
    generator = np.random.default_rng(20261124)
    n = generator.integers(50, 400, (30, 5))
    x = generator.binomial(n, generator.uniform(0.2, 0.8, (30, 5)))
    together = recent_trend(x, n, "proportion")
    assert len(set(together.code)) == 3
    for row in range(30):
        alone = recent_trend(x[row], n[row], "proportion")
        assert together.code[row] == alone.code
        assert together.detectable_80[row] == pytest.approx(alone.detectable_80)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_it_is_seldom_wrong_when_nothing_changes(kind: str) -> None:
    """At most 0.2% by chance; the sign check makes it fewer."""
    generator = np.random.default_rng(20261124)
    n = np.full((60_000, 5), 300)
    x = generator.binomial(n, 0.3) if kind == "proportion" else generator.poisson(0.3 * n)
    trend = recent_trend(x, n, kind)
    assert (trend.code != "no_significant_change").mean() < 0.003
    assert (trend.chi_squared > CRITICAL).mean() == pytest.approx(0.002, abs=0.001)


@pytest.mark.parametrize("power", [0.5, 0.8])
def test_the_smallest_detectable_change_is_found_as_often_as_it_says(power: float) -> None:
    generator = np.random.default_rng(20261124)
    n = np.full((20_000, 5), 400)
    change = smallest_detectable_change(
        recent_trend([160] * 5, [400] * 5, "proportion").standard_error, power
    )
    x = generator.binomial(n, 0.4 + change * (TIMES - 2))
    trend = recent_trend(x, n, "proportion")
    assert (trend.code == "increasing").mean() == pytest.approx(power, abs=0.02)
    assert np.median(trend.detectable_80 if power == 0.8 else trend.detectable_50) == pytest.approx(
        change, rel=0.02
    )


def test_power_is_a_share() -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        smallest_detectable_change(0.01, 80)
