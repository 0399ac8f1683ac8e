"""Snapshots to `core`: what the publishers print, cell by cell, with a typed reason where there is
no number.

Nothing is fetched here and no clock is read: the same snapshots give the same rows.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from ingest import health
from ingest.current_regions import set_current_regions
from ingest.errors import ChecksFailedError, IngestError, NothingToLoadError
from ingest.findings import Finding
from ingest.load_boundaries import load_boundaries
from ingest.load_figures import create_view, insert_published_areas, load_figures
from ingest.load_memberships import load_memberships
from ingest.load_reclassifications import load_reclassifications
from ingest.loaded import LoadedCore
from ingest.progress import Report, no_report
from ingest.reference_areas import read_reference
from ingest.snapshot import Snapshot
from ingest.source import (
    BoundarySource,
    FigureSource,
    MembershipSource,
    ReclassificationSource,
    Source,
)
from ingest.warehouse import insert_rows

SCHEMA = Path(__file__).with_name("schema.sql")

NOT_DELIVERED = Finding(
    "warning",
    "not_delivered",
    "De tabel is niet geleverd: wat ervan afhangt, heeft geen cijfers.",
    "The table was not delivered: what depends on it has no figures.",
)
LISTS_NOT_DELIVERED = Finding(
    "warning",
    "not_delivered",
    "De bron is niet geleverd: wij gebruiken onze eigen lijsten van gemeenten en regio's.",
    "The source was not delivered: we use our own lists of municipalities and regions.",
)
BOUNDARIES_NOT_DELIVERED = Finding(
    "warning",
    "not_delivered",
    "De gemeentegrenzen zijn niet geleverd: er zijn geen kaarten.",
    "The municipal boundaries were not delivered: there are no maps.",
)

# What others lean on is loaded before them: figures need the regions of municipalities, boundaries
# also what became of municipalities.
_FIRST = (MembershipSource, ReclassificationSource)


def load(
    connection: duckdb.DuckDBPyConnection,
    sources: Iterable[Source],
    snapshots: dict[str, Snapshot],
    release_id: str,
    report: Report = no_report,
    *,
    keep_in: Path | None = None,
) -> None:
    """Fill `core`, and stop at a table that cannot be right.

    What was loaded is kept in the data directory `keep_in` and is taken from there as long as
    nothing changed that it depends on; the connection must then be one that writes a warehouse.

    Raises ChecksFailedError; what else stands out is in `core.issue`.
    """
    sources = list(sources)
    if keep_in is None:
        fill(connection, sources, snapshots, release_id, report)
    else:
        loaded = LoadedCore(keep_in, sources, snapshots, _lists(sources, snapshots))
        if loaded.take_all(connection):
            _verify(sources, snapshots)
            connection.execute("UPDATE core.source SET release_id = ?", [release_id])
            report("load", len(sources), len(sources))
        else:
            with loaded.at_hand(connection):
                fill(connection, sources, snapshots, release_id, report, loaded)
    faults = connection.execute(
        "SELECT source_id, list(message_en ORDER BY rowid) FROM core.issue "
        "WHERE severity = 'error' GROUP BY source_id ORDER BY source_id"
    ).fetchall()
    for source_id, messages in faults:
        raise ChecksFailedError(source_id, messages)


def fill(
    connection: duckdb.DuckDBPyConnection,
    sources: Iterable[Source],
    snapshots: dict[str, Snapshot],
    release_id: str,
    report: Report = no_report,
    loaded: LoadedCore | None = None,
) -> None:
    """Fill `core` from the given snapshots; a source without one is there, marked not delivered.

    What `loaded` has at hand is taken from there. Faults are written down as issues of severity
    `error`.
    """
    sources = list(sources)
    if not any(source.id in snapshots for source in sources if isinstance(source, FigureSource)):
        raise NothingToLoadError(
            "saw no snapshot of any table of figures; expected at least one. "
            "Run `hulpmonitor ingest` first."
        )
    _verify(sources, snapshots)
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    insert_reference_areas(connection)
    insert_municipalities(connection)
    first = [source for kind in _FIRST for source in sources if isinstance(source, kind)]
    ordered = first + [source for source in sources if not isinstance(source, _FIRST)]
    for done, source in enumerate(ordered):
        report("load", done, len(ordered))
        snapshot = snapshots.get(source.id)
        _insert_source(connection, source, snapshot, release_id)
        findings = (
            _load_source(connection, source, snapshot, loaded) if snapshot else _absent(source)
        )
        insert_findings(connection, source.id, findings)
        if isinstance(source, FigureSource):
            create_view(connection, source)
        if done + 1 == len(first):
            for source_id, found in set_current_regions(connection).items():
                insert_findings(connection, source_id, found)
    report("load", len(ordered), len(ordered))


def _lists(sources: list[Source], snapshots: dict[str, Snapshot]) -> dict[str, Snapshot]:
    """The snapshots that tables of figures lean on."""
    return {s.id: snapshots[s.id] for s in sources if isinstance(s, _FIRST) and s.id in snapshots}


def _verify(sources: list[Source], snapshots: dict[str, Snapshot]) -> None:
    """Every file as it was fetched, or SnapshotError; on two cores at once."""
    used = [snapshots[source.id] for source in sources if source.id in snapshots]
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(Snapshot.verify, used):
            pass


def leave_out_invented(
    sources: Iterable[Source], snapshots: dict[str, Snapshot]
) -> dict[str, Snapshot]:
    """The snapshots that go together: invented lists and maps do not go with real figures."""
    figures = [
        snapshots[source.id]
        for source in sources
        if isinstance(source, FigureSource) and source.id in snapshots
    ]
    if any(snapshot.entry.is_fictitious for snapshot in figures):
        return snapshots
    return {key: kept for key, kept in snapshots.items() if not kept.entry.is_fictitious}


def insert_findings(
    connection: duckdb.DuckDBPyConnection, source_id: str | None, findings: Iterable[Finding]
) -> None:
    """Write findings down as issues of the release."""
    rows = [(f.severity, source_id, f.subject, f.nl, f.en) for f in findings]
    insert_rows(connection, "core.issue", rows)


def _load_source(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    snapshot: Snapshot,
    loaded: LoadedCore | None,
) -> list[Finding]:
    """Load one source; only a table of figures that is wrong stops it."""
    findings = snapshot.findings or []
    if isinstance(source, FigureSource):
        compared = [finding for finding in findings if finding.subject in health.COMPARED]
        found = loaded.take(connection, source) if loaded else None
        is_new = found is None
        if found is None:
            found = load_figures(connection, source, snapshot)
        insert_published_areas(connection, source)
        if is_new:
            found += health.check(connection, source)
        if loaded:
            loaded.note(source, found)
        return [*compared, *found]
    try:
        if isinstance(source, MembershipSource):
            return [*findings, *load_memberships(connection, source, snapshot)]
        if isinstance(source, ReclassificationSource):
            return [*findings, *load_reclassifications(connection, source, snapshot)]
        if isinstance(source, BoundarySource):
            return [*findings, *load_boundaries(connection, source, snapshot)]
    except IngestError as error:
        return [*findings, _not_usable(error)]
    raise NotImplementedError(source.kind)


def _absent(source: Source) -> list[Finding]:
    if isinstance(source, BoundarySource):
        return [BOUNDARIES_NOT_DELIVERED]
    return [NOT_DELIVERED if isinstance(source, FigureSource) else LISTS_NOT_DELIVERED]


def _not_usable(error: IngestError) -> Finding:
    return Finding(
        "warning",
        "not_usable",
        f"De bron is niet gebruikt, want zij is anders dan verwacht: {error}",
        f"The source is not used, as it is not what was expected: {error}",
    )


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
        "modified": entry.modified or None if entry else None,
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


def insert_municipalities(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `core.municipality` from the reference file."""
    known = [
        (row["code"], int(row["urbanity_2024"]), int(row["inhabitants_2024"]), row["source"])
        for row in read_reference("municipalities")
    ]
    insert_rows(connection, "core.municipality", known)
