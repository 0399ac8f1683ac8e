"""The tables "Gebieden in Nederland": in which regions each municipality lies, one table a year.

The geography is the real one of the reference files. Two things are simplified: a dissolved
municipality lies where its successor lies, and youth regions have the codes of today in all years.
"""

from datetime import date, datetime

from ingest.reference_areas import read_reference
from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.grid import REASON, REGION_WIDTH
from ingest.replay.demonstration.places import Piece
from ingest.replay.demonstration.world import World
from ingest.replay.wire import Dimension, Topic, WireTable

TABLES = {
    2019: "84378NED",
    2020: "84721NED",
    2021: "84929NED",
    2022: "85067NED",
    2023: "85385NED",
    2024: "85755NED",
    2025: "86059NED",
}
NOTICE = (
    "LET OP: deze tabel is nagemaakt om te laten zien hoe de gegevens werken als het CBS niet "
    "bereikbaar is. De indeling in regio's is die van 2025 of daarvan afgeleid."
)
# Oost-Brabant was two regions in the set of 2020; in which year they became one is assumed.
LAST_YEAR_OF_TWO = 2020
TWO_OF_BRABANT = {"JZ33": "VT16", "JZ39": "VT26"}
OLD_NAMES = {
    "VT15": "Noord-Brabant Midden",
    "VT16": "Noord-Brabant Noord",
    "VT26": "Zuidoost-Brabant",
}


def regions_table(world: World, year: int) -> WireTable:
    """The municipalities of 1 January with the code and name of each of their regions."""
    day = date(year, 1, 1)
    regions_of = {
        piece.municipality(day): _regions(piece, year)
        for piece in sorted(world.places.pieces, key=lambda piece: piece.inhabitants)
    }
    areas = tuple(area for area in world.places.areas("GM") if area.key in regions_of)
    names = {row["code"]: row["name"] for row in read_reference("regions")}
    if year <= LAST_YEAR_OF_TWO:
        names |= OLD_NAMES
    groups = regions_of[areas[0].key]
    paths = [
        ("Codes en namen van gemeenten",),
        *(("Lokaliseringen van gemeenten", group) for group in groups),
    ]
    topics = tuple(
        Topic(title, title.lower(), path, datatype="String")
        for path in paths
        for title in ("Code", "Naam")
    )
    cells = [
        [
            area.key,
            area.title.removesuffix(" (gemeente)"),
            *(text for code in regions_of[area.key].values() for text in (code, names[code])),
        ]
        for area in areas
    ]
    return WireTable(
        identifier=TABLES[year],
        title=f"Gebieden in Nederland {year}",
        dimensions=(Dimension("RegioS", "Regio's", "GeoDimension", areas, REGION_WIDTH),),
        topics=topics,
        coordinates=[(number,) for number in range(len(areas))],
        cells=cells,
        modified=datetime(year, 2, 1, 2, 0),
        summary=f"FICTIEF. In welke regio's elke gemeente in {year} ligt.",
        description=NOTICE,
        period=str(year),
        frequency="Perjaar",
        reason_delivery=REASON,
        is_fictitious=True,
        licence_note="Nagemaakte tabel; geen publicatie van het CBS",
    )


def _regions(piece: Piece, year: int) -> dict[str, str]:
    """Region codes by the title of their group; columns shift when a group is added."""
    part = piece.areas(date(year, 1, 1))[1]
    veilig_thuis = piece.veilig_thuis
    if year <= LAST_YEAR_OF_TWO:
        veilig_thuis = TWO_OF_BRABANT.get(piece.youth_region, veilig_thuis)
    return {
        "COROP-gebieden": piece.corop,
        "Jeugdregio's": piece.youth_region,
        **({"Landsdelen": part} if year > LAST_YEAR_OF_TWO else {}),
        "Provincies": piece.province,
        f"Veilig Thuis-regio's {profiles.ASSUMED}": veilig_thuis,
    }
