"""The two tables on young people by form of youth care: 85099NED and 85100NED."""

from datetime import datetime

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.grid import category_dimension, period_grid
from ingest.replay.demonstration.periods import POPULATION_YEARS
from ingest.replay.demonstration.publication import count_texts, percentage_texts, rounded
from ingest.replay.demonstration.world import World
from ingest.replay.demonstration.youth_care import FORMS
from ingest.replay.wire import Code, Dimension, Topic, WireTable

MODIFIED = datetime(2025, 10, 31, 2, 0)
# Codes of CBS's own where they are known, else codes in the same form.
CODES = {
    "JZ Totaal jeugdzorg": "A045561",
    "JH 1 Totaal jeugdhulp": "A045560",
    "JH 121 Totaal jeugdhulp zonder verblijf": "A042503",
    "JH 122 Totaal jeugdhulp met verblijf": "A027918",
    "JB 1 Totaal jeugdbescherming": "A027919",
    "JR 1 Totaal jeugdreclassering": "A027920",
}
UNSEEN = ("JR 1 Totaal jeugdreclassering",)
SELECTION = "De vormen zijn een selectie van de gepubliceerde vormen van jeugdzorg."
CHARACTERISTICS = (
    "Totaal",
    "Geslacht: mannen",
    "Geslacht: vrouwen",
    *(f"Leeftijd: {age}" for age in profiles.AGES),
)


def youth_care_table(world: World) -> WireTable:
    """85099NED: young people, their share of those of their age, and their trajectories."""
    areas = period_grid(world.places, ("NL", "LD", "PV", "CR", "GM"), world.youth_help_periods)
    people = areas.totals(world.youth_care.people.sum(axis=(3, 4)))
    texts = np.stack(
        [
            count_texts(rounded(people)),
            percentage_texts(people, areas.totals(_of_their_age(world))),
            count_texts(rounded(areas.totals(_trajectories(world)))),
        ],
        axis=-1,
    )
    group = "Jongeren met jeugdzorg"
    return areas.table(
        "85099NED",
        "Kerncijfers over jeugdzorg",
        (
            Topic(group, "aantal", (group,)),
            Topic(f"{group} (relatief)", "In % bepaalde leeftijdsklasse", (group,), decimals=1),
            Topic("Jeugdzorgtrajecten", "aantal"),
        ),
        texts,
        modified=MODIFIED,
        about=f"Een jongere telt per vorm van jeugdzorg één keer mee. {SELECTION}",
        categories=(_forms(),),
    )


def characteristics_table(world: World) -> WireTable:
    """85100NED: young people by age or sex and form of youth care, youth regions included."""
    levels = ("NL", "LD", "PV", "CR", "GM", "JZ")
    areas = period_grid(world.places, levels, world.youth_help_periods)
    people = areas.totals(world.youth_care.people)
    sexes, ages = people.sum(axis=3), people.sum(axis=4)
    counts = np.concatenate([sexes.sum(axis=3, keepdims=True), sexes, ages], axis=3)
    return areas.table(
        "85100NED",
        "Jongeren met jeugdzorg; persoonskenmerken",
        (Topic("Totaal jongeren met jeugdzorg", "aantal"),),
        count_texts(rounded(counts.swapaxes(2, 3)))[..., np.newaxis],
        modified=MODIFIED,
        about=f"Geslacht en leeftijd zijn een selectie van de kenmerken. {SELECTION}",
        categories=(
            category_dimension(
                "Persoonskenmerken", "Persoonskenmerken", "T009002", CHARACTERISTICS, 50_101
            ),
            _forms(),
        ),
    )


def _forms() -> Dimension:
    codes = tuple(
        Code(
            CODES.get(form, f"A{50_001 + number:06d}"),
            f"{form} {profiles.ASSUMED}" if form in UNSEEN else form,
        )
        for number, form in enumerate(FORMS)
    )
    return Dimension("VormenVanJeugdzorg", "Vormen van jeugdzorg", "Dimension", codes, 7)


def _of_their_age(world: World) -> Ints:
    """Shape (pieces, periods, forms): minors for protection, 12 to 22 for probation, else 0 to 22.

    Those of 19 to 22 are no ages of their own here: each is taken to be as large as that of 18.
    """
    years = [
        POPULATION_YEARS.index(int(period.code.key[:4])) for period in world.youth_help_periods
    ]
    minors, teenagers = world.people.children[:, years], world.people.teenagers[:, years]
    grown_up = 5 * world.people.people[:, years, 0, 19, 0]
    of_form = {"JB": minors, "JR": teenagers + grown_up}
    return np.stack([of_form.get(form[:2], minors + grown_up) for form in FORMS], axis=-1)


def _trajectories(world: World) -> Ints:
    """Shape (pieces, periods, forms); 0 for forms that can be paid from a personal budget."""
    found, periods = world.trajectories, world.youth_help_periods
    ambulatory, foster, residential = np.moveaxis(found.help.of_all.totals(periods), -1, 0)
    supervision, guardianship = (
        measure.since_2021.totals(periods) for measure in (found.supervision, found.guardianship)
    )
    in_kind = {
        "JH 121 Totaal jeugdhulp zonder verblijf": ambulatory,
        "JH 122 Totaal jeugdhulp met verblijf": foster + residential,
        "JH 1221 Pleegzorg": foster,
        "JB 11 Totaal ondertoezichtstelling": supervision,
        "JB 12 Totaal voogdij": guardianship,
        "JB 1 Totaal jeugdbescherming": supervision + guardianship,
        "JR 1 Totaal jeugdreclassering": found.probation.totals(periods),
    }
    help_in_kind = ambulatory + foster + residential
    in_kind["JH 12 Totaal jeugdhulp in natura"] = help_in_kind
    in_kind["JZ Totaal jeugdzorg in natura"] = (
        help_in_kind + supervision + guardianship + in_kind["JR 1 Totaal jeugdreclassering"]
    )
    nothing = np.zeros_like(ambulatory)
    return np.stack([in_kind.get(form, nothing) for form in FORMS], axis=-1)
