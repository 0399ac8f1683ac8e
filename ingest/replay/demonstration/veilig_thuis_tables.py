"""The four tables on Veilig Thuis: 84849NED, 84851NED, 84852NED and 85361NED."""

from datetime import datetime

import numpy as np

from ingest.replay.demonstration import profiles
from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.grid import Grid, category_dimension, grid
from ingest.replay.demonstration.periods import Period, half_yearly_periods
from ingest.replay.demonstration.places import Places
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
ADVICES = Topic("Gestarte adviezen", "aantal")
REPORTS = Topic("Ontvangen meldingen", "aantal")
ASSUMED_ESTIMATES = (
    "De indeling van de veiligheidstaxatie in acute en structurele onveiligheid is een aanname."
)


def reporters_table(world: World) -> WireTable:
    """84849NED: who asked for advice and who reported."""
    periods = half_yearly_periods()
    areas = _grid(world.places, LEVELS, periods)
    counts = areas.totals(_per_period(world.reports.reporters, periods))
    return areas.table(
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
    periods = half_yearly_periods()
    areas = _grid(world.places, LEVELS, periods)
    counts = areas.totals(_per_period(world.reports.kinds, periods))
    group = ("Adviezen, meldingen en diensten",)
    services = (*group, "Afgeronde diensten")
    return areas.table(
        "84851NED",
        "Aard geweld en aanvullende informatie, Veilig Thuis, regio",
        (
            Topic(ADVICES.title, "aantal", group),
            Topic(REPORTS.title, "aantal", group),
            Topic("Casussen met ontvangen melding(en)", "aantal", group),
            Topic("Afgeronde diensten onderzoek", "aantal", services),
            # Cut off with two dots, as StatLine does with long titles.
            Topic("Afgeronde diensten voorwaarden en verv..", "aantal", services),
        ),
        count_texts(rounded(counts)),
        modified=MODIFIED,
        about="Een melding kan over meer soorten geweld gaan: de soorten tellen niet op.",
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
    periods = half_yearly_periods()
    areas = _grid(world.places, LEVELS, periods)
    published = rounded(areas.totals(_per_period(world.reports.assessments, periods)))
    draws = world.suppression("84852NED")
    published[..., 1:] = also_hidden(published[..., 1:], draws)
    estimates = (profiles.TOTAL, *profiles.ESTIMATES)
    return areas.table(
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
    periods = half_yearly_periods(2021)
    areas = _grid(world.places, ("NL", "LD", "PV", "GM"), periods)
    counts = areas.totals(_per_period(world.reports.involvement, periods))
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
    return areas.table(
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


def _grid(places: Places, levels: tuple[str, ...], periods: tuple[Period, ...]) -> Grid:
    codes = tuple(period.code for period in periods)
    return grid(places, levels, codes, [period.last_day for period in periods])


def _per_period(figures: Ints, periods: tuple[Period, ...]) -> Ints:
    """Figures per (piece, half-year, ...) added up to (piece, period, ...)."""
    return np.stack([figures[:, list(period.halves)].sum(axis=1) for period in periods], axis=1)
