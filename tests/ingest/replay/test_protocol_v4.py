"""Version 4 as a pure function: tables, what they are made of, and refusals."""

from dataclasses import replace
from datetime import datetime

import pytest

from ingest.replay.answers import Limits
from ingest.replay.wire import Code, CodeGroup, Dimension, Topic, WireTable
from ingest.replay.wire_v4 import measure_identifiers
from tests.ingest.replay.asking import BASE, Publisher
from tests.ingest.replay.asking_v4 import FIGURES, ROOT, TABLE, refusal


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
