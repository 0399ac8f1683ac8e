"""One table from CBS OData v3: metadata as `cbsodata` asks for it, rows page by page to disk.

What we rely on and what we avoid in cbsodata 1.3.5, read in its code: `get_data` replaces codes by
titles and is never called; `typed` means the opposite of its name and is never passed. Its requests
go through our own client.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cbsodata

from ingest.cbsodata_session import sent_by
from ingest.entry import CatalogueEntry, Protocol, Rows
from ingest.errors import SourceChangedError
from ingest.http import Client
from ingest.pages import fetch_pages
from ingest.resolved import ResolvedTable
from ingest.retrying import RetryableError, retried
from ingest.service import FetchedRows, OnPage


class CbsV3:
    """The older protocol of CBS; every method raises TransportError where it cannot be had."""

    name: Protocol = "v3"

    def __init__(self, client: Client) -> None:
        self.client = client
        self.base_url = client.base_url

    def entries(self, table_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """The catalogue rows of these tables; a table that is not listed is absent."""
        wanted = list(table_ids)
        condition = " or ".join(f"Identifier eq '{table_id}'" for table_id in wanted)
        rows = self._ask("catalogue", lambda host: cbsodata.get_table_list(None, condition, host))
        entries = {row["Identifier"]: CatalogueEntry(row) for row in rows}
        return {table_id: entries[table_id] for table_id in wanted if table_id in entries}

    def info(self, table_id: str) -> dict[str, Any]:
        """The table's own description."""
        (row,) = self._ask(table_id, lambda host: [cbsodata.get_info(table_id, host) or {}])
        return row

    def properties(self, table_id: str) -> Rows:
        """Columns and their groups, `DataProperties`."""
        return self._meta(table_id, "DataProperties")

    def code_list(self, table_id: str, dimension: str) -> Rows:
        """The categories of one dimension, keys padded as published."""
        return self._meta(table_id, dimension)

    def fetch_rows(
        self, table: ResolvedTable, entry: CatalogueEntry, folder: Path, on_page: OnPage
    ) -> FetchedRows:
        """All rows that the source file asks for, as pages on disk; pages there already stay."""
        url = first_url(self.base_url, table.source.id, table.condition)
        pages = fetch_pages(self.client, url, folder, on_page)
        return FetchedRows("wide", pages, None if table.condition else entry.record_count)

    def _meta(self, table_id: str, name: str) -> Rows:
        rows = self._ask(table_id, lambda host: cbsodata.get_meta(table_id, name, host))
        if not rows:
            raise SourceChangedError(
                table_id, f"an empty {name}", "at least one row", "Look at the table on StatLine."
            )
        return rows

    def ask_once(self, table_id: str) -> None:
        """One small catalogue request, without retries; raises TransportError."""
        condition = f"Identifier eq '{table_id}'"
        self._once("catalogue", lambda host: cbsodata.get_table_list("Identifier", condition, host))

    def _ask(self, subject: str, request: Callable[[str], Rows]) -> Rows:
        return retried(lambda: self._once(subject, request))

    def _once(self, subject: str, request: Callable[[str], Rows]) -> Rows:
        host = self.base_url.partition("://")[2]
        try:
            with sent_by(self.client):
                return request(host)
        except (ValueError, KeyError, TypeError) as error:
            # Something else than JSON, or an error object in place of rows.
            raise RetryableError(
                f"{subject}: saw an answer of {self.base_url} that is not a list of rows "
                f"({type(error).__name__}: {error}); expected one",
                "garbled",
            ) from error


def first_url(base_url: str, table_id: str, condition: str | None = None) -> str:
    """The address of the first page of the untyped data set, optionally filtered."""
    url = f"{base_url}/ODataFeed/odata/{table_id}/UntypedDataSet?$format=json"
    if condition is None:
        return url
    encoded = quote(condition, safe="()',")
    return f"{url}&$filter={encoded}"
