"""One table through every protocol of CBS gives the same rows, and one stands in for the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbsodata
import duckdb
import pytest

from ingest.fetch import TableOutcome, fetch
from ingest.hosts import Hosts
from ingest.load import load
from ingest.replay.assumptions import LIKELIEST, Assumptions
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.faults.answers import Refusal
from ingest.replay.faults.plan import Planned
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable
from ingest.snapshot import Snapshot, SnapshotStore
from tests.conftest import FIGURES
from tests.ingest.few_cells import unmeasured

pytestmark = pytest.mark.slow

TABLES = ("84852NED", "85098NED", "85361NED")

NO_V3 = Planned(Refusal(410, "gone"), where="/ODataFeed/")
NO_CSV = Planned(Refusal(503, "busy"), where="/csv/CBS/")
NO_V4 = Planned(Refusal(503, "busy"), where="/odata/v1/")
NO_V3_CATALOGUE = Planned(Refusal(503, "busy"), where="/ODataCatalog/")

Cells = dict[tuple[str | None, ...], tuple[Any, ...]]


@pytest.fixture(scope="module")
def tables() -> dict[str, WireTable]:
    """Real cells made to be a whole table, and two tables of the demonstration set."""
    real = {t.identifier: replace(t, is_selection=False) for t in read_figures(FIGURES)}
    invented = {t.identifier: t for t in demonstration_tables()}
    return {"84852NED": real["84852NED"], **{t: invented[t] for t in TABLES[1:]}}


@contextmanager
def fetched(
    table: WireTable, data: Path, *faults: Planned, assumptions: Assumptions = LIKELIEST
) -> Iterator[tuple[TableOutcome, Snapshot | None]]:
    store = SnapshotStore(data)
    with ReplayServer(
        [table], faults=faults, assumptions=assumptions, page_size=500, observations=2_000
    ) as server:
        source = unmeasured(table.identifier)
        (outcome,) = fetch([source], Hosts.at(server.url), store)
    yield outcome, store.current(table.identifier)


def core_cells(snapshot: Snapshot) -> Cells:
    """What `core` holds of a table, by published title."""
    source = unmeasured(snapshot.entry.table_id)
    with duckdb.connect() as connection:
        load(connection, [source], {source.id: snapshot}, "r")
        rows = connection.execute(
            """
            SELECT t.topic_group, t.title, o.category_1, o.category_2, o.area_code, o.period_code,
                   o.published_text, o.value, o.lower, o.upper, o.missing_reason
            FROM core.observation o JOIN core.topic t USING (source_id, topic)
            """
        ).fetchall()
        periods = connection.execute("FROM core.period ORDER BY ALL").fetchall()
        areas = connection.execute("FROM core.area ORDER BY ALL").fetchall()
    cells: Cells = {row[:6]: row[6:] for row in rows}
    assert len(cells) == len(rows)
    return cells | {("periods",): tuple(periods), ("areas",): tuple(areas)}


def through_v3(table: WireTable, data: Path) -> Cells:
    with fetched(table, data) as (outcome, snapshot):
        assert (outcome.outcome, outcome.protocol, outcome.reason) == ("fetched", "v3", None)
        assert snapshot is not None
        assert {page.suffix for page in snapshot.rows.pages} == {".json"}
        return core_cells(snapshot)


@pytest.mark.parametrize("table_id", TABLES)
@pytest.mark.parametrize(("faults", "suffix"), [((NO_V3,), ".csv"), ((NO_V3, NO_CSV), ".json")])
def test_the_newer_protocol_gives_the_same_rows(
    tables: dict[str, WireTable],
    tmp_path: Path,
    table_id: str,
    faults: tuple[Planned, ...],
    suffix: str,
) -> None:
    table = tables[table_id]
    expected = through_v3(table, tmp_path / "v3")
    with fetched(table, tmp_path / "v4", *faults) as (outcome, snapshot):
        assert outcome == TableOutcome(table_id, "fetched", "", "v4", "missing")
        assert snapshot is not None
        assert (snapshot.protocol, snapshot.protocol_reason) == ("v4", "missing")
        assert {page.suffix for page in snapshot.rows.pages} == {suffix}
        snapshot.verify()
        assert core_cells(snapshot) == expected


@pytest.mark.parametrize("table_id", TABLES)
def test_cbsodata_gives_the_same_rows(
    tables: dict[str, WireTable], tmp_path: Path, table_id: str
) -> None:
    """The slow, obvious twin: the publisher's own package and a loop over its rows."""
    table = tables[table_id]
    expected = through_v3(table, tmp_path)
    cbsodata.options.use_https = False
    with ReplayServer([table], page_size=500) as server:
        how = {"catalog_url": server.url.removeprefix("http://")}
        properties = cbsodata.get_meta(table_id, "DataProperties", **how)
        rows = cbsodata.get_meta(table_id, "UntypedDataSet", **how)
    groups = {p["ID"]: p for p in properties if p["Type"] == "TopicGroup"}
    categories = [p["Key"] for p in properties if p["Type"] == "Dimension"]
    found: Cells = {}
    for row in rows:
        codes = [row[key].strip() for key in categories] + [None] * (2 - len(categories))
        for topic in (p for p in properties if p["Type"] == "Topic"):
            path, parent = [], topic["ParentID"]
            while parent is not None:
                path.insert(0, groups[parent]["Title"])
                parent = groups[parent]["ParentID"]
            text = row[topic["Key"]].strip()
            place = (*codes, row["RegioS"].strip(), row["Perioden"].strip())
            key = (" > ".join(path) or None, topic["Title"], *place)
            found[key] = (
                text,
                None if text in (".", "") else float(text),
                {".": "unknown_or_secret", "": "impossible"}.get(text),
            )
    cells = {key: cell for key, cell in expected.items() if len(key) > 1}
    assert {
        key: (text, value, reason) for key, (text, value, _, _, reason) in cells.items()
    } == found


