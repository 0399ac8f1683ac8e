"""Everything that can go wrong at the publisher: what is said, what stays, and that it passes.

One of two tables is struck. Both were fetched before, there is a release, and a newer version of
both is being published.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.circuit import Circuit
from ingest.errors import Reason, TransportError
from ingest.fetch import TableOutcome, fetch
from ingest.hosts import Hosts
from ingest.replay.changed_tables import published_later
from ingest.replay.faults import FAULTS, Planned
from ingest.replay.faults.connection import SlowDrip
from ingest.replay.faults.plan import Fault
from ingest.replay.server import ReplayServer
from ingest.snapshot import SnapshotStore
from tests.ingest.few_cells import unmeasured
from tests.ingest.struck import (
    OTHER,
    STRUCK,
    Published,
    complete_snapshots,
    in_use,
    outcome_of,
    published_tables,
    release_in_use,
    snapshots_in_release,
)

pytestmark = pytest.mark.slow

V3_ROWS = f"{STRUCK}/UntypedDataSet"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("before")
    # A selection, because a release is not made of a table that says it is complete and is not.
    with ReplayServer(published_tables(complete=False)) as server:
        assert Published(server, data).run().outcome == "published"
    return data


@pytest.fixture
def published(before: Path, tmp_path: Path) -> Iterator[Published]:
    data = tmp_path / "data"
    shutil.copytree(before, data)
    tables = [published_later(table) for table in published_tables()]
    with ReplayServer(tables, page_size=10) as server:
        yield Published(server, data)


# Fault, why it failed in transport (None: the table itself is refused), and what is said of it.
LASTING: dict[str, tuple[Reason | None, str]] = {
    "reset": ("unreachable", "saw ReadError .*reset by peer.*; expected an answer"),
    "hang-up": ("unreachable", "Server disconnected without sending a response"),
    "no-answer": ("too_slow", "saw ReadTimeout .*; expected an answer"),
    "stall": ("too_slow", "saw ReadTimeout .*; expected an answer"),
    "slow-drip": ("too_slow", r"not complete in time; expected it within 1 seconds"),
    "truncated-with-length": ("unreachable", "without sending complete message body"),
    "truncated-without-length": ("garbled", "cut off: saw .* at its end; expected a bracket"),
    "truncated-gzip": ("garbled", "cut off: its gzip stream does not end"),
    "unavailable": ("server_error", "saw HTTP 503"),
    "too-many-requests": ("server_error", "saw HTTP 429"),
    "server-error": ("server_error", "saw HTTP 500"),
    "not-found": ("missing", "saw HTTP 404"),
    "gone": ("missing", "saw HTTP 410"),
    "error-with-status-200": ("garbled", "not a list of rows"),
    "html": ("garbled", "saw HTTP 200 '<!DOCTYPE html>.*expected JSON"),
    "redirect": ("garbled", "saw a redirect to https://moved.invalid/"),
    "not-modified": ("garbled", "saw HTTP 304"),
    "self-referring-link": ("garbled", "does not lie further on in the table"),
    "link-elsewhere": ("garbled", "the next page is at https://internal.invalid; expected http"),
    "version-change": ("garbled", "changed at the publisher each time it was fetched"),
    "duplicate-page": (None, "saw 40 rows; expected 36 rows"),
    "short-last-page": (None, "saw 33 rows; expected 36 rows"),
    "empty-page": (None, "saw no rows"),
    "no-rows": (None, "saw no rows"),
    "repeated-row": (None, "more than once; expected each combination once"),
    "unknown-code": (None, r"saw codes \['XX9999'\] in column RegioS"),
    "unknown-column": (None, r"saw new columns \['Nieuw_2'\]"),
    "column-left-out": (None, r"missing columns \['OntvangenMeldingen_1'\]"),
    "duplicate-topic-key": (None, "more than once; expected each once"),
    "new-column": (None, r"saw topics \['Gestarte adviezen'\]; expected only"),
    "missing-column": (None, "saw no topic Ontvangen meldingen"),
    "renamed-column": (None, "saw no topic Ontvangen meldingen"),
    "other-unit": (None, "saw unit 'x 1 000'"),
    "renamed-dimension": (None, "expected exactly one category dimension"),
    "other-case-id": ("missing", "saw HTTP 404"),
}
# What needs another test, or does no harm at all.
ELSEWHERE = {"miscounted", "swapped-region-names", "changed-final-cells", "byte-order-mark"}


def test_no_fault_is_forgotten() -> None:
    assert LASTING.keys() | ELSEWHERE == FAULTS.keys()


def fault_in_one_table(name: str) -> Planned:
    fault: Fault = SlowDrip(piece=10, interval=0.05) if name == "slow-drip" else FAULTS[name]
    return Planned(fault, None, f"{STRUCK}/")


@pytest.mark.parametrize("name", LASTING)
def test_a_fault_is_named_changes_nothing_and_passes(published: Published, name: str) -> None:
    reason, said = LASTING[name]
    data, snapshot, release = published.data, in_use(published.data), release_in_use(published.data)
    published.server.faults = [fault_in_one_table(name)]
    summary = published.run(publish=False)

    struck = outcome_of(summary, STRUCK)
    assert (struck.outcome, struck.reason) == ("failed", reason)
    assert re.search(said, struck.message), struck.message
    assert STRUCK in struck.message and "\n" not in struck.message
    assert struck.message in summary.message
    assert outcome_of(summary, OTHER).outcome == "fetched", "the next table does not suffer"
    assert in_use(data) == snapshot and release_in_use(data) == release
    assert complete_snapshots(data) == 1

    published.server.faults = []
    again = outcome_of(published.run(publish=False), STRUCK)
    assert (again.outcome, again.protocol) == ("fetched", "v3"), again.message
    assert in_use(data) != snapshot
    assert complete_snapshots(data) == 2


@pytest.mark.parametrize("name", ["unavailable", "stall", "unknown-code"])
def test_a_release_holds_the_version_before_of_a_table_that_failed(
    published: Published, name: str
) -> None:
    data, release = published.data, release_in_use(published.data)
    before = snapshots_in_release(data)
    published.server.faults = [fault_in_one_table(name)]
    summary = published.run()
    assert summary.outcome == "published" and release_in_use(data) != release
    after = snapshots_in_release(data)
    assert after[STRUCK] == before[STRUCK] and after[OTHER] != before[OTHER]


@pytest.mark.parametrize("name", ["reset", "stall", "unavailable", "html", "truncated-gzip"])
def test_a_fault_that_passes_at_once_is_not_noticed(published: Published, name: str) -> None:
    published.server.faults = [Planned(FAULTS[name], frozenset({1, 5}), f"{STRUCK}/")]
    summary = published.run(publish=False)
    assert summary.outcome == "fetched", summary.message
    assert outcome_of(summary, STRUCK).protocol == "v3"


@pytest.mark.parametrize("name", ["byte-order-mark", "swapped-region-names"])
def test_what_does_no_harm_to_a_table_is_taken(published: Published, name: str) -> None:
    published.server.faults = [fault_in_one_table(name)]
    assert published.run(publish=False).outcome == "fetched"


def test_a_wrong_count_in_the_catalogue_is_refused(published: Published) -> None:
    published.server.faults = [FAULTS["miscounted"]]
    summary = published.run(publish=False)
    assert "saw 36 rows; expected 37 rows" in outcome_of(summary, STRUCK).message
    assert complete_snapshots(published.data) == 1


def test_definitive_cells_that_change_are_a_new_version(published: Published) -> None:
    assert published.run(publish=False).outcome == "fetched"
    snapshot = in_use(published.data)
    published.server.faults = [Planned(FAULTS["changed-final-cells"], None, STRUCK)]
    assert published.run(publish=False).outcome == "fetched"
    assert in_use(published.data) != snapshot
    assert complete_snapshots(published.data) == 3, "the cells of before are kept"


@pytest.mark.parametrize("name", ["reset", "stall", "unavailable", "not-found"])
def test_the_newer_protocol_steps_in_where_the_older_one_fails(
    published: Published, name: str
) -> None:
    published.server.faults = [Planned(FAULTS[name], None, f"/ODataFeed/odata/{STRUCK}")]
    summary = published.run(publish=False)
    struck = outcome_of(summary, STRUCK)
    assert (struck.outcome, struck.protocol) == ("fetched", "v4"), struck.message
    assert struck.reason == LASTING[name][0]


@pytest.mark.parametrize("name", ["reset", "unavailable", "html", "truncated-gzip", "not-found"])
def test_a_publisher_that_is_down_altogether(published: Published, name: str) -> None:
    data, snapshot, release = published.data, in_use(published.data), release_in_use(published.data)
    published.server.faults = [FAULTS[name]]
    summary = published.run(publish=False)
    assert summary.outcome == "failed"
    assert {table.outcome for table in summary.tables} == {"not_tried"}
    assert re.search(LASTING[name][1], summary.message)
    assert (in_use(data), release_in_use(data)) == (snapshot, release)
    published.server.faults = []
    assert published.run(publish=False).outcome == "fetched"


def test_a_publisher_that_does_not_listen(published: Published) -> None:
    published.server.stop()
    summary = Published.run(replace(published, server=_Gone()), publish=False)  # type: ignore[arg-type]
    assert summary.outcome == "failed" and "Connection refused" in summary.message
    assert in_use(published.data)


class _Gone:
    """The address of a server that has stopped."""

    url = "http://127.0.0.1:1"
    faults = ()


def rows_asked(server: ReplayServer) -> int:
    return sum(V3_ROWS in target for target in server.requests)


def test_half_a_table_is_gone_on_with_when_it_is_the_same_version(published: Published) -> None:
    published.server.faults = [
        Planned(FAULTS["stall"], frozenset({3, 4, 5}), V3_ROWS),
        Planned(FAULTS["gone"], None, "/odata/v1/"),
    ]
    assert outcome_of(published.run(publish=False), STRUCK).outcome == "failed"
    published.server.faults = []
    published.server.requests.clear()
    assert published.run(publish=False).outcome == "fetched"
    assert rows_asked(published.server) == 4 - 2


def test_half_a_table_is_begun_again_when_it_is_another_version(published: Published) -> None:
    published.server.faults = [
        Planned(FAULTS["stall"], frozenset({3, 4, 5}), V3_ROWS),
        Planned(FAULTS["gone"], None, "/odata/v1/"),
    ]
    assert outcome_of(published.run(publish=False), STRUCK).outcome == "failed"
    published.server.faults = []
    published.server.publish(published_later(table, days=2) for table in published_tables())
    published.server.requests.clear()
    assert published.run(publish=False).outcome == "fetched"
    assert rows_asked(published.server) == 4
    assert complete_snapshots(published.data) == 2


def test_a_table_that_changes_once_while_it_is_fetched_is_fetched_anew(
    published: Published,
) -> None:
    published.server.faults = [Planned(FAULTS["version-change"], frozenset({2}), V3_ROWS)]
    assert published.run(publish=False).outcome == "fetched"
    assert rows_asked(published.server) == 4 + 4
    assert complete_snapshots(published.data) == 2, "no mixture of two versions is kept"
    snapshot = SnapshotStore(published.data).current(STRUCK)
    later = published_tables()[0].modified + timedelta(days=2)
    assert snapshot and snapshot.entry.modified == later.isoformat()


def test_a_publisher_that_keeps_failing_is_left_alone_for_half_an_hour(
    published: Published,
) -> None:
    now = [datetime(2026, 1, 2, tzinfo=UTC)]
    circuit = Circuit(published.data / "circuit.json", lambda: now[0])
    sources = [unmeasured(STRUCK), unmeasured(OTHER)]
    server = published.server

    def run() -> list[TableOutcome]:
        store = SnapshotStore(published.data)
        return fetch(sources, Hosts.at(server.url), store, circuit=circuit)

    server.faults = [FAULTS["unavailable"]]
    for _ in range(3):
        if not circuit.refuses(server.url):
            with pytest.raises(TransportError, match="saw HTTP 503"):
                run()
    server.requests.clear()
    with pytest.raises(TransportError, match=r"left alone until 2026-01-02T00:30\+00:00"):
        run()
    assert server.requests == []
    server.faults = []
    now[0] += timedelta(minutes=30)
    assert [table.outcome for table in run()] == ["fetched", "fetched"]
    assert circuit.refuses(server.url) is None
