"""Releases made from published figures, each compared with the one before it."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from indicators.api import Release, ReleaseStore
from indicators.definition import Definition, read_definitions
from indicators.release import build
from indicators.revisions.compare import Revision
from ingest.errors import SnapshotError
from ingest.reference_areas import read_reference
from ingest.source import read_sources
from tests.conftest import FIGURES, run_on_figures

pytestmark = pytest.mark.slow

SOURCES = read_sources().values()
YEAR = "2023JJ00"


def newest(data: Path) -> Release:
    release = ReleaseStore(data).newest()
    assert release is not None
    return release


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of 2023 as it was provisional, and one as it is definitive."""
    data = tmp_path_factory.mktemp("editions")
    for edition in (1, 0):
        assert run_on_figures(FIGURES, data, edition=edition).outcome == "published"
    return data


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def test_a_first_release_is_version_1_0_0_and_has_no_revisions(release: Release) -> None:
    assert release.manifest["version"] == "1.0.0"
    assert release.manifest["predecessor"] is None
    assert release.manifest["revisions"]["figures"] == 0
    assert release.revisions() == []


def test_the_definitive_figure_of_2023_is_a_revision_of_the_provisional_one(
    two_editions: Path,
) -> None:
    """85098NED: CBS printed 13,5 for 2023* and 13,9 for 2023."""
    release = newest(two_editions)
    (row,) = release.revisions("B3", "NL01")
    assert (row.period_code, row.cause) == (YEAR, "provisional_to_definitive")
    assert (row.from_value, row.to_value, row.difference) == (13.5, 13.9, 0.4)
    assert (row.difference_lower, row.difference_upper) == (0.2, 0.6)
    assert (row.from_status, row.to_status) == ("provisional", "definitive")
    assert {r.indicator_id for r in release.revisions()} == {"B3", "B5"}  # of the same table


