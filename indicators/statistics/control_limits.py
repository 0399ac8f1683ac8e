"""Control limits around a benchmark by chance alone, as Fingertips draws them.

Overdispersion and rounding are added in `judgement`; what is here can be checked against published
tables. Scalars or arrays that broadcast; NaN in, NaN out.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import (
    LEVEL_95,
    LEVEL_998,
    Array,
    Interval,
    exact_poisson,
    normal_quantile,
    poisson,
    wilson,
)

Flags = NDArray[np.bool_]


def proportion_limits(
    benchmark: ArrayLike, denominator: ArrayLike, level: float = LEVEL_95
) -> Interval:
    """Where a proportion must lie for its Wilson interval to end exactly on the benchmark.

    p -/+ z sqrt(p(1 - p) / n), cut at 0 and 1. Source: PHEindicatormethods
    `calculate_funnel_limits` for a proportion (its `sigma_adjustment` comes down to this).

    >>> [round(100 * float(end), 6) for end in proportion_limits(0.80642448, 20)]
    [63.326744, 97.958152]
    """
    p, n = _known(benchmark), _known(denominator)
    half = normal_quantile(level) * np.sqrt(p * (1 - p) / n)
    return Interval(np.maximum(p - half, 0), np.minimum(p + half, 1))


def wilson_limits(
    benchmark: ArrayLike, denominator: ArrayLike, level: float = LEVEL_95
) -> Interval:
    """Wilson's interval of the benchmark as if it were observed on this denominator.

    `wilson` with x = p n. Source: funnel formula of the Fingertips technical guidance. It is drawn
    towards a half, and with few cases differs from `proportion_limits`.

    >>> [round(float(end), 4) for end in wilson_limits(0.4, 25)]
    [0.234, 0.5926]
    """
    p, n = _known(benchmark), _known(denominator)
    return wilson(p * n, n, level)


def expected_limits(expected: ArrayLike, level: float = LEVEL_95) -> Interval:
    """Limits of observed / expected, exact Poisson with the expected events as if observed.

    `exact_poisson`(E) / E. Source: FunnelPlotR, standardised ratio without adjustment.

    >>> [round(float(end), 7) for end in expected_limits(15)]
    [0.5596924, 1.6493479]
    """
    e = _known(expected)
    return Interval(*(end / e for end in exact_poisson(e, level)))


def observed_limits(events: ArrayLike, level: float = LEVEL_95) -> Interval:
    """The ratio to the benchmark at which so many events lie exactly on the limit.

    Lower: events / upper end of `exact_poisson`; upper: events / its lower end. Times the benchmark
    rate they are the limits of a rate. Source: PHEindicatormethods `calculate_funnel_limits` for a
    ratio or rate.

    >>> [round(100 * float(end), 4) for end in observed_limits(10)]
    [54.3763, 208.5337]
    """
    x = _known(events)
    lower, upper = exact_poisson(x, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Interval(x / upper, x / lower)


def proportion_significance(
    events: ArrayLike, denominator: ArrayLike, benchmark: ArrayLike
) -> NDArray[np.str_]:
    """Word of `assign_funnel_significance` for proportions, from `proportion_limits`.

    "Low (0.001)", "Low (0.025)", "High (0.025)", "High (0.001)" or "Not significant".
    Source: PHEindicatormethods.

    >>> proportion_significance([35078.488, 50050.7443], [41980, 61921], 0.80642448).tolist()
    ['High (0.001)', 'Not significant']
    """
    value = _known(events) / _known(denominator)
    inner, outer = (
        proportion_limits(benchmark, denominator, level) for level in (LEVEL_95, LEVEL_998)
    )
    return _words(
        value < outer.lower, value < inner.lower, value > inner.upper, value > outer.upper
    )


def rate_significance(events: ArrayLike, expected: ArrayLike) -> NDArray[np.str_]:
    """Word of `assign_funnel_significance` for ratios and rates, from the interval of the events.

    The interval is `poisson`: exact below 10 events, Byar from 10. Expected is the benchmark rate
    times the denominator. Source: PHEindicatormethods `funnel_ratio_significance`.

    >>> rate_significance([151, 150, 8, 0], [106.44, 119.57, 6.24, 240.63]).tolist()
    ['High (0.001)', 'High (0.025)', 'Not significant', 'Low (0.001)']
    """
    e = _known(expected)
    inner, outer = poisson(events, LEVEL_95), poisson(events, LEVEL_998)
    return _words(outer.upper < e, inner.upper < e, inner.lower > e, outer.lower > e)


def _known(values: ArrayLike) -> Array:
    return np.asarray(values, dtype=np.float64)


def _words(very_low: Flags, low: Flags, high: Flags, very_high: Flags) -> NDArray[np.str_]:
    return np.select(
        [very_low, low, very_high, high],
        ["Low (0.001)", "Low (0.025)", "High (0.001)", "High (0.025)"],
        "Not significant",
    )
