"""Bounds through sums, in SQL: what a total and its parts leave to each other.

A row is one block (`ingest/adding_up.py`); its cell number i lies between the columns `l`i and
`u`i, which are never NULL: without an upper bound stands infinity. For one sum T = p1 + ... + pk
each of them lies within

    T   in [sum of lower, sum of upper]
    p_i in [lower of T - sum of the others' upper, upper of T - sum of the others' lower]

(Benhamou and Older, Applying interval arithmetic to real, integer and boolean constraints, 1997).
Where sums form a tree, passing them from the outermost to the root and back gives exactly what all
of them together allow; where they form a cycle, passes are repeated and what comes out contains it.
Bounds that cross show that the figures contradict each other.
"""

from collections.abc import Iterable, Sequence

import duckdb

from ingest.adding_up import Block, Equation
from ingest.warehouse import write_scratch

_MOST_PASSES = 20  # round a cycle bounds may come closer for ever; every pass is right by itself


def propagate(connection: duckdb.DuckDBPyConnection, block: Block, start: str) -> None:
    """Fill `bounded` with the rows of the query `start`, their bounds narrowed by all equations."""
    write_scratch(connection, "bounded", _passed(block.equations, start))
    if block.is_tree:
        return
    reached = _reach(connection, block)
    for _ in range(_MOST_PASSES):
        write_scratch(connection, "passed", _passed(block.equations, "FROM bounded"))
        write_scratch(connection, "bounded", "FROM passed")
        before, reached = reached, _reach(connection, block)
        if before == reached:
            return


def _passed(equations: Sequence[Equation], start: str) -> str:
    """The query `start` after one pass over all equations, to the first of them and back."""
    steps = [f"step_0 AS ({start})"]
    for equation in (*reversed(equations), *equations[1:]):
        steps.append(f"step_{len(steps)} AS ({_step(equation, f'step_{len(steps) - 1}')})")
    return f"WITH {', '.join(steps)} FROM step_{len(steps) - 1}"


def _step(equation: Equation, rows: str) -> str:
    total, parts = equation
    lower = [f"greatest(l{total}, {_sum('l', parts)}) AS l{total}"]
    upper = [f"least(u{total}, {_sum('u', parts)}) AS u{total}"]
    for part in parts:
        # Not the sum of all minus its own: infinity minus infinity is no number.
        others = [other for other in parts if other != part]
        lower.append(f"greatest(l{part}, l{total} - ({_sum('u', others)})) AS l{part}")
        upper.append(f"least(u{part}, u{total} - ({_sum('l', others)})) AS u{part}")
    return f"SELECT * REPLACE ({', '.join(lower + upper)}) FROM {rows}"


def _sum(side: str, cells: Iterable[int]) -> str:
    return " + ".join(f"{side}{cell}" for cell in cells) or "0"


def _reach(connection: duckdb.DuckDBPyConnection, block: Block) -> object:
    """Changes with any bound: the sum of all finite ones and how many are finite."""
    sides = [f"{side}{cell}" for cell in range(len(block.cells)) for side in "lu"]
    sums = ", ".join(
        f"sum({side}) FILTER (isfinite({side})), count(*) FILTER (isfinite({side}))"
        for side in sides
    )
    return connection.execute(f"SELECT {sums} FROM bounded").fetchone()
