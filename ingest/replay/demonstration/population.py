"""Fictitious inhabitants by age, sex and marital status, per piece of the country.

National sizes follow the real ones closely: about 3.3 million children aged 0 to 17 (CBS).
"""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration.draws import Draws, Ints, normalised
from ingest.replay.demonstration.periods import POPULATION_YEARS
from ingest.replay.demonstration.places import Piece

OLDEST_SINGLE_AGE = 18
# Inhabitants of the country against those of 2024, per year since 2019.
GROWTH = (0.963, 0.970, 0.974, 0.980, 0.993, 1.0, 1.0056)
# People in one year of birth: 191,500 for 2001, 600 fewer in each later year.
BIRTHS_2001, FEWER_A_YEAR = 191_500, 600
# Fewer children in the large cities (1), more in the villages (5), against the average.
CHILDREN_BY_URBANITY = {1: 0.93, 2: 1.0, 3: 1.02, 4: 1.03, 5: 1.02}
MEN_AMONG_CHILDREN, MEN_AMONG_ADULTS = 0.5115, 0.494
UNMARRIED_AT_18, UNMARRIED_ADULTS = 0.998, 0.38


@dataclass(frozen=True)
class Population:
    """`people` has shape (pieces, years, sex, age, marital status).

    Sex is total, men, women; age is total, 0, 1, ..., 18, 19 or older; marital status is total,
    never married. Totals are the sums of their parts.
    """

    people: Ints

    @property
    def children(self) -> Ints:
        """Shape (pieces, years): children aged 0 to 17."""
        return self.people[:, :, 0, 1:19, 0].sum(axis=2)

    @property
    def teenagers(self) -> Ints:
        """Shape (pieces, years): young people aged 12 to 17."""
        return self.people[:, :, 0, 13:19, 0].sum(axis=2)


def population(pieces: tuple[Piece, ...], draws: Draws) -> Population:
    """Draw the inhabitants of every piece on 1 January of each year."""
    young = _young(pieces, draws)
    growth = np.array(GROWTH)[np.newaxis, :]
    inhabitants = np.array([piece.inhabitants for piece in pieces], dtype=float)[:, np.newaxis]
    total = draws.whole(draws.around(inhabitants * growth, 0.003))
    ages = np.concatenate([young, (total - young.sum(axis=2))[:, :, np.newaxis]], axis=2)
    # One share of men and of unmarried people per age; adults differ by place.
    men_share = np.full(ages.shape[2], MEN_AMONG_CHILDREN)
    men_share[-1] = MEN_AMONG_ADULTS
    men = draws.thin(ages, men_share)
    sexes = np.stack([men, ages - men], axis=2)
    unmarried_share = np.ones((len(pieces), 1, 1, ages.shape[2]))
    unmarried_share[..., OLDEST_SINGLE_AGE] = UNMARRIED_AT_18
    adults = draws.around(np.full(len(pieces), UNMARRIED_ADULTS), 0.1)
    unmarried_share[..., -1] = adults[:, np.newaxis, np.newaxis]
    unmarried = draws.thin(sexes, unmarried_share)
    people = np.stack([sexes, unmarried], axis=4)
    people = np.concatenate([people.sum(axis=3, keepdims=True), people], axis=3)
    return Population(np.concatenate([people.sum(axis=2, keepdims=True), people], axis=2))


def _young(pieces: tuple[Piece, ...], draws: Draws) -> Ints:
    """Shape (pieces, years, 19): people aged 0 to 18. A year of birth grows up together."""
    sizes = np.array([piece.inhabitants * CHILDREN_BY_URBANITY[piece.urbanity] for piece in pieces])
    place = normalised(draws.around(sizes, 0.10))
    births = np.arange(POPULATION_YEARS[0] - OLDEST_SINGLE_AGE - 1, POPULATION_YEARS[-1])
    national = BIRTHS_2001 - FEWER_A_YEAR * (births - 2001.0)
    cohorts = draws.around(place[:, np.newaxis] * national[np.newaxis, :], 0.04)
    by_age = np.stack(
        [
            # Aged 0 on 1 January: born in the year before.
            cohorts[:, births.searchsorted(year - 1 - np.arange(OLDEST_SINGLE_AGE + 1))]
            for year in POPULATION_YEARS
        ],
        axis=1,
    )
    return draws.whole(draws.around(by_age, 0.01))
