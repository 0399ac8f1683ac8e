"""One table from CBS OData v3: metadata through `cbsodata`, rows through our own client.

 What we rely on and what we avoid in version 1.3.5, read in its
code: it has no timeout unless told, so every call passes one; `get_data` replaces codes by titles
and is never called; `typed` means the opposite of its name and is never passed; it opens a new
connection per request, which is no matter for the few small requests made here. An HTTPError
comes without its response, so the status is read from its text.
"""

import re
import threading
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import cbsodata
import requests

from ingest.entry import CatalogueEntry, Protocol, Rows
from ingest.errors import Reason, SourceChangedError, TransportError
from ingest.http import Client
from ingest.pages import fetch_pages
from ingest.resolved import ResolvedTable
from ingest.retrying import RetryableError, retried
from ingest.service import FetchedRows, OnPage

TIMEOUT_SECONDS = 60

# cbsodata keeps its options in one module-global object, which two threads must not set at once.
_options_lock = threading.Lock()


class CbsV3:
    """The older protocol of CBS; every method raises TransportError where it cannot be had."""

    name: Protocol = "v3"

    def __init__(self, client: Client, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self.client = client
        self.base_url = client.base_url
        self._timeout = timeout

    def entries(self, table_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """The catalogue rows of these tables; a table that is not listed is absent."""
        wanted = list(table_ids)
        condition = " or ".join(f"Identifier eq '{table_id}'" for table_id in wanted)
        rows = self._ask(
            "catalogue", lambda **how: cbsodata.get_table_list(filters=condition, **how)
        )
        entries = {row["Identifier"]: CatalogueEntry(row) for row in rows}
        return {table_id: entries[table_id] for table_id in wanted if table_id in entries}

    def info(self, table_id: str) -> dict[str, Any]:
        """The table's own description."""
        (row,) = self._ask(table_id, lambda **how: [cbsodata.get_info(table_id, **how) or {}])
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
        rows = self._ask(table_id, lambda **how: cbsodata.get_meta(table_id, name, **how))
        if not rows:
            raise SourceChangedError(
                table_id, f"an empty {name}", "at least one row", "Look at the table on StatLine."
            )
        return rows

    @property
    def _how(self) -> dict[str, Any]:
        host = self.base_url.partition("://")[2]
        return {"catalog_url": host, "timeout": self._timeout}

    @contextmanager
    def _options(self) -> Any:
        with _options_lock:
            cbsodata.options.use_https = urlsplit(self.base_url).scheme == "https"
            yield

    def ask_once(self, table_id: str) -> None:
        """One small catalogue request, without retries; raises TransportError."""
        condition = f"Identifier eq '{table_id}'"
        self._once(
            "catalogue",
            lambda **how: cbsodata.get_table_list(filters=condition, select="Identifier", **how),
        )

    def _ask(self, subject: str, request: Callable[..., Rows]) -> Rows:
        return retried(lambda: self._once(subject, request))

    def _once(self, subject: str, request: Callable[..., Rows]) -> Rows:
        try:
            with self._options():
                return request(**self._how)
        except requests.HTTPError as error:
            raise _transport_error(subject, error) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            # Its own text repeats the whole query; what is wrong is in the name of the error.
            message = f"{subject}: {self.base_url} does not answer ({type(error).__name__})"
            raise RetryableError(message, _reason(error)) from error
        except (ValueError, KeyError, TypeError) as error:
            # An HTML page with status 200, or an error object in place of rows.
            raise RetryableError(
                f"{subject}: {self.base_url} answered something that is not a list of rows "
                f"({type(error).__name__}: {error})",
                "garbled",
            ) from error


def is_reachable(base_url: str, table_id: str, *, timeout: float) -> bool:
    """Whether one catalogue request succeeds within `timeout` seconds; asked once, no retries."""
    with Client(base_url) as client:
        service = CbsV3(client, timeout=timeout)
        try:
            service.ask_once(table_id)
        except TransportError:
            return False
    return True


def first_url(base_url: str, table_id: str, condition: str | None = None) -> str:
    """The address of the first page of the untyped data set, optionally filtered."""
    url = f"{base_url}/ODataFeed/odata/{table_id}/UntypedDataSet?$format=json"
    if condition is None:
        return url
    encoded = quote(condition, safe="()',")
    return f"{url}&$filter={encoded}"


def _transport_error(subject: str, error: requests.HTTPError) -> TransportError:
    match = re.search(r"(\d{3}) (?:Server|Client) Error", str(error))
    status = int(match.group(1)) if match else 0
    message = f"{subject}: {str(error).partition(' for url')[0]}"
    if status == 429 or status >= 500 or not status:
        return RetryableError(message, "server_error")
    return TransportError(message, "missing" if status in (404, 410) else "refused")


def _reason(error: requests.RequestException) -> Reason:
    if isinstance(error, requests.exceptions.SSLError):
        return "tls"
    return "too_slow" if isinstance(error, requests.Timeout) else "unreachable"
