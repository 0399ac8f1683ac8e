"""The table on youth care: 85098NED, percentages with one decimal."""

from datetime import datetime

from ingest.replay.demonstration.grid import period_grid
from ingest.replay.demonstration.publication import percentage_texts
from ingest.replay.demonstration.world import World
from ingest.replay.wire import UNKNOWN_SIGN, Topic, WireTable

MODIFIED = datetime(2025, 10, 31, 2, 0)
TITLES = (
    "Jongeren met jeugdhulp in natura",
    "Jongeren met jeugdh. met verbl. in nat..",
    "Jongeren met jeugdbescherming",
    "Jeugdbesch. en jeugdh. met verbl. in nat.",
    "Jongeren met jeugdreclassering",
)


def youth_help_table(world: World) -> WireTable:
    """85098NED: shares of young people with help, protection or probation; COROP regions dotted."""
    figures, periods = world.youth_help, world.youth_help_periods
    areas = period_grid(world.places, ("NL", "LD", "PV", "CR", "GM"), periods)
    texts = percentage_texts(areas.totals(figures.numerators), areas.totals(figures.denominators))
    texts[[area.key.startswith("CR") for area in areas.areas]] = UNKNOWN_SIGN
    return areas.table(
        "85098NED",
        "Indicatoren jeugdzorg in natura; gemeenten",
        tuple(Topic(title, "%", decimals=1) for title in TITLES),
        texts,
        modified=MODIFIED,
        about="De vijf percentages hebben verschillende noemers.",
    )
