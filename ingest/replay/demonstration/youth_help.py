"""Fictitious young people with youth help, protection or probation, per piece and period.

Young people are counted once a period: a year has fewer than its two halves together, so these
counts do not add up over time. They do add up over places.
"""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration import profiles
from ingest.replay.demonstration.draws import Draws, Floats, Ints
from ingest.replay.demonstration.periods import POPULATION_YEARS, Period
from ingest.replay.demonstration.population import Population


@dataclass(frozen=True)
class YouthHelpFigures:
    """Shape (pieces, periods, 5) each: the five published percentages, above and below the line."""

    numerators: Ints
    denominators: Ints


def youth_help_figures(
    people: Population, periods: tuple[Period, ...], draws: Draws
) -> YouthHelpFigures:
    """Draw the young people with each form of care for the periods from 2021 on."""
    years = [POPULATION_YEARS.index(int(period.code.key[:4])) for period in periods]
    children = people.children[:, years]
    halves = [number for number, period in enumerate(periods) if len(period.halves) == 1]

    def of(base: Ints, shares: tuple[float, ...], spread: float, name: str) -> Ints:
        """Shape (pieces, periods): in each half a share of `base`; in a year, those of either."""
        place: Floats = draws.around(np.ones(len(base)), spread)
        drawn = draws.thin(base[:, halves], place[:, np.newaxis] * np.array(shares))
        counted = with_years(drawn, periods, profiles.NEW_IN_YEAR[name], draws)
        return np.minimum(counted, base)

    count = len(halves)
    helped = of(children, profiles.YOUTH_HELP, 0.14, "help")
    residential = of(helped, (profiles.RESIDENTIAL_IN_HELP,) * count, 0.2, "residential")
    protected = of(children, profiles.YOUTH_PROTECTION, 0.25, "protection")
    both = of(protected, (profiles.RESIDENTIAL_IN_PROTECTION,) * count, 0.12, "protection")
    # Probation is for those aged 12 to 22: about twice as many as are 12 to 17.
    adolescents = 2 * people.teenagers[:, years]
    probation = of(adolescents, (profiles.YOUTH_PROBATION,) * count, 0.35, "probation")
    return YouthHelpFigures(
        numerators=np.stack([helped, residential, protected, both, probation], axis=-1),
        denominators=np.stack([children, helped, children, protected, adolescents], axis=-1),
    )


def with_years(drawn: Ints, periods: tuple[Period, ...], new: float, draws: Draws) -> Ints:
    """Add the years: everybody of the larger half, and the newcomers of the smaller one.

    `drawn` has shape (pieces, half-years, ...).
    """
    columns = {}
    halves = iter(range(drawn.shape[1]))
    for period in periods:
        if len(period.halves) == 1:
            columns[period.halves] = drawn[:, next(halves)]
            continue
        first, second = (columns[(half,)] for half in period.halves)
        larger, smaller = np.maximum(first, second), np.minimum(first, second)
        columns[period.halves] = larger + draws.thin(smaller, new)
    return np.stack([columns[period.halves] for period in periods], axis=1)
