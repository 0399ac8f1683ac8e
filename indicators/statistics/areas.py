"""Areas as they are published: counts, what rounding and suppression leave, own intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Array, Interval, rate, wilson
from indicators.statistics.rounding_error import ratio_variance, widen
from indicators.statistics.scales import Kind


@dataclass(frozen=True)
class Tested:
    """N areas: published counts, what they can be, and the steps to which they were rounded.

    Arrays of length N, NaN where unknown; the steps (0 for counts published as they are) may be one
    number for all. Where a bound is NaN and the count is not, the count's rounding is the bound.
    """

    __test__ = False  # its name does not make it a test case

    numerator: Array
    numerator_lower: Array
    numerator_upper: Array
    denominator: Array
    denominator_lower: Array
    denominator_upper: Array
    numerator_rounding: ArrayLike = 0.0
    denominator_rounding: ArrayLike = 0.0


@dataclass(frozen=True)
class Areas:
    """Tested areas with `ratio`, its `lowest` and `highest` value left, and whether any is left."""

    kind: Kind
    numerator: Array
    denominator: Array
    denominator_lower: Array
    ratio: Array
    lowest: Array
    highest: Array
    rounding_variance: Array
    is_possible: NDArray[np.bool_]

    @staticmethod
    def of(tested: Tested, kind: Kind) -> "Areas":
        """Bounds not given follow from the rounding; a part can round to more than its total."""
        x, n = np.asarray(tested.numerator), np.asarray(tested.denominator)
        if x.ndim != 1 or x.shape != n.shape:
            raise ValueError(
                f"numerator has shape {x.shape} and denominator {n.shape}; both must be one array "
                "of a value an area"
            )
        x_lower, x_upper = _bounds(
            x, tested.numerator_lower, tested.numerator_upper, tested.numerator_rounding
        )
        n_lower, n_upper = _bounds(
            n, tested.denominator_lower, tested.denominator_upper, tested.denominator_rounding
        )
        ratio, lowest, highest = (
            quotient(x, n),
            quotient(x_lower, n_upper),
            quotient(x_upper, n_lower),
        )
        is_impossible = (x < x_lower) | (x > x_upper) | (n < n_lower) | (n > n_upper)
        if kind == "proportion":
            is_impossible |= lowest > 1
            ratio, highest = np.minimum(ratio, 1), np.minimum(highest, 1)
        rounding = ratio_variance(ratio, n, tested.numerator_rounding, tested.denominator_rounding)
        return Areas(kind, x, n, n_lower, ratio, lowest, highest, rounding, ~is_impossible)

    def interval(self, level: float, shown: NDArray[np.bool_]) -> Interval:
        """Own interval where `shown`, rounding included; NaN elsewhere.

        See `own_interval` and, for the rounding, `widen`.
        """
        x, n = (np.where(shown, counts, np.nan) for counts in (self.numerator, self.denominator))
        own = own_interval(self.kind, x, n, level)
        wider = widen(self.ratio, own, self.rounding_variance, level)
        highest = 1.0 if self.kind == "proportion" else np.inf
        return Interval(np.maximum(wider.lower, 0), np.minimum(wider.upper, highest))


def own_interval(kind: Kind, events: Array, denominator: Array, level: float) -> Interval:
    """Interval of an area's own ratio by chance alone.

    Wilson for a proportion (a numerator rounded to above its denominator counts as all), `rate` for
    a rate, and for a ratio x / n the odds of the Wilson interval of x / (x + n): see the dispersion
    model in `Scale`.

    >>> ends = own_interval("ratio", np.array(30.0), np.array(60.0), 0.95)
    >>> [round(float(end), 4) for end in ends]
    [0.3237, 0.7723]
    """
    if kind == "proportion":
        return wilson(np.minimum(events, denominator), denominator, level)
    if kind == "rate":
        return rate(events, denominator, level)
    share = wilson(events, events + denominator, level)
    return Interval(*(quotient(end, 1 - end) for end in share))


def quotient(numerator: ArrayLike, denominator: ArrayLike) -> Array:
    """x / n; NaN or infinite, without a warning, where n is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(numerator, dtype=np.float64) / np.asarray(denominator, dtype=np.float64)


def _bounds(count: Array, lower: Array, upper: Array, step: ArrayLike) -> tuple[Array, Array]:
    half = np.asarray(step, dtype=np.float64) / 2
    return (
        np.where(np.isnan(lower), np.maximum(count - half, 0), lower),
        np.where(np.isnan(upper), count + half, upper),
    )
