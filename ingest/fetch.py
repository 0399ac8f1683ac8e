"""One ingest: see what changed at the publisher, and take a snapshot of every table that did."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import duckdb

from ingest.catalogue import Catalogue, CatalogueEntry
from ingest.cbs_v3 import Page, fetch_pages, first_url, page_path
from ingest.errors import IngestError, TransportError
from ingest.files import write_json
from ingest.http import Client
from ingest.progress import Report, no_report
from ingest.resolve import find_dimensions, resolve
from ingest.resolved import ResolvedTable
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import FigureSource, Source
from ingest.staging import stage
from ingest.warehouse import working_connection

_ROUNDS = 3  # a table that changes while it is fetched is started again this often


@dataclass(frozen=True)
class TableOutcome:
    """What one ingest did with one table."""

    id: str
    outcome: Literal["fetched", "unchanged", "not_in_catalogue", "failed"]
    message: str = ""


def fetch(
    sources: Iterable[Source], base_url: str, store: SnapshotStore, report: Report = no_report
) -> list[TableOutcome]:
    """Fetch every source that changed; one table that fails does not stop the next.

    Raises TransportError when the catalogue itself cannot be read.
    """
    sources = [source for source in sources if isinstance(source, FigureSource)]
    catalogue = Catalogue(base_url)
    entries = catalogue.entries(source.id for source in sources)
    _refuse_mixture(entries)
    outcomes = []
    with Client(base_url) as client:
        for source in sources:
            entry = entries.get(source.id)
            if entry is None:
                outcomes.append(_not_in_catalogue(source, store))
                continue
            try:
                outcomes.append(_fetch_table(source, entry, catalogue, client, store, report))
            except IngestError as error:
                outcomes.append(TableOutcome(source.id, "failed", str(error)))
    return outcomes


def _fetch_table(
    source: FigureSource,
    entry: CatalogueEntry,
    catalogue: Catalogue,
    client: Client,
    store: SnapshotStore,
    report: Report,
) -> TableOutcome:
    request = _request(source)
    for _ in range(_ROUNDS):
        known = store.find(entry, request)
        if known:
            current = store.current(source.id)
            store.use(known)
            unchanged = current is not None and current.id == known.id
            return TableOutcome(source.id, "unchanged" if unchanged else "fetched")
        snapshot = _take_snapshot(source, entry, request, catalogue, client, store, report)
        newest = catalogue.entries([source.id]).get(source.id)
        if newest and newest.change_key == entry.change_key:
            store.use(snapshot)
            return TableOutcome(source.id, "fetched")
        if newest is None:
            break
        entry = newest
    raise TransportError(
        f"{source.id}: the table changed at the publisher each time it was fetched; "
        "expected it to stay the same for as long as that takes. It is tried again next time.",
        "garbled",
    )


def _take_snapshot(
    source: FigureSource,
    entry: CatalogueEntry,
    request: str,
    catalogue: Catalogue,
    client: Client,
    store: SnapshotStore,
    report: Report,
) -> Snapshot:
    partial = store.start(entry, request)
    properties = catalogue.properties(source.id)
    keys = find_dimensions(source, properties)
    code_lists = {key: catalogue.code_list(source.id, key) for key in keys}
    # Resolved before a single row is asked for: a changed table is refused at once, and a filter
    # needs today's codes.
    table = resolve(source, properties, code_lists, is_selection=entry.is_selection)
    write_json(partial / "infos.json", catalogue.info(source.id))
    write_json(partial / "properties.json", properties)
    for key, rows in code_lists.items():
        write_json(partial / "codes" / f"{key}.json", rows)
    total = _expected_rows(table, entry)

    def on_page(page: Page) -> None:
        report(source.id, page.number, None if total is None else max(page.number, total))

    url = first_url(client.base_url, source.id, table.condition)
    pages = fetch_pages(client, url, partial / "pages", on_page)
    try:
        with working_connection(partial) as connection:
            stage(connection, table, [page_path(partial / "pages", p.number) for p in pages], entry)
    except IngestError:
        # What cannot be loaded is not kept: the next ingest fetches it afresh.
        shutil.rmtree(partial)
        raise
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        shutil.rmtree(partial)
        message = f"{source.id}: the rows cannot be read: {error}"
        raise TransportError(message, "garbled") from error
    return store.finish(partial, entry, request, pages)


def _expected_rows(table: ResolvedTable, entry: CatalogueEntry) -> int | None:
    rows = table.kept_row_count if table.source.is_filtered else entry.record_count
    return -(-rows // 10_000) or None


def _request(source: FigureSource) -> str:
    """What the source file limits itself to; another limit makes another snapshot."""
    limits = {d.name: d.keep or d.from_period for d in source.dimensions if d.keep or d.from_period}
    return json.dumps(limits, ensure_ascii=False, sort_keys=True)


def _not_in_catalogue(source: FigureSource, store: SnapshotStore) -> TableOutcome:
    kept = store.current(source.id)
    what = f"the snapshot of {kept.entry.modified} stays in use" if kept else "it has no figures"
    return TableOutcome(source.id, "not_in_catalogue", f"not in the catalogue; {what}")


def _refuse_mixture(entries: dict[str, CatalogueEntry]) -> None:
    marks = {table_id: entry.is_fictitious for table_id, entry in entries.items()}
    if len(set(marks.values())) > 1:
        raise IngestError(
            f"saw real and fictitious tables in one catalogue ({marks}); expected one kind. "
            "Real and fictitious figures never go into one release."
        )
