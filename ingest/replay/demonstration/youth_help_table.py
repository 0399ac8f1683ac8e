"""The table on youth care: 85098NED, percentages with one decimal."""

from datetime import datetime

from ingest.replay.demonstration.grid import grid
from ingest.replay.demonstration.periods import Period
from ingest.replay.demonstration.places import Places
from ingest.replay.demonstration.publication import percentage_texts
from ingest.replay.demonstration.youth_help import YouthHelpFigures
from ingest.replay.wire import Topic, WireTable

MODIFIED = datetime(2025, 10, 31, 2, 0)
TITLES = (
    "Jongeren met jeugdhulp in natura",
    "Jongeren met jeugdh. met verbl. in nat..",
    "Jongeren met jeugdbescherming",
    "Jeugdbesch. en jeugdh. met verbl. in nat.",
    "Jongeren met jeugdreclassering",
)


def youth_help_table(
    figures: YouthHelpFigures, places: Places, periods: tuple[Period, ...]
) -> WireTable:
    """85098NED: shares of young people with help, protection or probation; COROP regions dotted."""
    codes = tuple(period.code for period in periods)
    days = [period.last_day for period in periods]
    areas = grid(places, ("NL", "LD", "PV", "CR", "GM"), codes, days)
    texts = percentage_texts(areas.totals(figures.numerators), areas.totals(figures.denominators))
    return areas.table(
        "85098NED",
        "Indicatoren jeugdzorg in natura; gemeenten",
        tuple(Topic(title, "%", decimals=1) for title in TITLES),
        texts,
        modified=MODIFIED,
        about="De vijf percentages hebben verschillende noemers.",
    )
