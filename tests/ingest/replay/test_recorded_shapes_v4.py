"""What the server emits in version 4 has the shape of CBS's own answers.

The shapes stand here as they were read in answers that CBS gave in 2026: the same keys, in the same
order, with values of the same types. Where those recordings are at hand, in a folder beside the
checkout, they are held to the same shapes.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.replay.answers import Limits
from ingest.replay.protocol import answer
from ingest.replay.publication import Publication
from ingest.replay.wire import CodeGroup, WireTable

RECORDED = Path(__file__).parents[4] / "shared" / "data" / "recorded"
YEAR_2026, YEAR_2020 = RECORDED / "v4-2026", RECORDED / "v4"
TABLES = ("03759ned", "80590ned", "83625NED")
HOST = "https://datasets.cbs.nl"

Body = dict[str, Any]
Read = Callable[[str], Body]

TEXT, WHOLE, TRUTH, NOTHING = str, int, bool, type(None)
NUMBER = (int, float)
PROPERTIES = {
    "@odata.context": TEXT,
    "Identifier": TEXT,
    "Title": TEXT,
    "Description": TEXT,
    "Language": TEXT,
    "Authority": TEXT,
    "Modified": TEXT,
    "ReleaseDate": TEXT,
    "ModificationDate": TEXT,
    "TemporalCoverage": TEXT,
    "Catalog": TEXT,
    "Publisher": TEXT,
    "ContactPoint": TEXT,
    "Version": TEXT,
    "VersionNotes": TEXT,
    "VersionReason": TEXT,
    "Frequency": TEXT,
    "Status": TEXT,
    "ObservationCount": WHOLE,
    "ObservationsModified": TEXT,
    "DatasetType": TEXT,
    "GraphTypes": TEXT,
    "License": TEXT,
    "Source": TEXT,
    "Summary": TEXT,
    "LongDescription": TEXT,
    "Provenance": list,
    "RelatedSources": list,
    "Distributions": list,
}
DISTRIBUTION = dict.fromkeys(("Format", "MediaType", "DownloadUrl", "AccessUrl", "Language"), TEXT)
DIMENSION = {
    "Identifier": TEXT,
    "Title": TEXT,
    "Description": TEXT,
    "MapYear": (TEXT, NOTHING),
    "ReleasePolicy": (TRUTH, NOTHING),
    "Kind": TEXT,
    "ContainsGroups": TRUTH,
    "ContainsCodes": TRUTH,
    "CodesUrl": TEXT,
    "GroupsUrl": (TEXT, NOTHING),
}
CODE = {
    "Identifier": TEXT,
    "Index": WHOLE,
    "Title": TEXT,
    "Description": TEXT,
    "DimensionGroupId": (TEXT, NOTHING),
}
MEASURE = {
    "Identifier": TEXT,
    "Index": WHOLE,
    "Title": TEXT,
    "Description": TEXT,
    "MeasureGroupId": (TEXT, NOTHING),
    "DataType": TEXT,
    "Unit": TEXT,
    "Decimals": WHOLE,
    "PresentationType": (TEXT, NOTHING),
}
OBSERVATION = {
    "Id": WHOLE,
    "Measure": TEXT,
    "ValueAttribute": TEXT,
    "Value": (*NUMBER, NOTHING),
    "StringValue": (TEXT, NOTHING),
}
FILES = {
    "Properties": "properties",
    "Dimensions": "dimensions",
    "MeasureCodes": "measure-codes",
    "Observations": "observations-page-1",
}


def has_shape(row: Body, shape: dict[str, Any]) -> None:
    assert list(row) == list(shape)
    for key, kinds in shape.items():
        assert isinstance(row[key], kinds), (key, row[key])


@pytest.fixture(params=["replay", *(TABLES if YEAR_2026.exists() else [])])
def read(request: pytest.FixtureRequest, table: WireTable) -> Read:
    """Answers by the name of the set: of the replay server, and of CBS where recorded."""
    if request.param == "replay":
        return replayed(table, HOST)
    folder = YEAR_2026 / request.param

    def recorded(name: str) -> Body:
        file = FILES.get(name) or f"codes-{name.removesuffix('Codes')}"
        return json.loads((folder / f"{file}.json").read_bytes())

    return recorded


def replayed(table: WireTable, host: str) -> Read:
    dimensions = []
    for dimension in table.dimensions:
        group = (CodeGroup("0", "Alle"),) if dimension.kind != "Dimension" else ()
        codes = [replace(code, group="0" if group else None) for code in dimension.codes]
        dimensions.append(replace(dimension, groups=group, codes=tuple(codes)))
    publication = Publication([replace(table, dimensions=tuple(dimensions))])

    def ask(name: str) -> Body:
        target = f"/odata/v1/CBS/12345ned/{name}".rstrip("/")
        return json.loads(answer(publication, Limits(), host, target).body)

    return ask


def test_contexts(read: Read) -> None:
    for name in FILES:
        base, _, fragment = read(name)["@odata.context"].partition("/$metadata")
        assert re.fullmatch(rf"{HOST}/odata/v1/CBS/\w+", base)
        assert fragment == f"#{name}"
        if name != "Properties":
            assert list(read(name)) == ["@odata.context", "value"]


def test_properties(read: Read) -> None:
    body = read("Properties")
    has_shape(body, PROPERTIES)
    for name in ("Modified", "ReleaseDate", "ModificationDate", "ObservationsModified"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00\+0[12]:00", body[name])
    assert body["Version"] == re.sub(r"[-T:]", "", body["Modified"])[:12]
    assert re.fullmatch(r"Per \w+", body["Frequency"])
    assert [each["Format"] for each in body["Distributions"]] == ["csv", "odata"]
    csv, odata = body["Distributions"]
    for each in (csv, odata):
        has_shape(each, DISTRIBUTION)
    identifier = body["Identifier"]
    assert csv["DownloadUrl"] == f"{HOST}/csv/CBS/nl/{identifier}"
    assert odata["DownloadUrl"] == f"{HOST}/odata/v1/CBS/{identifier}"


def test_dimensions(read: Read) -> None:
    for row in read("Dimensions")["value"]:
        is_plain = row["Kind"] == "Dimension"
        has_shape(row, DIMENSION if is_plain else {"@odata.type": TEXT} | DIMENSION)
        if not is_plain:
            assert row["@odata.type"] == f"#Cbs.Ccb.Models.{row['Kind']}"
        assert (row["MapYear"] is not None) == (row["Kind"] == "GeoDimension")
        assert row["ReleasePolicy"] is (True if row["Kind"] == "TimeDimension" else None)
        assert row["CodesUrl"].startswith(f"{HOST}/odata/v1/CBS/")
        assert row["CodesUrl"].endswith(f"/{row['Identifier']}Codes")
        assert (row["GroupsUrl"] is not None) == row["ContainsGroups"]


def test_codes(read: Read) -> None:
    for dimension in read("Dimensions")["value"]:
        rows = read(f"{dimension['Identifier']}Codes")["value"]
        is_time = dimension["Kind"] == "TimeDimension"
        for row in rows:
            has_shape(row, CODE | ({"Status": (TEXT, NOTHING)} if is_time else {}))
            assert row["Identifier"] == row["Identifier"].strip()
            assert (row["DimensionGroupId"] is not None) == dimension["ContainsGroups"]
        assert rows[0]["Index"] == 1


def test_measures(read: Read) -> None:
    rows = read("MeasureCodes")["value"]
    for row in rows:
        has_shape(row, MEASURE)
        assert row["DataType"] in ("Long", "Double", "String")
    # Dimensions, groups and measures are counted together, as in version 3.
    indexes = [row["Index"] for row in rows]
    assert indexes == sorted(set(indexes))
    assert indexes[0] >= len(read("Dimensions")["value"])


def test_observations(read: Read) -> None:
    keys = [row["Identifier"] for row in read("Dimensions")["value"]]
    measures = [row["Identifier"] for row in read("MeasureCodes")["value"]]
    rows = read("Observations")["value"]
    for row in rows:
        has_shape(row, OBSERVATION | dict.fromkeys(keys, TEXT))
        assert (row["ValueAttribute"] == "None") == (row["Value"] is not None)
        assert row["Measure"] in measures
    identifiers = [row["Id"] for row in rows]
    assert identifiers == sorted(set(identifiers))


def test_ids_run_through_the_cube(read: Read) -> None:
    """Measures go fastest, then the last dimension. 03759ned leaves cells out of the count."""
    keys = [row["Identifier"] for row in read("Dimensions")["value"]]
    codes = [[code["Identifier"] for code in read(f"{key}Codes")["value"]] for key in keys]
    positions = [{code: position for position, code in enumerate(each)} for each in codes]
    measures = [row["Identifier"] for row in read("MeasureCodes")["value"]]
    places: list[int] = []
    lower: list[int] = []
    for row in read("Observations")["value"]:
        place = 0
        for key, of_code in zip(keys, positions, strict=True):
            place = place * len(of_code) + of_code[row[key]]
        places.append(place * len(measures) + measures.index(row["Measure"]))
        lower.append(places[-1] - row["Id"])
    assert places == sorted(places)
    if read("Properties")["Identifier"] == "03759ned":
        assert lower == sorted(lower) and lower[0] > 0
    else:
        assert set(lower) == {0}


def shape_2020(body: Body) -> tuple[set[str], set[str]]:
    return set(body), {key for row in body.get("value", []) for key in row}


@pytest.mark.skipif(not YEAR_2020.exists(), reason="the recordings of 2020 are not at hand")
@pytest.mark.parametrize(
    ("file", "name", "since"),
    [
        (2, "", set()),
        (5, "MeasureCodes", set()),
        (8, "RegioSGroups", set()),
        (9, "PeriodenCodes", set()),
        (11, "RegioSCodes", set()),
        (3, "Observations?$top=1&$count=true", {"StringValue"}),
        (4, "Observations", {"StringValue"}),
        (
            6,
            "Dimensions",
            {"@odata.type", "ContainsGroups", "ContainsCodes", "CodesUrl", "GroupsUrl"},
        ),
    ],
)
def test_what_was_there_in_2020_is_there_still(
    table: WireTable, file: int, name: str, since: set[str]
) -> None:
    """`Format`, of measures, is gone since; dimensions are columns of their own."""
    recorded = json.loads((YEAR_2020 / f"meta_{file}.json").read_bytes())
    now = replayed(table, HOST)(name)
    envelope, keys = shape_2020(recorded)
    assert set(now) == envelope
    own = {"BedrijfskenmerkenSBI2008", "SoortHulp", "RegioS"}
    assert shape_2020(now)[1] - own == (keys - own - {"Format"}) | since


@pytest.mark.skipif(not YEAR_2020.exists(), reason="the recordings of 2020 are not at hand")
def test_the_list_of_tables_has_the_fields_of_2020_and_distributions(table: WireTable) -> None:
    recorded = json.loads((YEAR_2020 / "meta_0.json").read_bytes())["value"]
    publication = Publication([table])
    body = json.loads(answer(publication, Limits(), HOST, "/odata/v1/CBS/Datasets").body)
    (row,) = body["value"]
    assert set(row) == {*recorded[0], "Distributions"}
    assert body["@odata.context"] == f"{HOST}/odata/v1/CBS/$metadata#Datasets"
    for name, value in recorded[0].items():
        assert type(row[name]) is type(value)
