"""Fetching boundaries from a server that answers as PDOK does."""

import re
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.http import Client
from ingest.load_boundaries import load_boundaries
from ingest.outcome import TableOutcome
from ingest.pdok import fetch_boundaries
from ingest.snapshot import SnapshotStore
from tests.ingest.made_boundaries import Answer, Pdok, feature, serve
from tests.ingest.made_sources import boundary_source, core

CODES = ("GM0014", "GM0034", "GM0037", "GM0047", "GM0050")
SOURCE = boundary_source(2024, 2025)


def pdok(page_size: int = 1000) -> Pdok:
    years = {year: [feature(code, year) for code in CODES] for year in SOURCE.years}
    return Pdok(years, page_size)


def fetch_from(server: Pdok, data: Path) -> TableOutcome:
    with serve(server) as url, Client(url) as client:
        return fetch_boundaries(client, SOURCE, SnapshotStore(data))


def kept_codes(data: Path) -> dict[int, int]:
    """How many boundaries of each year the snapshot in use has."""
    snapshot = SnapshotStore(data).current(SOURCE.id)
    assert snapshot is not None
    snapshot.verify()
    counts = dict.fromkeys(SOURCE.years, 0)
    for path in snapshot.rows.pages:
        for year in SOURCE.years:
            counts[year] += path.read_text(encoding="utf-8").count(f'"jrstatcode": "{year}GM')
    return counts


def test_every_year_is_fetched_page_by_page_and_kept_as_published(tmp_path: Path) -> None:
    server = pdok(page_size=2)
    assert fetch_from(server, tmp_path) == TableOutcome(SOURCE.id, "fetched", "", "pdok")
    assert len(server.requests) == 6
    assert "f=json&jaarcode=2024&limit=1000" in server.requests[0]
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None
    assert (snapshot.protocol, snapshot.manifest["form"]) == ("pdok", "geojson")
    assert len(snapshot.rows.pages) == 6
    assert '"timeStamp"' in snapshot.rows.pages[0].read_text(encoding="utf-8")
    assert snapshot.entry.record_count == 10
    assert snapshot.findings == []
    assert kept_codes(tmp_path) == {2024: 5, 2025: 5}


def test_the_same_boundaries_make_no_new_snapshot(tmp_path: Path) -> None:
    server = pdok()
    fetch_from(server, tmp_path)
    server.page_size = 3  # another layout and another time stamp
    server.features[2025].reverse()
    assert fetch_from(server, tmp_path).outcome == "unchanged"
    server.features[2025][0] = feature("GM0050", 2025, west=5.5)
    assert fetch_from(server, tmp_path).outcome == "fetched"
    assert len(list((tmp_path / "snapshots" / SOURCE.id).iterdir())) == 3  # two, and the pointer


def fails_in_2025(status: int) -> Any:
    def change(year: int, start: int, body: dict[str, Any]) -> Answer:
        return (status, b"nee") if year == 2025 else (200, body)

    return change


def test_a_year_that_fails_leaves_the_others(tmp_path: Path) -> None:
    server = pdok()
    server.change = fails_in_2025(404)
    outcome = fetch_from(server, tmp_path)
    assert outcome.outcome == "fetched"
    assert outcome.message.startswith("2025: ") and "HTTP 404" in outcome.message
    assert kept_codes(tmp_path) == {2024: 5, 2025: 0}
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None and snapshot.findings is not None
    (finding,) = snapshot.findings
    assert finding.subject == "boundaries_not_fetched"
    assert "2025" in finding.nl and "geen kaart" in finding.nl


def test_a_year_that_fails_stays_as_it_was(tmp_path: Path) -> None:
    server = pdok(page_size=2)
    fetch_from(server, tmp_path)
    server.change = fails_in_2025(503)
    again = fetch_from(server, tmp_path)
    assert (again.outcome, again.message[:5]) == ("unchanged", "2025:")
    server.features[2024][0] = feature("GM0014", 2024, west=6.0)
    assert fetch_from(server, tmp_path).outcome == "fetched"
    assert kept_codes(tmp_path) == {2024: 5, 2025: 5}
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None and snapshot.findings is not None
    assert "blijven in gebruik" in snapshot.findings[0].nl


def test_without_any_year_the_snapshot_in_use_stays(tmp_path: Path) -> None:
    server = pdok()
    fetch_from(server, tmp_path)
    server.change = lambda _year, _start, _body: (500, b"")
    outcome = fetch_from(server, tmp_path)
    assert (outcome.outcome, outcome.protocol, outcome.reason) == (
        "failed", "pdok", "server_error",
    )  # fmt: skip
    assert kept_codes(tmp_path) == {2024: 5, 2025: 5}


