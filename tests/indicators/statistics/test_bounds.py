"""Bounds of shares and changes against a worked table, and against every count they can hide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.bounds import (
    Bounds,
    difference_bounds,
    proportion_bounds,
    relative_change_bounds,
    rounding_bounds,
)


@pytest.mark.parametrize(
    ("part", "total", "lower", "upper"),
    [(5, 10, 20, 100), (10, 25, 27, 56), (20, 50, 33, 47), (50, 100, 46, 54), (100, 400, 24, 26)],
)
def test_shares_of_counts_rounded_to_fives(part: int, total: int, lower: int, upper: int) -> None:
    found = proportion_bounds(rounding_bounds(part, 5), rounding_bounds(total, 5))
    # The table prints whole percentages.
    assert abs(100 * found.lower - lower) <= 0.6
    assert abs(100 * found.upper - upper) <= 0.6


@pytest.mark.parametrize(
    ("before", "after", "lower", "upper"), [(20, 25, 0, 57), (40, 50, 12, 40), (100, 110, 5, 15)]
)
def test_changes_of_counts_rounded_to_fives(
    before: int, after: int, lower: int, upper: int
) -> None:
    found = relative_change_bounds(rounding_bounds(before, 5), rounding_bounds(after, 5))
    assert (np.round(100 * found.lower), np.round(100 * found.upper)) == (lower, upper)


def test_a_published_zero_is_from_nothing_to_two_and_a_half() -> None:
    found = rounding_bounds([0, 10], 5)
    assert found.lower.tolist() == [0, 7.5]
    assert found.upper.tolist() == [2.5, 12.5]


counts = st.integers(0, 12)
boxes = st.tuples(counts, counts).map(sorted)


@given(boxes, boxes)
def test_the_bounds_are_the_extremes_over_all_counts(first: list[int], second: list[int]) -> None:
    a, b = (Bounds(np.array(float(x[0])), np.array(float(x[1]))) for x in (first, second))
    pairs = [(x, y) for x in range(first[0], first[1] + 1) for y in range(second[0], second[1] + 1)]
    difference = difference_bounds(a, b)
    assert difference.lower == min(y - x for x, y in pairs)
    assert difference.upper == max(y - x for x, y in pairs)

    change = relative_change_bounds(a, b)
    changes = [y / x - 1 for x, y in pairs if x > 0]
    if not changes:
        assert np.isnan(change.lower)
        assert np.isnan(change.upper)
    else:
        assert change.lower == min(changes)
        is_open = first[0] == 0 and second[1] > 0
        assert change.upper == (np.inf if is_open else max(changes))

    share = proportion_bounds(a, b)
    shares = [x / y for x, y in pairs if y > 0 and x <= y]
    if not shares:
        assert np.isnan(share.lower)
        assert np.isnan(share.upper)
    else:
        assert share.lower == pytest.approx(min(shares))
        assert share.upper == pytest.approx(max(shares))


def test_what_is_not_known_stays_unknown() -> None:
    unknown = Bounds(np.array([np.nan]), np.array([np.nan]))
    known = rounding_bounds([100], 5)
    for found in (
        difference_bounds(unknown, known),
        relative_change_bounds(known, unknown),
        proportion_bounds(unknown, known),
        proportion_bounds(known, unknown),
    ):
        assert np.isnan(found.lower).all()
        assert np.isnan(found.upper).all()
