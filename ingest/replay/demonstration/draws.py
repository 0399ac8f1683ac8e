"""Chance for the demonstration set, with the same outcome on every machine.

Only uniform draws are taken from numpy and only `+ - * /`, square roots and running sums are done
with them: all of these are exact to the last bit everywhere. `exp`, `log` and the distributions
built on them differ in the last bit between processors, and one flipped count would change a hash.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_SHARE = 0.02


class Draws:
    """One stream of chance; two streams of one seed do not influence each other."""

    def __init__(self, seed: int, *stream: int) -> None:
        # PCG64 by name: numpy promises its bits, but not that default_rng will always use it.
        self._generator = np.random.Generator(np.random.PCG64([seed, *stream]))

    def uniform(self, *shape: int) -> Floats:
        """Numbers in [0, 1)."""
        return self._generator.random(shape)

    def noise(self, *shape: int) -> Floats:
        """Bell-shaped numbers with mean 0 and standard deviation 1, never beyond 3.5."""
        sides = self._generator.random((4, *shape))
        return (sides[0] + sides[1] + sides[2] + sides[3] - 2.0) * math.sqrt(3.0)

    def around(self, mean: Floats, spread: float) -> Floats:
        """`mean` times 1 plus or minus `spread`, and never below a small share of it."""
        return mean * np.maximum(1.0 + spread * self.noise(*mean.shape), LEAST_SHARE)

    def whole(self, amounts: Floats) -> Ints:
        """Amounts made whole, up or down by chance, so that their means stay what they were."""
        return np.floor(np.maximum(amounts, 0.0) + self.uniform(*amounts.shape)).astype(np.int64)

    def counts(self, mean: Floats, dispersion: float) -> Ints:
        """Counts whose variance is `dispersion` times their mean (1 would be Poisson)."""
        deviation = np.minimum(np.sqrt(mean * dispersion), mean / 2.0)
        return self.whole(mean + deviation * self.noise(*mean.shape))

    def thin(self, totals: Ints, share: Floats | float) -> Ints:
        """About `share` of each total: a count between 0 and the total."""
        mean = totals * np.minimum(share, 1.0)
        deviation = np.minimum(np.sqrt(mean * (1.0 - np.minimum(share, 1.0))), mean / 2.0)
        return np.minimum(self.whole(mean + deviation * self.noise(*mean.shape)), totals)

    def split(self, totals: Ints, shares: Floats) -> Ints:
        """Each total cut into parts that add up to it exactly.

        `shares` has one axis more than `totals`, or broadcasts to it; the parts have that shape.
        """
        whole = totals[..., np.newaxis]
        shares = np.broadcast_to(shares, (*totals.shape, shares.shape[-1]))
        deviation = np.sqrt(shares * (1.0 - shares) / np.maximum(whole, 1))
        shares = shares + np.minimum(deviation, shares / 2.0) * self.noise(*shares.shape)
        running = np.cumsum(np.maximum(shares, 0.0), axis=-1)
        edges = np.floor(whole * (running / running[..., -1:]) + self.uniform(*whole.shape))
        return np.diff(edges.astype(np.int64), axis=-1, prepend=0)

    def spread(self, totals: Ints, cells: Ints, weights: Floats) -> Ints:
        """Each total spread over the cells of the last axis by weight, none getting more than it
        holds; a total is no more than its cells together.
        """
        weights = np.broadcast_to(weights, cells.shape)
        later = np.cumsum(weights[..., ::-1], axis=-1)[..., ::-1]
        left, room = totals, np.cumsum(cells, axis=-1)[..., -1]
        parts: list[Ints] = []
        for number in range(cells.shape[-1]):
            cell = cells[..., number]
            share = weights[..., number] / np.where(later[..., number] > 0, later[..., number], 1)
            room = room - cell
            wanted = self.whole(left * share)
            part = np.clip(wanted, np.maximum(left - room, 0), np.minimum(cell, left))
            left = left - part
            parts.append(part)
        return np.stack(parts, axis=-1)


def normalised(weights: Floats) -> Floats:
    """Weights scaled to a sum of 1; the sum is exactly rounded, whatever the processor."""
    return weights / math.fsum(weights.ravel().tolist())


def weighted_mean(values: Iterable[float], weights: Iterable[float]) -> float:
    """Mean of `values` with weights that add up to 1."""
    return math.fsum(v * w for v, w in zip(values, weights, strict=True))
