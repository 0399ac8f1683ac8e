import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.intervals import LEVEL_95, Interval, wilson
from indicators.statistics.rounding_error import ratio_variance, rounding_variance, widen


def test_rounding_to_fives_has_the_variance_of_a_uniform_error() -> None:
    assert rounding_variance(5) == pytest.approx(25 / 12)
    assert rounding_variance(0) == 0
    counts = np.arange(1_000_000)
    errors = counts - 5 * np.round(counts / 5)
    # Whole counts are rounded from five places, -2 to 2: a little less than the continuous error.
    assert np.mean(errors**2) == pytest.approx(25 / 12 - 1 / 12)


def test_the_variance_of_a_ratio_of_rounded_counts_is_what_simulation_gives() -> None:
    generator = np.random.default_rng(20261124)
    errors = generator.uniform(-2.5, 2.5, (2, 400_000))
    simulated = np.var((200 + errors[0]) / (500 + errors[1]))
    assert ratio_variance(0.4, 500, 5, 5) == pytest.approx(simulated, rel=0.01)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([0, 1, 5, 10]))
def test_an_interval_only_gets_wider(x: int, rest: int, step: int) -> None:
    n = x + rest
    own = wilson(x, n)
    wider = widen(x / n, own, ratio_variance(x / n, n, step, step), LEVEL_95)
    assert wider.lower <= own.lower + 1e-12
    assert wider.upper >= own.upper - 1e-12
    if step == 0:
        assert np.array(wider) == pytest.approx(np.array(own))


def test_errors_add_up_as_their_squares() -> None:
    wider = widen(0, Interval(np.array(-3.0), np.array(4.0)), (3 / 1.959963984540054) ** 2, 0.95)
    assert wider == pytest.approx((-np.sqrt(18), 5))
