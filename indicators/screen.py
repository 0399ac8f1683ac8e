"""Whatever someone has of ours on disk, held against its own checksums, audits and checks.

A data directory, a directory of snapshots, one snapshot, a directory of releases, one release or a
warehouse file: which it is, is seen from its content. Nothing is written and nothing is fetched.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from indicators import audits
from ingest import health
from ingest.files import file_sha256, read_json
from ingest.findings import Finding
from ingest.screen import UNREADABLE, Screened, damaged, screen_snapshots, snapshots_under
from ingest.source import FigureSource, figure_sources
from ingest.warehouse import read_warehouse

_DUCKDB_MARK = slice(8, 12)  # where a DuckDB file says that it is one


@dataclass(frozen=True)
class NotUnderstood:
    """A path that is none of the things that can be screened."""

    path: Path
    seen: str


@dataclass(frozen=True)
class Screening:
    """Everything that was looked at, and what was not understood."""

    screened: tuple[Screened, ...]
    not_understood: tuple[NotUnderstood, ...]

    @property
    def exit_status(self) -> int:
        """0: nothing worse than warnings; 1: errors; 2: something was not understood."""
        if self.not_understood:
            return 2
        return 1 if any(item.errors for item in self.screened) else 0


def screen(paths: Iterable[Path]) -> Screening:
    """Screen everything that the paths lead to."""
    screened: list[Screened] = []
    not_understood: list[NotUnderstood] = []
    for path in paths:
        try:
            found = list(_screen(path))
        except OSError as error:
            not_understood.append(NotUnderstood(path, f"{type(error).__name__}: {error}"))
            continue
        screened += found
        if not found:
            not_understood.append(NotUnderstood(path, _seen(path)))
    return Screening(tuple(screened), tuple(not_understood))


def _screen(path: Path) -> Iterator[Screened]:
    if path.is_file():
        if _is_warehouse(path):
            yield from _screen_warehouse(path, path, None)
        return
    if _is_release(path):
        yield from _screen_release(path)
        return
    for data in (path, path / "demonstration"):
        yield from _pointers(data)
        snapshots = data / "snapshots"
        yield from screen_snapshots(snapshots_under(snapshots if snapshots.is_dir() else data))
        releases = data / "releases"
        for folder in sorted((releases if releases.is_dir() else data).glob("*/")):
            if _is_release(folder):
                yield from _screen_release(folder)


def _pointers(data: Path) -> Iterator[Screened]:
    """The files of a data directory that name what is in use name something that is there."""
    files = [*sorted(data.glob("snapshots/*/current")), *sorted(data.glob("releases/newest"))]
    for file in files:
        named = file.read_text(encoding="utf-8", errors="replace").strip()
        if not named or not (file.parent / named / "manifest.json").is_file():
            finding = Finding(
                "error",
                "pointer",
                f"Dit bestand noemt {named!r}, en dat is er niet.",
                f"This file names {named!r}, which is not there.",
            )
            yield Screened("pointer", file, file.parent.name, (), (finding,))


def _screen_release(folder: Path) -> Iterator[Screened]:
    findings: list[Finding] = []
    looked_at: tuple[tuple[str, str], ...] = ()
    release_id = None
    try:
        manifest = read_json(folder / "manifest.json")
        release_id = manifest["id"]
        looked_at = (("built", manifest["built_at"]), ("files", str(len(manifest["files"]))))
        if release_id != folder.name:
            findings.append(_wrong_id(release_id, folder.name))
        for file in manifest["files"].values():
            findings += _check_file(folder / "files", file)
    except UNREADABLE as error:
        findings.append(damaged(folder / "manifest.json", f"{type(error).__name__}: {error}"))
    yield Screened("release", folder, folder.name, looked_at, tuple(findings))
    yield from _screen_warehouse(folder / "warehouse.duckdb", folder, release_id)


def _screen_warehouse(path: Path, belongs_to: Path, release_id: str | None) -> Iterator[Screened]:
    """The warehouse as a whole, with its audits; then every table of figures in it."""
    try:
        connection = read_warehouse(path)
    except UNREADABLE as error:
        finding = damaged(path, f"{type(error).__name__}: {error}")
        yield Screened("warehouse", path, path.name, (), (finding,))
        return
    try:
        findings = [_failed_audit(failure) for failure in audits.failures(connection)]
        ids = connection.execute("SELECT DISTINCT release_id FROM core.source ORDER BY 1")
        for (seen,) in ids.fetchall():
            if release_id is not None and seen != release_id:
                findings.append(_wrong_id(seen, release_id))
        tables = [
            _screen_table(connection, source, belongs_to) for source in figure_sources().values()
        ]
        yield Screened("warehouse", path, path.name, (), tuple(findings))
        yield from (table for table in tables if table)
    except UNREADABLE as error:
        finding = damaged(path, f"{type(error).__name__}: {error}")
        yield Screened("warehouse", path, path.name, (), (finding,))
    finally:
        connection.close()


def _screen_table(
    connection: duckdb.DuckDBPyConnection, source: FigureSource, belongs_to: Path
) -> Screened | None:
    rows = connection.execute(
        """
        SELECT published_title, modified, newest_period, row_count,
               (SELECT count(value) FROM core.observation o WHERE o.source_id = s.source_id)
        FROM core.source s WHERE source_id = ? AND is_delivered
        """,
        [source.id],
    ).fetchall()
    if not rows:
        return None
    names = ("title", "modified", "newest_period", "rows", "figures")
    looked_at = tuple((name, str(value)) for name, value in zip(names, rows[0], strict=True))
    findings = health.check(connection, source)
    return Screened("table", belongs_to, source.id, looked_at, tuple(findings))


def _check_file(folder: Path, file: dict[str, Any]) -> list[Finding]:
    path = folder / file["file"]
    if not path.is_file():
        return [_wrong_file(path.name, "missing")]
    if path.stat().st_size != file["bytes"] or file_sha256(path) != file["file_sha256"]:
        return [_wrong_file(path.name, "other bytes")]
    if _content_sha256(path) != file["sha256"]:
        return [_wrong_file(path.name, "other content")]
    return []


def _content_sha256(path: Path) -> str:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def _wrong_file(name: str, seen: str) -> Finding:
    return Finding(
        "error",
        "release_file",
        f"Bestand {name} is niet wat het manifest van de uitgave zegt: {seen}.",
        f"File {name} is not what the manifest of the release says: {seen}.",
    )


def _wrong_id(seen: str, expected: str) -> Finding:
    return Finding(
        "error",
        "release_id",
        f"De uitgave noemt zich {seen}; verwacht was {expected}.",
        f"The release calls itself {seen}; expected {expected}.",
    )


def _failed_audit(failure: str) -> Finding:
    return Finding("error", "audit", f"Een controle op de uitkomsten faalt: {failure}", failure)


def _is_warehouse(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_DUCKDB_MARK.stop)[_DUCKDB_MARK] == b"DUCK"


def _is_release(folder: Path) -> bool:
    return (folder / "manifest.json").is_file() and (
        (folder / "warehouse.duckdb").exists() or (folder / "files").is_dir()
    )


def _seen(path: Path) -> str:
    if not path.exists():
        return "nothing"
    if path.is_file():
        return f"a file of {path.stat().st_size} bytes that is no DuckDB file"
    names = sorted(entry.name for entry in path.iterdir())
    return f"a directory with {', '.join(names[:5])}" if names else "an empty directory"
