"""What it adds to the uncertainty of a figure that its counts are published in rounded form."""

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import Array, Interval, normal_quantile


def rounding_variance(step: ArrayLike) -> Array:
    """Variance of the error in a count rounded to a multiple of `step`: step^2 / 12.

    The true count lies evenly spread within half a step of the published one (own derivation: the
    variance of a uniform distribution). A step of 0 stands for a count published as it is.

    >>> round(float(rounding_variance(5)), 4)
    2.0833
    """
    return np.square(np.asarray(step, dtype=np.float64)) / 12


def ratio_variance(
    ratio: ArrayLike, denominator: ArrayLike, numerator_step: ArrayLike, denominator_step: ArrayLike
) -> Array:
    """Variance that rounding both counts adds to x / n: (vx + (x/n)^2 vn) / n^2.

    vx and vn are the two `rounding_variance`s. Source: delta method, rounding errors independent.

    >>> round(float(ratio_variance(0.4, 25, 5, 5)) ** 0.5, 4)
    0.0622
    """
    r, n = np.asarray(ratio, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (
            rounding_variance(numerator_step) + r**2 * rounding_variance(denominator_step)
        ) / n**2


def widen(estimate: ArrayLike, interval: Interval, variance: ArrayLike, level: float) -> Interval:
    """The interval with a further, independent error of known variance added to either side.

    Lower e - sqrt((e - l)^2 + z^2 v), upper e + sqrt((u - e)^2 + z^2 v): the squared distances to
    the ends add up as variances do. Source: method of variance estimates recovery, Zou and Donner
    (2008). It can leave the range of the figure: the caller cuts at 0, and at 1 for a proportion.

    >>> ends = widen(0.4, Interval(np.array(0.234), np.array(0.5926)), 0.003867, 0.95)
    >>> [round(float(end), 4) for end in ends]
    [0.1941, 0.6279]
    """
    e = np.asarray(estimate, dtype=np.float64)
    extra = normal_quantile(level) ** 2 * np.asarray(variance, dtype=np.float64)
    return Interval(
        e - np.sqrt((e - interval.lower) ** 2 + extra),
        e + np.sqrt((interval.upper - e) ** 2 + extra),
    )
