"""Classes of values: few, round, and each value in exactly one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.classes import MOST, class_boundaries, class_of, class_of_bounds

VALUES = st.lists(st.floats(0, 1e6).map(lambda value: round(value, 1)), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("values", "decimals", "expected"),
    [
        ([5.0, 10.0, 15.0, 20.0, 25.0], 1, (10, 15, 20)),
        ([96.0, 97.0, 98.2, 99.1], 1, (97, 98)),
        ([1, 2, 3, 4, 5] * 9, 0, (2, 3, 4, 5)),
        ([7.0, 7.0], 1, ()),
        ([], 1, ()),
        # One far value leaves the others their classes.
        ([*range(100), 5000], 0, (20, 40, 60, 80)),
    ],
)
def test_boundaries_are_round_and_few(
    values: list[float], decimals: int, expected: tuple[float, ...]
) -> None:
    assert class_boundaries(values, decimals) == pytest.approx(expected)


@given(VALUES, st.integers(0, 1))
def test_there_are_at_most_five_classes_of_one_width(values: list[float], decimals: int) -> None:
    boundaries = class_boundaries(values, decimals)

    widths = [high - low for low, high in itertools.pairwise(boundaries)]
    assert len(boundaries) < MOST
    assert widths == pytest.approx([widths[0]] * len(widths)) if widths else True
    assert all(1 <= class_of(value, boundaries) <= len(boundaries) + 1 for value in values)


def test_a_boundary_belongs_to_the_class_above() -> None:
    assert [class_of(value, (10, 20)) for value in (9.9, 10.0, 19.9, 20.0)] == [1, 2, 2, 3]


def test_bounds_have_a_class_only_where_every_value_between_them_has_it() -> None:
    assert class_of_bounds(11, 19, (10, 20)) == 2
    assert class_of_bounds(11, 20, (10, 20)) is None
    assert class_of_bounds(None, 5, (10, 20)) is None
