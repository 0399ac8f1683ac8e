"""Which cells of a table add up to which, as its source file says it: the equations of its bounds.

`exhaustive` ties categories together and `adds_up` topics; both can hold of the same cells. A block
is everything that is tied together this way, once for every area, period and other category.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from ingest.resolved import ResolvedTable, ResolvedTopic


class Equation(NamedTuple):
    """The cell `total` is the sum of `parts`; numbers of cells in the block."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Cells that equations tie together.

    `cells` gives for each of them its values of `columns`. `elsewhere` names by column what other
    blocks hold, so that no cell is in two.
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    equations: tuple[Equation, ...]
    elsewhere: dict[str, tuple[str, ...]]

    @property
    def is_tree(self) -> bool:
        """Whether no two ways of equations lead from one cell to another."""
        linked: list[set[int]] = []
        for equation in self.equations:
            own = {equation.total, *equation.parts}
            touched = [cells for cells in linked if cells & own]
            if any(len(cells & own) > 1 for cells in touched):
                return False
            linked = [cells for cells in linked if not cells & own] + [own.union(*touched)]
        return True

    def above(self, cell: int) -> set[int]:
        """The totals that the cell is a part of, and the totals of those."""
        found: set[int] = set()
        for equation in self.equations:
            if cell in equation.parts:
                found |= {equation.total} | self.above(equation.total)
        return found


class _Sum(NamedTuple):
    total: str
    parts: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


def is_count(topic: ResolvedTopic) -> bool:
    """Whether the cells of a topic are whole numbers of something: averages do not add up."""
    return topic.spec.unit == "aantal" and not topic.decimals


def blocks_of(table: ResolvedTable) -> list[Block]:
    """The blocks of a table, from its topics that are counts; none where nothing adds up."""
    sums = _sums(table)
    groups = {column: _tied(column_sums) for column, column_sums in sums.items()}
    blocks = []
    # What is not tied in one column may be tied in another.
    for chosen in product(*([*column_groups, None] for column_groups in groups.values())):
        tied = {column: group for column, group in zip(groups, chosen, strict=True) if group}
        if tied:
            elsewhere = {
                column: tuple(value for one in sums[column] for value in one.values)
                for column in groups
                if column not in tied
            }
            blocks.append(_block(tied, elsewhere))
    return blocks


def _sums(table: ResolvedTable) -> dict[str, list[_Sum]]:
    """The sums of a table by column of `cell`, in published codes."""
    sums: dict[str, list[_Sum]] = {}
    for number, dimension in enumerate(table.categories, start=1):
        if part := dimension.spec.exhaustive:
            codes = {c.term: c.code for c in dimension.categories if c.term}
            # A category that is not there keeps our name for it, and matches no cell.
            parts = tuple(codes.get(term, term) for term in part.parts)
            sums[f"category_{number}"] = [_Sum(codes.get(part.total, part.total), parts)]
    others = {topic.id for topic in table.topics if not is_count(topic)}
    of_topics = [_Sum(part.total, tuple(part.parts)) for part in table.source.adds_up]
    if counted := [one for one in of_topics if not others.intersection(one.values)]:
        sums["topic"] = counted
    return sums


def _tied(sums: Sequence[_Sum]) -> list[list[_Sum]]:
    """Sums that share a value are in one group, each next to one that came before it."""
    left, groups = list(sums), []
    while left:
        group, known = [left.pop(0)], set()
        for one in group:  # the list grows while it is read
            known.update(one.values)
            near = [other for other in left if known.intersection(other.values)]
            left = [other for other in left if other not in near]
            group += near
        groups.append(group)
    return groups


def _block(tied: dict[str, list[_Sum]], elsewhere: dict[str, tuple[str, ...]]) -> Block:
    columns = tuple(tied)
    values = [_distinct(value for one in group for value in one.values) for group in tied.values()]
    cells = tuple(product(*values))
    place = {cell: number for number, cell in enumerate(cells)}
    equations = []
    for position, group in enumerate(tied.values()):
        others = [*values[:position], *values[position + 1 :]]
        for rest in product(*others):
            before, after = rest[:position], rest[position:]
            for one in group:
                total, *parts = (place[*before, value, *after] for value in one.values)
                equations.append(Equation(total, tuple(parts)))
    return Block(columns, cells, tuple(equations), elsewhere)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
