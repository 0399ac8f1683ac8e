"""The grid of hexagons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.hexagons import Cell, centre, corners, distance, neighbours, side

CELLS = st.tuples(st.integers(0, 20), st.integers(0, 20))


def walk(start: Cell, end: Cell) -> int:
    """Steps by trying every way, for the formula to be held against."""
    reached, steps = {start}, 0
    while end not in reached:
        reached |= {near for cell in reached for near in neighbours(cell)}
        steps += 1
    return steps


@given(CELLS, CELLS)
def test_the_distance_is_the_length_of_the_shortest_walk(one: Cell, other: Cell) -> None:
    near = (one[0] + other[0] % 5, one[1] + other[1] % 5)
    assert distance(one, near) == walk(one, near)


@given(CELLS)
def test_neighbours_lie_one_tile_away_and_share_the_side_that_is_named(cell: Cell) -> None:
    for number, near in enumerate(neighbours(cell)):
        (x, y), (near_x, near_y) = centre(cell), centre(near)
        assert (near_x - x) ** 2 + (near_y - y) ** 2 == pytest.approx(1)
        theirs = {tuple(round(c, 6) for c in point) for point in corners(near)}
        ours = {tuple(round(c, 6) for c in point) for point in side(cell, number)}
        assert ours <= theirs
