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
STILL_SHOWN = ("", "no_benchmark", "too_few_areas")  # reasons that do not touch the figure itself

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
    reason, centre = _reasons(areas, benchmark, minimum_denominator)
    compared = reason == ""
    scale = Scale(kind, centre)
    steps = tested.numerator_rounding, tested.denominator_rounding
    denominator = np.where(compared, areas.denominator, np.nan)
    variance = scale.variance(denominator, benchmark.denominator, *steps)
    ratio = np.where(np.isin(reason, STILL_SHOWN), areas.ratio, np.nan)
    deviation = scale.forth(np.where(compared, ratio, np.nan)) - scale.forth(centre)
    unadjusted = deviation / np.sqrt(variance)
    count = int(compared.sum())
    tau_squared = (
        between_variance(deviation[compared], np.sqrt(variance[compared])) if count else np.nan
    )
    s = np.sqrt(variance + tau_squared)
    z = deviation / s

    # A smaller denominator has wider limits: for every value left is also for the smallest.
    smallest = np.where(compared, areas.denominator_lower, np.nan)
    widest = np.sqrt(scale.variance(smallest, benchmark.denominator, *steps) + tau_squared)
    limits_95, limits_998 = (scale.limits(s, level, centre) for level in (LEVEL_95, LEVEL_998))
    own_95, own_998 = (areas.interval(level, ~np.isnan(ratio)) for level in (LEVEL_95, LEVEL_998))
    beyond = normal_quantile(LEVEL_998)
    return Judgement(
        ratio=ratio,
        lower_95=own_95.lower,
        upper_95=own_95.upper,
        lower_998=own_998.lower,
        upper_998=own_998.upper,
        limit_lower_95=limits_95.lower,
        limit_upper_95=limits_95.upper,
        limit_lower_998=limits_998.lower,
        limit_upper_998=limits_998.upper,
        z=z,
        code=_codes(areas, benchmark, scale, z, widest),
        reason=reason,
        tested=count,
        phi=phi(winsorise(unadjusted)) if count else np.nan,
        tau_squared=tau_squared,
        expected_flags_998=expected_false_flags(count),
        flags_unadjusted=int((np.abs(unadjusted) > beyond).sum()),
        flags_adjusted=int((np.abs(z) > beyond).sum()),
    )


def _codes(areas: Areas, benchmark: Benchmark, scale: Scale, z: Array, widest: Array) -> Codes:
    """The word for every area; z is NaN where nothing can be said."""
    lowest = np.where(np.isnan(benchmark.lower), scale.centre, benchmark.lower)
    highest = np.where(np.isnan(benchmark.upper), scale.centre, benchmark.upper)
    possible = normal_quantile(LEVEL_95)
    above = (z > possible) & (areas.lowest > highest)
    below = (z < -possible) & (areas.highest < lowest)
    far_above = above & (areas.lowest > scale.limits(widest, LEVEL_998, highest).upper)
    far_below = below & (areas.highest < scale.limits(widest, LEVEL_998, lowest).lower)
    return np.select(
        [np.isnan(z), far_above, far_below, above, below],
        ["too_few_data", "clearly_higher", "clearly_lower", "possibly_higher", "possibly_lower"],
        "not_distinguishable",
    )


def _reasons(areas: Areas, benchmark: Benchmark, minimum_denominator: float) -> tuple[Codes, Array]:
    """Why an area cannot be judged (empty where it can), and its benchmark's ratio (else NaN).

    The first that holds counts. no_value: numerator or denominator is not published.
    small_denominator: below the minimum. impossible_bounds: no count fits what was given.
    no_benchmark: unknown, none at all, or for a proportion all. too_few_areas: fewer than
    `MINIMUM_AREAS` are left to see how much areas differ.
    """
    centre = np.broadcast_to(
        quotient(benchmark.numerator, benchmark.denominator), areas.ratio.shape
    )
    highest = 1.0 if areas.kind == "proportion" else np.inf
    centre = np.where((centre > 0) & (centre < highest), centre, np.nan)
    reason = np.select(
        [
            np.isnan(areas.numerator) | np.isnan(areas.denominator),
            (areas.denominator < minimum_denominator) | (areas.denominator == 0),
            ~areas.is_possible,
            np.isnan(centre),
        ],
        ["no_value", "small_denominator", "impossible_bounds", "no_benchmark"],
        "",
    )
    if (reason == "").sum() < MINIMUM_AREAS:
        reason = np.where(reason == "", "too_few_areas", reason)
    return reason, centre
