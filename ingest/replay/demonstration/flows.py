"""Trajectories that run through half-years: how many there were, began and ended.

A trajectory is one stretch of care of one form; a young person can have several. Unlike young
people, trajectories add up: over places, over time and over who referred.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration.draws import Draws, Floats, Ints
from ingest.replay.demonstration.periods import Period


@dataclass(frozen=True)
class Flow:
    """Shape (pieces, half-years, ...): all trajectories of a half-year, and which began and ended.

    Those of a half-year are those that were left of the one before and those that began.
    """

    total: Ints
    started: Ints
    ended: Ints

    @property
    def at_end(self) -> Ints:
        """What is left on the last day of each half-year."""
        return self.total - self.ended

    def since(self, half: int) -> "Flow":
        """The same from a half-year on."""
        return Flow(self.total[:, half:], self.started[:, half:], self.ended[:, half:])

    def totals(self, periods: Sequence[Period]) -> Ints:
        """Shape (pieces, periods, ...): in a year those of its first half, and what then began."""
        return np.stack([self._total(period.halves) for period in periods], axis=1)

    def _total(self, halves: tuple[int, ...]) -> Ints:
        first, *later = halves
        return self.total[:, first] + self.started[:, later].sum(axis=1)


def flow(totals: Ints, ended: Floats | float, draws: Draws) -> Flow:
    """Trajectories with these totals of which about a share `ended` ends in each half-year."""
    ends = draws.thin(totals, ended)
    # Where the next half-year has fewer, at least the difference ended.
    ends[:, :-1] = np.maximum(ends[:, :-1], totals[:, :-1] - totals[:, 1:])
    starts = np.empty_like(totals)
    starts[:, 0] = draws.thin(totals[:, 0], np.broadcast_to(ended, totals.shape)[:, 0])
    starts[:, 1:] = totals[:, 1:] - (totals[:, :-1] - ends[:, :-1])
    return Flow(totals, starts, ends)


def summed(counts: Ints, periods: Sequence[Period]) -> Ints:
    """Counts per (piece, half-year, ...) added up to (piece, period, ...)."""
    return np.stack([counts[:, list(period.halves)].sum(axis=1) for period in periods], axis=1)
