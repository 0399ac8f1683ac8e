"""Bounds of what is worked out from counts of which only bounds are known.

Interval arithmetic (Moore, Interval Analysis, 1966): the bounds hold whatever the counts are, as
long as each lies within its own. Arrays have any shape, and the four of a function the same; NaN is
a bound that is not known, and makes the result NaN.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Bounds(NamedTuple):
    """The least and the most that numbers can be."""

    lower: Floats
    upper: Floats


def rounding_bounds(published: ArrayLike, multiple: float) -> Bounds:
    """Of counts published to the nearest `multiple`: half of it to each side, not below 0.

    >>> [end.tolist() for end in rounding_bounds([0, 10], 5)]
    [[0.0, 7.5], [2.5, 12.5]]
    """
    value = np.asarray(published, dtype=float)
    return Bounds(np.maximum(value - multiple / 2, 0), value + multiple / 2)


def proportion_bounds(part: Bounds, total: Bounds) -> Bounds:
    """Of part / total, where the part is in the total: at most 1.

    [part- / total+, part+ / total-], each first brought to what the other leaves. A part that is
    more than its total can be, and a total that can be 0 only, give NaN.

    10 of 25, both rounded to fives:

    >>> part, total = rounding_bounds(10, 5), rounding_bounds(25, 5)
    >>> [round(float(end), 3) for end in proportion_bounds(part, total)]
    [0.273, 0.556]
    """
    upper_part = np.minimum(part.upper, total.upper)
    lower_total = np.maximum(total.lower, part.lower)
    impossible = (part.lower > total.upper) | (total.upper <= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(impossible, np.nan, part.lower / total.upper)
        upper = np.where(impossible, np.nan, np.minimum(upper_part / lower_total, 1))
    # 0 / 0 above: a total that may be 0 and a part that can only be 0.
    return Bounds(lower, np.where(upper_part == 0, lower, upper))


def difference_bounds(before: Bounds, after: Bounds) -> Bounds:
    """Of after - before, in the unit of both: [after- - before+, after+ - before-].

    20, then 25, both rounded to fives:

    >>> before, after = rounding_bounds(20, 5), rounding_bounds(25, 5)
    >>> [float(end) for end in difference_bounds(before, after)]
    [0.0, 10.0]
    """
    return Bounds(after.lower - before.upper, after.upper - before.lower)


def relative_change_bounds(before: Bounds, after: Bounds) -> Bounds:
    """Of after / before - 1, for quantities that are not below 0; 0.25 is a quarter more.

    [after- / before+ - 1, after+ / before- - 1]. Without an upper limit (infinity) where `before`
    may be 0; NaN where it can be nothing else.

    20, then 25, both rounded to fives: "a quarter more" is anything from nothing to 57% more.

    >>> before, after = rounding_bounds(20, 5), rounding_bounds(25, 5)
    >>> [round(float(end), 2) for end in relative_change_bounds(before, after)]
    [0.0, 0.57]
    """
    nothing = before.upper <= 0
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(nothing, np.nan, after.lower / before.upper - 1)
        upper = np.where(nothing, np.nan, after.upper / before.lower - 1)
    # 0 / 0: nothing after something is a loss of all of it.
    return Bounds(lower, np.where(~nothing & (after.upper == 0), -1.0, upper))
