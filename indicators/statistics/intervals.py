"""Confidence intervals of a proportion and of a count or rate, as Fingertips works them out.

All functions take scalars or arrays that broadcast against each other and give float arrays. An
unknown value (NaN) gives an unknown interval; a value that cannot be counted (negative, or more
events than the denominator) is an error.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri
from scipy.stats import chi2

LEVEL_95 = 0.95
LEVEL_998 = 0.998
EXACT_BELOW = 10  # events; from here on Byar's approximation is used

Array = NDArray[np.float64]


class Interval(NamedTuple):
    """Lower and upper end, two arrays of the same shape."""

    lower: Array
    upper: Array


def normal_quantile(level: float) -> float:
    """The z of a two-sided interval covering a share `level`: 1.959964 at 95, 3.090232 at 99.8%.

    Raises ValueError unless 0 < level < 1.

    >>> round(normal_quantile(LEVEL_95), 6), round(normal_quantile(LEVEL_998), 6)
    (1.959964, 3.090232)
    """
    if not 0 < level < 1:
        raise ValueError(f"confidence level {level} is not between 0 and 1; say 0.95, not 95")
    return float(ndtri((1 + level) / 2))


def wilson(events: ArrayLike, denominator: ArrayLike, level: float = LEVEL_95) -> Interval:
    """Wilson's score interval of a proportion; never leaves 0 to 1.

    (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)). Source: Wilson (1927), as in
    PHEindicatormethods `phe_proportion`. A denominator of 0 gives NaN.

    >>> [round(float(end), 4) for end in wilson(10, 25)]
    [0.234, 0.5926]
    """
    x, n = _counts(events, denominator)
    if np.any(x > n):
        raise ValueError("more events than the denominator holds: not a proportion, use `rate`")
    z = normal_quantile(level)
    n = np.where(n == 0, np.nan, n)
    middle, half = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    lower, upper = ((middle + side * half) / (2 * (n + z**2)) for side in (-1, 1))
    # Both ends are exact here; the arithmetic above leaves 1e-17 of dust.
    return Interval(np.where(x == 0, 0 * n, lower), np.where(x == n, 1, upper))


def byar(events: ArrayLike, level: float = LEVEL_95) -> Interval:
    """Byar's approximation to the exact Poisson interval of a count.

    Lower x(1 - 1/(9x) - z/(3 sqrt x))^3, upper (x+1)(1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3. Source:
    Breslow and Day (1987), vol. II p. 69, as in PHEindicatormethods `byars_lower`, `byars_upper`.
    Where the cube would be negative (1 event at 99.8%) and for 0 events the lower end is 0.

    >>> [round(float(end), 4) for end in byar(65)]
    [50.1632, 82.8491]
    """
    (x,) = _counts(events)
    z = normal_quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        root = np.where(x == 0, 0, 1 - 1 / (9 * x) - z / (3 * np.sqrt(x)))
    y = x + 1
    upper = y * (1 - 1 / (9 * y) + z / (3 * np.sqrt(y))) ** 3
    return Interval(x * np.maximum(root, 0) ** 3, upper)


def exact_poisson(events: ArrayLike, level: float = LEVEL_95) -> Interval:
    """The exact Poisson interval of a count, by its link with the chi-square distribution.

    Lower chi2(alpha/2; 2x) / 2, upper chi2(1 - alpha/2; 2x + 2) / 2. Source: Garwood (1936), as in
    PHEindicatormethods `phe_rate` below 10 events.

    >>> [round(float(end), 4) for end in exact_poisson(0)]
    [0.0, 3.6889]
    """
    (x,) = _counts(events)
    normal_quantile(level)
    tail = (1 - level) / 2
    with np.errstate(invalid="ignore"):
        lower = np.where(x == 0, 0, chi2.ppf(tail, 2 * x) / 2)
        return Interval(lower, chi2.isf(tail, 2 * x + 2) / 2)


def poisson(events: ArrayLike, level: float = LEVEL_95) -> Interval:
    """Interval of a count: exact below 10 events, Byar from 10, as PHEindicatormethods has it.

    >>> [round(float(end), 4) for end in poisson([9, 10]).lower]
    [4.1154, 4.7874]
    """
    (x,) = _counts(events)
    exact = exact_poisson(np.where(x < EXACT_BELOW, x, np.nan), level)
    approximate = byar(x, level)
    return Interval(
        *(np.where(x < EXACT_BELOW, e, a) for e, a in zip(exact, approximate, strict=True))
    )


def rate(
    events: ArrayLike, denominator: ArrayLike, level: float = LEVEL_95, multiplier: float = 1
) -> Interval:
    """Interval of events per `multiplier` of the denominator: `poisson`, divided.

    The denominator counts as known. Source: PHEindicatormethods `phe_rate`. A denominator of 0
    gives NaN.

    >>> [round(float(end), 2) for end in rate(65, 100, multiplier=100)]
    [50.16, 82.85]
    """
    x, n = _counts(events, denominator)
    n = np.where(n == 0, np.nan, n)
    return Interval(*(multiplier * end / n for end in poisson(x, level)))


def _counts(*values: ArrayLike) -> tuple[Array, ...]:
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
    if any(np.any(array < 0) for array in arrays):
        raise ValueError("a count below 0; events and denominators are counts, NaN where unknown")
    return tuple(arrays)
