"""Snapshots on disk, held against their own checksums and every check; nothing is written.

What cannot be read is told as a finding: a damaged copy must not hide the state of the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from ingest.errors import IngestError
from ingest.examine import examine
from ingest.files import read_json
from ingest.findings import Finding
from ingest.snapshot import FORMAT, Snapshot
from ingest.source import FigureSource, read_sources

# What reading a damaged or hand-made file can raise, besides our own errors.
UNREADABLE = (duckdb.Error, OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Screened:
    """One thing that was looked at. `looked_at` says what of it, as pairs of a word and a value."""

    kind: Literal["snapshot", "release", "warehouse", "table", "pointer"]
    path: Path
    name: str
    looked_at: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep it from being used."""
        return [finding for finding in self.findings if finding.severity == "error"]


def snapshots_under(path: Path) -> list[Path]:
    """Directories of snapshots: the path itself, those in it, or those in the folders in it."""
    if is_snapshot(path):
        return [path]
    found = [file.parent for depth in ("*", "*/*") for file in path.glob(f"{depth}/manifest.json")]
    return sorted(folder for folder in found if folder.suffix != ".part" and is_snapshot(folder))


def is_snapshot(folder: Path) -> bool:
    """Whether a folder is a snapshot, sound or not."""
    if not (folder / "manifest.json").is_file():
        return False
    manifest = _manifest(folder)
    return "table" in manifest if manifest else (folder / "pages").is_dir()


def screen_snapshots(folders: Iterable[Path]) -> Iterator[Screened]:
    """Screen snapshots; those of one table beside the one taken before."""
    by_table: dict[Path, list[Path]] = {}
    for folder in folders:
        by_table.setdefault(folder.parent, []).append(folder)
    for together in by_table.values():
        previous: Snapshot | None = None
        for folder in sorted(together, key=_taken_at):
            screened, snapshot = _screen_snapshot(folder, previous)
            yield screened
            previous = snapshot or previous


def _screen_snapshot(folder: Path, previous: Snapshot | None) -> tuple[Screened, Snapshot | None]:
    manifest = _manifest(folder) or {}
    name = str(manifest.get("table", folder.parent.name))

    def told(*findings: Finding, looked_at: tuple[tuple[str, str], ...] = ()) -> Screened:
        return Screened("snapshot", folder, name, looked_at, findings)

    if not manifest:
        return told(damaged(folder, "manifest.json is not readable JSON")), None
    if manifest.get("format") != FORMAT:
        return told(_older(manifest.get("format"))), None
    snapshot = Snapshot(folder, manifest)
    try:
        snapshot.verify()
        looked_at = _looked_at(snapshot, previous)
    except (IngestError, *UNREADABLE) as error:
        return told(damaged(folder, _in_words(error))), None
    source = read_sources().get(name)
    if not isinstance(source, FigureSource):
        return told(*([] if source else [_unknown_table(name)]), looked_at=looked_at), None
    try:
        findings = examine(source, snapshot, previous)
    except (IngestError, *UNREADABLE) as error:
        return told(damaged(folder, _in_words(error)), looked_at=looked_at), None
    return told(*findings, looked_at=looked_at), snapshot


def damaged(path: Path, what: str) -> Finding:
    """The error for something that is there and cannot be used."""
    return Finding(
        "error",
        "damaged",
        f"{path.name} is beschadigd of past niet bij deze versie: {what}",
        f"{path.name} is damaged, or does not fit this version: {what}",
    )


def _looked_at(snapshot: Snapshot, previous: Snapshot | None) -> tuple[tuple[str, str], ...]:
    entry = snapshot.entry
    return (
        ("title", entry.title),
        ("modified", entry.modified),
        ("retrieved", snapshot.retrieved_at.isoformat()),
        ("files", str(len(snapshot.manifest["files"]))),
        ("compared_with", previous.id if previous else "-"),
    )


def _older(seen: object) -> Finding:
    return Finding(
        "warning",
        "older_format",
        f"Deze momentopname heeft vorm {seen}; verwacht was {FORMAT}. Zij is niet bekeken. "
        "`hulpmonitor ingest` haalt de tabel opnieuw op.",
        f"This snapshot has format {seen}; expected {FORMAT}. It was not looked at. "
        "`hulpmonitor ingest` fetches the table again.",
    )


def _unknown_table(name: str) -> Finding:
    return Finding(
        "warning",
        "unknown_table",
        f"Er is geen bronbestand voor {name}: alleen de controlegetallen zijn bekeken.",
        f"There is no source file for {name}: only the checksums were looked at.",
    )


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        content = read_json(folder / "manifest.json")
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _taken_at(folder: Path) -> tuple[str, str]:
    return str((_manifest(folder) or {}).get("retrieved_at", "")), folder.name


def _in_words(error: Exception) -> str:
    return str(error) if isinstance(error, IngestError) else f"{type(error).__name__}: {error}"