FAULTS: dict[str, tuple[Any, str]] = {
    "cut off": (
        lambda y, s, b: (200, b'{"type": "FeatureCollection", "features": [{'),
        "cut off",
    ),
    "numberReturned": (lambda y, s, b: (200, b | {"numberReturned": 9}), r"expected 9 \(numberRet"),
    "numberMatched": (lambda y, s, b: (200, b | {"numberMatched": 9}), r"expected 9 \(numberMat"),
    "nothing": (lambda y, s, b: (200, b | {"features": [], "numberReturned": 0}), "saw 0 features"),
    "another year": (
        lambda y, s, b: (200, b | {"features": [feature(code, 2019) for code in CODES]}),
        r"in the years \[2019\]",
    ),
    "twice": (
        lambda y, s, b: (200, b | {"features": [feature("GM0014", y)] * 5}),
        "of 1 municipalities",
    ),
    "not closed": (
        lambda y, s, b: (
            200,
            b
            | {
                "numberReturned": 1,
                "features": [
                    feature("GM0014", y)
                    | {"geometry": {"type": "Polygon", "coordinates": [[[5, 52]] * 3 + [[5, 53]]]}}
                ],
            },
        ),
        "equal to the first",
    ),
    "strange links": (lambda y, s, b: (200, b | {"links": ["x"]}), "expected rel and href"),
    "two next pages": (
        lambda y, s, b: (200, b | {"links": [{"rel": "next", "href": "a"}] * 2}),
        "2 links to a next page",
    ),
    "elsewhere": (
        lambda y, s, b: (200, b | {"links": [{"rel": "next", "href": "http://192.0.2.1/items"}]}),
        "the next page is at http://192.0.2.1",
    ),
    "in a circle": (
        lambda y, s, b: (200, b | {"links": [{**b["links"][0], "rel": "next"}]}),
        "expected a page that was not there before",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_answer_that_cannot_be_right_is_refused(tmp_path: Path, name: str) -> None:
    server = pdok()
    change, said = FAULTS[name]
    server.change = change
    outcome = fetch_from(server, tmp_path)
    assert (outcome.outcome, outcome.reason) == ("failed", "garbled")
    assert re.search(said, outcome.message), outcome.message
    assert SnapshotStore(tmp_path).current(SOURCE.id) is None


def test_pages_without_end_are_given_up(tmp_path: Path) -> None:
    server = pdok()
    server.features = {2024: [feature(f"GM{n:04}", 2024) for n in range(60)], 2025: []}
    server.page_size = 1
    outcome = fetch_from(server, tmp_path)
    assert outcome.outcome == "failed"
    assert "50 pages at most" in outcome.message


def test_a_passing_fault_is_tried_again(tmp_path: Path) -> None:
    server = pdok()
    server.change = lambda _y, _s, body: (503, b"") if len(server.requests) == 1 else (200, body)
    assert fetch_from(server, tmp_path).message == ""
    assert len(server.requests) == 3


def test_fictitious_boundaries_are_marked_and_never_mixed(tmp_path: Path) -> None:
    server = pdok()
    fetch_from(server, tmp_path)
    server.change = lambda y, _s, body: (
        (200, body | {"fictitious": True}) if y == 2024 else (404, b"")
    )
    assert fetch_from(server, tmp_path).outcome == "fetched"
    assert kept_codes(tmp_path) == {2024: 5, 2025: 0}  # the real year of before is not mixed in
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None and snapshot.entry.is_fictitious
    server.change = lambda y, _s, body: (200, body | ({"fictitious": True} if y == 2024 else {}))
    assert "real and fictitious" in fetch_from(server, tmp_path).message


def test_a_damaged_snapshot_is_not_taken_from(tmp_path: Path) -> None:
    server = pdok()
    fetch_from(server, tmp_path)
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None
    snapshot.rows.pages[1].write_text("{}")
    server.change = fails_in_2025(404)
    assert fetch_from(server, tmp_path).outcome == "fetched"
    assert kept_codes(tmp_path) == {2024: 5, 2025: 0}


def test_an_ingest_fetches_boundaries_from_their_own_host(tmp_path: Path) -> None:
    server = pdok()
    nowhere = "http://127.0.0.1:9"
    with serve(server) as url:
        (outcome,) = fetch([SOURCE], Hosts(nowhere, nowhere, url), SnapshotStore(tmp_path))
    assert outcome.outcome == "fetched", outcome.message
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None
    with core() as connection:
        findings = load_boundaries(connection, SOURCE, snapshot)
        assert connection.execute("SELECT count(*) FROM core.boundary").fetchall() == [(0,)]
    assert [f.subject for f in findings] == ["boundaries_of_other_municipalities"] * 2
