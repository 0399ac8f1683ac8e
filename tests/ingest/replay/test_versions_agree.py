"""Both versions, read back, say the same of any table."""

import json
from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.replay.answers import Limits
from ingest.replay.assumptions import Assumptions
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from tests.ingest.replay.asking import Publisher

KINDS = ("Dimension", "GeoDimension", "TimeDimension")
Cell = tuple[tuple[str, ...], int]  # codes without padding, number of the topic in the metadata

words = st.text("abcXYZ0189 ;,'\"é", min_size=1, max_size=30).filter(lambda text: text.strip())
whole = st.integers(-(10**9), 10**9).map(str)
exact = st.decimals(-1000, 1000, places=1, allow_nan=False, allow_infinity=False).map(str)
signs = st.sampled_from([".", "", None])


@st.composite
def dimensions(draw: st.DrawFn) -> tuple[Dimension, ...]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
    return tuple(
        Dimension(
            f"D{number}",
            kind,
            kind,
            tuple(Code(f"{'  ' * (n % 2)}{kind[0]}{n}", f"titel {n}") for n in range(size)),
            width=draw(st.integers(0, 8)),
        )
        for number, kind in enumerate(kinds)
        for size in [draw(st.integers(1, 4))]
    )


@st.composite
def tables(draw: st.DrawFn) -> WireTable:
    keys = draw(dimensions())
    topics = []
    for number in range(draw(st.integers(1, 4))):
        datatype = draw(st.sampled_from(["Long", "Double", "String", None]))
        group = draw(st.sampled_from([(), ("Groep",), ("Groep", "Onder")]))
        decimals = draw(st.integers(0, 1)) if datatype != "Long" else 0
        topics.append(Topic(f"Onderwerp {number % 2}", str(number), group, decimals, "", datatype))
    places = st.tuples(*(st.integers(0, len(key.codes) - 1) for key in keys))
    coordinates = draw(st.lists(places, unique=True, max_size=12))
    values = {
        "Long": whole,
        "Double": exact | whole,
        "String": words,
    }
    cells = [
        [draw(signs | values[topic.published_datatype]) for topic in topics] for _ in coordinates
    ]
    modified = datetime(2026, 2, 17)
    return WireTable("1ned", "Tabel", keys, tuple(topics), coordinates, cells, modified)


def of_version_3(cbs: Publisher) -> dict[Cell, Any]:
    """Untyped rows cell by cell, without the blanks that padding may hide."""
    feed = "/ODataFeed/odata/1ned"
    properties = cbs.get(f"{feed}/DataProperties?$format=json")["value"]
    topics = [row for row in properties if row["Type"] == "Topic"]
    keys = [row["Key"] for row in properties if row["Type"].endswith("Dimension")]
    found: dict[Cell, Any] = {}
    for page in cbs.pages(f"{feed}/UntypedDataSet?$format=json", "odata.nextLink"):
        for row in page["value"]:
            codes = tuple(row[key].strip() for key in keys)
            for topic in topics:
                if topic["Key"] in row:
                    text = row[topic["Key"]]
                    found[codes, topic["ID"]] = meaning(text, topic["Datatype"])
    return found


def meaning(text: str, datatype: str) -> Any:
    stripped = text.strip()
    if stripped in ("", "."):
        return {"": "Impossible", ".": "Confidential"}[stripped]
    return ("text", text.rstrip()) if datatype == "String" else float(stripped)


def of_version_4(cbs: Publisher) -> dict[Cell, Any]:
    root = "/odata/v1/CBS/1ned"
    numbers = {row["Identifier"]: row["Index"] for row in cbs.get(f"{root}/MeasureCodes")["value"]}
    keys = [row["Identifier"] for row in cbs.get(f"{root}/Dimensions")["value"]]
    found: dict[Cell, Any] = {}
    for page in cbs.pages(f"{root}/Observations", "@odata.nextLink"):
        for row in page["value"]:
            cell = tuple(row[key] for key in keys), numbers[row["Measure"]]
            assert cell not in found
            if row["ValueAttribute"] != "None":
                assert row["Value"] is None and row["StringValue"] is None
                found[cell] = row["ValueAttribute"]
            elif row["StringValue"] is not None:
                assert row["Value"] is None
                found[cell] = "text", row["StringValue"].rstrip()
            else:
                found[cell] = float(row["Value"])
    return found


@given(tables())
def test_untyped_rows_and_observations_say_the_same(table: WireTable) -> None:
    cbs = Publisher(table, limits=Limits(page_size=100, observations=7))
    v3, v4 = of_version_3(cbs), of_version_4(cbs)
    assert v3 == v4
    count = cbs.ask("/odata/v1/CBS/1ned/Observations/$count").body.decode("utf-8-sig")
    assert int(count) == len(v4)


@given(tables())
def test_without_blanks_only_the_blanks_are_gone(table: WireTable) -> None:
    limits = Limits(page_size=100, observations=7)
    cbs = Publisher(table, limits=limits, assumptions=Assumptions(blank="absent"))
    expected = {cell: said for cell, said in of_version_3(cbs).items() if said != "Impossible"}
    assert of_version_4(cbs) == expected


@given(tables(), st.data())
def test_a_filter_on_a_code_finds_the_same_cells(table: WireTable, data: st.DataObject) -> None:
    dimension = data.draw(st.sampled_from(table.dimensions))
    code = data.draw(st.sampled_from(dimension.codes))
    cbs = Publisher(table, limits=Limits())
    v3 = cbs.get(
        "/ODataFeed/odata/1ned/UntypedDataSet?$format=json"
        f"&$filter={dimension.key} eq '{dimension.padded(code)}'"
    )["value"]
    v4 = cbs.ask(f"/odata/v1/CBS/1ned/Observations?$filter={dimension.key} eq '{code.key.strip()}'")
    cells = sum(len(row) - 1 - len(table.dimensions) for row in v3)
    assert len(json.loads(v4.body)["value"]) == cells
