"""Nearest neighbours by standardised variables: arithmetic on arrays, no database.

Weighted Euclidean distance on variables of mean 0 and standard deviation 1, as in the nearest
neighbour model of CIPFA. Where one of two areas lacks a variable, their distance is taken over the
variables that both have, scaled up to the weight of all (Dixon 1979).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

# Processors differ in the last digits of a logarithm; the order of neighbours must not.
DISTANCE_DECIMALS = 6


@dataclass(frozen=True)
class Neighbours:
    """Per area (row) its nearest others, nearest first: their row numbers and distances."""

    positions: Integers  # (areas, number)
    distances: Floats  # (areas, number)


def standardise(values: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1 (dividing by n); missing stays NaN.

    `values` is (areas, variables). Raises ValueError for a column in which all values are equal.
    """
    spread = np.nanstd(values, axis=0)
    if not np.all(spread > 0):
        raise ValueError(f"saw columns that do not vary (standard deviations {spread})")
    return (values - np.nanmean(values, axis=0)) / spread


def distances(standardised: Floats, weights: Floats) -> Floats:
    """The distance of every area to every other, (areas, areas); NaN on the diagonal.

    The square root of (total weight / weight shared) x the sum of weight x difference squared over
    the variables that both areas have. NaN where they have none in common.
    """
    areas = len(standardised)
    squares, shared = np.zeros((areas, areas)), np.zeros((areas, areas))
    for column, weight in zip(standardised.T, weights, strict=True):
        difference = column[:, None] - column[None, :]
        is_shared = ~np.isnan(difference)
        squares += np.where(is_shared, weight * difference**2, 0)
        shared += weight * is_shared
    shared[shared == 0] = np.nan
    found = np.round(np.sqrt(squares * weights.sum() / shared), DISTANCE_DECIMALS)
    np.fill_diagonal(found, np.nan)
    return found


def nearest(standardised: Floats, weights: Floats, number: int) -> Neighbours:
    """The `number` nearest others of every area; equal distances in the order of the rows.

    Raises ValueError where an area has fewer others that it shares a variable with.
    """
    between = distances(standardised, weights)
    if np.any(np.sum(~np.isnan(between), axis=1) < number):
        raise ValueError(f"saw an area with fewer than {number} others to compare with")
    order = np.argsort(between, axis=1, kind="stable")[:, :number]  # NaN sorts last
    return Neighbours(order, np.take_along_axis(between, order, axis=1))


def kept_without(standardised: Floats, weights: Floats, number: int) -> Integers:
    """How many neighbours each area keeps when a variable is left out, (areas, variables)."""
    whole = nearest(standardised, weights, number).positions
    kept = []
    for variable in range(len(weights)):
        others = np.arange(len(weights)) != variable
        reduced = nearest(standardised[:, others], weights[others], number).positions
        kept.append(np.sum(whole[:, :, None] == reduced[:, None, :], axis=(1, 2)))
    return np.stack(kept, axis=1)
