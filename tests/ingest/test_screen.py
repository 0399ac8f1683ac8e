"""Snapshots on disk, sound and spoilt: a finding for everything, never a traceback."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.screen import Screened, is_snapshot, screen_snapshots, snapshots_under

pytestmark = pytest.mark.slow

TABLE = "84852NED"


@pytest.fixture
def snapshots(figures_data: Path, tmp_path: Path) -> Path:
    """A copy of the snapshots of tests/figures that may be spoilt."""
    return Path(shutil.copytree(figures_data / "snapshots", tmp_path / "snapshots"))


def one(snapshots: Path) -> Path:
    (folder,) = snapshots_under(snapshots / TABLE)
    return folder


def screened(folder: Path) -> Screened:
    (found,) = screen_snapshots([folder])
    return found


def edit_manifest(folder: Path, change: Callable[[dict], object]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_snapshots_are_found_from_every_folder_above_them(snapshots: Path) -> None:
    tables = [folder.name for folder in snapshots.iterdir()]
    assert sorted(f.parent.name for f in snapshots_under(snapshots)) == sorted(tables)
    assert TABLE in tables
    assert snapshots_under(one(snapshots)) == [one(snapshots)]
    assert snapshots_under(one(snapshots) / "pages") == []
    assert not is_snapshot(snapshots)


def test_a_sound_snapshot_is_looked_at_and_clean(snapshots: Path) -> None:
    found = screened(one(snapshots))
    assert (found.kind, found.name) == ("snapshot", TABLE)
    assert dict(found.looked_at)["compared_with"] == "-"
    assert found.errors == []


def test_nothing_is_written(snapshots: Path) -> None:
    def files() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in snapshots.rglob("*")
        }

    before = files()
    list(screen_snapshots(snapshots_under(snapshots)))
    assert files() == before


def test_a_later_snapshot_is_held_against_the_one_before(snapshots: Path) -> None:
    first = one(snapshots)
    second = Path(shutil.copytree(first, first.parent / "20990101000000-00000000"))
    edit_manifest(second, lambda m: m.update(retrieved_at="2099-01-01T00:00:00+00:00"))
    found = list(screen_snapshots([second, first]))
    assert [dict(item.looked_at)["compared_with"] for item in found] == ["-", first.name]


def spoil_page(folder: Path) -> None:
    next((folder / "pages").iterdir()).write_text("[]", encoding="utf-8")


SPOILT: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a page with other bytes": (spoil_page, "error", "damaged"),
    "a file gone": (lambda f: (f / "properties.json").unlink(), "error", "damaged"),
    "a manifest cut short": (
        lambda f: (f / "manifest.json").write_text("{", encoding="utf-8"), "error", "damaged",
    ),
    "a manifest without files": (
        lambda f: edit_manifest(f, lambda m: m.pop("files")), "error", "damaged",
    ),
    "a catalogue row that is none": (
        lambda f: edit_manifest(f, lambda m: m.update(catalogue=None)), "error", "damaged",
    ),
    "an older format": (
        lambda f: edit_manifest(f, lambda m: m.pop("format")), "warning", "older_format",
    ),
    "an unknown table": (
        lambda f: edit_manifest(f, lambda m: m.update(table="00000NED")),
        "warning", "unknown_table",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_told_in_both_languages(snapshots: Path, name: str) -> None:
    spoil, severity, subject = SPOILT[name]
    folder = one(snapshots)
    spoil(folder)
    (finding,) = screened(folder).findings
    assert (finding.severity, finding.subject) == (severity, subject)
    assert finding.nl and finding.en


def test_a_half_fetched_snapshot_is_passed_over(snapshots: Path) -> None:
    folder = one(snapshots)
    folder.rename(folder.with_name(folder.name + ".part"))
    assert snapshots_under(snapshots / TABLE) == []
