"""Areas to judge, made by hand."""

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.judgement import Benchmark, Tested, judge
from indicators.statistics.scales import Kind

KINDS: list[Kind] = ["proportion", "rate", "ratio"]
OTHERS = 19
NATION = Benchmark(400_000, 1_000_000)


def areas(numerator: ArrayLike, denominator: ArrayLike, step: float = 0, **bounds: Any) -> Tested:
    x, n = (np.array(counts, dtype=float) for counts in np.broadcast_arrays(numerator, denominator))
    unknown = np.full(x.size, np.nan)
    return Tested(x, unknown, unknown, n, unknown, unknown, step, step, **bounds)


def beside_others(
    numerator: float, denominator: float = 200, step: float = 0, **bounds: float
) -> Tested:
    """One area of interest, before nineteen that lie on the benchmark of 40%."""
    tested = areas([numerator, *[80] * OTHERS], [denominator, *[200] * OTHERS], step)
    filled = {name: np.array([bound, *getattr(tested, name)[1:]]) for name, bound in bounds.items()}
    return dataclasses.replace(tested, **filled)


def first(tested: Tested, benchmark: Benchmark = NATION, kind: Kind = "proportion") -> str:
    return str(judge(tested, benchmark, kind).code[0])
