"""Funnel limits as the R package FunnelPlotR (0.6) works them out, to recompute its results.

What the site shows comes from `judgement`, which differs where FunnelPlotR's convention would flag
more areas than the printed number of false flags says: see `overdispersion.between_variance`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.control_limits import expected_limits
from indicators.statistics.intervals import LEVEL_998, Array, Interval, normal_quantile
from indicators.statistics.overdispersion import TRIM, phi, tau_squared, truncate, winsorise

DataType = Literal["SR_SHMI", "SR_CQC", "PR", "RC"]


@dataclass(frozen=True)
class Funnel:
    """`z` of every area without adjustment, and what the areas together give.

    `target` is the centre line (1 for a standardised ratio), `s` the standard error per area on the
    transformed scale.
    """

    data_type: DataType
    target: float
    denominator: Array
    s: Array
    z: Array
    phi: float
    tau_squared: float

    def limits(
        self,
        denominator: ArrayLike | None = None,
        level: float = LEVEL_998,
        *,
        adjusted: bool = True,
    ) -> Interval:
        """Control limits at these denominators (else the areas' own), as a ratio.

        Adjusted: back(y0 -/+ z sqrt(s^2 + tau^2)) with s = 1/(2 sqrt n), for "SR_SHMI" 1/sqrt n.
        FunnelPlotR uses that s for a ratio of counts too, and does not square "SR_CQC" back. Where
        tau^2 is 0 or `adjusted` is off, a standardised ratio has exact Poisson limits. Its limits
        of a proportion can fold back past 0 or 1 where few are counted; here they stop there.
        """
        n = self.denominator if denominator is None else np.asarray(denominator, dtype=np.float64)
        between = self.tau_squared if adjusted else 0.0
        if self.data_type.startswith("SR") and between == 0:
            return expected_limits(n, level)
        s = np.sqrt((1 if self.data_type == "SR_SHMI" else 0.25) / n + between)
        ends = (sign * normal_quantile(level) * s for sign in (-1, 1))
        if self.data_type == "SR_CQC":
            return Interval(*(1 + end for end in ends))
        if self.data_type == "PR":
            centre = np.arcsin(np.sqrt(self.target))
            return Interval(*(np.sin(np.clip(centre + end, 0, np.pi / 2)) ** 2 for end in ends))
        return Interval(*(self.target * np.exp(end) for end in ends))


def funnel(
    numerator: ArrayLike, denominator: ArrayLike, data_type: DataType, trim: float = TRIM
) -> Funnel:
    """z-scores, phi and tau squared of FunnelPlotR's `funnel_plot`.

    * SR_SHMI: log(O/E) against 0, s = 1/sqrt E, E rounded to 2 decimals, outer scores truncated.
    * SR_CQC: sqrt(O/E) against 1, s = 1/(2 sqrt E), outer scores winsorised; so are the next two.
    * PR: arcsin sqrt p against that of all areas together, s = 1/(2 sqrt n).
    * RC: log((x + 1/2)/(n + 1/2)) against the log of the ratio of all areas together,
      s^2 = x/(x + 1/2)^2 + n/(n + 1/2)^2.

    Source: FunnelPlotR, `transformed_zscore`, `truncation`, `winsorisation`, `phi_func` and
    `tau_func`.
    Its own test data:

    >>> f = funnel([100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220], "SR_SHMI")
    >>> round(f.phi, 6)
    2.948033
    """
    x, n = (np.asarray(counts, dtype=np.float64) for counts in (numerator, denominator))
    overall = float(x.sum() / n.sum())
    if data_type == "SR_SHMI":
        n = np.round(n, 2)
        target, centre, y, s = 1.0, 0.0, np.log(x / n), 1 / np.sqrt(n)
    elif data_type == "SR_CQC":
        target, centre, y, s = 1.0, 1.0, np.sqrt(x / n), 1 / (2 * np.sqrt(n))
    elif data_type == "PR":
        target, centre = overall, np.arcsin(np.sqrt(overall))
        y, s = np.arcsin(np.sqrt(x / n)), 1 / (2 * np.sqrt(n))
    else:
        target, centre = overall, np.log(overall)
        y = np.log((x + 0.5) / (n + 0.5))
        s = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
    z = (y - centre) / s
    counted = (truncate if data_type == "SR_SHMI" else winsorise)(z, trim)
    dispersion = phi(counted)
    between = tau_squared(dispersion, s[~np.isnan(counted)])
    return Funnel(data_type, target, n, s, z, dispersion, between)
