"""The demonstration set: fictitious tables in CBS wire form, for when CBS cannot be reached.

One latent truth (people, reports, services) is drawn for the whole country and then published as
CBS would: rounded, suppressed, in complete cubes. Every table declares itself fictitious, and goes
through the same ingest as a real one.
"""

from collections.abc import Callable
from functools import partial

from ingest.replay.demonstration.course_tables import (
    key_figures_table,
    mixed_transfers_table,
    transfers_table,
)
from ingest.replay.demonstration.detail_tables import (
    additional_information_table,
    fine_reporters_table,
    outcomes_table,
)
from ingest.replay.demonstration.households import households_table
from ingest.replay.demonstration.population_table import population_table
from ingest.replay.demonstration.poverty import poverty_table
from ingest.replay.demonstration.protection_table import protection_table
from ingest.replay.demonstration.reclassification_table import reclassification_table
from ingest.replay.demonstration.region_tables import TABLES as REGIONS_OF_YEAR
from ingest.replay.demonstration.region_tables import regions_table
from ingest.replay.demonstration.trajectory_tables import reference_dates_table, referrers_table
from ingest.replay.demonstration.veilig_thuis_tables import (
    assessments_table,
    involvement_table,
    kinds_table,
    reporters_table,
)
from ingest.replay.demonstration.world import World
from ingest.replay.demonstration.youth_care_tables import characteristics_table, youth_care_table
from ingest.replay.demonstration.youth_help_table import youth_help_table
from ingest.replay.wire import WireTable

SEED = 2025

BUILDERS: dict[str, Callable[[World], WireTable]] = {
    "03759ned": population_table,
    "71487ned": households_table,
    "82975NED": protection_table,
    "84847NED": key_figures_table,
    "84848NED": fine_reporters_table,
    "84849NED": reporters_table,
    "84850NED": additional_information_table,
    "84851NED": kinds_table,
    "84852NED": assessments_table,
    "84853NED": outcomes_table,
    "84854NED": transfers_table,
    "84855NED": mixed_transfers_table,
    "85094NED": reference_dates_table,
    "85097NED": referrers_table,
    "85098NED": youth_help_table,
    "85099NED": youth_care_table,
    "85100NED": characteristics_table,
    "85361NED": involvement_table,
    "86132NED": poverty_table,
    # Lists of areas rather than figures.
    "70739ned": reclassification_table,
    **{table: partial(regions_table, year=year) for year, table in REGIONS_OF_YEAR.items()},
}


def demonstration_tables(seed: int = SEED) -> list[WireTable]:
    """All tables by id, the same to the last byte for the same `seed` (0 or more)."""
    world = World(seed)
    return [build(world) for build in BUILDERS.values()]


def demonstration_table(identifier: str, seed: int = SEED) -> WireTable:
    """One table of the set, made without the others."""
    return BUILDERS[identifier](World(seed))


__all__ = ["BUILDERS", "World", "demonstration_table", "demonstration_tables"]
