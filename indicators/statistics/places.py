"""Between which places an area can stand when areas are put in order.

A place of its own would say more than figures can: most areas cannot be told apart. What can be
said is how many others are surely higher and how many surely lower.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.areas import own_interval
from indicators.statistics.intervals import LEVEL_95, Interval
from indicators.statistics.scales import Kind

Counts = NDArray[np.int64]


class Places(NamedTuple):
    """Of N areas: the first and last place from the highest down, and how many are surely beside.

    `first` is 1 + `higher`, `last` is N - `lower`.
    """

    first: Counts
    last: Counts
    higher: Counts
    lower: Counts


def joint_level(areas: int, level: float = LEVEL_95) -> float:
    """Level of each of N independent intervals for all of them to hold together: level^(1/N).

    Source: Klein, Wright and Wieczorek (2020), A joint confidence region for an overall ranking of
    populations, J. R. Stat. Soc. C 69, 589-606. Raises ValueError without any area.

    >>> round(joint_level(342), 5)
    0.99985
    """
    if areas < 1:
        raise ValueError(f"{areas} areas; places need at least one")
    return level ** (1 / areas)


def widest_interval(
    kind: Kind,
    numerator: tuple[ArrayLike, ArrayLike],
    denominator: tuple[ArrayLike, ArrayLike],
    level: float,
) -> Interval:
    """Interval by chance of every ratio that the bounds (lower, upper) of two counts leave.

    From the lower end of the interval of x- / n+ to the upper end of that of x+ / n-. An end that
    does not follow, for want of a bound or of a denominator above 0, is NaN.

    10 of 25, both rounded to fives:

    >>> ends = widest_interval("proportion", (7.5, 12.5), (22.5, 27.5), 0.95)
    >>> [round(float(end), 3) for end in ends]
    [0.142, 0.737]
    """
    (x_low, x_high), (n_low, n_high) = (
        tuple(np.asarray(end, dtype=np.float64) for end in ends)
        for ends in (numerator, denominator)
    )
    if kind == "proportion":
        x_low = np.minimum(x_low, n_high)
    return Interval(
        own_interval(kind, x_low, n_high, level).lower,
        own_interval(kind, x_high, n_low, level).upper,
    )


def places(lower: ArrayLike, upper: ArrayLike) -> Places:
    """The places that N intervals leave; an end that is not known (NaN) can be anywhere.

    An area is surely higher than another if its interval lies wholly above the other's. Where the
    intervals hold together at a level (`joint_level`), so do all places. Source: Klein, Wright and
    Wieczorek (2020). Raises ValueError where a lower end is above its upper one.

    >>> low, high = [10, 20, 24, np.nan], [15, 25, 30, np.nan]
    >>> found = places(low, high)
    >>> list(zip(found.first.tolist(), found.last.tolist()))
    [(3, 4), (1, 3), (1, 3), (1, 4)]
    """
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    if low.ndim != 1 or low.shape != high.shape:
        raise ValueError(f"saw shapes {low.shape} and {high.shape}; expected two arrays of N ends")
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    if np.any(low > high):
        raise ValueError("a lower end is above its upper end; expected intervals")
    higher = len(low) - np.searchsorted(np.sort(low), high, side="right")
    below = np.searchsorted(np.sort(high), low, side="left")
    return Places(1 + higher, len(low) - below, higher, below)
