"""Municipal boundaries from PDOK, which serves CBS's division of areas: from server to snapshot.

PDOK is not known to give a time of change: a `timeStamp` is that of the answer, and ids of features
need not stay. So the change key is a hash of the boundaries themselves, and every year is asked for
each time.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import chain

from ingest.entry import BoundaryEntry
from ingest.errors import IngestError, TransportError
from ingest.findings import Finding
from ingest.http import Client
from ingest.ogc_features import FeaturePage, fetch_year, parse_page
from ingest.outcome import TableOutcome
from ingest.pages import Page, page_path
from ingest.progress import Report, no_report
from ingest.service import FetchedRows
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import BoundarySource

COLLECTIONS = "cbs/gebiedsindelingen/ogc/v1/collections"

Years = dict[int, list[FeaturePage]]


def fetch_boundaries(
    client: Client, source: BoundarySource, store: SnapshotStore, report: Report = no_report
) -> TableOutcome:
    """Fetch every year of a source and keep a snapshot if anything changed.

    A year that fails stays as it is in the snapshot in use, or is absent; the message names it.
    Only where no year arrives is the outcome `failed`.
    """
    items_url = f"{client.base_url}/{COLLECTIONS}/{source.collection}/items"
    arrived: Years = {}
    failures: dict[int, TransportError] = {}
    for done, year in enumerate(source.years):
        report(source.id, done, len(source.years))
        try:
            arrived[year] = fetch_year(client, items_url, year)
        except TransportError as error:
            failures[year] = error
    report(source.id, len(source.years), len(source.years))
    message = " ".join(f"{year}: {error}" for year, error in failures.items())
    if not arrived:
        reason = next(iter(failures.values())).reason if failures else None
        return TableOutcome(source.id, "failed", message, "pdok", reason)
    marks = {page.is_fictitious for page in chain(*arrived.values())}
    if len(marks) > 1:
        message = f"{items_url}: saw real and fictitious boundaries; expected one kind"
        return TableOutcome(source.id, "failed", message, "pdok", "garbled")
    (is_fictitious,) = marks
    current = store.current(source.id)
    kept = _kept_years(current, set(failures), is_fictitious=is_fictitious) if failures else {}
    findings = [_not_fetched(year, is_kept=year in kept) for year in failures]
    snapshot = _keep(source, arrived | kept, findings, store, is_fictitious=is_fictitious)
    store.use(snapshot)
    is_same = current is not None and current.id == snapshot.id
    return TableOutcome(source.id, "unchanged" if is_same else "fetched", message, "pdok")


def _kept_years(current: Snapshot | None, years: set[int], *, is_fictitious: bool) -> Years:
    """The pages of these years in the snapshot in use, if that is whole and of the same kind."""
    kept: Years = {}
    if current is None or current.entry.is_fictitious != is_fictitious:
        return kept
    try:
        current.verify()
    except IngestError:
        return kept  # loading it says what is damaged and what to do
    for path, page in zip(current.rows.pages, current.manifest["pages"], strict=True):
        read = parse_page(page["url"], path.read_bytes())
        for year in years & {boundary.year for boundary in read.boundaries}:
            kept.setdefault(year, []).append(read)
    return kept


def _keep(
    source: BoundarySource,
    years: Years,
    findings: list[Finding],
    store: SnapshotStore,
    *,
    is_fictitious: bool,
) -> Snapshot:
    """The snapshot of exactly these boundaries, made now or there already."""
    fetched = [page for year in sorted(years) for page in years[year]]
    row = {
        "Identifier": source.id,
        "Title": source.title.nl,
        "RecordCount": sum(len(page.boundaries) for page in fetched),
        "ContentSha256": _content_hash(fetched),
    }
    entry = BoundaryEntry(row | ({"IsFictitious": True} if is_fictitious else {}))
    known = store.find(entry, source.collection)
    if known:
        return known
    partial = store.start(entry, source.collection)
    (partial / "pages").mkdir(exist_ok=True)
    pages = []
    for number, page in enumerate(fetched, start=1):
        page_path(partial / "pages", number).write_bytes(page.body)
        digest = hashlib.sha256(page.body).hexdigest()
        pages.append(Page(number, page.url, len(page.body), digest, page.next_url))
    snapshot = store.finish(
        partial,
        entry,
        source.collection,
        FetchedRows("geojson", pages, entry.record_count),
        protocol="pdok",
        protocol_reason=None,
    )
    snapshot.keep_findings(findings)
    return snapshot


def _content_hash(pages: Iterable[FeaturePage]) -> str:
    boundaries = sorted(
        (b.year, b.area_code, b.name, json.dumps(b.geometry, sort_keys=True))
        for page in pages
        for b in page.boundaries
    )
    return hashlib.sha256(json.dumps(boundaries).encode()).hexdigest()


def _not_fetched(year: int, *, is_kept: bool) -> Finding:
    return Finding(
        "warning",
        "boundaries_not_fetched",
        f"De gemeentegrenzen van {year} konden niet worden opgehaald; "
        + ("die van eerder blijven in gebruik." if is_kept else "er is geen kaart van dat jaar."),
        f"The municipal boundaries of {year} could not be fetched; "
        + ("the earlier ones stay in use." if is_kept else "there is no map of that year."),
    )
