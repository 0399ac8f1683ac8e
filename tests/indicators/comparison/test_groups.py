"""Sums over groups, and a whole without one of its parts."""

import math

import numpy as np
import pytest

from indicators.comparison.counts import COLUMNS, Counts
from indicators.comparison.groups import sum_groups

NAN = math.nan
NO_BOUNDS = math.inf


def counts(*areas: tuple[float | None, float]) -> Counts:
    """Counts rounded to fives; a numerator of None is a dot of 0 to 9."""
    rows = []
    for numerator, denominator in areas:
        if numerator is None:
            part = (NAN, 0.0, 9.0)
        elif numerator == NO_BOUNDS:
            part = (NAN, NAN, NAN)
        else:
            part = (numerator, max(0.0, numerator - 2.5), numerator + 2.5)
        rows.append((*part, denominator, denominator - 2.5, denominator + 2.5))
    return Counts(*np.array(rows, dtype=float).T)


def all_of(number: int) -> np.ndarray:
    return np.ones((1, number), dtype=bool)


def test_bounds_add_up() -> None:
    found = sum_groups(counts((10, 100), (20, 100), (30, 100), (40, 100), (50, 100)), all_of(5))
    whole = {name: getattr(found.counts, name)[0] for name in COLUMNS}
    assert whole == {
        "numerator": 150, "numerator_lower": 137.5, "numerator_upper": 162.5,
        "denominator": 500, "denominator_lower": 487.5, "denominator_upper": 512.5,
    }  # fmt: skip
    assert (found.members[0], found.left_out[0]) == (5, 0)


def test_a_dot_with_bounds_leaves_bounds_and_no_value() -> None:
    found = sum_groups(counts((None, 100), (20, 100), (30, 100), (40, 100), (50, 100)), all_of(5))
    assert math.isnan(found.counts.numerator[0])
    assert found.counts.numerator_lower[0] == 140 - 4 * 2.5
    assert found.counts.numerator_upper[0] == 140 + 9 + 4 * 2.5
    assert found.counts.denominator[0] == 500
    assert (found.members[0], found.left_out[0]) == (5, 0)


def test_a_dot_without_bounds_is_left_out_and_counted() -> None:
    found = sum_groups(counts((NO_BOUNDS, 100), *[(20, 100)] * 6), all_of(7))
    assert found.counts.numerator[0] == 120
    assert found.counts.denominator[0] == 600  # its denominator is left out as well
    assert (found.members[0], found.left_out[0]) == (6, 1)


@pytest.mark.parametrize(
    ("bounded", "unbounded", "has_sum"),
    [
        (6, 2, True),  # three quarters
        (6, 3, False),
        (5, 0, True),
        (4, 0, False),  # too few to be a group
    ],
)
def test_a_group_of_which_too_much_is_unknown_has_no_sum(
    bounded: int, unbounded: int, has_sum: bool
) -> None:
    areas = counts(*[(20, 100)] * bounded, *[(NO_BOUNDS, 100)] * unbounded)
    found = sum_groups(areas, all_of(bounded + unbounded))
    assert np.isfinite(found.counts.numerator_upper[0]) == has_sum
    assert np.isfinite(found.counts.denominator[0]) == has_sum
    assert (found.members[0], found.left_out[0]) == (bounded, unbounded)


def test_each_group_has_its_own_members() -> None:
    areas = counts(*[(10 * n, 100) for n in range(1, 11)])
    groups = np.zeros((2, 10), dtype=bool)
    groups[0, :5] = groups[1, 5:] = True
    assert sum_groups(areas, groups).counts.numerator.tolist() == [150, 400]


def test_what_is_left_of_a_whole_is_as_uncertain_as_both_together() -> None:
    rest = counts((100, 400)).minus(counts((40, 100)))
    assert (rest.numerator[0], rest.numerator_lower[0], rest.numerator_upper[0]) == (60, 55, 65)
    assert (rest.denominator[0], rest.denominator_lower[0]) == (300, 295)
    assert rest.denominator_upper[0] == 305


def test_what_is_left_is_never_below_zero() -> None:
    rest = counts((40, 100)).minus(counts((45, 100)))
    assert (rest.numerator[0], rest.numerator_lower[0], rest.numerator_upper[0]) == (0, 0, 0)


def test_the_ratio_of_a_sum_lies_between_what_its_bounds_allow() -> None:
    found = counts((10, 20), (95, 100), (100, 100))
    lower, upper = found.ratio_bounds(is_proportion=True)
    assert lower.tolist() == pytest.approx([7.5 / 22.5, 92.5 / 102.5, 97.5 / 102.5])
    assert upper.tolist() == pytest.approx([12.5 / 17.5, 1, 1])
    assert found.ratio_bounds(is_proportion=False)[1][2] == pytest.approx(102.5 / 97.5)
