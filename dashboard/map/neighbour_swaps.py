"""The last step of the layout: tiles that change places, as long as that makes it better."""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dashboard.map.hexagons import Cell, centre, distance, neighbours

_PLACE = 0.1  # what a tile's distance from its wanted place costs, squared
_HOLE = 0.5
_TOUCHING_ISLAND = 3.0
_HOLE_SIDES = 5  # an empty cell with as many tiles around it is a hole
_ENOUGH = 1e-9  # a smaller gain is a rounding error
_SWEEPS = 40


class Neighbours(Protocol):
    """Two tiles, by position, that belong `steps` apart."""

    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def second(self) -> int: ...  # noqa: D102
    @property
    def weight(self) -> float: ...  # noqa: D102
    @property
    def steps(self) -> int: ...  # noqa: D102


def improve(
    cells: Sequence[Cell],
    wanted: NDArray[np.float64],
    pairs: Sequence[Neighbours],
    islands: Collection[int],
) -> list[Cell]:
    """Let every tile in turn take the best cell near it, until none gains by moving."""
    board = _Board(cells, wanted, pairs, islands)
    for _ in range(_SWEEPS):
        if not any([board.move_to_best(tile) for tile in range(len(cells))]):
            break
    return board.cells


class _Board:
    def __init__(
        self,
        cells: Sequence[Cell],
        wanted: NDArray[np.float64],
        pairs: Sequence[Neighbours],
        islands: Collection[int],
    ) -> None:
        self.cells = list(cells)
        self._tile_at = {cell: tile for tile, cell in enumerate(cells)}
        self._wanted: list[list[float]] = wanted.tolist()
        self._islands = islands
        self._near: list[list[tuple[int, float, int]]] = [[] for _ in cells]
        for pair in pairs:
            self._near[pair.first].append((pair.second, pair.weight, pair.steps))
            self._near[pair.second].append((pair.first, pair.weight, pair.steps))

    def move_to_best(self, tile: int) -> bool:
        """Move a tile to the cell, at most two steps away, that gains most; whether any did."""
        origin = self.cells[tile]
        ring = {near for step in neighbours(origin) for near in (step, *neighbours(step))}
        best, most = None, _ENOUGH
        for target in sorted(ring - {origin}):
            before = self._cost(origin, target)
            self._exchange(origin, target)
            gain = before - self._cost(origin, target)
            self._exchange(target, origin)
            if gain > most + _ENOUGH:
                best, most = target, gain
        if best is not None:
            self._exchange(origin, best)
        return best is not None

    def _exchange(self, one: Cell, other: Cell) -> None:
        tiles = self._tile_at.pop(one, None), self._tile_at.pop(other, None)
        for tile, cell in zip(tiles, (other, one), strict=True):
            if tile is not None:
                self._tile_at[cell] = tile
                self.cells[tile] = cell

    def _cost(self, one: Cell, other: Cell) -> float:
        """What the tiles on two cells cost, and the holes about them."""
        tiles = [self._tile_at[cell] for cell in (one, other) if cell in self._tile_at]
        around = {one, other, *neighbours(one), *neighbours(other)}
        holes = sum(self._is_hole(cell) for cell in around)
        return sum(self._tile_cost(tile) for tile in tiles) + _HOLE * holes

    def _is_hole(self, cell: Cell) -> bool:
        if cell in self._tile_at:
            return False
        return sum(near in self._tile_at for near in neighbours(cell)) >= _HOLE_SIDES

    def _tile_cost(self, tile: int) -> float:
        cell = self.cells[tile]
        (x, y), (wanted_x, wanted_y) = centre(cell), self._wanted[tile]
        cost = _PLACE * ((x - wanted_x) ** 2 + (y - wanted_y) ** 2)
        for other, weight, steps in self._near[tile]:
            cost += weight * max(0, distance(cell, self.cells[other]) - steps)
        is_island = tile in self._islands
        for near in neighbours(cell):
            other = self._tile_at.get(near)
            if other is not None and (other in self._islands) != is_island:
                cost += _TOUCHING_ISLAND
        return cost
