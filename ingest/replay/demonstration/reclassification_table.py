"""The table of all municipalities since 1830: 70739ned, whose list of areas tells what became of
them. The changes are the real ones of the reference file; how many people went over is fictitious.
"""

from collections import defaultdict
from datetime import date, datetime

from ingest.reference_areas import read_reference
from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws
from ingest.replay.demonstration.grid import REASON, REGION_WIDTH
from ingest.replay.demonstration.world import RECLASSIFICATIONS, World
from ingest.replay.wire import Code, Dimension, Topic, WireTable

# What the one that gave and the one that received say of a change.
HEADINGS = {
    "merger": ("Opgeheven", "Ontstaan"),
    "dissolved_into": ("Opgeheven", "Gemeentelijke herindeling"),
    "split": ("Opgeheven", "Gemeentelijke herindeling"),
    "boundary_change": ("Grenswijziging", "Grenswijziging"),
}
FEWEST, MOST = 9_000, 20_000
NOTICE = (
    "LET OP: deze tabel is nagemaakt om te laten zien hoe de gegevens werken als het CBS niet "
    "bereikbaar is. De wijzigingen van gemeenten zijn echt, de aantallen inwoners zijn fictief."
)


def reclassification_table(world: World) -> WireTable:
    """70739ned: every municipality since 2015, described in the words of CBS."""
    told, names = _told(Draws(world.seed, RECLASSIFICATIONS))
    names |= {row["code"]: row["name"] for row in read_reference("municipalities")}
    codes = tuple(
        Code(code, name, "\r\n".join(lines for _, lines in sorted(told[code], reverse=True)))
        for code, name in sorted(names.items(), key=lambda item: (item[1], item[0]))
    )
    return WireTable(
        identifier="70739ned",
        title="Gebieden; overzicht vanaf 1830",
        dimensions=(Dimension("RegioS", "Regio's", "GeoDimension", codes, REGION_WIDTH),),
        topics=(Topic(f"Gebieds- of gemeentecode {profiles.ASSUMED}", "code", datatype="String"),),
        coordinates=[(number,) for number in range(len(codes))],
        cells=[[code.key] for code in codes],
        modified=datetime(2025, 1, 15, 2, 0),
        summary="FICTIEF. Gemeenten en wat ervan werd.",
        description=NOTICE,
        period="2015 - 2025",
        frequency="Perhalfjaar",
        reason_delivery=REASON,
        is_fictitious=True,
        licence_note="Nagemaakte tabel; geen publicatie van het CBS",
    )


def _told(draws: Draws) -> tuple[dict[str, list[tuple[date, str]]], dict[str, str]]:
    """What each municipality's description tells, by day, and the names of all of them."""
    parties: dict[tuple[str, date, str], list[str]] = defaultdict(list)
    told: dict[str, list[tuple[date, str]]] = defaultdict(list)
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for row in read_reference("reclassifications"):
        day, old, new = date.fromisoformat(row["date"]), row["old_code"], row["new_code"]
        names |= {old: row["old_name"], new: row["new_name"]}
        if old not in sizes:
            sizes[old] = int(FEWEST + (MOST - FEWEST) * float(draws.uniform(1)[0]))
        if row["kind"] == "renamed_and_recoded":
            heading = f"Naamswijziging per {day:%d-%m-%Y},"
            told[old].append((day, f"{heading}\r\nnieuwe naam: {row['new_name']} ({new})"))
            told[new].append((day, f"{heading}\r\noude naam: {row['old_name']} ({old})"))
        elif row["kind"] in HEADINGS:
            # A change of which no share is known moved few people.
            people = int(sizes[old] * float(row["share_of_old"] or 0.01))
            giving, receiving = HEADINGS[row["kind"]]
            parties[old, day, f"{giving} per {day:%d-%m-%Y}, overgegaan naar:"].append(
                _party(row["new_name"], new, people)
            )
            parties[new, day, f"{receiving} per {day:%d-%m-%Y}, ontvangen van:"].append(
                _party(row["old_name"], old, people)
            )
    for (code, day, heading), lines in parties.items():
        told[code].append((day, "\r\n".join([heading, *lines, ""])))
    return told, names


def _party(name: str, code: str, people: int) -> str:
    moved = f"{people // 10} hectare met {people // 2} woningen en {people} inwoners"
    return f"- {name} ({code}),\r\n... {moved}"
