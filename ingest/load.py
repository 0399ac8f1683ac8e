"""Snapshots to `core`: what the publishers print, cell by cell, with a typed reason where there is
no number.

Nothing is fetched here and no clock is read: the same snapshots give the same rows.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from ingest.errors import NothingToLoadError
from ingest.findings import Finding
from ingest.load_figures import create_view, load_figures
from ingest.progress import Report, no_report
from ingest.reference_areas import read_reference
from ingest.snapshot import Snapshot
from ingest.source import FigureSource, Source
from ingest.warehouse import insert_rows

SCHEMA = Path(__file__).with_name("schema.sql")

NOT_DELIVERED = Finding(
    "warning",
    "not_delivered",
    "De tabel is niet geleverd: wat ervan afhangt, heeft geen cijfers.",
    "The table was not delivered: what depends on it has no figures.",
)


def load(
    connection: duckdb.DuckDBPyConnection,
    sources: Iterable[Source],
    snapshots: dict[str, Snapshot],
    release_id: str,
    report: Report = no_report,
) -> None:
    """Fill `core` from the given snapshots; a source without one is there, marked not delivered."""
    sources = list(sources)
    if not any(source.id in snapshots for source in sources):
        raise NothingToLoadError(
            "saw no snapshot of any source; expected at least one. Run `hulpmonitor ingest` first."
        )
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    insert_reference_areas(connection)
    for done, source in enumerate(sources):
        report("load", done, len(sources))
        snapshot = snapshots.get(source.id)
        _insert_source(connection, source, snapshot, release_id)
        findings = _load_source(connection, source, snapshot) if snapshot else [NOT_DELIVERED]
        insert_findings(connection, source.id, findings)
        if isinstance(source, FigureSource):
            create_view(connection, source)
    report("load", len(sources), len(sources))


def insert_findings(
    connection: duckdb.DuckDBPyConnection, source_id: str | None, findings: Iterable[Finding]
) -> None:
    """Write findings down as issues of the release."""
    rows = [(f.severity, source_id, f.subject, f.nl, f.en) for f in findings]
    insert_rows(connection, "core.issue", rows)


def _load_source(
    connection: duckdb.DuckDBPyConnection, source: Source, snapshot: Snapshot
) -> list[Finding]:
    snapshot.verify()
    if isinstance(source, FigureSource):
        return [*(snapshot.findings or []), *load_figures(connection, source, snapshot)]
    raise NotImplementedError(source.kind)


def _insert_source(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    snapshot: Snapshot | None,
    release_id: str,
) -> None:
    entry = snapshot.entry if snapshot else None
    row = {
        "source_id": source.id,
        "kind": source.kind,
        "title_nl": source.title.nl,
        "title_en": source.title.en,
        "published_title": entry.title if entry else None,
        "publisher": source.publisher.name,
        "attribution": source.attribution,
        "url": source.url,
        "licence": source.licence,
        "is_delivered": entry is not None,
        "is_selection": entry.is_selection if entry else False,
        "is_fictitious": entry.is_fictitious if entry else False,
        "modified": entry.modified if entry else None,
        "change_key": entry.change_key if entry else None,
        "snapshot_id": snapshot.id if snapshot else None,
        "protocol": snapshot.protocol if snapshot else None,
        "protocol_reason": snapshot.protocol_reason if snapshot else None,
        "retrieved_at": snapshot.retrieved_at.replace(tzinfo=None) if snapshot else None,
        "release_id": release_id,
    }
    connection.execute(
        f"INSERT INTO core.source ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )


def insert_reference_areas(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `core.area` with the municipalities and regions of the reference files."""
    regions = [
        (row["code"], row["name"], row["area_level"], None, None, None, None, True,
         int(row["boundary_year"]), row["source"])
        for row in read_reference("regions")
    ]  # fmt: skip
    municipalities = [
        (row["code"], row["name"], "municipality", None, row["province_code"],
         row["veilig_thuis_code"], row["youth_region_code"], True, int(row["boundary_year"]),
         row["source"])
        for row in read_reference("municipalities")
    ]  # fmt: skip
    insert_rows(connection, "core.area", regions + municipalities)
