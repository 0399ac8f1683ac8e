"""The tables on Veilig Thuis whose columns are not known: 84847NED, 84854NED and 84855NED.

Every title in them is assumed and ends with that word, but for the areas and periods.
"""

import numpy as np

from ingest.replay.demonstration import course_profiles
from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.grid import category_dimension
from ingest.replay.demonstration.half_yearly import HalfYearly, half_yearly
from ingest.replay.demonstration.profiles import ASSUMED
from ingest.replay.demonstration.publication import count_texts, rounded
from ingest.replay.demonstration.veilig_thuis_tables import LEVELS, MODIFIED
from ingest.replay.demonstration.world import World
from ingest.replay.wire import Topic, WireTable

ABOUT_TRANSFERS = "Aan welke organisatie Veilig Thuis overdroeg, en voor welk type hulp."
ALL_ASSUMED = "De kolommen van deze tabel zijn een aanname: wij hebben haar niet gezien."
TRANSFERS = Topic(f"Overdrachten {ASSUMED}", "aantal")


def key_figures_table(world: World) -> WireTable:
    """84847NED: the main counts, from advice to transfer."""
    areas = half_yearly(world.places, LEVELS)
    advices, reports, cases, *_ = np.moveaxis(world.reports.kinds[:, :, 0], -1, 0)
    by_assessment = world.reports.assessments[:, :, 0]
    assessed = by_assessment[..., 0] - by_assessment[..., -1]  # the last is: not yet assessed
    columns = {
        "Gestarte adviezen": areas.totals(advices),
        "Ontvangen meldingen": areas.totals(reports),
        "Veiligheidsbeoordelingen": areas.totals(assessed),
        "Casussen met ontvangen melding(en)": areas.totals(cases),
        **_flow(areas, world, "cases", "{} casussen", "Afgesloten"),
        **_flow(areas, world, "investigations", "{} diensten onderzoek", "Afgeronde"),
        **_flow(areas, world, "conditions", "{} diensten voorwaarden en vervolg", "Afgeronde"),
        **_flow(areas, world, "monitoring", "{} monitoring", "Afgesloten"),
        "Overdrachten": areas.totals(world.course.transfers.sum(axis=(2, 3))),
    }
    return areas.grid.table(
        "84847NED",
        "Huiselijk geweld; kerncijfers Veilig Thuis, regio",
        tuple(Topic(f"{title} {ASSUMED}", "aantal") for title in columns),
        count_texts(rounded(np.stack(list(columns.values()), axis=-1))),
        modified=MODIFIED,
        about=f"De belangrijkste aantallen van Veilig Thuis. {ALL_ASSUMED}",
    )


def _flow(areas: HalfYearly, world: World, name: str, title: str, ended: str) -> dict[str, Ints]:
    flow = world.course.flows[name]
    return {
        title.format("Gestarte"): areas.totals(flow.started),
        title.format("Actieve"): areas.at_end(flow.open),
        title.format(ended): areas.totals(flow.ended),
    }


def transfers_table(world: World) -> WireTable:
    """84854NED: transfers by organisation and type of help, without municipalities."""
    areas = half_yearly(world.places, ("NL", "LD", "PV", "VT"))
    counts = areas.totals(world.course.transfers)
    counts = np.concatenate([counts.sum(axis=2, keepdims=True), counts], axis=2)
    counts = np.concatenate([counts.sum(axis=3, keepdims=True), counts], axis=3)
    return areas.grid.table(
        "84854NED",
        "Organisatie van overdracht en type hulp, Veilig Thuis, Veilig Thuis-regio",
        (TRANSFERS,),
        count_texts(rounded(counts))[..., np.newaxis],
        modified=MODIFIED,
        about=f"{ABOUT_TRANSFERS} {ALL_ASSUMED}",
        categories=(
            category_dimension(
                "OrganisatieVanOverdracht",
                f"Organisatie van overdracht {ASSUMED}",
                "T001088",
                _titles("Totaal", *course_profiles.ORGANISATIONS),
                48_901,
            ),
            category_dimension(
                "TypeHulp",
                f"Type hulp {ASSUMED}",
                "T001089",
                _titles("Totaal", *course_profiles.TYPES_OF_HELP),
                48_951,
            ),
        ),
    )


def mixed_transfers_table(world: World) -> WireTable:
    """84855NED: transfers by organisation and by type of help in one dimension."""
    areas = half_yearly(world.places, LEVELS)
    counts = areas.totals(world.course.transfers)
    total = counts.sum(axis=(2, 3))[..., np.newaxis]
    mixed = np.concatenate([total, counts.sum(axis=3), counts.sum(axis=2)], axis=2)
    titles = (
        "Totaal",
        *(f"Organisatie: {title}" for title in course_profiles.ORGANISATIONS),
        *(f"Type hulp: {title}" for title in course_profiles.TYPES_OF_HELP),
    )
    return areas.grid.table(
        "84855NED",
        "Organisatie van overdracht en type hulp, Veilig Thuis, regio",
        (TRANSFERS,),
        count_texts(rounded(mixed))[..., np.newaxis],
        modified=MODIFIED,
        about=f"{ABOUT_TRANSFERS} {ALL_ASSUMED}",
        categories=(
            category_dimension(
                "KenmerkenOverdrachten",
                f"Kenmerken overdrachten {ASSUMED}",
                "T001088",
                _titles(*titles),
                48_901,
            ),
        ),
    )


def _titles(*titles: str) -> tuple[str, ...]:
    return tuple(f"{title[0].upper()}{title[1:]} {ASSUMED}" for title in titles)
