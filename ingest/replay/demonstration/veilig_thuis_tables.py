"""The seen tables on Veilig Thuis with municipalities: 84849NED, 84851NED, 84852NED, 85361NED."""

from datetime import datetime

import numpy as np

from ingest.replay.demonstration import profiles
from ingest.replay.demonstration.grid import category_dimension
from ingest.replay.demonstration.half_yearly import half_yearly
from ingest.replay.demonstration.publication import (
    also_hidden,
    count_texts,
    percentage_texts,
    rounded,
)
from ingest.replay.demonstration.world import World
from ingest.replay.wire import Topic, WireTable

MODIFIED = datetime(2025, 10, 24, 2, 0)
LEVELS = ("NL", "LD", "PV", "GM", "VT")
# Inferred from the number of cells that CBS states: seven periods of this many areas and topics.
INVOLVEMENT_SINCE = 2023
ADVICES = Topic("Gestarte adviezen", "aantal")
REPORTS = Topic("Ontvangen meldingen", "aantal")
GROUP = ("Adviezen, meldingen en diensten",)
SERVICES = (*GROUP, "Afgeronde diensten")
INVESTIGATIONS = Topic("Afgeronde diensten onderzoek", "aantal")
KIND_TOPICS = (
    Topic(ADVICES.title, "aantal", GROUP),
    Topic(REPORTS.title, "aantal", GROUP),
    Topic("Casussen met ontvangen melding(en)", "aantal", GROUP),
    Topic(INVESTIGATIONS.title, "aantal", SERVICES),
    # Cut off with two dots, as StatLine does with long titles.
    Topic("Afgeronde diensten voorwaarden en verv..", "aantal", SERVICES),
)
ASSUMED_ESTIMATES = "De indeling van de veiligheidstaxatie is op acute onveiligheid na een aanname."


def reporters_table(world: World) -> WireTable:
    """84849NED: who asked for advice and who reported."""
    areas = half_yearly(world.places, LEVELS)
    counts = areas.totals(world.reports.reporters)
    return areas.grid.table(
        "84849NED",
        "Rol/functie, organisatie en duur geweld, Veilig Thuis, regio",
        (ADVICES, REPORTS),
        count_texts(rounded(counts)),
        modified=MODIFIED,
        about="Adviezen en meldingen naar rol en organisatie van de melder en duur van het geweld.",
        categories=(
            category_dimension(
                "KenmerkenAdviezenMeldingen",
                "Kenmerken adviezen/meldingen",
                "T001082",
                profiles.REPORTER_CATEGORIES,
                48_101,
            ),
        ),
    )


def kinds_table(world: World) -> WireTable:
    """84851NED: advices, reports, cases and completed services by kind of violence."""
    areas = half_yearly(world.places, LEVELS)
    counts = areas.totals(world.reports.kinds)
    return areas.grid.table(
        "84851NED",
        "Aard geweld en aanvullende informatie, Veilig Thuis, regio",
        KIND_TOPICS,
        count_texts(rounded(counts)),
        modified=MODIFIED,
        about=(
            "Een melding kan over meer soorten geweld gaan: de soorten tellen niet op. De "
            "onderverdeling van geweld tegen partners en ouderen is een aanname."
        ),
        categories=(
            category_dimension(
                "KenmerkenAdviezenMeldingenDiensten",
                "Kenmerken adviezen, meldingen, diensten",
                "T001083",
                profiles.KIND_CATEGORIES,
                48_301,
            ),
        ),
    )


def assessments_table(world: World) -> WireTable:
    """84852NED: what Veilig Thuis did with the reports after the safety assessment."""
    areas = half_yearly(world.places, LEVELS)
    published = rounded(areas.totals(world.reports.assessments))
    draws = world.suppression("84852NED")
    published[..., 1:] = also_hidden(published[..., 1:], draws)
    estimates = (profiles.TOTAL, *profiles.ESTIMATES)
    return areas.grid.table(
        "84852NED",
        "Veiligheidsbeoordeling en -taxatie Veilig Thuis, regio",
        (REPORTS,),
        count_texts(published)[..., np.newaxis],
        modified=MODIFIED,
        about=f"Meldingen naar uitkomst van de veiligheidsbeoordeling. {ASSUMED_ESTIMATES}",
        categories=(
            category_dimension(
                "Veiligheidstaxatie", "Veiligheidstaxatie", "T001084", estimates, 48_501
            ),
            category_dimension(
                "Veiligheidsbeoordeling",
                "Veiligheidsbeoordeling",
                "T001085",
                (profiles.TOTAL, *profiles.ASSESSMENTS),
                48_601,
            ),
        ),
    )


def involvement_table(world: World) -> WireTable:
    """85361NED: reports by earlier involvement, as counts and as percentages of all reports."""
    areas = half_yearly(world.places, ("NL", "LD", "PV", "GM"), INVOLVEMENT_SINCE)
    counts = areas.totals(world.reports.involvement)
    first, several, one, during, after, monitoring, other = np.moveaxis(counts, -1, 0)
    repeat, follow_up = several + one, during + after + monitoring
    total = first + repeat + follow_up + other
    published = rounded(
        np.stack(
            [total, first, repeat, several, one, follow_up, during, after, monitoring, other], -1
        )
    )
    draws = world.suppression("85361NED")
    published[..., 3:5] = also_hidden(published[..., 3:5], draws)
    published[..., 6:9] = also_hidden(published[..., 6:9], draws)
    shares = percentage_texts(published, published[..., :1])
    return areas.grid.table(
        "85361NED",
        "Meldingen naar eerdere betrokkenheid Veilig Thuis, regio",
        (*_involvement_topics(relative=False), *_involvement_topics(relative=True)),
        np.concatenate([count_texts(published), shares], axis=-1),
        modified=MODIFIED,
        about="Of de betrokkenen bij een melding al bij Veilig Thuis bekend waren.",
    )


def _involvement_topics(*, relative: bool) -> list[Topic]:
    outer = "Ontvangen meldingen (relatief)" if relative else "Ontvangen meldingen"
    first, several, one, during, after, monitoring, other = profiles.INVOLVEMENT
    again, follow_up = "Hermelding", "Vervolgmelding tijdens betrokkenheid VT"
    places_in_tree = [
        ("Ontvangen meldingen, totaal",),
        (first,),
        (again, profiles.TOTAL),
        (again, several),
        (again, one),
        (follow_up, profiles.TOTAL),
        (follow_up, during),
        (follow_up, after),
        (follow_up, "Tijdens monitoring" if relative else monitoring),
        (other,),
    ]
    unit, decimals = ("%", 1) if relative else ("aantal", 0)
    return [Topic(path[-1], unit, (outer, *path[:-1]), decimals) for path in places_in_tree]