def test_cells_that_the_newer_protocol_leaves_out_are_not_delivered(
    tables: dict[str, WireTable], tmp_path: Path
) -> None:
    table = tables["85361NED"]
    blanks = sum(text == "" for row in table.cells for text in row)
    expected = through_v3(table, tmp_path / "v3")
    absent = Assumptions(blank="absent", unknown="NotAvailable", string_value=False)
    with fetched(table, tmp_path / "v4", NO_V3, assumptions=absent) as (outcome, snapshot):
        assert outcome.outcome == "fetched", outcome.message
        assert snapshot is not None
        cells = core_cells(snapshot)
    assert blanks > 0
    gone = {key for key in expected if key not in cells}
    assert len(gone) == blanks
    assert {expected[key][0] for key in gone} == {""}


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "missing"), (410, "missing"), (500, "server_error")]
)
def test_the_newer_protocol_is_asked_when_the_older_one_refuses(
    tables: dict[str, WireTable], tmp_path: Path, status: int, reason: str
) -> None:
    refuses = Planned(Refusal(status, "no"), where="UntypedDataSet")
    with fetched(tables["84852NED"], tmp_path, refuses) as (outcome, snapshot):
        assert (outcome.protocol, outcome.reason) == ("v4", reason)
        assert snapshot is not None
        assert snapshot.protocol_reason == reason


def test_the_newer_protocol_is_asked_when_the_older_catalogue_fails(
    tables: dict[str, WireTable], tmp_path: Path
) -> None:
    with fetched(tables["84852NED"], tmp_path, NO_V3_CATALOGUE) as (outcome, _):
        assert outcome == TableOutcome("84852NED", "fetched", "", "v4", "server_error")


def test_a_question_that_is_refused_is_not_asked_of_the_other(
    tables: dict[str, WireTable], tmp_path: Path
) -> None:
    refuses = Planned(Refusal(400, "no"), where="UntypedDataSet")
    with fetched(tables["84852NED"], tmp_path, refuses) as (outcome, snapshot):
        assert (outcome.outcome, outcome.protocol, outcome.reason) == ("failed", "v3", "refused")
        assert snapshot is None


def test_when_both_fail_both_are_named(tables: dict[str, WireTable], tmp_path: Path) -> None:
    with fetched(tables["84852NED"], tmp_path, NO_V3, NO_V4) as (outcome, snapshot):
        assert outcome.outcome == "failed"
        assert "saw HTTP 410" in outcome.message
        assert "; then " in outcome.message
        assert "saw HTTP 503" in outcome.message
        assert snapshot is None


def test_back_at_the_older_protocol_its_snapshot_is_used_again(
    tables: dict[str, WireTable], tmp_path: Path
) -> None:
    table, protocols = tables["84852NED"], []
    for faults in ((), (NO_V3_CATALOGUE,), ()):
        with fetched(table, tmp_path, *faults) as (outcome, snapshot):
            assert outcome.outcome == "fetched"
            assert snapshot is not None
            protocols.append(snapshot.protocol)
    assert protocols == ["v3", "v4", "v3"]
    assert len(list((tmp_path / "snapshots" / "84852NED").glob("*/manifest.json"))) == 2


def test_a_filtered_table_is_filtered_in_the_newer_protocol_too(tmp_path: Path) -> None:
    table = {t.identifier: t for t in demonstration_tables()}["03759ned"]
    with fetched(table, tmp_path / "v3") as (_, old):
        assert old is not None
        expected = core_cells(old)
    with fetched(table, tmp_path / "v4", NO_V3) as (outcome, snapshot):
        assert outcome.protocol == "v4", outcome.message
        assert snapshot is not None
        assert core_cells(snapshot) == expected
