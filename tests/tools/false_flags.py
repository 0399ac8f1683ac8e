"""How often areas that do not differ are flagged, simulated: `python -m tests.tools.false_flags`.

The table is that of docs/decisions/0017-statistical-choices.md, and a test works it out anew.
"""

from dataclasses import dataclass
from typing import get_args

import numpy as np

from indicators.statistics.areas import quotient
from indicators.statistics.intervals import LEVEL_998, byar, exact_poisson, normal_quantile
from indicators.statistics.judgement import Benchmark, Tested, judge
from indicators.statistics.overdispersion import phi, tau_squared, winsorise
from indicators.statistics.scales import Kind, Scale

AREAS, ROUNDS, SEED = 342, 60, 20261124
KINDS: tuple[Kind, ...] = get_args(Kind)
SPREADS = (0.0, 0.1)  # between areas, on the scale of the kind
STEPS = (0, 5)

HEADS = (
    "kind", "spread between areas", "rounded to", "expected", "outside 99.8%", "*clearly*",
    "*possibly*", "outside 99.8%, tau squared as in FunnelPlotR",
)  # fmt: skip


@dataclass(frozen=True)
class Flags:
    """Numbers of areas over all rounds. `as_funnelplotr`: with its tau squared instead of ours."""

    tested: int
    expected: float
    outside: int
    clearly: int
    possibly: int
    as_funnelplotr: int


def draw(
    kind: Kind, tau: float, step: int, generator: np.random.Generator
) -> tuple[Tested, Benchmark]:
    """342 areas of all sizes around one true ratio of 0.4, tau apart on the scale of the kind."""
    n = np.maximum(np.round(generator.lognormal(5, 1, AREAS)), 25)
    scale = Scale(kind, 0.4)
    ratio = scale.back(scale.forth(0.4) + generator.normal(0, tau, AREAS))
    x = (
        generator.binomial(n.astype(int), ratio)
        if kind == "proportion"
        else generator.poisson(n * ratio)
    )
    n = generator.poisson(n).astype(float) if kind == "ratio" else n
    benchmark = Benchmark(float(x.sum()), float(n.sum()))
    if step:
        x, n = (step * np.round(counts / step) for counts in (x, n))
    x = np.asarray(x, dtype=np.float64)
    unknown = np.full(AREAS, np.nan)
    return Tested(x, unknown, unknown, n, unknown, unknown, step, step), benchmark


def flags(kind: Kind, tau: float, step: int) -> Flags:
    """What comes of `ROUNDS` draws, always the same ones."""
    generator = np.random.default_rng(SEED)
    rounds = [_one_round(kind, *draw(kind, tau, step, generator)) for _ in range(ROUNDS)]
    return Flags(
        *(sum(getattr(one, name) for one in rounds) for name in Flags.__dataclass_fields__)
    )


def _one_round(kind: Kind, tested: Tested, benchmark: Benchmark) -> Flags:
    judgement = judge(tested, benchmark, kind)
    words = [str(code).partition("_")[0] for code in judgement.code]
    compared = judgement.reason == ""
    centre = float(quotient(benchmark.numerator, benchmark.denominator))
    scale = Scale(kind, centre)
    steps = tested.numerator_rounding, tested.denominator_rounding
    variance = scale.variance(tested.denominator[compared], benchmark.denominator, *steps)
    deviation = scale.forth(judgement.ratio[compared]) - scale.forth(centre)
    theirs = tau_squared(phi(winsorise(deviation / np.sqrt(variance))), np.sqrt(variance))
    outside = np.abs(deviation / np.sqrt(variance + theirs)) > normal_quantile(LEVEL_998)
    return Flags(
        judgement.tested,
        judgement.expected_flags_998,
        judgement.flags_adjusted,
        words.count("clearly"),
        words.count("possibly"),
        int(outside.sum()),
    )


def byar_beside_exact(events: int, level: float) -> float:
    """The largest relative difference of an end of `byar` with `exact_poisson`."""
    pairs = zip(byar(events, level), exact_poisson(events, level), strict=True)
    return max(abs(float(own / exact) - 1) for own, exact in pairs)


def rows() -> list[str]:
    """The table, a line of Markdown each."""
    lines = [f"| {' | '.join(HEADS)} |", f"|{' --- |' * len(HEADS)}"]
    for kind in KINDS:
        for tau in SPREADS:
            for step in STEPS:
                found = flags(kind, tau, step)
                cells = (
                    kind, f"{tau:g}", f"{step}s" if step else "not", f"{found.expected:.0f}",
                    f"{found.outside}", f"{found.clearly}", f"{found.possibly}",
                    f"{found.as_funnelplotr}",
                )  # fmt: skip
                lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    print("\n".join(rows()))
