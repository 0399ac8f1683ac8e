"""Places that intervals leave, beside a slow twin and beside what simulation gives."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.statistics.areas import own_interval
from indicators.statistics.places import joint_level, places, widest_interval

end = st.one_of(st.floats(-50, 50), st.integers(-3, 3).map(float))
interval = st.tuples(end, end).map(lambda ends: (min(ends), max(ends)))
with_unknown = st.tuples(interval, st.sampled_from(["both", "lower", "upper", "neither"])).map(
    lambda drawn: (
        math.nan if drawn[1] in ("neither", "upper") else drawn[0][0],
        math.nan if drawn[1] in ("neither", "lower") else drawn[0][1],
    )
)


def by_hand(ends: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Every area beside every other; an end that is not known is without limit."""
    known = [(-math.inf if math.isnan(a) else a, math.inf if math.isnan(b) else b) for a, b in ends]
    found = []
    for low, high in known:
        higher = sum(1 for other_low, _ in known if other_low > high)
        lower = sum(1 for _, other_high in known if other_high < low)
        found.append((1 + higher, len(known) - lower))
    return found


@settings(deadline=None)
@given(st.lists(with_unknown, min_size=1, max_size=12))
def test_as_counted_by_hand(ends: list[tuple[float, float]]) -> None:
    found = places([low for low, _ in ends], [high for _, high in ends])

    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == by_hand(ends)
    assert np.all(found.first == 1 + found.higher)
    assert np.all(found.last == len(ends) - found.lower)
    assert np.all(found.first <= found.last)


@settings(deadline=None)
@given(st.lists(st.tuples(interval, st.floats(0, 1)), min_size=1, max_size=12))
def test_whatever_the_figures_are_their_places_are_among_them(
    drawn: list[tuple[tuple[float, float], float]],
) -> None:
    true = np.array([low + share * (high - low) for (low, high), share in drawn])
    true = np.clip(true, [low for (low, _), _ in drawn], [high for (_, high), _ in drawn])
    found = places([low for (low, _), _ in drawn], [high for (_, high), _ in drawn])

    for number, figure in enumerate(true):
        assert found.first[number] <= 1 + np.sum(true > figure)
        assert found.last[number] >= len(true) - np.sum(true < figure)


def test_exact_figures_have_their_own_place_and_equal_ones_share() -> None:
    found = places([3, 1, 2, 2], [3, 1, 2, 2])

    assert found.first.tolist() == [1, 4, 2, 2]
    assert found.last.tolist() == [1, 4, 3, 3]


def test_nothing_known_is_anywhere() -> None:
    found = places([math.nan] * 3, [math.nan] * 3)

    assert (found.first.tolist(), found.last.tolist()) == ([1] * 3, [3] * 3)


@pytest.mark.parametrize(("lower", "upper"), [([2], [1]), ([1, 2], [3]), ([[1]], [[2]])])
def test_what_are_no_intervals_is_refused(lower: list[float], upper: list[float]) -> None:
    with pytest.raises(ValueError, match="expected"):
        places(lower, upper)


def test_the_level_of_one_interval() -> None:
    assert joint_level(1) == 0.95
    assert joint_level(342) ** 342 == pytest.approx(0.95)
    with pytest.raises(ValueError, match="at least one"):
        joint_level(0)


@settings(deadline=None)
@given(
    st.sampled_from(["proportion", "rate", "ratio"]),
    st.integers(0, 60), st.integers(1, 80), st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_the_widest_interval_holds_that_of_every_count_left(
    kind: str, x: int, n: int, of_x: float, of_n: float
) -> None:
    x_ends, n_ends = (max(x - 2.5, 0), x + 2.5), (max(n - 2.5, 0.5), n + 2.5)
    some_x = x_ends[0] + of_x * (x_ends[1] - x_ends[0])
    some_n = n_ends[0] + of_n * (n_ends[1] - n_ends[0])
    assume(kind != "proportion" or some_x <= some_n)
    widest = widest_interval(kind, x_ends, n_ends, 0.99)  # type: ignore[arg-type]
    own = own_interval(kind, np.array(some_x), np.array(some_n), 0.99)  # type: ignore[arg-type]

    assert widest.lower <= own.lower + 1e-9
    assert widest.upper >= own.upper - 1e-9


def test_an_end_without_a_bound_is_not_known() -> None:
    nothing = widest_interval("rate", (math.nan, 5), (0, 100), 0.95)

    assert np.isnan(nothing.lower) and np.isnan(nothing.upper)


def test_all_places_hold_together_as_often_as_is_said() -> None:
    """200 draws of 60 areas of which the order is known."""
    generator = np.random.default_rng(20261124)
    shares = np.linspace(0.2, 0.6, 60)
    sizes = generator.integers(50, 3000, 60)
    true_place = np.arange(60, 0, -1)
    held = 0
    for _ in range(200):
        drawn = generator.binomial(sizes, shares).astype(float)
        ends = widest_interval("proportion", (drawn, drawn), (sizes, sizes), joint_level(60))
        found = places(*ends)
        held += bool(np.all((found.first <= true_place) & (true_place <= found.last)))
    # At least 95%: intervals can miss their figure without an area losing its place.
    assert held >= 190
