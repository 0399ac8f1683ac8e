"""The tables on Veilig Thuis without municipalities: 84848NED, 84850NED and 84853NED."""

import numpy as np

from ingest.replay.demonstration import detail_profiles
from ingest.replay.demonstration.details import additional_information, fine_reporters, outcomes
from ingest.replay.demonstration.grid import category_dimension
from ingest.replay.demonstration.half_yearly import half_yearly
from ingest.replay.demonstration.publication import count_texts, rounded
from ingest.replay.demonstration.veilig_thuis_tables import (
    ADVICES,
    INVESTIGATIONS,
    KIND_TOPICS,
    MODIFIED,
    REPORTS,
)
from ingest.replay.demonstration.world import World
from ingest.replay.wire import WireTable

LEVELS = ("NL", "LD", "PV", "VT")


def fine_reporters_table(world: World) -> WireTable:
    """84848NED: who asked for advice and who reported, in about 170 categories."""
    areas = half_yearly(world.places, LEVELS)
    titles, figures = fine_reporters(world.country("84848NED"), world.reports.reporters)
    return areas.grid.table(
        "84848NED",
        "Rol/functie, organisatie en duur geweld, Veilig Thuis, Veilig Thuis-regio",
        (ADVICES, REPORTS),
        count_texts(rounded(areas.totals(figures))),
        modified=MODIFIED,
        about=(
            "Adviezen en meldingen naar rol en organisatie van de melder en duur van het geweld. "
            "De onderdelen zonder naam zijn een aanname."
        ),
        categories=(
            category_dimension(
                "KenmerkenAdviezenMeldingen",
                "Kenmerken adviezen/meldingen",
                "T001082",
                titles,
                48_001,
            ),
        ),
    )


def additional_information_table(world: World) -> WireTable:
    """84850NED: kind of violence by additional information."""
    areas = half_yearly(world.places, LEVELS)
    figures = additional_information(world.country("84850NED"), world.reports.kinds)
    return areas.grid.table(
        "84850NED",
        "Aard geweld en aanvullende informatie, Veilig Thuis, Veilig Thuis-regio",
        KIND_TOPICS,
        count_texts(rounded(areas.totals(figures))),
        modified=MODIFIED,
        about=(
            "De soorten geweld zijn die van de tabel met gemeenten. Van de aanvullende informatie "
            "is alleen mensenhandel bekend; de rest is een aanname."
        ),
        categories=(
            category_dimension(
                "AardVanHetGeweld",
                "Aard van het geweld",
                "T001083",
                detail_profiles.MAIN_KINDS,
                48_301,
            ),
            category_dimension(
                "AanvullendeInformatie",
                "Aanvullende informatie",
                "T001086",
                (detail_profiles.ADDITIONAL_TOTAL, *detail_profiles.ADDITIONAL),
                48_701,
            ),
        ),
    )


def outcomes_table(world: World) -> WireTable:
    """84853NED: outcomes of completed investigations."""
    areas = half_yearly(world.places, LEVELS)
    figures = outcomes(world.country("84853NED"), world.reports.kinds)
    return areas.grid.table(
        "84853NED",
        "Uitkomsten onderzoeken Veilig Thuis, Veilig Thuis-regio",
        (INVESTIGATIONS,),
        count_texts(rounded(areas.totals(figures)))[..., np.newaxis],
        modified=MODIFIED,
        about="Een onderzoek kan uitkomsten voor meer soorten geweld hebben.",
        categories=(
            category_dimension(
                "UitkomstenOnderzoek",
                "Uitkomsten onderzoek",
                "T001087",
                detail_profiles.OUTCOME_CATEGORIES,
                48_801,
            ),
        ),
    )
