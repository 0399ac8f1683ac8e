"""The table on households with children: 71487ned, whole numbers that add up exactly."""

from datetime import date, datetime

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.demonstration.grid import category_dimension, grid
from ingest.replay.demonstration.periods import POPULATION_YEARS
from ingest.replay.demonstration.population import Population
from ingest.replay.demonstration.publication import whole_texts
from ingest.replay.demonstration.world import HOUSEHOLDS, World
from ingest.replay.wire import Code, Topic, WireTable

MODIFIED = datetime(2025, 6, 24, 2, 0)
TOTAL = "Totaal huishoudens met kinderen"
NUMBERS = ("1 kind", "2 kinderen", "3 of meer kinderen")
AGES = ("Totaal leeftijden", "Jongste 0-5 jaar", "Jongste 6-11 jaar")


def households_table(world: World) -> WireTable:
    """71487ned: households with children by kind, number of children and age of the youngest."""
    years = tuple(Code(f"{year}JJ00", str(year), status="Definitief") for year in POPULATION_YEARS)
    starts = [date(year, 1, 1) for year in POPULATION_YEARS]
    levels = ("NL", "LD", "PV", "CR", "GM")
    areas = grid(world.places, levels, years, starts, absent_sign="")
    counts = areas.totals(_households(world.people, Draws(world.seed, HOUSEHOLDS)))
    kinds = [(TOTAL, TOTAL), *profiles.HOUSEHOLDS]
    return areas.table(
        "71487ned",
        "Huishoudens; kindertal, leeftijdsklasse kind, regio, 1 januari",
        tuple(
            Topic(title, "aantal", (group,))
            for group, total in kinds
            for title in (total, *NUMBERS)
        ),
        whole_texts(counts).reshape(*counts.shape[:3], -1),
        modified=MODIFIED,
        about="De leeftijdsklassen van de kinderen zijn een selectie.",
        categories=(
            category_dimension("LeeftijdKindEren", "Leeftijd kind(eren)", "T001300", AGES, 50_301),
        ),
        frequency="Perjaar",
    )


def _households(people: Population, draws: Draws) -> Ints:
    """Shape (pieces, years, ages, total and kinds, total and numbers of children)."""
    children = people.children.astype(np.float64)
    level = draws.around(np.full(len(children), profiles.HOUSEHOLDS_PER_CHILD), 0.04)
    households = draws.whole(children * level[:, np.newaxis])
    kinds = np.array(list(profiles.HOUSEHOLDS.values()))
    place = draws.around(np.tile(kinds, (len(children), 1)), 0.12)
    shares = place / np.cumsum(place, axis=1)[:, -1:]
    by_kind = draws.split(households, shares[:, np.newaxis])
    parts = draws.split(by_kind, np.array(profiles.CHILDREN_IN_HOUSEHOLD))
    youngest = draws.thin(parts, np.array(profiles.YOUNGEST_0_TO_5)[:, np.newaxis])
    older = draws.thin(parts - youngest, np.array(profiles.YOUNGEST_6_TO_11)[:, np.newaxis])
    leaves = np.stack([parts, youngest, older], axis=2)
    with_totals = np.concatenate([leaves.sum(axis=3, keepdims=True), leaves], axis=3)
    return np.concatenate([with_totals.sum(axis=4, keepdims=True), with_totals], axis=4)
