"""What the server emits has the shape of CBS's own answers.

The shapes stand here as they were read in answers that CBS gave in 2020. Where those recordings
are at hand, in a folder beside the checkout, they are held to the same shapes.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.replay.protocol import Limits, answer
from ingest.replay.publication import Publication
from ingest.replay.wire import WireTable

RECORDED = Path(__file__).parents[4] / "shared" / "data" / "recorded" / "v3"

Body = dict[str, Any]
Read = Callable[[str], Body]


def words(text: str) -> set[str]:
    return set(text.split())


INFO = words(
    "ID Identifier Title ShortTitle ShortDescription Summary ExplanatoryText Language Catalog "
    "Frequency Period Source OutputStatus ReasonDelivery Modified MetaDataModified "
    "DefaultPresentation DefaultSelection GraphTypes SearchPriority"
)
CATALOGUE = INFO | words("Updated ApiUrl FeedUrl SummaryAndLinks RecordCount ColumnCount")
PROPERTY = words("odata.type ID Position ParentID Type Key Title Description")
TOPIC = PROPERTY | words("Datatype Unit Decimals Default")
PROPERTIES = {
    "Dimension": PROPERTY,
    "GeoDimension": PROPERTY | {"MapYear"},
    "TimeDimension": PROPERTY | {"ReleasePolicy"},
    "TopicGroup": PROPERTY,
    "Topic": TOPIC,
}
RECORDINGS = {
    "service": "meta_1",
    "TableInfos": "meta_2",
    "CategoryGroups": "meta_3",
    "code list": "meta_4",
    "Perioden": "meta_6",
    "DataProperties": "meta_7",
    "TypedDataSet": "meta_8",
    "catalogue": "tables_1",
    "UntypedDataSet": "tables_2",
    "last page": "tables_3",
}


@pytest.fixture(params=["replay", *(["recorded"] if RECORDED.exists() else [])])
def read(request: pytest.FixtureRequest, table: WireTable) -> Read:
    """Answers by name: of the replay server, and of CBS where they were recorded."""
    if request.param == "recorded":
        return lambda name: json.loads((RECORDED / f"{RECORDINGS[name]}.json").read_bytes())
    publication, feed = Publication([table]), "/ODataFeed/odata/12345ned"
    targets = {
        "service": feed,
        "code list": f"{feed}/SoortHulp",
        "catalogue": "/ODataCatalog/Tables",
    }

    def ask(name: str) -> Body:
        if name == "last page":
            target = f"{feed}/UntypedDataSet?$format=json&$skip=10"
        else:
            target = f"{targets.get(name, f'{feed}/{name}')}?$format=json"
        return json.loads(answer(publication, Limits(5), "https://opendata.cbs.nl", target).body)

    return ask


def test_envelopes(read: Read) -> None:
    for name in RECORDINGS:
        body = read(name)
        assert set(body) - {"odata.nextLink"} == {"odata.metadata", "value"}
        base, _, fragment = body["odata.metadata"].partition("/$metadata")
        if name == "catalogue":
            assert (base, fragment) == ("https://opendata.cbs.nl/ODataCatalog", "#Tables")
            continue
        # Whatever the request said, metadata prints OData.
        assert base.rpartition("/")[0] == "https://opendata.cbs.nl/ODataFeed/OData"
        assert fragment.startswith("#Cbs.OData.WebAPI.") or (name == "service" and not fragment)


def test_service_document(read: Read) -> None:
    entries = read("service")["value"]
    assert [entry["name"] for entry in entries[:5]] == [
        "TableInfos",
        "UntypedDataSet",
        "TypedDataSet",
        "DataProperties",
        "CategoryGroups",
    ]
    assert entries[-1]["name"] == "Perioden"
    for entry in entries:
        assert set(entry) == {"name", "url"}
        assert entry["url"].startswith("https://opendata.cbs.nl/ODataFeed/odata/")
        assert entry["url"].endswith(f"/{entry['name']}")


def test_infos_and_catalogue(read: Read) -> None:
    (info,) = read("TableInfos")["value"]
    assert set(info) == INFO | {"Description"}
    for row in read("catalogue")["value"]:
        assert set(row) == CATALOGUE
        assert isinstance(row["RecordCount"], int) and isinstance(row["ColumnCount"], int)
        assert isinstance(row["SearchPriority"], str)
        for stamp in ("Modified", "MetaDataModified", "Updated"):
            assert len(row[stamp]) == len("2020-01-17T02:00:00")


def test_data_properties(read: Read) -> None:
    rows = read("DataProperties")["value"]
    assert [row["ID"] for row in rows] == list(range(len(rows)))
    positions = [row["Position"] for row in rows if row["Type"] != "TopicGroup"]
    assert positions == list(range(len(positions)))
    for row in rows:
        assert set(row) == PROPERTIES[row["Type"]]
        assert row["odata.type"] == f"Cbs.OData.{row['Type']}"
        if row["Type"] == "TopicGroup":
            assert (row["Key"], row["Position"]) == ("", None)
        if row["Type"] == "Topic":
            assert row["Key"].rpartition("_")[2].isdigit()
        if row["ParentID"] is not None:
            assert rows[row["ParentID"]]["Type"] == "TopicGroup"


def test_code_lists(read: Read) -> None:
    for row in read("code list")["value"]:
        assert set(row) == {"Key", "Title", "Description", "CategoryGroupID"}
        assert row["Key"] != row["Key"].strip()
    for row in read("Perioden")["value"]:
        assert set(row) == {"Key", "Title", "Description", "Status"}
        assert "*" not in row["Title"]
    assert read("CategoryGroups")["value"] == []


def test_data_sets(read: Read) -> None:
    for row in read("TypedDataSet")["value"]:
        for key, value in row.items():
            is_topic = key.rpartition("_")[2].isdigit()
            kinds = (int, float, type(None)) if is_topic else (int if key == "ID" else str,)
            assert isinstance(value, kinds)
    for row in read("UntypedDataSet")["value"]:
        for key, value in row.items():
            if key.rpartition("_")[2].isdigit():
                assert value == "" or len(value) == 8


def test_pages(read: Read) -> None:
    first, last = read("UntypedDataSet"), read("last page")
    size = len(first["value"])
    assert [row["ID"] for row in first["value"]] == list(range(size))
    assert last["value"][0]["ID"] in (size, 2 * size)
    assert first["odata.nextLink"].endswith(f"?$format=json&$skip={size}")
    assert "/UntypedDataSet" in first["odata.nextLink"]
    assert "odata.nextLink" not in last