def test_the_manifest_says_with_what_it_was_compared_and_what_came_of_it(
    two_editions: Path,
) -> None:
    release = newest(two_editions)
    older = ReleaseStore(two_editions).releases()[1]
    assert release.manifest["predecessor"] == {
        "id": older["id"],
        "inputs_digest": older["inputs_digest"],
    }
    rows = release.revisions()
    said = release.manifest["revisions"]
    assert said["figures"] == len(rows) > 0
    # Two regions were collected in the provisional version only.
    counts = {"provisional_to_definitive": len(rows) // 2 - 2, "withdrawn": 2}
    assert said["by_indicator"] == {"B3": counts, "B5": counts}
    assert said["by_cause"] == {cause: 2 * number for cause, number in counts.items()}
    assert (older["version"], release.manifest["version"]) == ("1.0.0", "1.0.1")


def test_the_file_of_changes_has_every_revision(two_editions: Path) -> None:
    release = newest(two_editions)
    table = release.table("wijzigingen")
    assert table is not None
    text = b"".join(release.csv(table, {})).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(release.revisions())
    (national,) = (r for r in rows if (r["indicator_id"], r["area_code"]) == ("B3", "NL01"))
    assert (national["from_value"], national["to_value"], national["difference"]) == (
        "13.5",
        "13.9",
        "0.4",
    )
    assert national["from_release_id"] != national["release_id"] == release.id


def test_any_two_releases_can_be_compared_and_the_other_way_round(two_editions: Path) -> None:
    store = ReleaseStore(two_editions)
    newer, older = (manifest["id"] for manifest in store.releases())
    assert store.changes(older, newer) == newest(two_editions).revisions()
    changes = store.changes(newer, older)
    back = {(r.indicator_id, r.area_code, r.period_code): r for r in changes}
    row = back["B3", "NL01", YEAR]
    assert (row.from_value, row.to_value, row.cause) == (13.9, 13.5, "source_revision")
    with pytest.raises(KeyError, match=r"no release .2001-01-01\.1"):
        store.changes("2001-01-01.1", newer)


def test_a_rebuild_compares_with_the_same_release_and_gives_the_same_bytes(
    two_editions: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(two_editions, data)
    assert build(data, SOURCES, reproduce=True).kind == "unchanged"
    before = newest(data).manifest["predecessor"]["id"]
    shutil.rmtree(data / "releases" / before)
    with pytest.raises(SnapshotError, match=rf"release {before}.*Put it back"):
        build(data, SOURCES, reproduce=True)


def edited(folder: Path, file: str, change: Callable[[dict[str, str]], bool]) -> Path:
    """The published figures with some cells as CBS might have printed them instead."""
    shutil.copytree(FIGURES, folder)
    path = folder / file
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = [row for row in reader if change(row)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)
    return folder


def revised(data: Path, figures: Path, *place: str) -> list[Revision]:
    summary = run_on_figures(figures, data)
    assert summary.outcome == "published", summary.message
    return newest(data).revisions(*place)


def test_a_cell_that_cbs_withdraws_and_one_that_it_corrects(data: Path, tmp_path: Path) -> None:
    def change(row: dict[str, str]) -> bool:
        if row["measure"] == "Hermelding: totaal (aantal)":
            if row["region_code"] == "GM0014":
                row["value"], row["value_num"] = ".", ""
            elif row["region_label"] == "Nederland":
                row["value"], row["value_num"] = "48.560", "48560"
        return True

    figures = edited(tmp_path / "figures", "85361NED.csv", change)
    rows = {r.area_code: r for r in revised(data, figures)}
    assert rows.keys() == {"GM0014", "NL01"}
    gone, corrected = rows["GM0014"], rows["NL01"]
    assert (gone.cause, gone.from_value, gone.to_value) == ("withdrawn", 51.3, None)
    assert gone.to_missing_reason == "unknown_or_secret"
    assert corrected.cause == "source_revision"
    assert (corrected.from_numerator, corrected.to_numerator) == (48555, 48560)
    assert newest(data).manifest["version"] == "1.0.1"


def test_a_new_period_is_more_data(data: Path, tmp_path: Path) -> None:
    shutil.rmtree(data)
    figures = edited(
        tmp_path / "figures", "85098NED.csv", lambda row: row["period_label"].strip("*") != "2023"
    )
    assert run_on_figures(figures, data).outcome == "published"
    rows = revised(data, FIGURES, "B3")
    assert {(r.cause, r.period_code) for r in rows} == {("new_period", YEAR)}
    manifest = newest(data).manifest
    assert manifest["version"] == "1.1.0"
    assert f"period_added: B3 {YEAR}" in manifest["version_reasons"]


def another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.release.program_digest", lambda: "another program")


def test_a_definition_that_means_something_else_is_a_new_major_version(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions = dict(read_definitions())
    changes = {"decimals": 0, "version": "2.0.0"}
    definitions["C1"] = definitions["C1"].model_copy(update=changes)
    monkeypatch.setattr("indicators.release.read_definitions", lambda: definitions)
    another_program(monkeypatch)
    assert build(data, SOURCES).kind == "published"
    release = newest(data)
    rows = release.revisions()
    assert {(r.indicator_id, r.cause, r.evidence) for r in rows} == {
        ("C1", "method_version", "1.0.0 -> 2.0.0")
    }
    (national,) = release.revisions("C1", "NL01")
    assert (national.from_value, national.to_value) == (38.1, 38)
    assert release.manifest["version"] == "2.0.0"
    assert release.manifest["version_reasons"] == ["indicator_changed: C1"]


def test_an_indicator_that_is_removed_takes_its_figures_along(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions: dict[str, Definition] = dict(read_definitions())
    del definitions["C1"]
    monkeypatch.setattr("indicators.release.read_definitions", lambda: definitions)
    another_program(monkeypatch)
    build(data, SOURCES)
    release = newest(data)
    rows = release.revisions()
    assert {(r.indicator_id, r.cause, r.to_status) for r in rows} == {("C1", "withdrawn", None)}
    assert release.manifest["version"] == "2.0.0"


def test_a_municipality_that_was_dissolved(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves the list of municipalities; only periods in which it has figures are kept."""

    def without(name: str) -> list[dict[str, str]]:
        return [row for row in read_reference(name) if row["code"] != "GM0014"]

    before = {row.period_code for row in newest(data).series("C1", "GM0014")}
    monkeypatch.setattr("ingest.load.read_reference", without)
    # The list is a file of the package: with another one, nothing that was kept is taken.
    monkeypatch.setattr("ingest.loaded.code_digest", lambda package: "another list")
    another_program(monkeypatch)
    build(data, SOURCES)
    release = newest(data)
    rows = release.revisions(area_code="GM0014")
    assert {r.cause for r in rows} == {"reclassification"}
    gone = {row.period_code for row in rows if row.indicator_id == "C1"}
    kept = {row.period_code for row in release.series("C1", "GM0014")}
    assert all(row.to_status is None for row in rows)
    # It had no figures in these periods, but for its class in our own list.
    assert {row.indicator_id for row in rows if row.from_value is not None} == {"K4"}
    assert (gone | kept, gone & kept) == (before, set())
    assert YEAR in kept
    assert {r.area_code for r in release.revisions()} == {"GM0014"}


def test_what_nobody_can_explain_is_an_issue(data: Path) -> None:
    """The release before says something else than its own cells and program give."""
    (warehouse,) = data.glob("releases/*/warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "UPDATE mart.indicator_value SET value = 1, lower = 1, upper = 1 "
            "WHERE indicator_id = 'C1' AND area_code = 'NL01'"
        )
    path = next((data / "snapshots" / "85361NED").glob("*/manifest.json"))
    manifest = json.loads(path.read_text())
    manifest["retrieved_at"] = "2026-01-01T00:00:00+00:00"
    path.write_text(json.dumps(manifest))
    build(data, SOURCES)
    release = newest(data)
    assert {(r.cause, r.area_code) for r in release.revisions()} == {("unexplained", "NL01")}
    (issue,) = (i for i in release.issues() if i.subject == "unexplained_revision")
    assert "C1 NL01 2023JJ00" in issue.message_en
    assert issue.source_id is None
