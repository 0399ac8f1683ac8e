"""The demonstration set: fictitious tables in CBS wire form, for when CBS cannot be reached.

One latent truth (people, reports, services) is drawn for the whole country and then published as
CBS would: rounded, suppressed, in complete cubes. Every table declares itself fictitious, and goes
through the same ingest as a real one.
"""

from ingest.replay.demonstration.draws import Draws
from ingest.replay.demonstration.periods import half_yearly_periods
from ingest.replay.demonstration.places import places
from ingest.replay.demonstration.population import population
from ingest.replay.demonstration.population_table import population_table
from ingest.replay.demonstration.reports import veilig_thuis_figures
from ingest.replay.demonstration.veilig_thuis_tables import (
    assessments_table,
    involvement_table,
    kinds_table,
    reporters_table,
)
from ingest.replay.demonstration.youth_help import youth_help_figures
from ingest.replay.demonstration.youth_help_table import youth_help_table
from ingest.replay.wire import WireTable

# Each subject has its own stream, so that a change in one leaves the others as they are.
PLACES, PEOPLE, REPORTS, YOUTH_HELP, SUPPRESSION = range(5)


def demonstration_tables(seed: int = 2025) -> list[WireTable]:
    """All six tables, the same to the last byte for the same `seed` (0 or more)."""
    where = places(Draws(seed, PLACES))
    people = population(where.pieces, Draws(seed, PEOPLE))
    reports = veilig_thuis_figures(where.pieces, Draws(seed, REPORTS))
    since_2021 = half_yearly_periods(2021)
    youth_help = youth_help_figures(people, since_2021, Draws(seed, YOUTH_HELP))
    suppression = Draws(seed, SUPPRESSION)
    return [
        population_table(people, where),
        reporters_table(reports, where),
        kinds_table(reports, where),
        assessments_table(reports, where, suppression),
        youth_help_table(youth_help, where, since_2021),
        involvement_table(reports, where, suppression),
    ]


__all__ = ["demonstration_tables"]
