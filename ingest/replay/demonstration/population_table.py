"""The table on inhabitants: 03759ned, whole numbers that add up exactly."""

from datetime import date, datetime

import numpy as np

from ingest.replay.demonstration.grid import grid
from ingest.replay.demonstration.periods import POPULATION_YEARS
from ingest.replay.demonstration.population import OLDEST_SINGLE_AGE
from ingest.replay.demonstration.publication import half_texts, whole_texts
from ingest.replay.demonstration.world import World
from ingest.replay.wire import Code, Dimension, Topic, WireTable

MODIFIED = datetime(2025, 6, 24, 2, 0)


def population_table(world: World) -> WireTable:
    """03759ned: inhabitants on 1 January and on average, by sex, age and marital status.

    The average is half of both ends of the year within the borders of each moment, so a
    municipality dissolved in March has half of its January figure. The newest year has none yet.
    """
    years = tuple(Code(f"{year}JJ00", str(year), status="Definitief") for year in POPULATION_YEARS)
    levels = ("NL", "LD", "PV", "GM")
    starts = [date(year, 1, 1) for year in POPULATION_YEARS]
    at_start = grid(world.places, levels, years, starts, absent_sign="")
    ends = [date(year, 12, 31) for year in POPULATION_YEARS[:-1]]
    at_end = grid(world.places, levels, years[:-1], ends)
    inhabitants = at_start.totals(world.people.people)
    year_ends = at_end.totals(world.people.people[:, 1:])
    averages = np.full(inhabitants.shape, "", dtype=object)
    averages[:, :-1] = half_texts(inhabitants[:, :-1] + year_ends)
    return at_start.table(
        "03759ned",
        "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
        (
            Topic("Bevolking op 1 januari", "aantal"),
            # The blank at the end is published so.
            Topic("Gemiddelde bevolking ", "aantal", decimals=1),
        ),
        np.stack([whole_texts(inhabitants), averages], axis=-1),
        modified=MODIFIED,
        about="Inwoners op 1 januari. De leeftijden en burgerlijke staten zijn een selectie.",
        categories=(_sex(), _age(), _marital_status()),
        frequency="Perjaar",
    )


def _sex() -> Dimension:
    codes = (
        Code("T001038", "Totaal mannen en vrouwen"),
        Code("3000", "Mannen"),
        Code("4000", "Vrouwen"),
    )
    return Dimension("Geslacht", "Geslacht", "Dimension", codes, 7)


def _age() -> Dimension:
    singles = [
        # CBS's own keys: 10010 for the first year, then 10100, 10200, ...
        Code("10010" if age == 0 else str(10_000 + 100 * age), f"{age} jaar")
        for age in range(OLDEST_SINGLE_AGE + 1)
    ]
    oldest = Code("21900", f"{OLDEST_SINGLE_AGE + 1} jaar of ouder")
    return Dimension(
        "Leeftijd", "Leeftijd", "Dimension", (Code("10000", "Totaal"), *singles, oldest), 5
    )


def _marital_status() -> Dimension:
    codes = (Code("T001019", "Totaal burgerlijke staat"), Code("1010", "Ongehuwd"))
    return Dimension("BurgerlijkeStaat", "Burgerlijke staat", "Dimension", codes, 7)
