"""Counts published as CBS does: rounded to fives, small ones hidden, and others to protect them."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Sum:
    """A total and its parts, by the names of cells."""

    total: Hashable
    parts: Sequence[Hashable]

    @property
    def cells(self) -> list[Hashable]:
        """All cells of the sum."""
        return [self.total, *self.parts]


def published(
    truth: Mapping[Hashable, int], sums: Sequence[Sum], draw: np.random.Generator
) -> dict[Hashable, str]:
    """The text of every cell of one block.

    A count below ten is hidden, or sometimes one that rounds to less. In two of three blocks no
    hidden cell is left alone in a sum; and sometimes a large one is hidden for reasons of its own.
    """
    by_rounding = draw.random() < 0.3
    hidden = {
        cell for cell, count in truth.items() if (rounded(count) if by_rounding else count) < 10
    }
    if draw.random() < 0.1:
        hidden |= _large(truth, sums, draw)
    if draw.random() < 0.67:
        _protect(truth, sums, hidden)
    return {cell: "." if cell in hidden else str(rounded(n)) for cell, n in truth.items()}


def rounded(count: int) -> int:
    """To the nearest five; a whole number is never halfway."""
    return 5 * ((count + 2) // 5)


def _protect(truth: Mapping[Hashable, int], sums: Sequence[Sum], hidden: set[Hashable]) -> None:
    """Hide the next smallest cell of every sum in which one cell is hidden, until there is none."""
    while lone := [one for one in sums if len(hidden.intersection(one.cells)) == 1]:
        shown = [cell for cell in lone[0].cells if cell not in hidden]
        hidden.add(min(shown, key=lambda cell: truth[cell]))


def _large(
    truth: Mapping[Hashable, int], sums: Sequence[Sum], draw: np.random.Generator
) -> set[Hashable]:
    """One cell, so large that what is printed shows that it cannot be a small one.

    Every other cell of a sum is off by at most two and has bounds of two and a half.
    """
    parts = {cell for one in sums for cell in one.parts}
    slack = 9 + 4.5 * max(len(one.parts) for one in sums)
    large = [cell for cell in truth if cell in parts and truth[cell] > slack]
    return {large[int(draw.integers(len(large)))]} if large else set()
