"""From true counts to published cells, by the rules that CBS follows for these tables.

Every count is rounded to a multiple of five by itself; below ten it becomes a dot, zero included.
Percentages are computed from the rounded counts. In a few rows a second part is hidden as well, so
that the first cannot be had by subtraction.
"""

import numpy as np
from numpy.typing import NDArray

from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.wire import UNKNOWN_SIGN

Texts = NDArray[np.object_]

STEP = 5
FEWEST = 10
HIDDEN = 0
SHARE_ALSO_HIDDEN = 0.04


def rounded(counts: Ints) -> Ints:
    """Counts as published: multiples of five, and HIDDEN where the count is below ten."""
    nearest = (counts + STEP // 2) // STEP * STEP
    return np.where(counts < FEWEST, HIDDEN, nearest)


def also_hidden(published: Ints, draws: Draws) -> Ints:
    """Hide, in a few rows with one hidden part, the smallest other part too.

    `published` holds along its last axis parts of one total, as from `rounded`.
    """
    hidden = published == HIDDEN
    lone = hidden.sum(axis=-1) == 1
    chosen = lone & (draws.uniform(*lone.shape) < SHARE_ALSO_HIDDEN)
    smallest = np.where(hidden, np.iinfo(np.int64).max, published).argmin(axis=-1)
    is_smallest = np.arange(published.shape[-1]) == smallest[..., np.newaxis]
    return np.where(chosen[..., np.newaxis] & is_smallest, HIDDEN, published)


def count_texts(published: Ints) -> Texts:
    """The text of each rounded count; a dot where it is hidden."""
    largest = int(published.max(initial=0)) // STEP
    texts = [UNKNOWN_SIGN, *(str(STEP * number) for number in range(1, largest + 1))]
    return np.array(texts, dtype=object)[published // STEP]


def percentage_texts(parts: Ints, wholes: Ints) -> Texts:
    """Parts per hundred of their wholes, one decimal, halves up; a dot where either is hidden.

    A part below ten counts as hidden: rounded counts have no such values but HIDDEN.
    """
    known = (parts >= FEWEST) & (wholes >= FEWEST)
    tenths = np.where(known, (2000 * parts + wholes) // np.maximum(2 * wholes, 1), 0)
    texts = np.array(
        [f"{number / 10:.1f}" for number in range(int(tenths.max()) + 1)], dtype=object
    )
    return np.where(known, texts[tenths], UNKNOWN_SIGN)


def whole_texts(counts: Ints) -> Texts:
    """The text of each unrounded count; equal counts share one string."""
    values, positions = np.unique(counts, return_inverse=True)
    return np.array([str(value) for value in values], dtype=object)[positions]


def half_texts(doubles: Ints) -> Texts:
    """The text of each half of a whole number, with one decimal; equal ones share one string."""
    values, positions = np.unique(doubles, return_inverse=True)
    texts = [f"{value // 2}.{5 * (value % 2)}" for value in values.tolist()]
    return np.array(texts, dtype=object)[positions]


def tenths_texts(tenths: Ints) -> Texts:
    """The text of each number of tenths, with one decimal; equal ones share one string."""
    values, positions = np.unique(tenths, return_inverse=True)
    texts = [f"{value // 10}.{value % 10}" for value in values.tolist()]
    return np.array(texts, dtype=object)[positions]
