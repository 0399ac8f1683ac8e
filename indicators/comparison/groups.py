"""Sums over the members of a group: always ours, never exact, with bounds added up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.comparison.counts import COLUMNS, Booleans, Counts

Integers = NDArray[np.int64]

# A group is summed while at least this share of its members can be bounded, and this many.
MINIMUM_SHARE = 0.75
MINIMUM_MEMBERS = 5


@dataclass(frozen=True)
class GroupSums:
    """The summed counts of one group a row.

    `counts` has NaN for a value where a member has a dot (its bounds are in the sum all the same),
    and NaN for everything where too few members could be bounded. `members`: how many are summed;
    `left_out`: how many could not be.
    """

    counts: Counts
    members: Integers
    left_out: Integers


def sum_groups(counts: Counts, groups: Booleans) -> GroupSums:
    """Sum the counts of each group's members; `groups` is (groups, areas).

    A member without bounds (a dot for which the publisher's table proves none, a blank, or no
    figures in this period) would leave the sum without bounds. It is left out and counted. With
    fewer than `MINIMUM_SHARE` of the members, or fewer than `MINIMUM_MEMBERS`, there is no sum at
    all: what is left out is not a random part, small counts are what publishers hide.
    """
    is_bounded = counts.is_bounded
    taken = groups & is_bounded
    members = taken.sum(axis=1)
    size = groups.sum(axis=1)
    is_enough = (members >= MINIMUM_MEMBERS) & (members >= MINIMUM_SHARE * size)
    summed = {}
    for name in COLUMNS:
        column = getattr(counts, name)
        is_known = np.isfinite(column)
        total = taken @ np.where(is_known, column, 0)
        is_whole = is_enough & ~np.any(taken & ~is_known, axis=1)
        summed[name] = np.where(is_whole, total, np.nan)
    return GroupSums(Counts(**summed), members, size - members)
