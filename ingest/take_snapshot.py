"""One version of one table to a snapshot on disk, by whatever protocol is offered."""

import json

from ingest.entry import CatalogueEntry, Rows
from ingest.errors import Reason, SourceChangedError
from ingest.files import write_json
from ingest.pages import Page
from ingest.progress import Report
from ingest.resolve import find_dimensions, resolve
from ingest.resolved import ResolvedTable
from ingest.service import Service
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import Source, TableSource


def request_of(source: Source) -> str:
    """What the source file limits itself to; another limit makes another snapshot."""
    dimensions = source.dimensions if isinstance(source, TableSource) else []
    limits = {d.name: d.keep or d.from_period for d in dimensions if d.keep or d.from_period}
    return json.dumps(limits, ensure_ascii=False, sort_keys=True)


def take_snapshot(
    source: Source,
    service: Service,
    entry: CatalogueEntry,
    store: SnapshotStore,
    report: Report,
    reason: Reason | None,
) -> Snapshot:
    """Fetch one version of a table; `reason` says why not by the protocol that comes first.

    What an interrupted run left of the same version is gone on with. Raises TransportError, and
    SourceChangedError where the table is not what its source file says; nothing is kept then.
    """
    request = request_of(source)
    partial = store.start(entry, request)
    properties = service.properties(source.id)
    table = None
    if isinstance(source, TableSource):
        keys = list(find_dimensions(source, properties))
        code_lists = {key: service.code_list(source.id, key) for key in keys}
        # Resolved before a single row is asked for: a changed table is refused at once, and a
        # filter needs today's codes.
        table = resolve(source, properties, code_lists, is_selection=entry.is_selection)
    else:
        key = _area_column(source, properties)
        code_lists = {key: service.code_list(source.id, key)}
    write_json(partial / "infos.json", service.info(source.id))
    write_json(partial / "properties.json", properties)
    for key, rows in code_lists.items():
        write_json(partial / "codes" / f"{key}.json", rows)
    fetched = None
    if table:
        total = _expected_pages(table, entry)

        def on_page(page: Page) -> None:
            report(source.id, page.number, None if total is None else max(page.number, total))

        fetched = service.fetch_rows(table, entry, partial / "pages", on_page)
    return store.finish(
        partial, entry, request, fetched, protocol=service.name, protocol_reason=reason
    )


def _expected_pages(table: ResolvedTable, entry: CatalogueEntry) -> int | None:
    rows = table.kept_row_count if table.source.is_filtered else entry.record_count
    return -(-rows // 10_000) or None


def _area_column(source: Source, properties: Rows) -> str:
    """The dimension of areas of a table of which nothing else is used."""
    keys = [row["Key"] for row in properties if row["Type"] in ("GeoDimension", "GeoDetail")]
    if len(keys) != 1:
        raise SourceChangedError(
            source.id,
            f"dimensions of areas {keys}",
            "exactly one",
            "Look at the table on StatLine.",
        )
    return keys[0]
