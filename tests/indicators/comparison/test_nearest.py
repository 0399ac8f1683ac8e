"""Nearest neighbours against a slow twin, and leaving one variable out, by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators.comparison.nearest import distances, kept_without, nearest, standardise

NAN = math.nan


def slow_distance(one: list[float], other: list[float], weights: list[float]) -> float:
    """Over the variables that both have, scaled up to the weight of all."""
    total, shared = 0.0, 0.0
    for a, b, weight in zip(one, other, weights, strict=True):
        if not math.isnan(a) and not math.isnan(b):
            total += weight * (a - b) ** 2
            shared += weight
    return round(math.sqrt(total * sum(weights) / shared), 6)


def slow_nearest(rows: list[list[float]], weights: list[float], number: int) -> list[list[int]]:
    """Sorted by distance and, where that is equal, by place in the list."""
    found = []
    for place, row in enumerate(rows):
        others = [
            (slow_distance(row, other, weights), at) for at, other in enumerate(rows) if at != place
        ]
        found.append([at for _, at in sorted(others)[:number]])
    return found


# Quarters: sums of squares are exact, so that both ways agree to the last digit and ties occur.
quarters = st.integers(-12, 12).map(lambda n: n / 4)


@settings(max_examples=60)
@given(
    arrays(np.float64, st.tuples(st.integers(4, 12), st.just(3)), elements=quarters),
    st.lists(st.sampled_from([1.0, 2.0, 4.0]), min_size=3, max_size=3),
    st.sets(st.integers(0, 11), max_size=3),
)
def test_neighbours_are_those_of_a_slow_twin(
    values: np.ndarray, weights: list[float], without_first: set[int]
) -> None:
    for row in without_first:
        if row < len(values):
            values[row, 0] = NAN
    found = nearest(values, np.array(weights), 3)
    assert found.positions.tolist() == slow_nearest(values.tolist(), weights, 3)
    for row, positions in enumerate(found.positions):
        by_hand = [
            slow_distance(values[row].tolist(), values[at].tolist(), weights) for at in positions
        ]
        assert found.distances[row].tolist() == pytest.approx(by_hand, abs=1e-6)


def test_equal_distances_stand_in_the_order_of_the_codes() -> None:
    # The middle one has two others on either side, equally far.
    line = np.array([[-1.0], [1.0], [0.0], [-1.0], [1.0]])
    found = nearest(line, np.array([1.0]), 4)
    assert found.positions[2].tolist() == [0, 1, 3, 4]


def test_nobody_is_its_own_neighbour_even_with_a_double() -> None:
    twins = np.array([[0.0], [0.0], [5.0]])
    found = nearest(twins, np.array([1.0]), 2)
    assert found.positions.tolist() == [[1, 2], [0, 2], [0, 1]]
    assert found.distances[0].tolist() == [0, 5]


def test_standardised_columns_have_mean_0_and_standard_deviation_1() -> None:
    found = standardise(np.array([[2.0, 10.0], [4.0, NAN], [6.0, 30.0]]))
    # Mean 4 and standard deviation sqrt(8/3); mean 20 and standard deviation 10.
    root = math.sqrt(8 / 3)
    assert found[:, 0].tolist() == pytest.approx([-2 / root, 0, 2 / root])
    assert found[[0, 2], 1].tolist() == pytest.approx([-1, 1])
    assert math.isnan(found[1, 1])


def test_a_column_without_differences_is_refused() -> None:
    with pytest.raises(ValueError, match="do not vary"):
        standardise(np.array([[1.0, 2.0], [1.0, 3.0]]))


def test_a_missing_variable_scales_the_others_up() -> None:
    # Only the first is shared, at distance 3; its weight stands for both: sqrt(9 * 2 / 1).
    between = distances(np.array([[0.0, NAN], [3.0, 4.0]]), np.array([1.0, 1.0]))
    assert between[0, 1] == pytest.approx(math.sqrt(18), abs=1e-6)


def test_too_few_others_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 3"):
        nearest(np.array([[0.0], [1.0], [2.0]]), np.array([1.0]), 3)


def test_leaving_a_variable_out_is_counted_by_hand() -> None:
    """Four places on a map, A (0,0), B (1,0), C (0,2), D (5,1); the two nearest of each.

    Of A: B 1, C 2, D 5.1 -> B, C. Without x: B 0, D 1, C 2 -> B, D, one stays. Without y: C 0, B 1,
    D 5 -> C, B, both stay.
    Of B: A 1, C 2.2, D 4.1 -> A, C. Without x: A 0, D 1, C 2 -> A, D. Without y: A 1, C 1, D 4.
    Of C: A 2, B 2.2, D 5.1 -> A, B. Without x: D 1, A 2, B 2 -> D, A. Without y: A 0, B 1, D 5.
    Of D: B 4.1, A 5.1, C 5.1 -> B, A. Without x: all 1 -> A, B. Without y: B 4, A 5, C 5.
    """
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [5.0, 1.0]])
    kept = kept_without(places, np.array([1.0, 1.0]), 2)
    assert kept.tolist() == [[1, 2], [1, 2], [1, 2], [2, 2]]
