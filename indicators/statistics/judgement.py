"""The word for an area beside its benchmark. This is the one place where that word is decided."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.areas import Areas, Tested, quotient
from indicators.statistics.false_flags import expected_false_flags
from indicators.statistics.intervals import (
    LEVEL_95,
    LEVEL_998,
    Array,
    normal_quantile,
)
from indicators.statistics.overdispersion import between_variance, phi, winsorise
from indicators.statistics.scales import Kind, Scale

MINIMUM_AREAS = 10  # below this, how much areas differ cannot be told

Codes = NDArray[np.str_]


@dataclass(frozen=True)
class Benchmark:
    """What every area is held against: one for all, or one an area with that area taken out of it.

    Counts of the comparator, and the bounds of their ratio where rounding or suppression leaves
    any (NaN: none). Arrays of length N, or scalars.
    """

    numerator: ArrayLike
    denominator: ArrayLike
    lower: ArrayLike = np.nan
    upper: ArrayLike = np.nan


@dataclass(frozen=True)
class Judgement:
    """What came of it: arrays of length N in the order of the areas, and figures on the whole.

    `lower_*` and `upper_*` are the area's own interval, `limit_*` the control limits around the
    benchmark, all as ratios (not per 100). `z` is adjusted for overdispersion. `reason` is empty
    unless `code` is too_few_data. `flags_*` count the areas whose published value lies outside the
    99.8% limits, without and with the correction for overdispersion.
    """

    ratio: Array
    lower_95: Array
    upper_95: Array
    lower_998: Array
    upper_998: Array
    limit_lower_95: Array
    limit_upper_95: Array
    limit_lower_998: Array
    limit_upper_998: Array
    z: Array
    code: Codes
    reason: Codes
    tested: int
    phi: float
    tau_squared: float
    expected_flags_998: float
    flags_unadjusted: int
    flags_adjusted: int


def judge(
    tested: Tested, benchmark: Benchmark, kind: Kind, *, minimum_denominator: float = 20
) -> Judgement:
    """Hold every area against its benchmark and say a word for it.

    * clearly_higher, clearly_lower: for every value that rounding and suppression leave, of the
      area and of the benchmark, outside the 99.8% limits.
    * possibly_higher, possibly_lower: the published value lies outside the 95% limits, and every
      value that rounding and suppression leave lies on that side of the benchmark.
    * not_distinguishable: neither.
    * too_few_data, with a reason: see `_reasons`.

    Limits lie z sqrt(s^2 + rounding + benchmark + tau^2) from the benchmark on the `Scale` of the
    kind, with z 1.96 or 3.09, the variance by chance of an area of that size (s^2), by rounding of
    its counts, of the benchmark itself, and between areas (`between_variance`). Rounding counts
    twice for a clear word: in the limits and in the bounds. That is on purpose.

    20 areas of 200 with 80 in each, but 130 in the last:

    >>> x, n, unknown = np.full(20, 80.0), np.full(20, 200.0), np.full(20, np.nan)
    >>> x[-1] = 130
    >>> areas = Tested(x, unknown, unknown, n, unknown, unknown, 5, 5)
    >>> judgement = judge(areas, Benchmark(4000, 10000), "proportion")
    >>> judgement.code[-2:].tolist(), judgement.tested, judgement.tau_squared
    (['not_distinguishable', 'clearly_higher'], 20, 0.0)
    >>> round(judgement.limit_upper_998[-1].item(), 4), round(judgement.z[-1].item(), 2)
    (0.5124, 6.92)
    """
    areas = Areas.of(tested, kind)
    centre = np.broadcast_to(
        quotient(benchmark.numerator, benchmark.denominator), areas.ratio.shape
    )
    scale = Scale(kind, centre)
    reason = _reasons(areas, centre, kind, minimum_denominator)
    compared = reason == ""
    shown = compared | np.isin(reason, ("no_benchmark", "too_few_areas"))
    ratio = np.where(shown, areas.ratio, np.nan)

    target = scale.forth(centre)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(
            compared,
            scale.sampling_variance(areas.denominator)
            + scale.rounding_variance(
                areas.denominator, tested.numerator_rounding, tested.denominator_rounding
            )
            + scale.sampling_variance(benchmark.denominator),
            np.nan,
        )
    deviation = np.where(compared, scale.forth(ratio) - target, np.nan)
    count = int(compared.sum())
    dispersion = phi(winsorise(deviation / np.sqrt(variance))) if count else np.nan
    tau_squared = (
        between_variance(deviation[compared], np.sqrt(variance[compared])) if count else np.nan
    )
    s = np.sqrt(variance + tau_squared)
    z_95, z_998 = normal_quantile(LEVEL_95), normal_quantile(LEVEL_998)
    z = deviation / s

    lowest_centre = np.where(np.isnan(benchmark.lower), centre, benchmark.lower)
    highest_centre = np.where(np.isnan(benchmark.upper), centre, benchmark.upper)
    above = (z > z_95) & (areas.lowest > highest_centre)
    below = (z < -z_95) & (areas.highest < lowest_centre)
    far_above = above & (areas.lowest > scale.back(scale.forth(highest_centre) + z_998 * s))
    far_below = below & (areas.highest < scale.back(scale.forth(lowest_centre) - z_998 * s))
    code = np.select(
        [~compared, far_above, far_below, above, below],
        ["too_few_data", "clearly_higher", "clearly_lower", "possibly_higher", "possibly_lower"],
        "not_distinguishable",
    )
    own_95, own_998 = (areas.interval(level, shown) for level in (LEVEL_95, LEVEL_998))
    return Judgement(
        ratio=ratio,
        lower_95=own_95.lower,
        upper_95=own_95.upper,
        lower_998=own_998.lower,
        upper_998=own_998.upper,
        limit_lower_95=scale.back(target - z_95 * s),
        limit_upper_95=scale.back(target + z_95 * s),
        limit_lower_998=scale.back(target - z_998 * s),
        limit_upper_998=scale.back(target + z_998 * s),
        z=z,
        code=code,
        reason=reason,
        tested=count,
        phi=dispersion,
        tau_squared=tau_squared,
        expected_flags_998=expected_false_flags(count),
        flags_unadjusted=int((np.abs(deviation) > z_998 * np.sqrt(variance)).sum()),
        flags_adjusted=int((np.abs(z) > z_998).sum()),
    )


def _reasons(areas: Areas, centre: Array, kind: Kind, minimum_denominator: float) -> Codes:
    """Why an area cannot be judged; empty where it can. The first that holds counts.

    no_value: numerator or denominator is not published. small_denominator: below the minimum.
    impossible_bounds: no count fits what was given. no_benchmark: unknown, 0, or all (proportion).
    too_few_areas: fewer than `MINIMUM_AREAS` areas are left to see how much areas differ.
    """
    no_benchmark = ~(centre > 0) | ((centre >= 1) if kind == "proportion" else np.isinf(centre))
    reason = np.select(
        [
            np.isnan(areas.numerator) | np.isnan(areas.denominator),
            (areas.denominator < minimum_denominator) | (areas.denominator == 0),
            ~areas.is_possible,
            no_benchmark,
        ],
        ["no_value", "small_denominator", "impossible_bounds", "no_benchmark"],
        "",
    )
    if (reason == "").sum() < MINIMUM_AREAS:
        reason = np.where(reason == "", "too_few_areas", reason)
    return reason
