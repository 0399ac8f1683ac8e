"""The areas and periods of a half-yearly table, and figures per half-year added up to them."""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.grid import Grid, grid
from ingest.replay.demonstration.periods import Period, half_yearly_periods
from ingest.replay.demonstration.places import Places


@dataclass(frozen=True)
class HalfYearly:
    """A grid whose periods are half-years and the years they make."""

    grid: Grid
    periods: tuple[Period, ...]

    def totals(self, figures: Ints) -> Ints:
        """Events per (piece, half-year, ...) added up to (area, period, ...)."""
        per_period = [figures[:, list(period.halves)].sum(axis=1) for period in self.periods]
        return self.grid.totals(np.stack(per_period, axis=1))

    def at_end(self, figures: Ints) -> Ints:
        """What there is at the end of a half-year, as `totals`: a year has that of its end."""
        return self.grid.totals(figures[:, [period.halves[-1] for period in self.periods]])


def half_yearly(places: Places, levels: tuple[str, ...], first_year: int = 2019) -> HalfYearly:
    """Every half-year and year since `first_year`, for the areas whose codes begin so."""
    periods = half_yearly_periods(first_year)
    codes = tuple(period.code for period in periods)
    return HalfYearly(grid(places, levels, codes, [period.last_day for period in periods]), periods)
