"""Where the demonstration set plays: every municipality since 2019, and the regions they form.

The country is cut into pieces that move between municipalities as a whole, so that a merger or a
split is only another way of adding up the same pieces: figures before and after fit together.
Regions keep their members of today in all years.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from ingest.replay.demonstration.draws import Draws, Floats, normalised
from ingest.replay.wire import UNKNOWN_SIGN, Code

REFERENCE = Path(__file__).parents[2] / "reference"
FIRST_DAY = date(2019, 1, 1)
MOVES = ("merger", "dissolved_into", "split")
PARTS_OF_COUNTRY = {
    "LD01": ("PV20", "PV21", "PV22"),
    "LD02": ("PV23", "PV24", "PV25"),
    "LD03": ("PV26", "PV27", "PV28", "PV29"),
    "LD04": ("PV30", "PV31"),
}
SHARE_WITH_UNKNOWN_SIGN = 1 / 3


@dataclass(frozen=True)
class Piece:
    """A part of the country; `owners` are its municipalities, each from a day on, oldest first."""

    owners: tuple[tuple[date, str], ...]
    inhabitants: int
    urbanity: int
    province: str
    corop: str
    youth_region: str
    veilig_thuis: str

    def municipality(self, day: date) -> str:
        """The municipality that this piece belongs to on a day."""
        return [code for since, code in self.owners if since <= day][-1]

    def areas(self, day: date) -> tuple[str, ...]:
        """Every area that the piece counts for on a day."""
        part = next(code for code, members in PARTS_OF_COUNTRY.items() if self.province in members)
        regions = (self.province, self.corop, self.youth_region, self.veilig_thuis)
        return ("NL01", part, *regions, self.municipality(day))


@dataclass(frozen=True)
class Places:
    """The pieces and the areas they form.

    `absent_sign` is what stands in the cells of an area while it does not exist: a blank, or
    for some dissolved municipalities a dot, as in the published tables.
    """

    pieces: tuple[Piece, ...]
    codes: tuple[Code, ...]
    absent_sign: dict[str, str]

    def areas(self, *levels: str) -> tuple[Code, ...]:
        """The areas whose codes begin with these letters, in published order."""
        return tuple(code for code in self.codes if code.key[:2] in levels)

    def membership(self, areas: Sequence[Code], days: Sequence[date]) -> Floats:
        """Shape (days, areas, pieces): 1 where a piece counts for an area on a day, else 0."""
        table = np.zeros((len(days), len(areas), len(self.pieces)))
        positions = {area.key: position for position, area in enumerate(areas)}
        for moment, day in enumerate(days):
            for number, piece in enumerate(self.pieces):
                found = [positions[code] for code in piece.areas(day) if code in positions]
                table[moment, found, number] = 1
        return table


def places(draws: Draws) -> Places:
    """Today's municipalities from the reference files, with their predecessors since 2019."""
    municipalities = _rows("municipalities.csv")
    transitions = [
        row
        for row in _rows("reclassifications.csv")
        if row["kind"] in MOVES and FIRST_DAY < _day(row) <= date(2025, 1, 1)
    ]
    pieces = _pieces(municipalities, transitions, draws)
    names = {row["old_code"]: row["old_name"] for row in transitions}
    names |= {row["code"]: row["name"] for row in municipalities}
    regions = {row["code"]: row["name"] for row in _rows("regions.csv")}
    ends = _ends(transitions)
    codes = [
        *(_region(code, name) for code, name in regions.items() if code[:2] in ("NL", "LD", "PV")),
        *(_region(code, name) for code, name in regions.items() if code[:2] == "CR"),
        *(
            Code(code, _municipality_title(name, regions), ends.get(code))
            for code, name in sorted(names.items(), key=lambda item: (item[1], item[0]))
        ),
        *(_region(code, name) for code, name in regions.items() if code[:2] == "JZ"),
        *(_region(code, name) for code, name in regions.items() if code[:2] == "VT"),
    ]
    signs = dict.fromkeys((code.key for code in codes), "")
    chances = draws.uniform(len(ends)).tolist()
    for code, chance in zip(sorted(ends), chances, strict=True):
        signs[code] = UNKNOWN_SIGN if chance < SHARE_WITH_UNKNOWN_SIGN else ""
    return Places(tuple(pieces), tuple(codes), signs)


def _pieces(
    municipalities: list[dict[str, str]], transitions: list[dict[str, str]], draws: Draws
) -> list[Piece]:
    pieces = [
        Piece(
            owners=((date.min, row["code"]),),
            inhabitants=int(row["inhabitants_2024"]),
            urbanity=int(row["urbanity_2024"]),
            province=row["province_code"],
            corop=row["corop_code"],
            youth_region=row["youth_region_code"],
            veilig_thuis=row["veilig_thuis_code"],
        )
        for row in municipalities
    ]
    sizes: dict[str, float] = {}
    events: dict[tuple[date, str], list[dict[str, str]]] = defaultdict(list)
    for row in transitions:
        events[_day(row), row["new_code"]].append(row)
    for day, new_code in sorted(events, reverse=True):
        rows = events[day, new_code]
        for row in rows:  # the true sizes do not matter: the figures are fictitious
            sizes.setdefault(row["old_code"], 9_000 + 11_000 * float(draws.uniform(1)[0]))
        whole = next(piece for piece in pieces if piece.owners[0][1] == new_code)
        weights = [sizes[row["old_code"]] * float(row["share_of_old"]) for row in rows]
        pieces.remove(whole)
        if rows[0]["kind"] == "merger":  # the new municipality did not exist before
            parts = (whole.inhabitants * normalised(np.array(weights))).astype(int).tolist()
        else:
            parts = [int(min(weight, whole.inhabitants / 4)) for weight in weights]
            pieces.append(replace(whole, inhabitants=whole.inhabitants - sum(parts)))
        for row, part in zip(rows, parts, strict=True):
            owners = ((date.min, row["old_code"]), (day, new_code), *whole.owners[1:])
            pieces.append(replace(whole, owners=owners, inhabitants=part))
    return pieces


def _ends(transitions: list[dict[str, str]]) -> dict[str, str]:
    """Per dissolved municipality the line that its description in the code list has."""
    successors: dict[str, list[str]] = defaultdict(list)
    for row in transitions:
        day = _day(row).strftime("%d-%m-%Y")
        start = f"Opgeheven per {day}, overgegaan naar:"
        lines = successors[row["old_code"]] or [start]
        successors[row["old_code"]] = [*lines, f"- {row['new_name']} ({row['new_code']})"]
    return {code: "\r\n".join(lines) for code, lines in successors.items()}


def _region(code: str, name: str) -> Code:
    level = code[:2]
    return Code(code, name if level == "NL" else f"{name} ({level})")


def _municipality_title(name: str, regions: dict[str, str]) -> str:
    """StatLine adds a word to The Hague and to a municipality named like its province."""
    provinces = {title for code, title in regions.items() if code.startswith("PV")}
    return f"{name} (gemeente)" if name in provinces or name == "'s-Gravenhage" else name


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(row: dict[str, str]) -> date:
    return date.fromisoformat(row["date"])
