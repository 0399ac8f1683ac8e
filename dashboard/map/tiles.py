"""The tiles of the map, as the layout was made, and their shapes."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.map.hexagons import Cell, Point, centre, corners, neighbours, side
from dashboard.map.shapes import Shapes
from ingest.reference_areas import read_reference

TILES = Path(__file__).parent / "tiles.csv"

# One tile, in the unit of the drawing: whole numbers keep the paths short.
_TILE = 36
_MARGIN = 4
_NAME_SIZE, _NAME_WIDTH = 9.0, 34.0


@cache
def tiles() -> Mapping[str, Cell]:
    """The cell of every municipality of today, by its code."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


@cache
def tile_shapes() -> Shapes:
    """Every municipality of today as a hexagon of the same size."""
    cells = tiles()
    points = [_drawn(point) for cell in cells.values() for point in corners(cell)]
    left, right = min(x for x, _ in points) - _MARGIN, max(x for x, _ in points) + _MARGIN
    top, bottom = min(y for _, y in points) - _MARGIN, max(y for _, y in points) + _MARGIN
    return Shapes(
        (left, top, right - left, bottom - top),
        {code: f"M{_joined(corners(cell))}z" for code, cell in cells.items()},
        _provinces(cells),
        {code: _drawn(centre(cell)) for code, cell in cells.items()},
        _NAME_SIZE,
        _NAME_WIDTH,
    )


def _provinces(cells: Mapping[str, Cell]) -> str:
    """The sides of tiles with another province, or nothing, behind them; each side once."""
    province = {row["code"]: row["province_code"] for row in read_reference("municipalities")}
    code_at = {cell: code for code, cell in cells.items()}
    sides = []
    for code, cell in sorted(cells.items()):
        for number, near in enumerate(neighbours(cell)):
            other = code_at.get(near)
            if other is None or (province[other] != province[code] and code < other):
                sides.append(f"M{_joined(side(cell, number))}")
    return "".join(sides)


def _joined(points: list[Point] | tuple[Point, Point]) -> str:
    return "L".join(f"{x} {y}" for x, y in map(_drawn, points))


def _drawn(point: Point) -> tuple[int, int]:
    return round(point[0] * _TILE), round(point[1] * _TILE)
