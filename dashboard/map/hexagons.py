"""A grid of hexagons that stand on a corner, in rows of which every second is half a tile over.

A cell is (column, row), counted from the top left. One tile is 1 wide, and its centre is
`ROW_HEIGHT` below that of the row above it.
"""

import math

Cell = tuple[int, int]
Point = tuple[float, float]

ROW_HEIGHT = math.sqrt(3) / 2
_RADIUS = 1 / math.sqrt(3)  # from the centre to a corner

# Clockwise from the top, as fractions of a tile: corner k and k + 1 hold the side to neighbour k.
_CORNERS = tuple(
    (_RADIUS * math.sin(math.pi / 3 * k), -_RADIUS * math.cos(math.pi / 3 * k)) for k in range(6)
)


def centre(cell: Cell) -> Point:
    """Where the middle of a cell lies."""
    column, row = cell
    return column + 0.5 * (row % 2), row * ROW_HEIGHT


def neighbours(cell: Cell) -> tuple[Cell, Cell, Cell, Cell, Cell, Cell]:
    """The six cells around one, clockwise from the upper right."""
    column, row = cell
    over = row % 2
    return (
        (column + over, row - 1),
        (column + 1, row),
        (column + over, row + 1),
        (column + over - 1, row + 1),
        (column - 1, row),
        (column + over - 1, row - 1),
    )


def distance(one: Cell, other: Cell) -> int:
    """How many steps from cell to cell lie between two."""
    (q, r), (other_q, other_r) = _axial(one), _axial(other)
    return max(abs(q - other_q), abs(r - other_r), abs(q - other_q + r - other_r))


def corners(cell: Cell) -> list[Point]:
    """The six corners of a cell, clockwise from the top."""
    x, y = centre(cell)
    return [(x + dx, y + dy) for dx, dy in _CORNERS]


def side(cell: Cell, neighbour: int) -> tuple[Point, Point]:
    """The side that a cell shares with its neighbour of that position in `neighbours`."""
    points = corners(cell)
    return points[neighbour], points[(neighbour + 1) % 6]


def _axial(cell: Cell) -> Cell:
    column, row = cell
    return column - (row - row % 2) // 2, row
