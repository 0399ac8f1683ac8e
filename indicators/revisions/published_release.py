"""A published release as one side of a comparison.

The release that a new one is compared with is an input of the new one, which names it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import SnapshotError
from ingest.files import read_json
from ingest.warehouse import sql_literal


@dataclass(frozen=True)
class PublishedRelease:
    """One published release on disk: its folder and what its manifest says."""

    directory: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """Its release id."""
        return self.manifest["id"]

    @property
    def warehouse(self) -> Path:
        """Its DuckDB file."""
        return self.directory / "warehouse.duckdb"

    @property
    def inputs_digest(self) -> str:
        """The checksum of what it was made from, its own predecessor among that."""
        return self.manifest["inputs_digest"]

    @property
    def program_digest(self) -> str | None:
        """The checksum of the program that made it; None where that was not written down yet."""
        return self.manifest.get("program_digest")

    @property
    def reference(self) -> dict[str, str]:
        """How the manifest of the next release names it."""
        return {"id": self.id, "inputs_digest": self.inputs_digest}


def newest_of_kind(
    releases: Path, names: Sequence[str], *, is_fictitious: bool
) -> PublishedRelease | None:
    """The last of `names` (oldest first) of the same kind: real, or invented for demonstration."""
    for name in reversed(names):
        manifest = read_json(releases / name / "manifest.json")
        if manifest["is_fictitious"] == is_fictitious:
            return PublishedRelease(releases / name, manifest)
    return None


def named(releases: Path, reference: dict[str, str] | None) -> PublishedRelease | None:
    """The predecessor that a manifest names, for building the same release again.

    Raises SnapshotError where it is gone or another release has its name: without it the same
    bytes cannot come out.
    """
    if reference is None:
        return None
    path = releases / reference["id"] / "manifest.json"
    seen = read_json(path)["inputs_digest"] if path.exists() else "no release"
    if seen != reference["inputs_digest"]:
        raise SnapshotError(
            f"release {reference['id']}, with which this one was compared: saw {seen}; expected "
            f"one made from inputs {reference['inputs_digest']}. Put it back in {releases}."
        )
    return PublishedRelease(path.parent, read_json(path))


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[None]:
    """Have a finished warehouse at hand, read-only, as the database `predecessor`."""
    connection.execute(f"ATTACH {sql_literal(warehouse)} AS predecessor (READ_ONLY)")
    try:
        yield
    finally:
        connection.execute("DETACH predecessor")
