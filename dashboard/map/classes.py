"""Classes of values for a map: few, equally wide, with round boundaries.

Equally wide and not equally full, because five classes with the same number of areas each would be
a ranking in disguise and make small differences large. The outer two are open, so that a few far
values do not press all others into one class.
"""

import math
from collections.abc import Sequence

import numpy as np

MOST = 5
_ROUND = (1.0, 2.0, 2.5, 5.0)
# Between these percentiles lies what decides how wide the classes are.
_INNER = (10, 90)


def class_boundaries(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """What parts the classes, from low to high: one fewer than there are classes.

    The width is the smallest of 1, 2, 2.5 and 5 times a power of ten that leaves at most five
    classes, and is no finer than values are written (`decimals`). Without values there are none.
    """
    if not len(values):
        return ()
    low, high = (float(one) for one in np.percentile(values, _INNER))
    finest = 10.0**-decimals
    power = math.floor(math.log10(max((high - low) / MOST, finest)))
    for width in (factor * 10.0**exponent for exponent in (power, power + 1) for factor in _ROUND):
        if width < finest * (1 - 1e-9):
            continue
        # A value of 0.3 is just below 3 times 0.1; the shift keeps it in its own class.
        first, last = (math.floor(one / width + 1e-9) for one in (low, high))
        if last - first < MOST:
            return tuple(round(width * number, 9) for number in range(first + 1, last + 1))
    raise AssertionError("a width ten times the range leaves two classes at most")


def class_of(value: float, boundaries: Sequence[float]) -> int:
    """The class of a value, from 1; a boundary belongs to the class above it."""
    return 1 + sum(value >= boundary for boundary in boundaries)


def class_of_bounds(
    lower: float | None, upper: float | None, boundaries: Sequence[float]
) -> int | None:
    """The class that a value between two bounds must have, or None where it could have several."""
    if lower is None or upper is None:
        return None
    lowest, highest = class_of(lower, boundaries), class_of(upper, boundaries)
    return lowest if lowest == highest else None
