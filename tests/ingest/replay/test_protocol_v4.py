"""Version 4 as a pure function: what is asked, what comes back."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest

from ingest.replay.answers import Limits
from ingest.replay.observations import Observations
from ingest.replay.wire import Code, CodeGroup, Dimension, Topic, WireTable
from ingest.replay.wire_v4 import measure_identifiers
from tests.ingest.replay.asking import BASE, Publisher

TABLE = "/odata/v1/CBS/12345ned"
FIGURES = f"{TABLE}/Observations"
ROOT = f"{BASE}{TABLE}/$metadata"


@pytest.fixture
def cbs(table: WireTable) -> Publisher:
    return Publisher(table)


def all_observations(cbs: Publisher, query: str = "") -> list[dict[str, Any]]:
    pages = list(cbs.pages(f"{FIGURES}{query}", "@odata.nextLink"))
    assert all(len(page["value"]) <= cbs.limits.observations for page in pages)
    return [row for page in pages for row in page["value"]]


def refusal(cbs: Publisher, target: str) -> tuple[int, str]:
    reply = cbs.ask(target)
    error = json.loads(reply.body)["error"]
    assert list(error) == ["code", "message", "details"]
    return reply.status, error["message"]


@pytest.mark.parametrize("root", ["/odata/v1", "/odata/v1/", "/odata/v1/CBS", "/odata/v1/CBS/"])
def test_the_roots_lead_to_the_list_of_tables(cbs: Publisher, root: str) -> None:
    body = cbs.get(root)
    assert body["@odata.context"] == f"{BASE}{root.rstrip('/')}/$metadata"
    assert body["value"] == [{"name": "Datasets", "kind": "EntitySet", "url": "Datasets"}]
    listed = cbs.get(f"{root.rstrip('/')}/Datasets")
    assert listed["@odata.context"] == f"{BASE}{root.rstrip('/')}/$metadata#Datasets"
    assert [row["Identifier"] for row in listed["value"]] == ["12345ned"]


def test_the_service_document_has_relative_addresses(cbs: Publisher) -> None:
    body = cbs.get(TABLE)
    assert body["@odata.context"] == ROOT
    assert [entry["name"] for entry in body["value"]] == [
        "MeasureCodes",
        "MeasureGroups",
        "Dimensions",
        "SoortHulpCodes",
        "RegioSCodes",
        "PeriodenCodes",
        "Observations",
        "Properties",
    ]
    for entry in body["value"]:
        assert entry["url"] == entry["name"]
        kind = "Singleton" if entry["name"] == "Properties" else "EntitySet"
        assert entry["kind"] == kind
        assert cbs.ask(f"{TABLE}/{entry['url']}").status == 200


def test_groups_are_sets_only_where_they_exist(table: WireTable) -> None:
    kinds, regions, periods = table.dimensions
    groups = (CodeGroup("NL", "Nederland"), CodeGroup("GM", "Gemeenten", parent="NL"))
    codes = tuple(replace(code, group=code.key[:2]) for code in regions.codes)
    grouped = replace(regions, groups=groups, codes=codes)
    plain = tuple(replace(topic, group=()) for topic in table.topics)
    cbs = Publisher(replace(table, dimensions=(kinds, grouped, periods), topics=plain))
    names = [entry["name"] for entry in cbs.get(TABLE)["value"]]
    assert "RegioSGroups" in names and "SoortHulpGroups" not in names
    assert "MeasureGroups" not in names
    assert refusal(cbs, f"{TABLE}/MeasureGroups")[0] == 404
    assert cbs.get(f"{TABLE}/RegioSGroups")["value"] == [
        {"Id": "NL", "Index": 0, "Title": "Nederland", "Description": "", "ParentId": None},
        {"Id": "GM", "Index": 1, "Title": "Gemeenten", "Description": "", "ParentId": "NL"},
    ]
    codes = cbs.get(f"{TABLE}/RegioSCodes")["value"]
    assert [code["DimensionGroupId"] for code in codes] == ["NL", "GM", "GM"]
    geo = cbs.get(f"{TABLE}/Dimensions?$filter=ContainsGroups eq true")["value"]
    assert [(row["Identifier"], row["GroupsUrl"]) for row in geo] == [
        ("RegioS", f"{BASE}{TABLE}/RegioSGroups")
    ]
    # Version 3 says the same with numbers.
    feed = "/ODataFeed/odata/12345ned"
    parents = cbs.get(f"{feed}/CategoryGroups?$format=json")["value"]
    assert [(row["ID"], row["Title"], row["ParentID"]) for row in parents] == [
        (1, "Nederland", None),
        (2, "Gemeenten", 1),
    ]
    keys = cbs.get(f"{feed}/RegioS?$format=json")["value"]
    assert [row["CategoryGroupID"] for row in keys] == [1, 2, 2]


def test_properties_are_one_object(cbs: Publisher) -> None:
    body = cbs.get(f"{TABLE}/Properties")
    assert body["@odata.context"] == f"{ROOT}#Properties"
    assert (body["Modified"], body["Version"]) == ("2024-04-30T02:00:00+02:00", "202404300200")
    assert (body["Frequency"], body["DatasetType"]) == ("Per halfjaar", "Numeric")
    assert body["ObservationCount"] == 26
    addresses = [each["DownloadUrl"] for each in body["Distributions"]]
    assert addresses == [f"{BASE}/csv/CBS/nl/12345ned", f"{BASE}{TABLE}"]
    for address in addresses:
        assert cbs.ask(address.removeprefix(BASE)).status == 200
    chosen = cbs.get(f"{TABLE}/Properties?$select=Version,Modified")
    assert list(chosen) == ["@odata.context", "Modified", "Version"]


def test_winter_and_summer_have_their_own_offset(table: WireTable) -> None:
    changed = replace(
        table,
        modified=datetime(2026, 7, 16, 6, 30),
        observations_modified=datetime(2026, 2, 17),
        reason_delivery="ActualiseringBijzonder",
    )
    (row,) = Publisher(changed).get("/odata/v1/CBS/Datasets")["value"]
    assert row["Modified"] == "2026-07-16T06:30:00+02:00"
    assert row["ObservationsModified"] == "2026-02-17T00:00:00+01:00"
    assert (row["Version"], row["VersionReason"]) == ("202607160630", "Actualisering bijzonder")


def test_marks_of_a_replay_server_are_passed_on(table: WireTable) -> None:
    assert "IsFictitious" not in Publisher(table).get("/odata/v1/Datasets")["value"][0]
    fictitious = replace(table, is_fictitious=True, licence_note="Fictieve cijfers")
    cbs = Publisher(fictitious)
    assert cbs.get("/odata/v1/Datasets")["value"][0]["IsFictitious"] is True
    properties = cbs.get(f"{TABLE}/Properties")
    assert properties["IsFictitious"] is True
    assert properties["License"] == "Fictieve cijfers"


def test_the_list_of_tables_is_one_answer_however_small_the_pages(table: WireTable) -> None:
    tables = [replace(table, identifier=f"{number}NED") for number in range(7)]
    cbs = Publisher(*tables, limits=Limits(observations=2), discontinued={"3NED"})
    body = cbs.get("/odata/v1/Datasets")
    assert len(body["value"]) == 7 and "@odata.nextLink" not in body
    rows = cbs.get("/odata/v1/Datasets?$filter=Status ne 'Gediscontinueerd'&$select=Identifier")
    assert rows["@odata.context"] == f"{BASE}/odata/v1/$metadata#Datasets(Identifier)"
    assert {"Identifier": "3NED"} not in rows["value"] and len(rows["value"]) == 6
    assert len(cbs.get("/odata/v1/Datasets?$search=onzin")["value"]) == 7  # without effect
    assert cbs.ask("/odata/v1/Datasets/$count").body == b"\xef\xbb\xbf7"


def test_observations_know_the_place_of_their_cell_in_the_cube(
    cbs: Publisher, table: WireTable
) -> None:
    rows = all_observations(cbs)
    assert len(rows) == 26
    sizes = [len(dimension.codes) for dimension in table.dimensions]
    measures = measure_identifiers(table)
    codes = [[code.key.strip() for code in dimension.codes] for dimension in table.dimensions]
    for row in rows:
        rest, topic = divmod(row["Id"], 3)
        assert row["Measure"] == measures[topic]
        for key, size, listed in reversed(
            list(zip(("SoortHulp", "RegioS", "Perioden"), sizes, codes, strict=True))
        ):
            rest, place = divmod(rest, size)
            assert row[key] == listed[place]
    identifiers = [row["Id"] for row in rows]
    assert identifiers == sorted(set(identifiers))
    assert identifiers[-1] > len(rows)  # there are gaps


def test_an_observation_to_the_byte(cbs: Publisher, table: WireTable) -> None:
    first = measure_identifiers(table)[0]
    assert (
        cbs.ask(f"{FIGURES}?$top=1").body
        == (
            f'{{"@odata.context":"{ROOT}#Observations","value":[{{"Id":0,"Measure":"{first}",'
            '"ValueAttribute":"None","Value":127340,"StringValue":null,"SoortHulp":"A000001",'
            '"RegioS":"NL01","Perioden":"2022HJ01"}]}'
        ).encode()
    )
    assert b'"Value":100.0,' in cbs.ask(FIGURES).body


def test_a_dot_and_a_blank_are_null_with_a_reason(cbs: Publisher) -> None:
    rows = all_observations(cbs, "?$filter=SoortHulp eq '2005' and RegioS eq 'NL01'")
    assert [(row["Value"], row["ValueAttribute"]) for row in rows] == [
        (None, "Confidential"),
        (None, "Impossible"),
        (-38, "None"),
    ]


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ("RegioS eq 'NL01'", [0, 1, 2, 3]),
        ("RegioS eq 'NL01  '", []),  # without padding here
        ("RegioS ne 'NL01' and Perioden le '2022HJ02'", [4, 5, 8, 9]),
        ("Perioden gt '2022HJ02' and RegioS lt 'GM0363'", [10, 11]),
        ("RegioS in ('NL01', 'GM0014') and Perioden in ('2022JJ00')", [2, 10]),
        ("not (RegioS in ('NL01','GM0014'))", [4, 5, 6, 7]),
        ("contains(Perioden,'JJ')", [2, 6, 10]),
        ("contains(Perioden,'JJ') eq false and startswith(RegioS,'NL')", [0, 1, 3]),
        ("endswith(Perioden,'01') and not startswith(RegioS,'GM')", [0, 3]),
        ("substring(RegioS,0,2) eq 'GM' and substring(Perioden,4) ge 'JJ'", [6, 10]),
        ("SoortHulp eq 'x''y' or SoortHulp eq '2005'", [1, 2, 4, 5, 7, 8, 10, 11]),
        ("(RegioS eq 'NL01' or RegioS eq 'GM0363') and Perioden eq '2023HJ01'", [3, 7]),
    ],
)
def test_filters_find_rows(cbs: Publisher, condition: str, numbers: list[int]) -> None:
    measure = measure_identifiers(cbs.publication.tables["12345ned"].table)[0]
    rows = all_observations(cbs, f"?$filter=({condition}) and Measure eq '{measure}'")
    # Row n of the table stands at place n + 12 * (n % 3) of the cube of 36.
    assert sorted(row["Id"] // 3 % 12 for row in rows) == numbers


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("Id lt 3", 3),
        ("Value gt 10", 5),
        ("Value eq null", 2),
        ("ValueAttribute ne 'None'", 2),
        ("StringValue eq null", 26),
        ("Value ge 10.5 and ValueAttribute eq 'None'", 5),
    ],
)
def test_filters_look_at_values_too(cbs: Publisher, condition: str, count: int) -> None:
    assert len(all_observations(cbs, f"?$filter={condition}")) == count
    body = cbs.get(f"{FIGURES}?$filter={condition}&$count=true&$top=1")
    assert list(body)[:3] == ["@odata.context", "@odata.count", "value"]
    assert body["@odata.count"] == count
    counted = cbs.ask(f"{FIGURES}/$count?$filter={condition}")
    assert counted.body.decode("utf-8-sig") == str(count)
    assert counted.content_type.startswith("text/plain")


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("", slice(None)),
        ("?$skip=3", slice(3, None)),
        ("?$top=12&$skip=4", slice(4, 16)),
        ("?$top=10", slice(10)),
        ("?$top=0", slice(0)),
        ("?$skip=99", slice(0)),
    ],
)
def test_pages_give_every_observation_once(cbs: Publisher, query: str, part: slice) -> None:
    whole = Publisher(cbs.publication.tables["12345ned"].table, limits=Limits())
    assert all_observations(cbs, query) == whole.get(FIGURES)["value"][part]


def test_the_next_link_repeats_the_query(cbs: Publisher) -> None:
    body = cbs.get(f"{FIGURES}?$filter=contains(Perioden,%27J%27)&$select=Id,%20Value&$count=true")
    assert body["@odata.context"] == f"{ROOT}#Observations(Id,Value)"
    assert list(body["value"][0]) == ["Id", "Value"]
    assert body["@odata.nextLink"] == (
        f"{BASE}{FIGURES}?$filter=contains%28Perioden%2C%27J%27%29&$select=Id%2C%20Value"
        "&$count=true&$skip=10"
    )


@pytest.mark.parametrize(
    ("target", "status", "message"),
    [
        ("/odata", 404, "No resource"),
        ("/odata/v2/CBS", 404, "No resource"),
        ("/odata/v1/CBS/12345NED", 404, "'12345NED'"),  # identifiers are case sensitive
        ("/odata/v1/CBS/12345NED/Observations", 404, "'12345NED'"),
        ("/csv/CBS/nl/12345NED", 404, "'12345NED'"),
        ("/csv/CBS/en/12345ned", 404, "No resource"),
        (f"{TABLE}/observations", 404, "'observations'"),
        (f"{TABLE}/RegioSGroups", 404, "'RegioSGroups'"),
        (f"{TABLE}/Observations/more", 404, "'Observations/more'"),
        (f"{TABLE}/Properties/$count", 404, "'Properties'"),
        (f"{FIGURES}?$select=Id,Nummer", 400, "'Nummer'"),
        (f"{FIGURES}?$filter=Nummer eq 1", 400, "saw column Nummer"),
        (f"{FIGURES}?$filter=substringof('J',Perioden)", 400, "expected a comparison"),
        (f"{FIGURES}?$filter=RegioS in ()", 400, "expected a quoted text"),
        (f"{FIGURES}?$orderby=Id", 400, "$orderby"),
        (f"{FIGURES}?$count=yes", 400, "$count=yes"),
        (f"{FIGURES}?$top=-1", 400, "$top=-1"),
        (f"{FIGURES}?$format=atom", 400, "$format=atom"),
    ],
)
def test_refusals_have_the_form_of_version_4(
    cbs: Publisher, target: str, status: int, message: str
) -> None:
    seen = refusal(cbs, target)
    assert seen[0] == status
    assert message in seen[1]


def test_a_discontinued_table_has_metadata_only(table: WireTable) -> None:
    cbs = Publisher(table, discontinued=["12345ned"])
    assert cbs.get(f"{TABLE}/Properties")["Status"] == "Gediscontinueerd"
    assert cbs.get(f"{TABLE}/RegioSCodes")["value"]
    for target in (FIGURES, f"{FIGURES}/$count", "/csv/CBS/nl/12345ned"):
        assert refusal(cbs, target)[0] == 404
    # Version 3 still has it, and says the same of it.
    (row,) = cbs.get("/ODataCatalog/Tables?$format=json")["value"]
    assert row["OutputStatus"] == "Gediscontinueerd"
    assert cbs.get("/ODataFeed/odata/12345ned/TypedDataSet?$format=json")["value"]


def test_a_table_without_rows_is_a_table(table: WireTable) -> None:
    cbs = Publisher(replace(table, coordinates=[], cells=[]))
    for query in ("", "?$filter=RegioS eq 'NL01'", "?$filter=Value gt 1"):
        assert cbs.get(f"{FIGURES}{query}")["value"] == []
    assert cbs.get(f"{TABLE}/Properties")["ObservationCount"] == 0


def test_a_measure_keeps_its_identifier_when_others_come_and_go(table: WireTable) -> None:
    identifiers = measure_identifiers(table)
    assert len(set(identifiers)) == 3
    assert all(len(each) == 7 and each[0] == "M" and each[1:].isdigit() for each in identifiers)
    more = replace(table, topics=(Topic("Nieuw", "aantal"), *reversed(table.topics)))
    assert measure_identifiers(more)[1:] == identifiers[::-1]
    assert set(measure_identifiers(replace(table, identifier="1NED"))) != set(identifiers)
    twins = replace(table, topics=(table.topics[0],) * 3)
    assert len(set(measure_identifiers(twins))) == 3


def test_measures_carry_over_from_version_3_by_number(table: WireTable) -> None:
    cbs = Publisher(table, limits=Limits())
    properties = cbs.get("/ODataFeed/odata/12345ned/DataProperties?$format=json")["value"]
    topics = {row["ID"]: row for row in properties if row["Type"] == "Topic"}
    groups = {row["ID"]: row for row in properties if row["Type"] == "TopicGroup"}
    measures = cbs.get(f"{TABLE}/MeasureCodes")["value"]
    assert [measure["Index"] for measure in measures] == list(topics)
    by_id = {row["Id"]: row for row in cbs.get(f"{TABLE}/MeasureGroups")["value"]}
    for measure in measures:
        topic = topics[measure["Index"]]
        for v4, v3 in (("Title",) * 2, ("Unit",) * 2, ("Decimals",) * 2, ("DataType", "Datatype")):
            assert measure[v4] == topic[v3]
        if topic["ParentID"] is None:
            assert measure["MeasureGroupId"] is None
            continue
        group = by_id[measure["MeasureGroupId"]]
        assert group["Index"] == topic["ParentID"]
        assert group["Title"] == groups[topic["ParentID"]]["Title"]


@pytest.fixture
def areas() -> WireTable:
    """The form of "Gebieden in Nederland": regions only, no periods, texts."""
    codes = (Code("GM0363", "Amsterdam"), Code("GM1680", "Aa en Hunze"))
    topics = (
        Topic("Code", "", ("Provincies",), datatype="String"),
        Topic("Naam", "", ("Provincies",), datatype="String"),
        Topic("Inwoners", "aantal"),
    )
    return WireTable(
        identifier="86059NED",
        title="Gebieden in Nederland 2025",
        dimensions=(Dimension("RegioS", "Regio's", "GeoDimension", codes, 6),),
        topics=topics,
        coordinates=[[0], [1]],
        cells=[["PV27", "Noord-Holland", "931298"], ["PV22", "", "."]],
        modified=datetime(2025, 1, 15),
    )


def test_a_table_of_texts_with_regions_only_in_both_versions(areas: WireTable) -> None:
    cbs = Publisher(areas)
    feed = "/ODataFeed/odata/86059NED"
    for name in ("TypedDataSet", "UntypedDataSet"):
        first, second = cbs.get(f"{feed}/{name}?$format=json")["value"]
        assert first["Naam_2"] == "Noord-Holland            " and len(first["Naam_2"]) == 25
        assert second["Naam_2"] == " " * 25
        assert second["RegioS"] == "GM1680"
    rows = cbs.get("/odata/v1/CBS/86059NED/Observations")["value"]
    assert [row["Id"] for row in rows] == list(range(6))
    assert [(row["StringValue"], row["Value"]) for row in rows] == [
        ("PV27", None),
        ("Noord-Holland", None),
        (None, 931298),
        ("PV22", None),
        (None, None),
        (None, None),
    ]
    attributes = [row["ValueAttribute"] for row in rows]
    assert attributes == ["None"] * 4 + ["Impossible", "Confidential"]
    assert cbs.get("/odata/v1/CBS/86059NED/Properties")["DatasetType"] == "Mixed"
    found = cbs.get("/odata/v1/CBS/86059NED/Observations?$filter=contains(StringValue,'Holland')")
    assert [row["Id"] for row in found["value"]] == [1]
    only_texts = replace(areas, topics=areas.topics[:2], cells=[["a", "b"], ["c", "d"]])
    cbs = Publisher(only_texts)
    assert cbs.get("/odata/v1/CBS/86059NED/Properties")["DatasetType"] == "Text"


def test_a_dimension_cannot_be_called_like_a_column_of_observations(table: WireTable) -> None:
    kinds, *others = table.dimensions
    with pytest.raises(ValueError, match="saw dimension Value; expected a key"):
        Publisher(replace(table, dimensions=(replace(kinds, key="Value"), *others)))


def test_a_page_of_a_large_table_makes_only_its_own_observations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    regions = tuple(Code(f"GM{number:04d}", "") for number in range(850))
    periods = tuple(Code(f"{year}JJ00", "") for year in range(1000, 1200))
    cells = np.full((850 * 200, 10), "12.5", dtype=object)
    cells[::7, 3] = "."
    large = WireTable(
        identifier="1ned",
        title="",
        dimensions=(
            Dimension("RegioS", "", "GeoDimension", regions, 6),
            Dimension("Perioden", "", "TimeDimension", periods, 8),
        ),
        topics=tuple(Topic(str(number), "", decimals=1) for number in range(10)),
        coordinates=np.indices((850, 200)).reshape(2, -1).T,  # type: ignore[arg-type]
        cells=cells,  # type: ignore[arg-type]
        modified=datetime(2026, 1, 1),
    )
    made = []
    read = Observations._read
    monkeypatch.setattr(Observations, "_read", lambda *args: made.append(1) or read(*args))
    cbs = Publisher(large, limits=Limits())
    body = cbs.get("/odata/v1/CBS/1ned/Observations?$skip=1600000&$filter=RegioS ge 'GM0000'")
    assert [row["Id"] for row in body["value"]] == list(range(1_600_000, 1_700_000))
    assert len(made) == 100_000
    assert cbs.get("/odata/v1/CBS/1ned/Properties")["ObservationCount"] == 1_700_000
    assert len(made) == 100_000
