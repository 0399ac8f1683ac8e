"""Why the bounds of a dot are what they are: a second hand at `ingest/bounds.py`, dot by dot.

Which cells add up to which is read from the source file; from there the bounds are worked out anew
in plain numbers, over all sums that are tied to the dot, and held against the release.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import duckdb

from indicators.explain.adding_up import Equation, Key, key_of, rules_of, tied
from indicators.explain.not_followed import NotFollowedError
from indicators.explain.published_cell import (
    Doubt,
    PublishedCell,
    Sum,
    Term,
    described,
    place,
    read_cells,
)
from ingest.source import FigureSource, figure_sources

_MOST_PASSES = 21  # as many as loading takes where sums form a cycle


@dataclass
class _Block:
    """All cells of one area and period that sums tie to a dot, and what is known of them."""

    cells: dict[Key, PublishedCell]
    equations: list[Equation]
    declared: tuple[float, float] | None
    doubted_by_region: frozenset[Key]
    bounds: dict[Key, tuple[float, float]] = field(default_factory=dict)
    # The sum that a bound was last narrowed by, by cell and side (0 below, 1 above).
    narrowed_by: dict[tuple[Key, int], Equation] = field(default_factory=dict)

    def is_dot(self, key: Key) -> bool:
        return key in self.cells and self.cells[key].missing_reason == "unknown_or_secret"

    def is_printed(self, key: Key) -> bool:
        return key in self.cells and self.cells[key].value is not None

    def doubts(self, key: Key) -> list[Doubt]:
        """Why the declared bound of a dot is not believed, seen from its sums."""
        found: list[Doubt] = []
        own = [equation for equation in self.equations if key in equation.keys]
        if any(
            key in equation.parts and any(self.is_dot(k) for k in equation.keys if k != key)
            for equation in own
        ):
            found.append("dot_beside")
        if any(
            key == equation.total and any(self.is_printed(k) for k in equation.parts)
            for equation in own
        ):
            found.append("printed_part")
        if key in self.doubted_by_region:
            found.append("region")
        return found

    def start(self, key: Key) -> tuple[float, float]:
        """The bounds before any sum: of a number its rounding, of a believed dot the declared."""
        cell = self.cells.get(key)
        if self.is_dot(key):
            return (0.0, math.inf) if self.declared is None or self.doubts(key) else self.declared
        if cell is None:
            return 0.0, math.inf
        return cell.lower or 0.0, math.inf if cell.upper is None else cell.upper

    def propagate(self) -> None:
        """Narrow all bounds by all sums until nothing changes."""
        keys = dict.fromkeys(key for equation in self.equations for key in equation.keys)
        self.bounds = {key: self.start(key) for key in keys}
        for _ in range(_MOST_PASSES):
            before = dict(self.bounds)
            for equation in (*reversed(self.equations), *self.equations[1:]):
                self._pass(equation)
            if before == self.bounds:
                return

    def _pass(self, equation: Equation) -> None:
        total, parts = equation
        low, high = self.bounds[total]
        found = {total: tuple(sum(self.bounds[part][side] for part in parts) for side in (0, 1))}
        for part in parts:
            others = [self.bounds[other] for other in parts if other != part]
            found[part] = (low - sum(o[1] for o in others), high - sum(o[0] for o in others))
        for key, (least, most) in found.items():
            before = self.bounds[key]
            self.bounds[key] = max(before[0], least), min(before[1], most)
            for side in (0, 1):
                if self.bounds[key][side] != before[side]:
                    self.narrowed_by[key, side] = equation

    @property
    def is_possible(self) -> bool:
        """Whether no bounds cross; of dots in whole numbers."""
        return all(
            math.ceil(low) <= _floor(high) if self.is_dot(key) else low <= high
            for key, (low, high) in self.bounds.items()
        )

    def above(self, key: Key) -> set[Key]:
        """The totals that a cell is part of, and the totals of those."""
        totals = {equation.total for equation in self.equations if key in equation.parts}
        return totals.union(*(self.above(total) for total in totals))

    def sums(self, key: Key) -> tuple[Sum, ...]:
        """The sums that the bounds of a cell follow from, each after those that it needs itself."""
        found: list[Equation] = []
        waiting, seen = [key], {key}
        for one in waiting:  # the list grows while it is read
            for side in (0, 1):
                equation = self.narrowed_by.get((one, side))
                if equation is None:
                    continue
                if equation not in found:
                    found.append(equation)
                for other in equation.keys:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        return tuple(self._sum(equation, self.bounds) for equation in reversed(found))

    def sums_before(self, key: Key) -> tuple[Sum, ...]:
        """The sums that a cell itself is in, with the bounds before any sum."""
        start = {one: self.start(one) for one in self.bounds}
        return tuple(self._sum(one, start) for one in self.equations if key in one.keys)

    def _sum(self, equation: Equation, bounds: Mapping[Key, tuple[float, float]]) -> Sum:
        total, *parts = (self._term(key, bounds[key]) for key in equation.keys)
        return Sum(total, tuple(parts))

    def _term(self, key: Key, bounds: tuple[float, float]) -> Term:
        low, high = bounds
        return Term(self.cells.get(key), low, None if high == math.inf else high)


def with_bounds(connection: duckdb.DuckDBPyConnection, cell: PublishedCell) -> PublishedCell:
    """The cell with why its bounds are what they are.

    Raises NotFollowedError where its source file and the sums of its table give other bounds.
    """
    source = figure_sources()[cell.source_id]
    if cell.missing_reason != "unknown_or_secret" or source.transformation:
        return described(source, cell)
    dot = source.dot_bound if cell.unit == "aantal" else None
    is_silent = dot is not None and _is_silent(connection, cell)
    block = _block(connection, source, cell, None if dot is None or is_silent else dot.bounds)
    key = key_of(cell)
    block.propagate()
    doubts = tuple(block.doubts(key)) if dot is not None else ()
    if is_silent:
        doubts = (*doubts, "silent_area")
    low, high = block.bounds.get(key, block.start(key))
    sums = block.sums(key)
    if not block.is_possible:
        printed = [block.cells[one].upper for one in block.above(key) if block.is_printed(one)]
        low, high = 0.0, min((one for one in printed if one is not None), default=math.inf)
        bounds, sums = "contradicted", block.sums_before(key)
    elif sums:
        bounds = "narrowed"
    elif doubts:
        bounds = "doubted"
    else:
        bounds = "none" if high == math.inf else "dot"
    seen = (None, None) if high == math.inf else (math.ceil(low), math.floor(high))
    if seen != (cell.lower, cell.upper):
        raise NotFollowedError(place(cell), seen, (cell.lower, cell.upper))
    evidence = dot.evidence if dot is not None and not doubts else None
    return replace(cell, bounds=bounds, evidence=evidence, doubts=doubts, sums=sums)


def _block(
    connection: duckdb.DuckDBPyConnection,
    source: FigureSource,
    cell: PublishedCell,
    declared: tuple[float, float] | None,
) -> _Block:
    rules, counts = rules_of(connection, source)
    equations = tied(key_of(cell), rules) if cell.topic in counts else []
    topics = sorted({key[0] for equation in equations for key in equation.keys} | {cell.topic})
    around = read_cells(
        connection,
        "o.source_id = $source AND o.area_code = $area AND o.period_code = $period "
        "AND list_contains($topics, o.topic)",
        {
            "source": cell.source_id,
            "area": cell.area_code,
            "period": cell.period_code,
            "topics": topics,
        },
    )
    # In one sum the neighbours' own reasons are not gone into: they stand with their own lines.
    cells = {key_of(one): one for one in around.values()}
    doubted = connection.execute(
        "SELECT topic, category_1, category_2, category_3 FROM core.doubted_cell "
        "WHERE source_id = ? AND area_code = ? AND period_code = ?",
        [cell.source_id, cell.area_code, cell.period_code],
    ).fetchall()
    return _Block(cells, equations, declared, frozenset(tuple(row) for row in doubted))


def _is_silent(connection: duckdb.DuckDBPyConnection, cell: PublishedCell) -> bool:
    """Whether nothing of the area and period is printed, in a table that is there as a whole."""
    ((is_silent,),) = connection.execute(
        "SELECT count(value) = 0 AND NOT any_value(is_selection) "
        "FROM core.observation JOIN core.source USING (source_id) "
        "WHERE source_id = ? AND area_code = ? AND period_code = ?",
        [cell.source_id, cell.area_code, cell.period_code],
    ).fetchall()
    return is_silent


def _floor(number: float) -> float:
    return number if math.isinf(number) else math.floor(number)
