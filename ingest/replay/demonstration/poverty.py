"""The table on child poverty: 86132NED. Of its columns only the title of the table is known.

Dimension, categories, topics, units and rounding are assumed, after older tables of CBS on low
income; the description of the table says so.
"""

from datetime import date, datetime

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.demonstration.grid import Grid, category_dimension
from ingest.replay.demonstration.periods import POPULATION_YEARS
from ingest.replay.demonstration.publication import Texts, percentage_texts, tenths_texts
from ingest.replay.demonstration.world import POVERTY, World
from ingest.replay.wire import UNKNOWN_SIGN, Code, Topic, WireTable

MODIFIED = datetime(2025, 10, 15, 2, 0)
DIVISION = date(2025, 1, 1)
YEARS = POPULATION_YEARS[:-1]
FEWEST = 100  # children, for a percentage
# Each characteristic cuts up all children: shares of them, and how much poorer each part is.
CHARACTERISTICS = {
    "Leeftijd": {
        "0 tot 4 jaar": (0.21, 1.0),
        "4 tot 12 jaar": (0.44, 1.0),
        "12 tot 18 jaar": (0.35, 1.0),
    },
    "Geslacht": {"jongens": (0.51, 1.0), "meisjes": (0.49, 1.0)},
    "Aantal kinderen": {
        "1": (0.22, 1.1),
        "2": (0.47, 0.8),
        "3": (0.21, 1.1),
        "4 of meer": (0.10, 1.6),
    },
    "Huishouden": {"paar": (0.80, 0.7), "eenouder": (0.18, 2.1), "overig": (0.02, 3.0)},
    "Bron": {"werk": (0.89, 0.6), "uitkering": (0.08, 4.5), "overig": (0.03, 3.5)},
    "Herkomst": {"Nederland": (0.88, 0.85), "buiten Nederland": (0.12, 2.1)},
    "Woning": {"koopwoning": (0.66, 0.4), "huurwoning": (0.34, 2.2)},
}
COUNT, SHARE = "x 1 000", "%"


def poverty_table(world: World) -> WireTable:
    """86132NED: children, and those of them in poverty, in the municipal division of 2025."""
    places = world.places
    everywhere = places.areas("NL", "LD", "PV", "CR", "GM")
    exists = places.membership(everywhere, [DIVISION])[0].any(axis=1)
    areas = tuple(area for area, present in zip(everywhere, exists, strict=True) if present)
    years = tuple(Code(f"{year}JJ00", str(year), status="Definitief") for year in YEARS)
    membership = places.membership(areas, [DIVISION] * len(years))
    grid = Grid(areas, years, membership, ("",) * len(areas))
    children, poor, long_poor, just_above = np.moveaxis(
        grid.totals(_children(world, Draws(world.seed, POVERTY))), -1, 0
    )
    counts = (children, poor, long_poor, just_above)
    shares = (poor, long_poor, just_above)
    names = ("Kinderen in armoede", "Minstens 4 jaar in armoede", "Net boven de armoedegrens")
    titles = ("Totaal kinderen", *names)
    return grid.table(
        "86132NED",
        "Armoede van kinderen; persoons- en huishoudenskenmerken, regio (2025)",
        (
            *(Topic(f"{title} {profiles.ASSUMED}", COUNT, decimals=1) for title in titles),
            *(Topic(f"{title}, relatief {profiles.ASSUMED}", SHARE, decimals=1) for title in names),
        ),
        np.stack([*map(_thousands, counts), *(_shares(part, children) for part in shares)], -1),
        modified=MODIFIED,
        about="Alleen de titel van de tabel is bekend: alle kolommen zijn aangenomen.",
        categories=(
            category_dimension(
                "PersoonsEnHuishoudenskenmerken",
                f"Persoons- en huishoudenskenmerken {profiles.ASSUMED}",
                "T009002",
                (
                    "Totaal kinderen",
                    *(
                        f"{name}: {part}"
                        for name, parts in CHARACTERISTICS.items()
                        for part in parts
                    ),
                ),
                50_401,
            ),
        ),
        frequency="Perjaar",
    )


def _children(world: World, draws: Draws) -> Ints:
    """Shape (pieces, years, categories, [all, in poverty, for long, just above it])."""
    children = world.people.children[:, : len(YEARS)]
    rates = [profiles.POVERTY_BY_URBANITY[piece.urbanity] for piece in world.places.pieces]
    level = draws.around(np.array(rates), 0.2)[:, np.newaxis] * np.array(profiles.POVERTY) / 100
    poor = draws.thin(children, level)
    long_poor = draws.thin(poor, profiles.LONG_IN_POVERTY)
    just_above = draws.thin(children - poor, level * profiles.JUST_ABOVE_POVERTY)
    columns = [[count[..., np.newaxis]] for count in (children, poor, long_poor, just_above)]
    for parts in CHARACTERISTICS.values():
        shares, poorer = np.array(list(parts.values())).T
        cut = draws.split(children, shares)
        poor_part = draws.spread(poor, cut, shares * poorer)
        columns[0].append(cut)
        columns[1].append(poor_part)
        columns[2].append(draws.spread(long_poor, poor_part, shares * poorer))
        columns[3].append(draws.spread(just_above, cut - poor_part, shares * poorer))
    return np.stack([np.concatenate(column, axis=2) for column in columns], axis=-1)


def _thousands(counts: Ints) -> Texts:
    """Counts in thousands with one decimal; a dot where that would print no child."""
    return np.where(counts >= 50, tenths_texts((counts + 50) // 100), UNKNOWN_SIGN)


def _shares(parts: Ints, children: Ints) -> Texts:
    return np.where(children >= FEWEST, percentage_texts(parts, children), UNKNOWN_SIGN)
