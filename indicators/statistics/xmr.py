"""XmR charts of a series: process limits from moving ranges, and what stands out in it.

As in the R package NHSRplotthedots (`ptd_spc`) for NHS England's Making Data Count. Arrays hold one
or more series along the last axis, oldest first, without gaps; a break in a series is the caller's:
give each part apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Array

Flags = NDArray[np.bool_]

LIMIT = 2.66  # 3 / d2 with d2 = 1.128: three sigma in mean moving ranges of two points
SCREEN = 3.267  # D4: moving ranges from here on times their mean do not count
TRIAL_BELOW = 12  # points; limits of a shorter series are trial limits
RUN = 7  # points on one side of the mean, or each higher (lower) than the one before


@dataclass(frozen=True)
class Xmr:
    """Limits per series (shape of the input without its last axis) and a type per point.

    Types: above_limit, below_limit, increasing, decreasing, two_of_three_above,
    two_of_three_below, seven_above, seven_below, common_cause; no_value for NaN. The first that
    holds counts, in that order.
    """

    mean: Array
    mean_range: Array
    lower: Array
    upper: Array
    is_trial: Flags
    point_type: NDArray[np.str_]


def xmr(values: ArrayLike, *, screen: bool = True) -> Xmr:
    """Mean -/+ 2.66 mean moving range, and the rules of Making Data Count.

    A moving range is the distance between two successive points; those of at least 3.267 times
    their mean are left out and the mean taken again, unless `screen` is off (as in the Excel tool).
    Rules: outside the limits; seven rising or falling points; two of three successive points beyond
    two thirds of the way to a limit (but within it), all three on that side of the mean; seven
    points on one side of it. Source: NHSRplotthedots `ptd_spc`; Wheeler (2000).

    Where all ranges are 0 the limits are the mean. Under two points there are none (NaN).

    >>> chart = xmr([10, 12, 11, 13, 9])
    >>> chart.mean.item(), chart.mean_range.item(), round(chart.upper.item(), 2)
    (11.0, 2.25, 16.98)
    """
    y = np.asarray(values, dtype=np.float64)
    ranges = np.abs(np.diff(y))
    if screen:
        mean_of_all = _mean(ranges)
        ranges = np.where(
            (ranges < SCREEN * mean_of_all[..., None]) | (mean_of_all[..., None] == 0),
            ranges,
            np.nan,
        )
    mean, mean_range = _mean(y), _mean(ranges)
    lower, upper = mean - LIMIT * mean_range, mean + LIMIT * mean_range
    return Xmr(
        mean,
        mean_range,
        lower,
        upper,
        (~np.isnan(y)).sum(axis=-1) < TRIAL_BELOW,
        _point_types(y, mean[..., None], LIMIT * mean_range[..., None]),
    )


def _mean(values: Array) -> Array:
    """Mean along the last axis of what is known; NaN, without a warning, where nothing is."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        return np.where(known, values, 0).sum(axis=-1) / known.sum(axis=-1)


def _point_types(y: Array, mean: Array, limit: Array) -> NDArray[np.str_]:
    deviation = y - mean
    side = np.sign(deviation)
    is_outside = np.abs(deviation) > limit
    is_close = ~is_outside & (np.abs(deviation) > 2 * limit / 3)
    step = np.sign(np.diff(y))
    rising, falling = (_in_run(step == sign, RUN - 1, RUN) for sign in (1, -1))
    # Where one trend ends and the next begins, a point belongs to the one that begins.
    end = np.full((*y.shape[:-1], 1), np.nan)
    in_trend = rising | falling
    goes_on = in_trend & np.concatenate([in_trend[..., 1:], end == 0], axis=-1)
    direction = np.where(
        goes_on, np.concatenate([step, end], axis=-1), np.concatenate([end, step], axis=-1)
    )
    two_of_three = is_close & _in_two_of_three(is_close, side)
    seven = _in_run(side == 1, RUN, RUN) | _in_run(side == -1, RUN, RUN)
    above = side == 1
    return np.select(
        [
            np.isnan(y),
            is_outside & above,
            is_outside,
            in_trend & (direction == 1),
            in_trend,
            two_of_three & above,
            two_of_three,
            seven & above,
            seven,
        ],
        [
            "no_value",
            "above_limit",
            "below_limit",
            "increasing",
            "decreasing",
            "two_of_three_above",
            "two_of_three_below",
            "seven_above",
            "seven_below",
        ],
        "common_cause",
    )


def _in_run(holds: Flags, length: int, points: int) -> Flags:
    """Which of the points take part in `length` successive times that `holds`.

    `holds` is of the points themselves (length = points) or of the steps between them.
    """
    count = holds.shape[-1] + points - length
    part_of = np.zeros((*holds.shape[:-1], count), dtype=bool)
    if holds.shape[-1] < length:
        return part_of
    starts = np.asarray(sliding_window_view(holds, length, axis=-1).all(axis=-1))
    return _covered(starts, part_of, points)


def _in_two_of_three(is_close: Flags, side: Array) -> Flags:
    part_of = np.zeros(is_close.shape, dtype=bool)
    if is_close.shape[-1] < 3:
        return part_of
    same_side = np.abs(sliding_window_view(side, 3, axis=-1).sum(axis=-1)) == 3
    starts = same_side & (sliding_window_view(is_close, 3, axis=-1).sum(axis=-1) >= 2)
    return _covered(starts, part_of, 3)


def _covered(starts: Flags, part_of: Flags, points: int) -> Flags:
    """`part_of` with every point of the windows that start where `starts` says."""
    for offset in range(points):
        part_of[..., offset : part_of.shape[-1] - points + offset + 1] |= starts
    return part_of
