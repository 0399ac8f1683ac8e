"""Every collected figure comes back from the wire as it was published, and nothing else does.

The twin reads the CSV line by line and looks each cell up in what httpx fetched, by published
title and label, with its own idea of how labels become columns.
"""

import csv
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable

FIGURES = Path(__file__).parents[2] / "figures"
COLLECTED = Path(__file__).parents[4] / "shared" / "data" / "golden"
FOLDERS = [FIGURES, *([COLLECTED] if COLLECTED.exists() else [])]

FIXED = {
    *("table_id", "period_label", "period_code", "region_label", "region_level", "region_code"),
    *("measure", "value", "value_num", "status", "source_url"),
}
STATUS = {"": "Definitief", "*": "Voorlopig", "**": "NaderVoorlopig", "unknown": None}

Line = dict[str, str]
Cell = tuple[str | None, float | None]


def lines_of(path: Path) -> list[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fetch(client: httpx.Client, url: str | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while url:
        body = client.get(url).json()
        rows += body["value"]
        url = body.get("odata.nextLink")
    return rows


class Fetched:
    """One table as a client sees it: cells by labels, period status and column path."""

    def __init__(self, client: httpx.Client, base_url: str, table_id: str) -> None:
        def get(name: str) -> list[dict[str, Any]]:
            url = f"{base_url}/ODataFeed/odata/{table_id}/{name}?$format=json"
            return fetch(client, url)

        self.properties = get("DataProperties")
        dimensions = [row for row in self.properties if row["Type"].endswith("Dimension")]
        self.codes = {row["Key"]: get(row["Key"]) for row in dimensions}
        topics = {row["Key"]: row for row in self.properties if row["Type"] == "Topic"}
        untyped, typed = get("UntypedDataSet"), get("TypedDataSet")
        assert [row["ID"] for row in untyped] == list(range(len(untyped)))
        self.row_count = len(untyped)
        self.cells: dict[tuple[Any, ...], Cell] = {}
        titles = {key: {row["Key"]: row for row in rows} for key, rows in self.codes.items()}
        for texts, numbers in zip(untyped, typed, strict=True):
            assert texts.keys() == numbers.keys()
            place = {row["Title"]: titles[row["Key"]][texts[row["Key"]]] for row in dimensions}
            # Each row has something to say: a row without figures would claim to be delivered.
            assert topics.keys() & texts.keys()
            for key in topics.keys() & texts.keys():
                labels = {title: row["Title"] for title, row in place.items()}
                cell = (
                    frozenset(labels.items()),
                    place["Perioden"]["Status"],
                    self.path(topics[key]),
                )
                assert cell not in self.cells
                self.cells[cell] = (texts[key], numbers[key])

    def path(self, topic: dict[str, Any]) -> tuple[str, ...]:
        by_id = {row["ID"]: row for row in self.properties}
        path = (topic["Title"], topic["Unit"])
        parent = topic["ParentID"]
        while parent is not None:
            path = (by_id[parent]["Title"], *path)
            parent = by_id[parent]["ParentID"]
        return path


def expected_path(line: Line) -> tuple[str, ...]:
    """Groups, title and unit of the column that a figure belongs to."""
    measure, unit = line["measure"], "aantal"
    if measure.endswith(")") and " (" in measure:
        measure, _, unit = measure[:-1].rpartition(" (")
    *groups, title = measure.split(": ")
    if groups or title == "totaal":
        title = title[0].upper() + title[1:]
    if line["table_id"] == "85361NED":
        if groups == ["Vervolgmelding"]:
            groups = ["Vervolgmelding tijdens betrokkenheid VT"]
        groups = ["Ontvangen meldingen" + (" (relatief)" if unit == "%" else ""), *groups]
        title = title.replace("Één", "Een")
        if unit == "%":
            title = title.replace("Tijdens monitoring door VT", "Tijdens monitoring")
    return (*groups, title, unit)


def cell_of(line: Line) -> tuple[Any, ...]:
    labels = {title: label for title, label in line.items() if title not in FIXED}
    labels |= {"Regio's": line["region_label"], "Perioden": line["period_label"].rstrip("*")}
    return frozenset(labels.items()), STATUS[line["status"]], expected_path(line)


def in_dutch(text: str) -> str:
    """A number on the wire as CBS prints it in Dutch."""
    whole, point, decimals = text.partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    return f"{groups}{',' if point else ''}{decimals}"


def check_cell(line: Line, cell: Cell) -> None:
    text, number = cell
    assert text is not None
    if line["value"] in (".", ""):
        assert text == (f"{'.':>8}" if line["value"] else "")
        assert number is None
    else:
        assert len(text) == 8
        assert in_dutch(text.strip()) == line["value"]
        assert number == float(line["value_num"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_cell_comes_back_and_nothing_else(folder: Path) -> None:
    files = {path.stem: lines_of(path) for path in sorted(folder.glob("*.csv"))}
    assert files
    seen: set[tuple[str, int]] = set()
    with httpx.Client() as client:
        for edition in (0, 1):
            tables = read_figures(folder, edition=edition)
            assert [table.identifier for table in tables] == list(files)
            with ReplayServer(tables, page_size=10) as server:
                for table_id, lines in files.items():
                    table = Fetched(client, server.url, table_id)
                    found = set()
                    for number, line in enumerate(lines):
                        cell = cell_of(line)
                        if cell in table.cells:
                            check_cell(line, table.cells[cell])
                            seen.add((table_id, number))
                            found.add(cell)
                    assert found == set(table.cells)
    every = {(table_id, n) for table_id, lines in files.items() for n in range(len(lines))}
    assert every - seen == set()


@pytest.fixture(scope="module")
def newest() -> dict[str, WireTable]:
    return {table.identifier: table for table in read_figures(FIGURES)}


def test_known_figures(newest: dict[str, WireTable]) -> None:
    row = next(newest["85361NED"].rows([0], typed=False))
    assert row["RegioS"] == "NL01  " and row["Perioden"] == "2023JJ00"
    assert row["OntvangenMeldingenTotaal_1"] == "  127340"
    assert row["k_1eMeldingGeenBetrokkenenBekendVT_12"] == "    31.9"
    assert newest["85361NED"].record_count == 19
    assert newest["85361NED"].is_selection


def test_the_catalogue_says_that_it_is_a_selection_and_counts_what_is_served() -> None:
    with ReplayServer(read_figures(FIGURES)) as server:
        rows = httpx.get(f"{server.url}/ODataCatalog/Tables?$format=json").json()["value"]
    assert [row["RecordCount"] for row in rows] == [3, 7, 77, 16, 36, 21, 1, 9, 27, 18, 19]
    assert all(row["IsSelection"] is True for row in rows)
    assert "https://www.cbs.nl/nl-nl/cijfers/detail/84852NED" in rows[4]["Summary"]


def test_two_statuses_of_one_period_are_two_versions(newest: dict[str, WireTable]) -> None:
    older = {table.identifier: table for table in read_figures(FIGURES, edition=1)}
    oldest = {table.identifier: table for table in read_figures(FIGURES, edition=9)}

    def help_in_2023(table: WireTable) -> dict[str, str | None]:
        rows = table.rows(range(table.record_count), typed=False)
        return {
            row["RegioS"].strip(): row["JongerenMetJeugdhulpInNatura_1"].strip()
            for row in rows
            if row["Perioden"] == "2023JJ00"
        }

    def status(table: WireTable) -> str | None:
        return next(c.status for c in table.dimensions[-1].codes if c.key == "2023JJ00")

    assert help_in_2023(newest["85098NED"]) == {"NL01": "13.9", "LD03": "13.7"}
    assert status(newest["85098NED"]) == "Definitief"
    assert help_in_2023(older["85098NED"])["NL01"] == "13.5"
    assert len(help_in_2023(older["85098NED"])) == 7  # every row of that version, and only those
    assert status(older["85098NED"]) == "Voorlopig"
    stamps = [older["85098NED"].modified, newest["85098NED"].modified]
    assert [stamp.date().isoformat() for stamp in stamps] == ["2025-07-01", "2025-07-02"]
    # A table or period without an older status keeps its only one.
    assert oldest["85098NED"] == older["85098NED"]
    assert older["85361NED"] == newest["85361NED"]
