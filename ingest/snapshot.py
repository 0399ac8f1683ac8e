"""Snapshots: faithful copies on disk of what was published, kept once and never edited.

    <data>/snapshots/<table>/<snapshot id>/
        manifest.json      catalogue row, change key, filter, time, protocol, SHA-256 of all files
        properties.json    columns, in the form of CBS OData v3 whatever the protocol was
        infos.json         the table's own description
        codes/<column>.json
        pages/00001.json   rows as published, one JSON array a page, or one CSV file; of
                           boundaries whole answers
        findings.json      what the checks said when it was taken; absent until they ran
    <data>/snapshots/<table>/current     names the snapshot in use

A snapshot is built under a name that ends in `.part`, so that a half-fetched table is resumed or
thrown away, never read.
"""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.entry import CatalogueEntry, Protocol, Rows, entry_of
from ingest.errors import Reason, SnapshotError
from ingest.files import file_sha256, read_json, write_atomically, write_json
from ingest.findings import Finding, read_findings, write_findings
from ingest.pages import page_path
from ingest.service import FetchedRows
from ingest.staging import PublishedRows

FORMAT = 2  # of the manifest; a snapshot of another format is fetched again


@dataclass(frozen=True)
class Snapshot:
    """One complete snapshot on disk."""

    directory: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """Time of the publisher's change, if it gives one, and a short hash of what was asked."""
        return self.directory.name

    @property
    def entry(self) -> CatalogueEntry:
        """The catalogue row under which the table was fetched."""
        return entry_of(self.protocol, self.manifest["catalogue"])

    @property
    def retrieved_at(self) -> datetime:
        """When the last page arrived, in UTC."""
        return datetime.fromisoformat(self.manifest["retrieved_at"])

    @property
    def protocol(self) -> Protocol:
        """How it was fetched, e.g. `v3`."""
        return self.manifest["protocol"]

    @property
    def protocol_reason(self) -> Reason | None:
        """Why it was not fetched by the protocol that comes first; None where it was."""
        return self.manifest["protocol_reason"]

    @property
    def findings(self) -> list[Finding] | None:
        """What the checks said when it was taken; None where they have not run to their end."""
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
    def rows(self) -> PublishedRows:
        """The rows as they lie on disk."""
        folder = self.directory / "pages"
        return PublishedRows(
            form=self.manifest["form"],
            pages=[page_path(folder, p["number"], p["suffix"]) for p in self.manifest["pages"]],
            announced=self.manifest["announced"],
            is_selection=self.entry.is_selection,
        )

    def keep_findings(self, findings: Iterable[Finding]) -> None:
        """Write down what the checks said; from then on they need not run again."""
        write_findings(self.directory / "findings.json", findings)

    def verify(self) -> None:
        """Raise SnapshotError if any file differs from what was fetched."""
        for name, expected in self.manifest["files"].items():
            path = self.directory / name
            if not path.exists() or file_sha256(path) != expected:
                raise SnapshotError(
                    f"{path}: missing or changed; expected SHA-256 {expected}. "
                    f"Remove {self.directory} and run `hulpmonitor ingest` to fetch it again."
                )


class SnapshotStore:
    """All snapshots of one data directory."""

    def __init__(self, data: Path) -> None:
        self._root = data / "snapshots"

    def current(self, table_id: str) -> Snapshot | None:
        """The snapshot in use for a table, or None if it was never fetched."""
        current = self.current_id(table_id)
        return _read(self._root / table_id / current) if current else None

    def get(self, table_id: str, snapshot_id: str) -> Snapshot | None:
        """A snapshot of a table by its id, in use or not, or None where it is not there."""
        return _read(self._root / table_id / snapshot_id)

    def current_id(self, table_id: str) -> str | None:
        """The id of the snapshot in use, or None if the table was never fetched."""
        pointer = self._root / table_id / "current"
        return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None

    def find(self, entry: CatalogueEntry, request: str) -> Snapshot | None:
        """The complete snapshot of exactly this version and request, if we have it."""
        return _read(self._directory(entry, request))

    def use(self, snapshot: Snapshot) -> None:
        """Make this the snapshot in use."""
        pointer = snapshot.directory.parent / "current"
        write_atomically(pointer, snapshot.id + "\n")

    def remove(self, snapshot: Snapshot) -> None:
        """Throw a snapshot away that was never in use."""
        shutil.rmtree(snapshot.directory)

    def scratch(self) -> Path:
        """An empty place on the same disk for what is only passing through.

        What a killed run left there is removed; the run lock makes sure that nobody is using it.
        """
        folder = self._root.parent / ".scratch"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

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
        self,
        partial: Path,
        entry: CatalogueEntry,
        request: str,
        rows: FetchedRows | None,
        *,
        protocol: Protocol,
        protocol_reason: Reason | None,
    ) -> Snapshot:
        """Write the manifest and give the snapshot its final name; `rows` is None without any."""
        files = [
            # Without a manifest that an earlier try could not write to its end.
            *(path for path in sorted(partial.glob("*.json")) if path.name != "manifest.json"),
            *(path for path in sorted((partial / "codes").glob("*.json"))),
        ]
        pages = rows.pages if rows else []
        manifest = {
            "format": FORMAT,
            "table": entry.table_id,
            "change_key": entry.change_key,
            "request": request,
            "protocol": protocol,
            "protocol_reason": protocol_reason,
            "retrieved_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "catalogue": entry.row,
            "form": rows.form if rows else None,
            "announced": rows.announced if rows else None,
            "pages": [vars(page) for page in pages],
            "files": {str(path.relative_to(partial)): file_sha256(path) for path in files}
            | {f"pages/{page.number:05}{page.suffix}": page.sha256 for page in pages},
        }
        write_json(partial / "manifest.json", manifest)
        final = partial.with_name(partial.name.removesuffix(".part"))
        if final.exists():  # of another format
            shutil.rmtree(final)
        partial.rename(final)
        return Snapshot(final, manifest)

    def _directory(self, entry: CatalogueEntry, request: str) -> Path:
        stamp = "".join(letter for letter in entry.modified if letter.isdigit())
        digest = hashlib.sha256(f"{entry.change_key}\n{request}".encode()).hexdigest()
        return self._root / entry.table_id / f"{stamp or 'content'}-{digest[:8]}"


def _read(directory: Path) -> Snapshot | None:
    path = directory / "manifest.json"
    manifest = read_json(path) if path.exists() else {}
    return Snapshot(directory, manifest) if manifest.get("format") == FORMAT else None
