"""The two tables on trajectories of youth care: 85097NED, by referrer, and 85094NED, on a day."""

from datetime import datetime

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.flows import summed
from ingest.replay.demonstration.grid import category_dimension, grid, period_grid
from ingest.replay.demonstration.publication import FEWEST, Texts, count_texts, rounded, whole_texts
from ingest.replay.demonstration.world import World
from ingest.replay.wire import UNKNOWN_SIGN, Code, Topic, WireTable

MODIFIED = datetime(2025, 10, 31, 2, 0)
ALL, AMBULATORY, STAY = (
    "Totaal jeugdhulptrajecten in natura",
    "Jeugdhulp zonder verblijf",
    "Jeugdhulp met verblijf",
)
ALL_AMBULATORY = "Totaal jeugdhulp zonder verblijf"
ALL_STAY = f"Totaal jeugdhulp met verblijf {profiles.ASSUMED}"
FOSTER_CARE = f"Pleegzorg {profiles.ASSUMED}"
# Each form of care with the title of its own topic.
FORMS = (
    ((ALL,), ALL),
    ((AMBULATORY, ALL_AMBULATORY), ALL_AMBULATORY),
    ((STAY, ALL_STAY), ALL_STAY),
    ((STAY, FOSTER_CARE), FOSTER_CARE),
)
STARTED, ENDED = "Begonnen trajecten", "Beëindigde trajecten"
MEASURES = (
    ((STARTED,), "Totaal begonnen trajecten", "aantal"),
    ((STARTED, "Soort start"), "Nieuw traject", "aantal"),
    ((STARTED, "Soort start"), "Herhaald beroep", "aantal"),
    ((STARTED, "Crisis"), "Gestart met crisis", "aantal"),
    ((STARTED, "Crisis"), "Niet gestart met crisis", "aantal"),
    ((ENDED,), "Totaal beëindigde trajecten", "aantal"),
    ((ENDED, "Duur van de beëindigde trajecten"), "Gemiddelde duur", "dagen"),
    ((ENDED, "Reden beëindiging"), "Beëindigd volgens plan", "aantal"),
    (
        (ENDED, "Reden beëindiging", "Voortijdig afgesloten"),
        "Totaal voortijdig afgesloten",
        "aantal",
    ),
)
ENDED_PLACE, DAYS_PLACE = 6, 7  # among the measures, the total before them


def referrers_table(world: World) -> WireTable:
    """85097NED: youth help trajectories, begun and ended ones, by referrer and form of care."""
    areas = period_grid(world.places, ("NL", "LD", "PV", "GM"), world.youth_help_periods)
    counts = areas.totals(_by_form(world))
    days = _mean_days(counts[..., DAYS_PLACE], counts[..., ENDED_PLACE])
    counts[..., DAYS_PLACE] = 0
    texts = count_texts(rounded(counts))
    texts[..., DAYS_PLACE] = days
    return areas.table(
        "85097NED",
        "Jeugdhulptrajecten in natura; verwijzer, regio (gemeente)",
        tuple(
            topic
            for group, title in FORMS
            for topic in (
                Topic(title, "aantal", group),
                *(Topic(name, unit, (*group, *inner)) for inner, name, unit in MEASURES),
            )
        ),
        texts.reshape(*texts.shape[:-2], -1),
        modified=MODIFIED,
        about=f"Onderwerpen met {profiles.ASSUMED} in de titel zijn een aanname.",
        categories=(
            category_dimension(
                "VerwijzerJeugdzorg",
                "Verwijzer jeugdzorg",
                "T001155",
                ("Totaal verwijzer", *profiles.REFERRERS),
                50_201,
            ),
        ),
    )


