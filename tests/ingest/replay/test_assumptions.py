"""Every switch, both ways: what is not certain about CBS can be played either way."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from ingest.replay.answers import Limits
from ingest.replay.assumptions import Assumptions
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable
from ingest.replay.wire_v4 import measure_identifiers
from tests.ingest.replay.asking import Publisher

TABLE = "/odata/v1/CBS/12345ned"


def publisher(table: WireTable, **switches: Any) -> Publisher:
    return Publisher(
        table, assumptions=Assumptions(**switches), limits=Limits(page_size=50, api_rows=8)
    )


def observations(table: WireTable, **switches: Any) -> list[dict[str, Any]]:
    return publisher(table, **switches).get(f"{TABLE}/Observations")["value"]


def test_a_blank_is_null_or_absent(table: WireTable) -> None:
    whole = observations(table, blank="Impossible")
    without = observations(table, blank="absent")
    blanks = [row for row in whole if row["ValueAttribute"] == "Impossible"]
    assert len(blanks) == 1 and blanks[0]["Value"] is None
    assert without == [row for row in whole if row not in blanks]
    properties = publisher(table, blank="absent").get(f"{TABLE}/Properties")
    assert properties["ObservationCount"] == len(without) == 25


@pytest.mark.parametrize("attribute", ["Confidential", "NotAvailable"])
def test_a_dot_has_one_of_two_attributes(table: WireTable, attribute: Any) -> None:
    rows = observations(table, unknown=attribute)
    reasons = {row["ValueAttribute"] for row in rows if row["Value"] is None}
    assert reasons == {attribute, "Impossible"}
    found = publisher(table, unknown=attribute).get(
        f"{TABLE}/Observations?$filter=ValueAttribute eq '{attribute}'"
    )
    assert len(found["value"]) == 1


@pytest.mark.parametrize("phantom", [False, True])
def test_a_measure_of_blanks_only_has_observations_or_none(table: WireTable, phantom: bool) -> None:
    cells = [["", *row[1:]] for row in table.cells]
    blank = replace(table, cells=cells)
    measures = measure_identifiers(blank)
    codes = publisher(blank, phantom_measures=phantom).get(f"{TABLE}/MeasureCodes")["value"]
    assert [code["Identifier"] for code in codes] == measures
    rows = observations(blank, phantom_measures=phantom)
    assert (measures[0] in {row["Measure"] for row in rows}) is not phantom
    # A blank in a measure that has figures stays.
    assert any(row["ValueAttribute"] == "Impossible" for row in rows)


@pytest.mark.parametrize("present", [False, True])
def test_string_value_is_there_or_not(table: WireTable, present: bool) -> None:
    cbs = publisher(table, string_value=present)
    first = cbs.get(f"{TABLE}/Observations?$top=1")["value"][0]
    assert ("StringValue" in first) is present
    status = cbs.ask(f"{TABLE}/Observations?$filter=StringValue eq null").status
    assert status == (200 if present else 400)


def test_a_count_begins_with_a_mark_or_not(table: WireTable) -> None:
    target = f"{TABLE}/Observations/$count"
    assert publisher(table, count_has_mark=True).ask(target).body == b"\xef\xbb\xbf26"
    assert publisher(table, count_has_mark=False).ask(target).body == b"26"


def test_what_the_interactive_service_says_when_there_is_too_much(table: WireTable) -> None:
    target = "/ODataApi/odata/12345ned/TypedDataSet"
    usual = publisher(table).ask(target)
    assert usual.status == 500 and b"12 rows; expected at most 8" in usual.body
    assert b"odata.error" in usual.body
    other = publisher(table, api_overflow_status=413, api_overflow_body=b"<html>").ask(target)
    assert (other.status, other.body) == (413, b"<html>")
    # Other errors keep their form.
    changed = publisher(table, api_overflow_body=b"<html>").ask(f"{target}?$skip=1")
    assert changed.status == 500 and b"odata.error" in changed.body


def test_answers_carry_no_validators_unless_switched_on(table: WireTable) -> None:
    other = replace(table, identifier="2NED", modified=datetime(2026, 1, 1))
    with ReplayServer([table, other]) as server:
        headers = httpx.get(f"{server.url}{TABLE}/Observations").headers
        assert "ETag" not in headers and "Last-Modified" not in headers
    with ReplayServer([table, other], assumptions=Assumptions(validators=True)) as server:
        first = httpx.get(f"{server.url}{TABLE}/Observations")
        tag = first.headers["ETag"]
        changed = parsedate_to_datetime(first.headers["Last-Modified"])
        assert changed == datetime(2024, 4, 30, 0, 0, tzinfo=UTC)  # 2 o'clock in Amsterdam
        again = httpx.get(first.url, headers={"If-None-Match": f'"x", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert httpx.get(first.url, headers={"If-None-Match": '"x"'}).json() == first.json()
        catalogue = httpx.get(f"{server.url}/ODataCatalog/Tables?$format=json")
        assert catalogue.headers["ETag"] != tag
        assert parsedate_to_datetime(catalogue.headers["Last-Modified"]).year == 2025
        assert "ETag" not in httpx.get(f"{server.url}{TABLE}/Nothing").headers


@pytest.mark.parametrize("gzip", [False, True])
def test_bodies_are_compressed_or_not(table: WireTable, gzip: bool) -> None:
    with ReplayServer([table], assumptions=Assumptions(gzip=gzip)) as server:
        for path in (TABLE, "/ODataCatalog/Tables?$format=json"):
            response = httpx.get(f"{server.url}{path}", headers={"Accept-Encoding": "gzip"})
            assert ("content-encoding" in response.headers) is gzip
            assert response.json()["value"]
        # What is compressed already is left alone.
        response = httpx.get(f"{server.url}/csv/CBS/nl/12345ned")
        assert "content-encoding" not in response.headers
        assert response.content.startswith(b"PK")
