"""Releases, warehouses and whole data directories, sound and spoilt."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from indicators.screen import Screening, screen
from ingest.source import figure_sources

pytestmark = pytest.mark.slow


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    """A copy of a data directory that may be spoilt."""
    return Path(shutil.copytree(figures_data, tmp_path / "data"))


def release_of(data: Path) -> Path:
    (folder,) = (data / "releases").glob("*/")
    return folder


def subjects(screening: Screening) -> set[str]:
    return {f.subject for item in screening.screened for f in item.errors}


def test_a_data_directory_is_looked_at_whole(data: Path) -> None:
    outcome = screen([data])
    assert outcome.exit_status == 0, subjects(outcome)
    kinds = [item.kind for item in outcome.screened]
    kept = {path.name for path in (data / "snapshots").iterdir()}
    tables = kept & set(figure_sources())  # invented boundaries are not in the warehouse
    assert len(tables) > 1
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "snapshot": len(kept), "release": 1, "warehouse": 1, "table": len(tables),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("snapshots", {"snapshot"}),
        ("snapshots/84852NED", {"snapshot"}),
        ("releases", {"release", "warehouse", "table"}),
    ],
)
def test_a_part_of_it_is_understood(data: Path, part: str, kinds: set[str]) -> None:
    outcome = screen([data / part])
    assert {item.kind for item in outcome.screened} == kinds
    assert outcome.exit_status == 0


def test_a_release_and_a_warehouse_file_are_understood(data: Path) -> None:
    release = release_of(data)
    outcome = screen([release, release / "warehouse.duckdb"])
    kinds = [item.kind for item in outcome.screened]
    assert kinds.count("release") == 1
    assert kinds.count("warehouse") == 2
    assert outcome.exit_status == 0


def test_the_fictitious_figures_beside_the_real_ones_are_looked_at_too(data: Path) -> None:
    shutil.copytree(data / "snapshots", data / "demonstration" / "snapshots")
    outcome = screen([data])
    names = [item.name for item in outcome.screened if item.kind == "snapshot"]
    assert sorted(names) == sorted([*set(names)] * 2)


def edit_manifest(release: Path, change: Callable[[dict], object]) -> None:
    path = release / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def other_content(release: Path) -> None:
    path = release / "files" / "broncijfers.csv.gz"
    path.write_bytes(gzip.compress(b"something else"))


def change_warehouse(*statements: str) -> Callable[[Path], None]:
    def change(release: Path) -> None:
        with duckdb.connect(str(release / "warehouse.duckdb")) as connection:
            for statement in statements:
                connection.execute(statement)

    return change


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file with other content": (other_content, "release_file"),
    "a file gone": (lambda r: (r / "files" / "gebieden.csv").unlink(), "release_file"),
    "a checksum of the content": (
        lambda r: edit_manifest(r, lambda m: m["files"]["gebieden"].update(sha256="0")),
        "release_file",
    ),
    "another name": (lambda r: edit_manifest(r, lambda m: m.update(id="x")), "release_id"),
    "a manifest without files": (lambda r: edit_manifest(r, lambda m: m.pop("files")), "damaged"),
    "a manifest cut short": (lambda r: (r / "manifest.json").write_text("{"), "damaged"),
    "no warehouse": (lambda r: (r / "warehouse.duckdb").unlink(), "damaged"),
    "a warehouse of zeros": (
        lambda r: (r / "warehouse.duckdb").write_bytes(b"0" * 9000),
        "damaged",
    ),
    "an older warehouse": (change_warehouse("DROP TABLE core.area_title"), "damaged"),
    "a figure outside its bounds": (
        change_warehouse("UPDATE mart.indicator_value SET lower = value + 1 WHERE lower < value"),
        "audit",
    ),
    "a count that is no multiple of five": (
        change_warehouse(
            "UPDATE core.observation SET value = 12 WHERE source_id = '84852NED' AND value = 15"
        ),
        "rounding",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_an_error(data: Path, name: str) -> None:
    spoil, subject = SPOILT[name]
    spoil(release_of(data))
    outcome = screen([data / "releases"])
    assert subject in subjects(outcome)
    assert outcome.exit_status == 1


@pytest.mark.parametrize("pointer", ["releases/newest", "snapshots/84852NED/current"])
def test_a_pointer_to_nothing_is_an_error(data: Path, pointer: str) -> None:
    (data / pointer).write_text("2001-01-01.1\n", encoding="utf-8")
    assert subjects(screen([data])) == {"pointer"}


def test_what_is_none_of_these_is_not_understood(data: Path, tmp_path: Path) -> None:
    text = tmp_path / "figures.csv"
    text.write_text("a,b\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = screen([text, empty, tmp_path / "nowhere", data])
    assert outcome.exit_status == 2
    assert [item.seen for item in outcome.not_understood] == [
        "a file of 4 bytes that is no DuckDB file", "an empty directory", "nothing",
    ]  # fmt: skip
    assert outcome.screened
