"""Memberships and reclassifications through either protocol of CBS give the same `core`."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.load_memberships import load_memberships
from ingest.load_reclassifications import load_reclassifications
from ingest.reference_areas import read_reference
from ingest.replay.faults.answers import Refusal
from ingest.replay.faults.plan import Planned
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.snapshot import SnapshotStore
from tests.ingest.made_sources import RECLASSIFICATIONS, core, membership_source

NO_V3 = Planned(Refusal(503, "busy"), where="/ODataCatalog/")

MEMBERSHIP = membership_source(2026)
MUNICIPALITIES = read_reference("municipalities")
WORDS = {
    "GM0053": "Opgeheven per 01-01-2019, overgegaan naar:\r\n- Het Hogeland (GM1966),\r\n"
    "... 7807 hectare met 5308 woningen en 11947 inwoners\r\nBegindatum voor 1830",
    "GM1966": "Ontstaan per 01-01-2019, ontvangen van:\r\n- Winsum (GM0053),\r\n"
    "... 7807 hectare met 5308 woningen en 11947 inwoners\r\nBegindatum 01-01-2019",
}


def areas(codes: list[Code]) -> Dimension:
    return Dimension("RegioS", "Regio's", "GeoDimension", tuple(codes), 10)


def membership_table() -> WireTable:
    topics = tuple(
        Topic(title, "", group=(group,), datatype="String")
        for group in ("Veilig Thuis-regio's", "Jeugdregio's")
        for title in ("Code", "Naam")
    )
    cells = [
        [vt := row["veilig_thuis_code"], f"Naam {vt} (VT)", row["youth_region_code"], "Naam (JZ)"]
        for row in MUNICIPALITIES
    ]
    cells[0][2:] = ["", ""]
    codes = [Code(row["code"], row["name"]) for row in MUNICIPALITIES]
    return wire_table(MEMBERSHIP.id, areas(codes), topics, cells)


def reclassification_table() -> WireTable:
    codes = [Code(code, code, description=text) for code, text in WORDS.items()]
    topics = (Topic("Oppervlakte", "ha"),)
    return wire_table(RECLASSIFICATIONS.id, areas(codes), topics, [["1"] for _ in codes])


def wire_table(table_id: str, dimension: Dimension, topics: Any, cells: Any) -> WireTable:
    return WireTable(
        identifier=table_id,
        title=table_id,
        dimensions=(dimension,),
        topics=topics,
        coordinates=[[number] for number in range(len(cells))],
        cells=cells,
        modified=datetime(2026, 1, 1),
    )


def loaded(data: Path, *faults: Planned) -> tuple[set[str | None], list[Any], list[Any], list[str]]:
    """Protocols, memberships, reclassifications and the subjects of findings."""
    store = SnapshotStore(data)
    tables = [membership_table(), reclassification_table()]
    with ReplayServer(tables, faults=faults) as server:
        outcomes = fetch([MEMBERSHIP, RECLASSIFICATIONS], Hosts.at(server.url), store)
        asked = " ".join(server.requests)
    assert [outcome.outcome for outcome in outcomes] == ["fetched"] * 2, outcomes
    assert f"{RECLASSIFICATIONS.id}/UntypedDataSet" not in asked  # its rows are not needed
    membership, told = store.current(MEMBERSHIP.id), store.current(RECLASSIFICATIONS.id)
    assert membership is not None and told is not None
    told.verify()
    with core() as connection:
        findings = load_memberships(connection, MEMBERSHIP, membership)
        findings += load_reclassifications(connection, RECLASSIFICATIONS, told)
        memberships = connection.execute("FROM core.membership ORDER BY ALL").fetchall()
        changes = connection.execute("FROM core.reclassification ORDER BY ALL").fetchall()
    protocols = {outcome.protocol for outcome in outcomes}
    return protocols, memberships, changes, [finding.subject for finding in findings]


@pytest.fixture(scope="module")
def by_v3(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    return loaded(tmp_path_factory.mktemp("v3"))


def test_the_older_protocol_gives_every_municipality(by_v3: tuple[Any, ...]) -> None:
    protocols, memberships, changes, subjects = by_v3
    assert protocols == {"v3"}
    assert len(memberships) == 2 * len(MUNICIPALITIES) - 1
    assert [row[1:] for row in changes] == [(changes[0][1], "dissolved", "GM0053", "GM1966", 11947)]
    assert subjects == ["region_code_blank", "reclassification_not_told"]


def test_the_newer_protocol_gives_the_same(by_v3: tuple[Any, ...], tmp_path: Path) -> None:
    protocols, *rest = loaded(tmp_path, NO_V3)
    assert protocols == {"v4"}
    assert rest == list(by_v3[1:])
