"""The country of the demonstration set: how places differ in what they report and do."""

import numpy as np

from ingest.replay.demonstration.draws import Draws, Floats, Ints, normalised, weighted_mean
from ingest.replay.demonstration.places import Piece

REPORTS_BY_URBANITY = {1: 1.35, 2: 1.15, 3: 0.95, 4: 0.8, 5: 0.7}
DISPERSION = 2.5


class Country:
    """The pieces as arrays, and draws that differ by Veilig Thuis region and by piece."""

    def __init__(self, pieces: tuple[Piece, ...], draws: Draws) -> None:
        self.draws = draws
        codes = sorted({piece.veilig_thuis for piece in pieces})
        self.regions = len(codes)
        self.region = np.array([codes.index(piece.veilig_thuis) for piece in pieces])
        sizes = [piece.inhabitants * REPORTS_BY_URBANITY[piece.urbanity] for piece in pieces]
        self.weight = normalised(np.array(sizes))

    def regional(self, low: float, high: float) -> Floats:
        """Shape (pieces,): one even draw for all pieces of a Veilig Thuis region."""
        return (low + (high - low) * self.draws.uniform(self.regions))[self.region]

    def volume(self, national: tuple[int, ...]) -> Ints:
        """Shape (pieces, halves): counts around the national totals, each place its own level."""
        level = self.draws.around(self.weight, 0.2)
        level = level * self.draws.around(np.ones(self.regions), 0.1)[self.region]
        steps = np.arange(len(national)) - len(national) / 2
        trend = 1 + 0.012 * self.draws.noise(len(level))[:, np.newaxis] * steps
        places = level[:, np.newaxis] * trend
        mean = np.stack([normalised(column) for column in places.T], axis=1) * np.array(national)
        return self.draws.counts(mean, DISPERSION)

    def shares(self, base: list[float], by_region: float, by_piece: float) -> Floats:
        """Shape (pieces, parts): shares that add up to 1 and average nationally to `base`."""
        wanted = normalised(np.array(base, dtype=float))
        return self._levelled(wanted, by_region, by_piece, adding_up=True)

    def rates(self, base: list[float], by_region: float, by_piece: float) -> Floats:
        """Shape (pieces, parts): rates that average nationally to `base`, each for itself."""
        return self._levelled(np.array(base), by_region, by_piece, adding_up=False)

    def _levelled(
        self, wanted: Floats, by_region: float, by_piece: float, *, adding_up: bool
    ) -> Floats:
        regional = self.draws.around(np.tile(wanted, (self.regions, 1)), by_region)
        local = self.draws.around(regional[self.region], by_piece)
        means = [weighted_mean(column.tolist(), self.weight.tolist()) for column in local.T]
        local = local * (wanted / np.array(means))
        return local / np.cumsum(local, axis=1)[:, -1:] if adding_up else local
