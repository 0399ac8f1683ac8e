"""The areas we know by ourselves: municipalities, regions and earlier names.

Small CSV files in `ingest/reference/`, each row with its source. Codes are the keys; names are
never joined on.
"""

import csv
from datetime import date
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


def municipalities_on(day: date) -> dict[str, str]:
    """The municipalities that exist on a day from 2015 on, name by code, by the reference files.

    It starts from the list that we have and undoes the reclassifications after `day`; one after
    our list that the reference file does not know is not in it.
    """
    found = {row["code"]: row["name"] for row in read_reference("municipalities")}
    later = [r for r in read_reference("reclassifications") if date.fromisoformat(r["date"]) > day]
    for row in sorted(later, key=lambda row: row["date"], reverse=True):
        if row["kind"] in ("merger", "renamed_and_recoded"):
            found.pop(row["new_code"], None)  # in other kinds the receiver existed before
        if row["kind"] not in ("continues", "boundary_change"):
            found[row["old_code"]] = row["old_name"]
    return dict(sorted(found.items()))


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
