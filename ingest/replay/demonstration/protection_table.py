"""The table on child protection trajectories since 2015: 82975NED."""

from datetime import datetime

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Ints
from ingest.replay.demonstration.flows import summed
from ingest.replay.demonstration.grid import period_grid
from ingest.replay.demonstration.periods import periods_since
from ingest.replay.demonstration.publication import count_texts, rounded
from ingest.replay.demonstration.world import World
from ingest.replay.wire import Topic, WireTable

MODIFIED = datetime(2025, 10, 31, 2, 0)
STARTED, ENDED = "Begonnen trajecten", "Beëindigde trajecten"
REASON = "Reden beëindigde trajecten"
MOVED = (
    (STARTED, "Totaal begonnen trajecten"),
    (STARTED, "Nieuwe trajecten"),
    (STARTED, "Herhaald beroep"),
    (ENDED, "Totaal beëindigde trajecten"),
)


def protection_table(world: World) -> WireTable:
    """82975NED: supervision orders and guardianship, begun and ended ones.

    Its half-years are written the other way round than in other tables, and its division before
    2019 is that of 2019, as the demonstration set knows no older one.
    """
    periods = periods_since(2015, "{year} {half}e halfjaar")
    areas = period_grid(world.places, ("NL", "LD", "PV", "CR", "GM"), periods)
    found = world.trajectories
    columns: dict[tuple[str, ...], Ints] = {}
    for name, measure in (
        ("Ondertoezichtstelling", found.supervision),
        ("Voogdij", found.guardianship),
    ):
        moved, again = measure.flow, measure.again
        columns[name, name] = moved.totals(periods)
        counts = (moved.started, moved.started - again, again, moved.ended)
        for path, each in zip(MOVED, counts, strict=True):
            columns[(name, *path)] = summed(each, periods)
        for reason, each in measure.reasons.items():
            columns[name, ENDED, REASON, reason] = summed(each, periods)
    return areas.table(
        "82975NED",
        "Jeugdbeschermingstrajecten; regio",
        tuple(Topic(path[-1], "aantal", path[:-1]) for path in columns),
        count_texts(rounded(areas.totals(np.stack(list(columns.values()), axis=-1)))),
        modified=MODIFIED,
        about=(
            f"Onderwerpen met {profiles.ASSUMED} in de titel zijn een aanname. De titels van de "
            "totalen zijn afgeleid van tabel 82977NED. Voor 2019 geldt de indeling van 2019."
        ),
    )
