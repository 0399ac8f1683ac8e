"""The protocol as a pure function: what is asked, what comes back."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from ingest.replay.protocol import Answer, Limits, answer
from ingest.replay.publication import Publication
from ingest.replay.wire import WireTable

BASE = "http://cbs.test"
FEED = "/ODataFeed/odata/12345ned"
API = "/ODataApi/odata/12345ned"


class Publisher:
    def __init__(self, table: WireTable) -> None:
        self.publication, self.limits = Publication([table]), Limits(page_size=5, api_rows=8)

    def ask(self, target: str) -> Answer:
        return answer(self.publication, self.limits, BASE, target)

    def get(self, target: str) -> dict[str, Any]:
        reply = self.ask(target)
        assert reply.status == 200, reply.body
        return json.loads(reply.body)

    def refusal(self, target: str) -> tuple[int, str]:
        reply = self.ask(target)
        error = json.loads(reply.body)["odata.error"]
        assert set(error) == {"code", "message"} and set(error["message"]) == {"lang", "value"}
        return reply.status, error["message"]["value"]


@pytest.fixture
def cbs(table: WireTable) -> Publisher:
    return Publisher(table)


def test_the_service_document_lists_fixed_sets_and_then_dimensions(cbs: Publisher) -> None:
    body = cbs.get(f"{FEED}?$format=json")
    assert body["odata.metadata"] == f"{BASE}/ODataFeed/OData/12345ned/$metadata"
    assert [entry["name"] for entry in body["value"]] == [
        "TableInfos",
        "UntypedDataSet",
        "TypedDataSet",
        "DataProperties",
        "CategoryGroups",
        "SoortHulp",
        "RegioS",
        "Perioden",
    ]
    assert body["value"][0]["url"] == f"{BASE}{FEED}/TableInfos"


@pytest.mark.parametrize("form", ["odata", "OData"])
@pytest.mark.parametrize("end", ["", "/"])
def test_links_echo_the_form_of_the_request(cbs: Publisher, form: str, end: str) -> None:
    document = cbs.get(f"/ODataFeed/{form}/12345ned{end}?$format=json")
    assert document["value"][5]["url"] == f"{BASE}/ODataFeed/{form}/12345ned/SoortHulp"
    page = cbs.get(f"/ODataFeed/{form}/12345ned/TypedDataSet{end}?$format=json")
    link = f"{BASE}/ODataFeed/{form}/12345ned/TypedDataSet{end}?$format=json&$skip=5"
    assert page["odata.nextLink"] == link
    metadata = f"{BASE}/ODataFeed/OData/12345ned/$metadata#Cbs.OData.WebAPI.TypedDataSet"
    assert page["odata.metadata"] == metadata


def test_bodies_are_compact_and_begin_with_their_metadata(cbs: Publisher) -> None:
    assert cbs.ask(f"{FEED}/CategoryGroups?$format=json").body == (
        b'{"odata.metadata":"http://cbs.test/ODataFeed/OData/12345ned/$metadata'
        b'#Cbs.OData.WebAPI.CategoryGroups","value":[]}'
    )
    body = cbs.ask(f"{FEED}/UntypedDataSet?$format=json&$top=1").body
    assert body.endswith(
        b'"value":[{"ID":0,"SoortHulp":"A000001 ","RegioS":"NL01  ","Perioden":'
        b'"2022HJ01","OntvangenMeldingenTotaal_1":"  127340","Aandeel_2":"   100.0",'
        b'"k_0Tot15Jaar_3":"       0"}]}'
    )
    assert b'"Aandeel_2":100.0,' in cbs.ask(f"{FEED}/TypedDataSet?$format=json&$top=1").body


def all_rows(cbs: Publisher, target: str) -> list[dict[str, Any]]:
    """Follow the links as they are."""
    rows: list[dict[str, Any]] = []
    while target:
        body = cbs.get(target)
        assert len(body["value"]) <= cbs.limits.page_size
        rows += body["value"]
        link = body.get("odata.nextLink", "")
        assert link.startswith(BASE) or not link
        target = link.removeprefix(BASE)
    return rows


@pytest.mark.parametrize(
    ("query", "identifiers"),
    [
        ("", list(range(12))),
        ("&$skip=3", list(range(3, 12))),
        ("&$skip=10", [10, 11]),
        ("&$skip=12", []),
        ("&$skip=99", []),
        ("&$top=7", list(range(7))),
        ("&$top=7&$skip=4", list(range(4, 11))),
        ("&$top=5", list(range(5))),
        ("&$top=0", []),
        ("&$orderby=ID desc", list(range(12))),
        ("&$filter=Perioden ne '2022HJ01'", [1, 2, 3, 5, 6, 7, 9, 10, 11]),
        ("&$filter=RegioS eq 'NL01  '", [0, 1, 2, 3]),
        ("&$filter=RegioS eq 'GM9999'", []),
        ("&$filter=SoortHulp eq 'x''y     '", [2, 5, 8, 11]),
        ("&$filter=Aandeel_2 gt 5", list(range(12))),
        ("&$filter=ID gt 5", list(range(12))),
        ("&$filter=substringof('HJ',Perioden)&$skip=2&$top=5", [3, 4, 5, 7, 8]),
    ],
)
def test_pages_give_every_row_once_with_the_number_it_has_in_the_whole_table(
    cbs: Publisher, query: str, identifiers: list[int]
) -> None:
    for name in ("TypedDataSet", "UntypedDataSet"):
        rows = all_rows(cbs, f"{FEED}/{name}?$format=json{query}")
        assert [row["ID"] for row in rows] == identifiers


def test_the_next_link_repeats_the_query_and_replaces_skip(cbs: Publisher) -> None:
    body = cbs.get(
        f"{FEED}/TypedDataSet?$skip=1&%24filter=substringof(%27J%27%2cPerioden)+and+RegioS+ne+%27%27"
        "&$format=json&%24top=9"
    )
    assert body["odata.nextLink"] == (
        f"{BASE}{FEED}/TypedDataSet?$filter=substringof%28%27J%27%2CPerioden%29%20and%20RegioS%20ne"
        "%20%27%27&$format=json&$top=4&$skip=6"
    )


@pytest.mark.parametrize("space", ["+", "%20", " "])
@pytest.mark.parametrize("dollar", ["$", "%24"])
def test_both_ways_of_encoding_are_read(cbs: Publisher, space: str, dollar: str) -> None:
    condition = "RegioS eq 'GM0363'".replace(" ", space).replace("'", "%27")
    body = cbs.get(f"{FEED}/RegioS?{dollar}format=json&{dollar}filter=Key{space}eq{space}'NL01  '")
    assert [row["Title"] for row in body["value"]] == ["Nederland"]
    rows = cbs.get(f"{FEED}/TypedDataSet?{dollar}format=json&{dollar}filter={condition}")["value"]
    assert [row["ID"] for row in rows] == [4, 5, 6, 7]


def test_select_keeps_the_usual_order(cbs: Publisher) -> None:
    target = f"{FEED}/TypedDataSet?$format=json&$top=1&$select=Aandeel_2, RegioS"
    assert list(cbs.get(target)["value"][0]) == ["RegioS", "Aandeel_2"]
    everything = cbs.get(f"{FEED}/TypedDataSet?$format=json&$top=1&$select=*")["value"][0]
    assert len(everything) == 7


def test_the_interactive_service_has_no_pages_and_a_limit(cbs: Publisher) -> None:
    page = cbs.get(f"{API}/TypedDataSet?$top=8")  # JSON without asking
    assert len(page["value"]) == 8 and "odata.nextLink" not in page
    assert page["odata.metadata"].startswith(f"{BASE}/ODataApi/OData/12345ned/$metadata#")
    status, message = cbs.refusal(f"{API}/TypedDataSet?$format=json")
    assert status == 500 and "12 rows; expected at most 8" in message
    assert cbs.refusal(f"{API}/TypedDataSet?$top=9")[0] == 500
    status, message = cbs.refusal(f"{API}/TypedDataSet?$skip=1&$top=1")
    assert status == 500 and "'Skip' query option is not supported on the ODataApi" in message


@pytest.mark.parametrize(
    ("target", "status", "message"),
    [
        ("/", 404, "No HTTP resource"),
        ("/ODataFeed/odata", 404, "No HTTP resource"),
        ("/odatafeed/odata/12345ned", 404, "No HTTP resource"),
        ("/ODataFeed/odata/12345NED", 404, "'12345NED'"),  # identifiers are case sensitive
        ("/ODataFeed/odata/99999NED/TypedDataSet", 404, "'99999NED'"),
        (f"{FEED}/typeddataset", 404, "'typeddataset'"),
        (f"{FEED}/Regios", 404, "'Regios'"),
        (f"{FEED}/RegioS/more", 404, "'RegioS/more'"),
        ("/ODataCatalog/Themes", 404, "'Themes'"),
        (f"{FEED}/TypedDataSet?$filter=RegioS eq", 400, "$filter: saw the end"),
        (f"{FEED}/TypedDataSet?$filter=Regio eq 'x'", 400, "saw column Regio"),
        (f"{FEED}/TypedDataSet?$select=RegioS,Regio", 400, "'Regio'"),
        (f"{FEED}/TypedDataSet?$top=-1", 400, "$top=-1"),
        (f"{FEED}/TypedDataSet?$skip=a", 400, "$skip=a"),
        (f"{FEED}/TypedDataSet?$format=xml", 400, "$format=xml"),
        (f"{FEED}/TypedDataSet?$expand=RegioS", 400, "$expand"),
        (f"{FEED}/TypedDataSet?$format=json&%24format=json", 400, "$format twice"),
        ("/ODataCatalog/Tables/$count?$filter=Language eq 'nl'", 400, "$count"),
    ],
)
def test_refusals_have_the_form_of_odata(
    cbs: Publisher, target: str, status: int, message: str
) -> None:
    seen = cbs.refusal(target)
    assert seen[0] == status
    assert message in seen[1]


def test_the_catalogue_is_one_list_however_small_the_pages(table: WireTable) -> None:
    tables = [replace(table, identifier=f"{number}NED") for number in range(7)]
    publication = Publication(tables)

    def get(query: str) -> Any:
        reply = answer(publication, Limits(page_size=2), BASE, f"/ODataCatalog/Tables{query}")
        assert reply.status == 200, reply.body
        return json.loads(reply.body)

    body = get("?$format=json")
    assert body["odata.metadata"] == f"{BASE}/ODataCatalog/$metadata#Tables"
    assert [row["Identifier"] for row in body["value"]] == [f"{n}NED" for n in range(7)]
    assert "odata.nextLink" not in body
    chosen = quote("Identifier eq '3NED' or Identifier eq '5NED'")
    rows = get(f"?$format=json&$filter={chosen}&$select=Identifier,RecordCount")["value"]
    assert rows == [
        {"Identifier": "3NED", "RecordCount": 12},
        {"Identifier": "5NED", "RecordCount": 12},
    ]
    assert get("?$filter=Identifier eq '3ned'")["value"] == []
    assert get("?$filter=Language eq 'en'")["value"] == []
    assert len(get("?$filter=Catalog eq 'CBS' and RecordCount gt 11")["value"]) == 7
    assert get("/$count") == 7


def test_the_feed_speaks_atom_unless_asked_for_json(cbs: Publisher) -> None:
    names = {"atom": "http://www.w3.org/2005/Atom"}
    d = "{http://schemas.microsoft.com/ado/2007/08/dataservices}"
    reply = cbs.ask(f"{FEED}/TypedDataSet")
    assert reply.content_type.startswith("application/atom+xml")
    feed = ET.fromstring(reply.body)
    entries = feed.findall("atom:entry", names)
    assert len(entries) == 5
    assert entries[0].findtext(f".//{d}RegioS") == "NL01  "
    assert entries[1].find(f".//{d}Aandeel_2").attrib  # type: ignore[union-attr]
    link = feed.find("atom:link[@rel='next']", names)
    assert link is not None and urlsplit(link.attrib["href"]).query == "$skip=5"
    for name in ("TableInfos", "DataProperties", "CategoryGroups", "SoortHulp"):
        ET.fromstring(cbs.ask(f"{FEED}/{name}").body)
    service = ET.fromstring(cbs.ask(FEED).body)
    assert service.tag == "{http://www.w3.org/2007/app}service"
    assert len(list(service.iter("{http://www.w3.org/2007/app}collection"))) == 8


def test_a_table_without_rows_is_a_table(table: WireTable) -> None:
    publication = Publication([replace(table, coordinates=[], cells=[])])
    for query in ("", "&$filter=RegioS eq 'NL01  '"):
        target = f"{FEED}/UntypedDataSet?$format=json{query}"
        assert json.loads(answer(publication, Limits(), BASE, target).body)["value"] == []


def test_a_table_cannot_be_published_twice(table: WireTable) -> None:
    with pytest.raises(ValueError, match="saw table 12345ned twice"):
        Publication([table, table])


def test_limits_are_at_least_one() -> None:
    with pytest.raises(ValueError, match="page_size=0"):
        Limits(page_size=0)
