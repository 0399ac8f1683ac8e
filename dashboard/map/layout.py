"""Where each municipality's tile lies, made from their centres: `python -m dashboard.map.layout`.

Three steps, none of them random. First the country is drawn out until neighbours lie one tile
apart in the direction in which they really lie: the points q that minimise

    sum over neighbours w |(q_j - q_i) - u_ij|^2  +  PULL * sum |q_i - g_i|^2,

with u_ij the true direction at length 1 and g_i the true place on the same scale, which is one
linear system. Then every point gets a cell of a grid of hexagons, so that the squared distances
together are least (`scipy.optimize.linear_sum_assignment`). Last, tiles change places with cells
at most two steps away as long as that brings neighbours nearer or closes a hole.

Neighbours are those of the Gabriel graph of the centres (Gabriel and Sokal 1969): no boundary is
needed, and of its pairs 87% share a border.
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import Delaunay

from dashboard.map.hexagons import ROW_HEIGHT, Cell, centre
from dashboard.map.neighbour_swaps import improve
from dashboard.map.tiles import TILES
from ingest.reference_areas import read_reference

CENTRES = Path(__file__).parent / "centres.csv"
SOURCE = "made from centres.csv by dashboard/map/layout.py"

# A sea lies between them and the others, and the map must show it.
ISLANDS = frozenset({"GM0060", "GM0088", "GM0093", "GM0096", "GM0448"})

# Chosen by trying 27 combinations: the provinces stay whole, no hole is left inside, and of the
# pairs that share a border as many lie side by side as with any other.
PULL = 0.12
SAME_PROVINCE = 2.0
_FARTHEST_M = 45_000  # what lies farther apart is no neighbour, whatever the graph says
_LAND_SHARE = 0.5  # of the rectangle around the country: sets the scale of the true places

Places = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two neighbours by their position in the list; `steps` apart is where they belong."""

    first: int
    second: int
    weight: float
    steps: int


def layout() -> dict[str, Cell]:
    """The cell of every municipality by its code; the same input gives the same cells."""
    with CENTRES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["code"] for row in rows]
    # In the Dutch grid y runs north; on a screen it runs down.
    places = np.array([(float(row["rd_x"]), -float(row["rd_y"])) for row in rows])
    pairs = neighbour_pairs(codes, places)
    wanted = drawn_out(places, pairs)
    cells = improve(nearest_cells(wanted), wanted, pairs, {codes.index(one) for one in ISLANDS})
    left, top = min(column for column, _ in cells), min(row for _, row in cells)
    top -= top % 2  # rows keep their side
    return {
        code: (column - left, row - top) for code, (column, row) in zip(codes, cells, strict=True)
    }


def neighbour_pairs(codes: list[str], places: Places) -> list[Pair]:
    """Pairs with nobody in the circle between them; those of one province weigh more."""
    province = {row["code"]: row["province_code"] for row in read_reference("municipalities")}
    edges = {
        (int(min(a, b)), int(max(a, b)))
        for triangle in Delaunay(places).simplices
        for a, b in zip(triangle, np.roll(triangle, 1), strict=True)
    }
    pairs = []
    for i, j in sorted(edges):
        length = np.hypot(*(places[j] - places[i]))
        from_middle = np.hypot(*(places - (places[i] + places[j]) / 2).T)
        from_middle[[i, j]] = np.inf
        if length > _FARTHEST_M or from_middle.min() < length / 2:
            continue
        is_same = province[codes[i]] == province[codes[j]]
        is_crossing = (codes[i] in ISLANDS) != (codes[j] in ISLANDS)
        pairs.append(Pair(i, j, SAME_PROVINCE if is_same else 1.0, 2 if is_crossing else 1))
    return pairs


def drawn_out(places: Places, pairs: list[Pair]) -> Places:
    """The places at which neighbours lie one tile apart, as far as all of them can."""
    number = len(places)
    width, height = np.ptp(places, axis=0)
    tile = np.sqrt(width * height * _LAND_SHARE / number / ROW_HEIGHT)
    matrix = PULL * np.eye(number)
    right = PULL * (places - places.mean(axis=0)) / tile
    for pair in pairs:
        i, j = pair.first, pair.second
        step = places[j] - places[i]
        step = pair.weight * pair.steps * step / np.hypot(*step)
        matrix[[i, j], [i, j]] += pair.weight
        matrix[[i, j], [j, i]] -= pair.weight
        right[j] += step
        right[i] -= step
    found = np.linalg.solve(matrix, right)
    return found - found.min(axis=0) + 1


def nearest_cells(wanted: Places) -> list[Cell]:
    """A cell a point, no two the same, with the squared distances together as small as can be."""
    columns, rows = int(wanted[:, 0].max()) + 3, int(wanted[:, 1].max() / ROW_HEIGHT) + 3
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    middles = np.array([centre(cell) for cell in cells])
    squares = ((wanted[:, None] - middles[None]) ** 2).sum(axis=2)
    return [cells[one] for one in linear_sum_assignment(squares)[1]]


def as_csv(tiles: dict[str, Cell]) -> str:
    """The file: one line a municipality, by code."""
    lines = [f"{code},{column},{row},{SOURCE}" for code, (column, row) in sorted(tiles.items())]
    return "\n".join(["code,column,row,source", *lines, ""])


if __name__ == "__main__":
    TILES.write_text(as_csv(layout()), encoding="utf-8")
    sys.stdout.write(f"{TILES}\n")
