"""docs/add-a-source.md works: its file, as it stands there, takes in a table that we do not use."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.load import load
from ingest.replay.faults.answers import Refusal
from ingest.replay.faults.plan import Planned
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.resolve import resolve
from ingest.snapshot import SnapshotStore
from ingest.source import FigureSource, Healthy, read_sources
from ingest.staging import PublishedRows, stage

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).parents[2] / "docs" / "add-a-source.md"
RECORDED = Path(__file__).parents[3] / "shared" / "data" / "recorded" / "v4-2026" / "83625NED"
TABLE = "83625NED"

needs_recorded = pytest.mark.skipif(
    not RECORDED.exists(), reason="the recorded responses are not beside this checkout"
)


@pytest.fixture
def source(tmp_path: Path) -> FigureSource:
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / f"{TABLE}.yaml").write_text(text, encoding="utf-8")
    found = read_sources(folder)[TABLE]
    assert isinstance(found, FigureSource)
    return found


def recorded(name: str) -> list[dict[str, Any]]:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))["value"]


def wire_table(
    areas: list[tuple[str, str]], periods: list[tuple[str, str]], cells: dict[tuple[str, str], str]
) -> WireTable:
    """The table as CBS publishes it, with these cells."""
    area_codes = tuple(Code(key, title) for key, title in areas)
    period_codes = tuple(Code(key, title, status="Definitief") for key, title in periods)
    places = [(a, p) for a in range(len(areas)) for p in range(len(periods))]
    return WireTable(
        identifier=TABLE,
        title="Bestaande koopwoningen; gemiddelde verkoopprijzen, regio",
        dimensions=(
            Dimension("RegioS", "Regio's", "GeoDimension", area_codes, 6),
            Dimension("Perioden", "Perioden", "TimeDimension", period_codes, 8),
        ),
        topics=(Topic("Gemiddelde verkoopprijs", "euro"),),
        coordinates=places,
        cells=[[cells[areas[a][0], periods[p][0]]] for a, p in places],
        modified=datetime(2026, 2, 17),
    )


def made_up() -> tuple[WireTable, dict[tuple[str, str], str]]:
    areas = [("NL01", "Nederland"), ("GM0363", "Amsterdam"), ("GM0738", "Aalburg")]
    periods = [("2014JJ00", "2014"), ("2015JJ00", "2015"), ("2019JJ00", "2019")]
    cells = {
        (area, period): str(200_000 + 1_000 * n)
        for n, (area, period) in enumerate((a, p) for a, _ in areas for p, _ in periods)
    }
    cells["GM0738", "2019JJ00"] = ""
    return wire_table(areas, periods, cells), cells


def real() -> tuple[WireTable, dict[tuple[str, str], str]]:
    """The recorded observations; the years before them have blanks here."""
    cells = {
        (row["RegioS"], row["Perioden"]): "" if row["Value"] is None else str(row["Value"])
        for row in recorded("observations-page-1")
    }
    areas = [(row["Identifier"], row["Title"]) for row in recorded("codes-RegioS")]
    periods = [(row["Identifier"], row["Title"]) for row in recorded("codes-Perioden")]
    full = {(a, p): cells.get((a, p), "") for a, _ in areas for p, _ in periods}
    return wire_table(areas, periods, full), full


@pytest.mark.parametrize("protocol", ["v3", "v4"])
@pytest.mark.parametrize("make", [made_up, pytest.param(real, marks=needs_recorded)])
def test_the_guide_takes_a_new_table_in(
    source: FigureSource, tmp_path: Path, make: Any, protocol: str
) -> None:
    table, cells = make()
    if make is made_up:  # a handful of cells is no whole table
        source = source.model_copy(update={"healthy": Healthy()})
    refuses = [Planned(Refusal(404, "no"), where="/ODataFeed/")] if protocol == "v4" else []
    with ReplayServer([table], faults=refuses) as server:
        (outcome,) = fetch([source], Hosts.at(server.url), SnapshotStore(tmp_path))
    assert (outcome.outcome, outcome.protocol) == ("fetched", protocol), outcome.message
    snapshot = SnapshotStore(tmp_path).current(TABLE)
    assert snapshot is not None
    with duckdb.connect() as connection:
        load(connection, [source], {TABLE: snapshot}, "r")
        rows = connection.execute(
            f'SELECT area_code, period_code, cell.value, cell.missing_reason FROM core."{TABLE}"'
        ).fetchall()
    expected = {place: text for place, text in cells.items() if place[1] >= "2015JJ00"}
    assert len(rows) == len(expected)
    for area, period, value, reason in rows:
        text = expected[area, period]
        assert value == (float(text) if text else None)
        assert reason == (None if text else "impossible")


@needs_recorded
def test_the_recorded_answer_is_read_as_it_is(source: FigureSource, tmp_path: Path) -> None:
    """The page of observations that CBS sent in 2026, with its own metadata."""
    observations = recorded("observations-page-1")
    page = tmp_path / "00001.json"
    page.write_text(json.dumps(observations), encoding="utf-8")
    properties = [
        {**row, "Type": row["Kind"], "Key": row["Identifier"], "ParentID": None}
        for row in recorded("dimensions")
    ] + [
        {**row, "Type": "Topic", "Key": row["Identifier"], "ParentID": None}
        for row in recorded("measure-codes")
    ]
    code_lists = {
        key: [{**row, "Key": row["Identifier"]} for row in recorded(f"codes-{key}")]
        for key in ("RegioS", "Perioden")
    }
    table = resolve(source, properties, code_lists, is_selection=False)
    rows = PublishedRows("long", [page], len(observations), is_selection=False)
    with duckdb.connect() as connection:
        findings = stage(connection, table, rows)
        cells = connection.execute(
            "SELECT area_code, period_code, published_text, value, missing_reason, value_attribute "
            "FROM cell"
        ).fetchall()
    assert [finding.subject for finding in findings] == []
    by_place = {(row["RegioS"], row["Perioden"]): row for row in observations}
    assert len(cells) == len(by_place) == 8_195
    for area, period, text, value, reason, attribute in cells:
        published = by_place[area, period]
        assert value == published["Value"]
        if published["ValueAttribute"] == "None":
            assert (text, reason, attribute) == (str(published["Value"]), None, None)
        else:
            assert published["ValueAttribute"] == "Impossible"
            assert (text, reason, attribute) == ("", "impossible", "Impossible")
