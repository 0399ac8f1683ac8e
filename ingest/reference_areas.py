"""The areas we know by ourselves: municipalities, regions and earlier names.

Small CSV files in `ingest/reference/`, each row with its source. Codes are the keys; names are
never joined on.
"""

import csv
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"

# CBS area codes name their level in the first two letters.
LEVELS = {
    "NL": "country",
    "LD": "part_of_country",
    "PV": "province",
    "CR": "corop",
    "JZ": "youth_region",
    "VT": "veilig_thuis_region",
    "GM": "municipality",
}


@cache
def read_reference(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one reference file, by its name without `.csv`."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def area_level(code: str) -> str:
    """The level of an area by its code; `other` where the prefix is not one we know."""
    return LEVELS.get(code[:2], "other")


def plain_name(published: str) -> str:
    """A published region title without the suffix that only tells its level.

    >>> plain_name("Groningen (gemeente)")
    'Groningen'
    """
    head, bracket, tail = published.rpartition(" (")
    suffixes = {"gemeente)", *(f"{prefix})" for prefix in LEVELS)}
    return head if bracket and tail in suffixes else published
