"""Version 4 as a pure function: observations, filtered and page by page."""

from datetime import datetime

import numpy as np
import pytest

from ingest.replay.answers import Limits
from ingest.replay.observations import Observations
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.replay.wire_v4 import measure_identifiers
from tests.ingest.replay.asking import BASE, Publisher
from tests.ingest.replay.asking_v4 import FIGURES, ROOT, all_observations


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
