"""The scale on which areas are held against a benchmark, by kind of figure, and the way back.

On these scales the variance by chance hardly depends on the value, limits on both sides lie equally
far from the benchmark, and never outside what is possible; a count of 0 needs no special case.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import Array, Interval, normal_quantile
from indicators.statistics.rounding_error import ratio_variance

Kind = Literal["proportion", "rate", "ratio"]


@dataclass(frozen=True)
class Scale:
    """The scale of one kind of figure around `centre`, the benchmark's ratio (array or scalar).

    * proportion: arcsin(sqrt p), Spiegelhalter (2005); FunnelPlotR `data_type = "PR"`.
    * rate: sqrt(r / centre), that of observed to expected events; FunnelPlotR `"SR"` with `"CQC"`.
    * ratio of two counts x / n: arctan(sqrt r), the arcsine scale of the share x / (x + n). Our
      dispersion model: both counts are independent Poisson counts, so that given their sum x is
      binomial with share r / (1 + r) (Przyborowski and Wilenski, 1940).
    """

    kind: Kind
    centre: Array | float

    def forth(self, ratio: ArrayLike) -> Array:
        """From ratios to the scale."""
        r = np.asarray(ratio, dtype=np.float64)
        if self.kind == "proportion":
            return np.arcsin(np.sqrt(np.clip(r, 0, 1)))
        if self.kind == "rate":
            return np.sqrt(r / self.centre)
        return np.arctan(np.sqrt(r))

    def back(self, value: ArrayLike) -> Array:
        """From the scale to ratios; beyond an end of the scale it stays at that end."""
        y = np.maximum(np.asarray(value, dtype=np.float64), 0)
        if self.kind == "proportion":
            return np.sin(np.minimum(y, np.pi / 2)) ** 2
        if self.kind == "rate":
            return y**2 * self.centre
        return np.where(y >= np.pi / 2, np.inf, np.tan(np.minimum(y, np.pi / 2)) ** 2)

    def sampling_variance(self, denominator: ArrayLike) -> Array:
        """Variance by chance at centre c: 1/(4n); of a rate 1/(4nc); of a ratio 1/(4n(1 + c))."""
        n = np.asarray(denominator, dtype=np.float64)
        if self.kind == "proportion":
            return 1 / (4 * n)
        if self.kind == "rate":
            return 1 / (4 * n * self.centre)
        return 1 / (4 * n * (1 + np.asarray(self.centre)))

    def rounding_variance(
        self, denominator: ArrayLike, numerator_step: ArrayLike, denominator_step: ArrayLike
    ) -> Array:
        """Variance by rounding at the centre: that of the ratio, times the slope squared."""
        c = np.asarray(self.centre, dtype=np.float64)
        if self.kind == "proportion":
            slope_squared = 1 / (4 * c * (1 - c))
        elif self.kind == "rate":
            slope_squared = 1 / (4 * c**2)
        else:
            slope_squared = 1 / (4 * c * (1 + c) ** 2)
        return slope_squared * ratio_variance(c, denominator, numerator_step, denominator_step)

    def variance(
        self,
        denominator: ArrayLike,
        benchmark_denominator: ArrayLike,
        numerator_step: ArrayLike = 0.0,
        denominator_step: ArrayLike = 0.0,
    ) -> Array:
        """Variance of an area's distance to the benchmark if it does not differ from it.

        By chance in the area, by chance in the benchmark (little where that is large, and the area
        is taken to be no part of it), and by rounding the area's counts.
        """
        return (
            self.sampling_variance(denominator)
            + self.sampling_variance(benchmark_denominator)
            + self.rounding_variance(denominator, numerator_step, denominator_step)
        )

    def limits(self, standard_error: ArrayLike, level: float, around: ArrayLike) -> Interval:
        """Ratios z standard errors below and above the ratio `around`.

        With sqrt(`variance` + tau squared) and the centre these are the control limits of an area,
        or, at any denominators, the lines of a funnel.
        """
        y, half = self.forth(around), normal_quantile(level) * np.asarray(standard_error)
        return Interval(self.back(y - half), self.back(y + half))
