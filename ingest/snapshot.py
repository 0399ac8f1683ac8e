"""Snapshots: faithful copies on disk of what was published, kept once and never edited.

    <data>/snapshots/<table>/<snapshot id>/
        manifest.json      catalogue row, change key, filter, time, pages with their SHA-256
        properties.json    columns as published
        infos.json         the table's own description
        codes/<column>.json
        pages/00001.json   rows as published, one JSON array a page
    <data>/snapshots/<table>/current     names the snapshot in use

A snapshot is built under a name that ends in `.part`, so that a half-fetched table is resumed or
thrown away, never read.
"""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.catalogue import CatalogueEntry, Rows
from ingest.cbs_v3 import Page, page_path
from ingest.errors import SnapshotError
from ingest.files import file_sha256, read_json, write_atomically, write_json
from ingest.findings import Finding, read_findings


@dataclass(frozen=True)
class Snapshot:
    """One complete snapshot on disk."""

    directory: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """Time of the publisher's change, and a short hash of what was asked for."""
        return self.directory.name

    @property
    def entry(self) -> CatalogueEntry:
        """The catalogue row under which the table was fetched."""
        return CatalogueEntry(self.manifest["catalogue"])

    @property
    def retrieved_at(self) -> datetime:
        """When the last page arrived, in UTC."""
        return datetime.fromisoformat(self.manifest["retrieved_at"])

    @property
    def protocol(self) -> str:
        """How it was fetched, e.g. `v3`."""
        return self.manifest["protocol"]

    @property
    def protocol_reason(self) -> str | None:
        """Why it was not fetched by the protocol that comes first; None where it was."""
        return self.manifest["protocol_reason"]

    @property
    def findings(self) -> list[Finding]:
        """What stood out when it was compared with the snapshot before it."""
        return read_findings(self.directory / "findings.json")

    @property
    def properties(self) -> Rows:
        """Columns as published."""
        return read_json(self.directory / "properties.json")

    @property
    def code_lists(self) -> dict[str, Rows]:
        """Categories as published, by column."""
        folder = self.directory / "codes"
        return {path.stem: read_json(path) for path in sorted(folder.glob("*.json"))}

    @property
    def pages(self) -> list[Path]:
        """The pages with rows, in order."""
        numbers = range(1, len(self.manifest["pages"]) + 1)
        return [page_path(self.directory / "pages", number) for number in numbers]

    def verify(self) -> None:
        """Raise SnapshotError if any page differs from what was fetched."""
        for path, page in zip(self.pages, self.manifest["pages"], strict=True):
            if not path.exists() or file_sha256(path) != page["sha256"]:
                raise SnapshotError(
                    f"{path}: missing or changed; expected SHA-256 {page['sha256']}. "
                    f"Remove {self.directory} and run `hulpmonitor ingest` to fetch it again."
                )


class SnapshotStore:
    """All snapshots of one data directory."""

    def __init__(self, data: Path) -> None:
        self._root = data / "snapshots"

    def current(self, table_id: str) -> Snapshot | None:
        """The snapshot in use for a table, or None if it was never fetched."""
        pointer = self._root / table_id / "current"
        if not pointer.exists():
            return None
        directory = self._root / table_id / pointer.read_text(encoding="utf-8").strip()
        return Snapshot(directory, read_json(directory / "manifest.json"))

    def find(self, entry: CatalogueEntry, request: str) -> Snapshot | None:
        """The complete snapshot of exactly this version and request, if we have it."""
        directory = self._directory(entry, request)
        manifest = directory / "manifest.json"
        return Snapshot(directory, read_json(manifest)) if manifest.exists() else None

    def use(self, snapshot: Snapshot) -> None:
        """Make this the snapshot in use."""
        pointer = snapshot.directory.parent / "current"
        write_atomically(pointer, snapshot.id + "\n")

    def start(self, entry: CatalogueEntry, request: str) -> Path:
        """A working directory for this version; what an interrupted run left in it is kept."""
        final = self._directory(entry, request)
        for left_over in final.parent.glob("*.part"):
            if left_over.name != f"{final.name}.part":
                shutil.rmtree(left_over)
        partial = final.with_name(f"{final.name}.part")
        (partial / "codes").mkdir(parents=True, exist_ok=True)
        return partial

    def finish(
        self, partial: Path, entry: CatalogueEntry, request: str, pages: list[Page]
    ) -> Snapshot:
        """Write the manifest and give the snapshot its final name."""
        manifest = {
            "table": entry.table_id,
            "change_key": entry.change_key,
            "request": request,
            "protocol": "v3",
            "protocol_reason": None,
            "retrieved_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "catalogue": entry.row,
            "pages": [vars(page) for page in pages],
        }
        write_json(partial / "manifest.json", manifest)
        final = partial.with_name(partial.name.removesuffix(".part"))
        partial.rename(final)
        return Snapshot(final, manifest)

    def _directory(self, entry: CatalogueEntry, request: str) -> Path:
        stamp = "".join(letter for letter in entry.modified if letter.isdigit())
        digest = hashlib.sha256(f"{entry.change_key}\n{request}".encode()).hexdigest()
        return self._root / entry.table_id / f"{stamp}-{digest[:8]}"