def _by_form(world: World) -> Ints:
    """Shape (pieces, periods, total and referrers, forms, total and measures)."""
    found, periods = world.trajectories.help, world.youth_help_periods
    started, ended = found.flow.started, found.flow.ended
    moved = (
        started,
        started - found.repeated,
        found.repeated,
        found.in_crisis,
        started - found.in_crisis,
        ended,
        found.days,
        found.as_planned,
        ended - found.as_planned,
    )
    totals = found.flow.totals(periods)
    leaves = np.stack([totals, *(summed(each, periods) for each in moved)], axis=-1)
    ambulatory, foster, residential = np.moveaxis(leaves, 3, 0)
    stay = foster + residential
    forms = np.stack([ambulatory + stay, ambulatory, stay, foster], axis=3)
    return np.concatenate([forms.sum(axis=2, keepdims=True), forms], axis=2)


def _mean_days(days: Ints, ended: Ints) -> Texts:
    """Whole days, halves up; a dot where too few ended to be published."""
    mean = (2 * days + ended) // np.maximum(2 * ended, 1)
    return np.where(ended >= FEWEST, whole_texts(mean), UNKNOWN_SIGN)


def reference_dates_table(world: World) -> WireTable:
    """85094NED: all trajectories that run on the last day of a half-year."""
    halves = [period for period in world.youth_help_periods if len(period.halves) == 1]
    days = [period.last_day for period in halves]
    codes = tuple(
        Code(
            f"{day:%Y%m%d}",
            f"{day.day} {'juni' if day.month == 6 else 'december'} {day.year}"
            + period.code.title[len(period.code.title.rstrip("*")) :],
            status=period.code.status,
        )
        for day, period in zip(days, halves, strict=True)
    )
    areas = grid(world.places, ("NL", "LD", "PV", "CR", "GM"), codes, days)
    topics, counts = _on_a_day(world)
    return areas.table(
        "85094NED",
        "Trajecten jeugdzorg in natura; regio (gemeente), op peildatum",
        topics,
        count_texts(rounded(areas.totals(counts))),
        modified=MODIFIED,
        about=(
            f"Onderwerpen met {profiles.ASSUMED} in de titel zijn een aanname, en de codes van de "
            "peildata ook."
        ),
    )


def _on_a_day(world: World) -> tuple[tuple[Topic, ...], Ints]:
    """The topics, and their counts of shape (pieces, half-years, topics)."""
    found = world.trajectories
    ambulatory, foster, residential = np.moveaxis(found.help.of_all.at_end, -1, 0)
    supervision, guardianship = (
        measure.since_2021.at_end for measure in (found.supervision, found.guardianship)
    )
    probation, kinds = found.probation.at_end, found.probation_kinds
    help_in_kind, protection = ambulatory + foster + residential, supervision + guardianship
    group, on_probation = "Jeugdhulptrajecten in natura", "Jeugdreclasseringstrajecten"
    protected = "Jeugdbeschermingstrajecten"
    columns = {
        ("Totaal jeugdzorgtrajecten in natura",): help_in_kind + protection + probation,
        (group, ALL): help_in_kind,
        (group, AMBULATORY, f"{ALL_AMBULATORY} {profiles.ASSUMED}"): ambulatory,
        (group, STAY, ALL_STAY): foster + residential,
        (group, STAY, "Pleegzorg"): foster,
        (group, STAY, f"Ander verblijf {profiles.ASSUMED}"): residential,
        (protected, "Totaal jeugdbeschermingstrajecten"): protection,
        (
            protected,
            "Ondertoezichtstelling",
            f"Totaal ondertoezichtstelling {profiles.ASSUMED}",
        ): supervision,
        (protected, "Voogdij", f"Totaal voogdij {profiles.ASSUMED}"): guardianship,
        (on_probation, "Totaal jeugdreclasseringstrajecten"): probation,
        **{
            (on_probation, kind): kinds[..., number]
            for number, kind in enumerate(profiles.PROBATION_KINDS)
        },
    }
    topics = tuple(Topic(path[-1], "aantal", path[:-1]) for path in columns)
    return topics, np.stack(list(columns.values()), axis=-1)
