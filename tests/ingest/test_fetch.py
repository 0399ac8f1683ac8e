"""Fetching from a server that speaks CBS's protocol, and what happens when the table changed."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.fetch import TableOutcome, fetch
from ingest.hosts import Hosts
from ingest.replay.changed_tables import (
    TableChange,
    with_cell,
    with_new_column,
    with_other_unit,
    with_renamed_category,
    with_renamed_column,
    with_renamed_dimension,
    with_repeated_row,
)
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.faults.plan import Fault
from ingest.replay.faults.rows import Miscounted, UnknownCode, UnknownColumn
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import WireTable
from ingest.snapshot import SnapshotStore
from ingest.source import figure_sources
from tests.ingest.few_cells import unmeasured

pytestmark = pytest.mark.slow

FIGURES = Path(__file__).parent.parent / "figures"
TABLE = "84852NED"


@pytest.fixture(scope="module")
def table() -> WireTable:
    """The real published cells of one table, made to claim that they are the whole of it."""
    found = {t.identifier: t for t in read_figures(FIGURES)}[TABLE]
    return replace(found, is_selection=False)


def fetch_one(
    table: WireTable, data: Path, page_size: int = 10, faults: Iterable[Fault] = ()
) -> TableOutcome:
    with ReplayServer([table], page_size=page_size, faults=faults) as server:
        source = unmeasured(table.identifier)
        (outcome,) = fetch([source], Hosts.at(server.url), SnapshotStore(data))
    return outcome


def test_a_table_is_fetched_page_by_page_and_kept(table: WireTable, tmp_path: Path) -> None:
    outcome = fetch_one(table, tmp_path, page_size=10)
    assert outcome.outcome == "fetched", outcome.message
    snapshot = SnapshotStore(tmp_path).current(TABLE)
    assert snapshot is not None
    assert len(snapshot.rows.pages) == -(-table.record_count // 10)
    assert snapshot.entry.record_count == table.record_count
    snapshot.verify()


def test_only_what_changed_is_fetched_again(table: WireTable, tmp_path: Path) -> None:
    source = unmeasured(TABLE)
    store = SnapshotStore(tmp_path)
    with ReplayServer([table]) as server:
        fetch([source], Hosts.at(server.url), store)
        server.requests.clear()
        (again,) = fetch([source], Hosts.at(server.url), store)
        assert again.outcome == "unchanged"
        assert len(server.requests) == 1, server.requests
        newer = table.modified.replace(year=table.modified.year + 1)
        server.publish([replace(table, modified=newer)])
        (changed,) = fetch([source], Hosts.at(server.url), store)
        assert changed.outcome == "fetched"
    assert len(list((tmp_path / "snapshots" / TABLE).iterdir())) == 3  # two versions, one pointer


CHANGES: dict[str, tuple[TableChange, str]] = {
    "renamed topic": (with_renamed_column, "expected topic Ontvangen meldingen"),
    "new topic": (with_new_column, r"saw topics \['Gestarte adviezen'\]"),
    "other unit": (with_other_unit, "unit 'x 1 000'"),
    "renamed dimension": (
        with_renamed_dimension,
        "exactly one category dimension titled 'Veiligheidstaxatie'",
    ),
    "renamed category": (
        lambda t: with_renamed_category(t, "Totaal"),
        "expected category 'Totaal' of 'Veiligheidstaxatie'",
    ),
    "unknown sign": (lambda t: with_cell(t, "x"), r"cells that read \['x'\]"),
    "cell left out": (lambda t: with_cell(t, None), "missing columns|left out"),
    "row twice": (with_repeated_row, "more than once"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_table_is_refused_and_named(table: WireTable, tmp_path: Path, name: str) -> None:
    change, said = CHANGES[name]
    outcome = fetch_one(change(table), tmp_path)
    assert outcome.outcome == "failed"
    assert outcome.message.startswith(f"{TABLE}: saw ")
    assert "; expected " in outcome.message
    assert re.search(said, outcome.message), outcome.message
    assert SnapshotStore(tmp_path).current(TABLE) is None


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Miscounted(), r"saw \d+ rows; expected \d+ rows \(the catalogue\)"),
        (UnknownCode(), "codes .* in column RegioS"),
        (UnknownColumn(), r"new columns \['Nieuw_2'\]"),
    ],
)
def test_rows_that_do_not_fit_their_metadata_are_refused(
    table: WireTable, tmp_path: Path, fault: Fault, said: str
) -> None:
    outcome = fetch_one(table, tmp_path, faults=[fault])
    assert outcome.outcome == "failed"
    assert re.search(said, outcome.message), outcome.message


def test_a_selection_may_lack_rows_cells_and_topics(tmp_path: Path) -> None:
    found = {t.identifier: t for t in read_figures(FIGURES)}["84851NED"]
    few = replace(found, topics=found.topics[:2], cells=[row[:2] for row in found.cells])
    outcome = fetch_one(few, tmp_path)
    assert outcome.outcome == "fetched", outcome.message
    refused = fetch_one(replace(few, is_selection=False), tmp_path / "complete")
    assert "expected topic Casussen met ontvangen melding(en)" in refused.message


def test_one_table_that_fails_does_not_stop_the_next(table: WireTable, tmp_path: Path) -> None:
    tables = [with_cell(table, "x"), *[t for t in read_figures(FIGURES) if t.identifier != TABLE]]
    with ReplayServer(tables) as server:
        outcomes = fetch(figure_sources().values(), Hosts.at(server.url), SnapshotStore(tmp_path))
    found = {outcome.id: outcome.outcome for outcome in outcomes}
    assert found.pop(TABLE) == "failed"
    delivered = {t.identifier for t in tables}
    assert found == {
        source_id: "fetched" if source_id in delivered else "not_in_catalogue"
        for source_id in figure_sources()
        if source_id != TABLE
    }


def test_an_interrupted_download_goes_on_where_it_stopped(table: WireTable, tmp_path: Path) -> None:
    source, store = unmeasured(TABLE), SnapshotStore(tmp_path)

    def stop_at_third(step: str, done: int, total: int | None) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with ReplayServer([table], page_size=5) as server:
        with pytest.raises(KeyboardInterrupt):
            fetch([source], Hosts.at(server.url), store, stop_at_third)
        assert store.current(TABLE) is None
        server.requests.clear()
        (outcome,) = fetch([source], Hosts.at(server.url), store)
    assert outcome.outcome == "fetched", outcome.message
    asked = [request for request in server.requests if "UntypedDataSet" in request]
    assert len(asked) == -(-table.record_count // 5) - 3


@pytest.fixture(scope="module")
def population() -> WireTable:
    return {t.identifier: t for t in demonstration_tables()}["03759ned"]


def test_a_large_table_is_asked_for_only_what_is_needed(
    population: WireTable, tmp_path: Path
) -> None:
    with ReplayServer([population]) as server:
        (outcome,) = fetch([unmeasured("03759ned")], Hosts.at(server.url), SnapshotStore(tmp_path))
        first = next(request for request in server.requests if "UntypedDataSet" in request)
    assert outcome.outcome == "fetched", outcome.message
    assert "$filter=" in first
    snapshot = SnapshotStore(tmp_path).current("03759ned")
    assert snapshot is not None
    areas, periods = (
        len(dimension.codes) for dimension in population.dimensions if dimension.kind != "Dimension"
    )
    rows = sum(page.read_bytes().count(b'"RegioS"') for page in snapshot.rows.pages)
    assert rows == 18 * areas * periods


def test_a_filtered_table_with_a_row_too_few_is_refused(
    population: WireTable, tmp_path: Path
) -> None:
    codes = population.dimensions
    age = next(d for d in codes if d.title == "Leeftijd")
    first_age = next(n for n, code in enumerate(age.codes) if code.title == "0 jaar")
    position = codes.index(age)
    kept = list(range(population.record_count))
    kept.remove(next(n for n in kept if population.coordinates[n][position] == first_age))
    short = replace(
        population,
        coordinates=[population.coordinates[n] for n in kept],
        cells=[population.cells[n] for n in kept],
    )
    outcome = fetch_one(short, tmp_path, page_size=10_000)
    assert outcome.outcome == "failed"
    assert "(the kept categories multiplied)" in outcome.message
