"""Whether the last five yearly figures of an area go up or down: the recent trend of Fingertips.

A signpost, not an analysis: five points, a straight line, and chance as the only other source of
change. Breaks in a series are the caller's: give NaN for what cannot be compared.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from indicators.statistics.areas import own_interval, quotient
from indicators.statistics.intervals import LEVEL_95, Array
from indicators.statistics.rounding_error import ratio_variance
from indicators.statistics.scales import Kind

POINTS = 5
TIMES = np.arange(POINTS, dtype=np.float64)
CRITICAL = 9.5495  # chi-square with 1 degree of freedom at 99.8%
WIDTH = 3.92  # standard errors in a 95% interval
LEVEL_LINE = 1e-12  # relative to the highest ratio
HIGH_POWER, EVEN_POWER = 0.8, 0.5


@dataclass(frozen=True)
class Trend:
    """Arrays of one value a series. Slopes and changes are in the figure's own unit (a ratio).

    code: increasing, decreasing, no_significant_change, cannot_say. `detectable_80` is the smallest
    change a year that the test would have seen four times out of five, `detectable_50` once out of
    two; times four for the whole window. NaN where nothing can be said.
    """

    code: NDArray[np.str_]
    slope: Array
    standard_error: Array
    chi_squared: Array
    detectable_80: Array
    detectable_50: Array


def recent_trend(
    events: ArrayLike,
    denominator: ArrayLike,
    kind: Kind,
    *,
    numerator_rounding: ArrayLike = 0.0,
    denominator_rounding: ArrayLike = 0.0,
) -> Trend:
    """Test of the last five points along the last axis, oldest first, one year apart.

    The slope b is that of the weighted straight line, chi-square is (b / se)^2, and it goes up or
    down where chi-square exceeds 9.5495 and b keeps its sign when each point in turn is left out.

    * rate, ratio: weights 1/se^2, se = width of the 95% interval / 3.92; se of b is
      1/sqrt(sum w (t - mean t)^2).
    * proportion: weights n and one pooled proportion for all years, which makes chi-square that
      of Cochran and Armitage: N (N sum xt - X sum nt)^2 / (X (N - X) (N sum nt^2 - (sum nt)^2)).

    The variance by rounding is added to se^2, or to that of the sum over counts. Source: Fingertips
    technical guidance on recent trends; Armitage (1955). cannot_say: fewer than five points, one
    unknown or without denominator, or no variance at all (every count 0, or all of them).

    >>> trend = recent_trend([40, 50, 60, 70, 80], [200] * 5, "proportion")
    >>> trend.code.item(), round(trend.chi_squared.item(), 4), round(trend.slope.item(), 4)
    ('increasing', 23.8095, 0.05)
    """
    x, n = np.broadcast_arrays(
        np.asarray(events, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    )
    shape = x.shape[:-1]
    if x.shape[-1] < POINTS:
        unknown = np.full(shape, np.nan)
        return Trend(np.full(shape, "cannot_say"), *[unknown] * 5)
    x, n = x[..., -POINTS:], n[..., -POINTS:]
    is_known = np.all(~np.isnan(x) & (n > 0), axis=-1)
    x, n = (np.where(is_known[..., np.newaxis], counts, np.nan) for counts in (x, n))
    ratio = quotient(x, n)
    steps = numerator_rounding, denominator_rounding
    if kind == "proportion":
        pooled = np.minimum(quotient(x.sum(axis=-1), n.sum(axis=-1)), 1)[..., None]
        weight = n
        variance = pooled * (1 - pooled) / n + ratio_variance(pooled, n, *steps)
    else:
        own = own_interval(kind, x, n, LEVEL_95)
        variance = ((own.upper - own.lower) / WIDTH) ** 2 + ratio_variance(ratio, n, *steps)
        weight = quotient(1, variance)
    slope, standard_error = _line(ratio, weight, variance, TIMES)
    keeps_sign = np.ones(shape, dtype=bool)
    for left_out in range(POINTS):
        others = np.arange(POINTS) != left_out
        r, w, v = (part[..., others] for part in (ratio, weight, variance))
        without, _ = _line(r, w, v, TIMES[others])
        # A line that comes out level has no sign, whatever the last binary digit says.
        keeps_sign &= without * np.sign(slope) > LEVEL_LINE * ratio.max(axis=-1)
    can_say = is_known & (standard_error > 0)
    slope, standard_error = (np.where(can_say, v, np.nan) for v in (slope, standard_error))
    chi_squared = (slope / standard_error) ** 2
    is_change = (chi_squared > CRITICAL) & keeps_sign
    code = np.select(
        [~can_say, is_change & (slope > 0), is_change],
        ["cannot_say", "increasing", "decreasing"],
        "no_significant_change",
    )
    return Trend(
        code,
        slope,
        standard_error,
        chi_squared,
        smallest_detectable_change(standard_error, HIGH_POWER),
        smallest_detectable_change(standard_error, EVEN_POWER),
    )


def smallest_detectable_change(standard_error: ArrayLike, power: float) -> Array:
    """Change a year that `recent_trend` finds with probability `power`: (sqrt 9.5495 + z) se.

    z is the standard normal quantile of `power`: 0 for 0.5, 0.8416 for 0.8. The chance of a signal
    on the other side and the sign check are left out: both are small. Source: power of a z-test.

    >>> round(float(smallest_detectable_change(0.010247, 0.8)), 4)
    0.0403
    """
    if not 0 < power < 1:
        raise ValueError(f"power {power} is not between 0 and 1; say 0.8, not 80")
    return (np.sqrt(CRITICAL) + ndtri(power)) * np.asarray(standard_error, dtype=np.float64)


def _line(ratio: Array, weight: Array, variance: Array, times: Array) -> tuple[Array, Array]:
    """Slope of the weighted line and its standard error, along the last axis."""
    middle = quotient((weight * times).sum(axis=-1), weight.sum(axis=-1))
    lever = weight * (times - middle[..., None])
    spread = (lever * times).sum(axis=-1)
    return (
        quotient((lever * ratio).sum(axis=-1), spread),
        quotient(np.sqrt((lever**2 * variance).sum(axis=-1)), spread),
    )
