"""What the publisher has: table list, table info, column properties and code lists.

These come through `cbsodata`. What we rely on and what we avoid in version 1.3.5, read in its
code: it has no timeout unless told, so every call passes one; `get_data` replaces codes by titles
and is never called; `typed` means the opposite of its name and is never passed; it opens a new
connection per request, which is no matter for the few small requests made here. An HTTPError
comes without its response, so the status is read from its text.
"""

import re
import threading
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import cbsodata
import requests

from ingest.errors import Reason, SourceChangedError, TransportError
from ingest.http import RetryableError, retried

CBS = "https://opendata.cbs.nl"
TIMEOUT_SECONDS = 60

Rows = list[dict[str, Any]]

# cbsodata keeps its options in one module-global object, which two threads must not set at once.
_options_lock = threading.Lock()


@dataclass(frozen=True)
class CatalogueEntry:
    """One table's row in the catalogue, as published."""

    row: dict[str, Any]

    @property
    def table_id(self) -> str:
        """The identifier, verbatim: upper and lower case differ."""
        return self.row["Identifier"]

    @property
    def title(self) -> str:
        """The published title."""
        return self.row.get("Title") or self.table_id

    @property
    def modified(self) -> str:
        """The publisher's local time of the last change, without offset."""
        return self.row["Modified"]

    @property
    def change_key(self) -> str:
        """Moves whenever data or texts of the table change."""
        parts = ("Modified", "MetaDataModified", "Updated", "RecordCount")
        return " ".join(str(self.row.get(part)) for part in parts)

    @property
    def record_count(self) -> int:
        """Number of rows of the whole data set."""
        return int(self.row["RecordCount"])

    @property
    def is_selection(self) -> bool:
        """Whether the table says of itself that it holds only some regions or cells."""
        return bool(self.row.get("IsSelection"))

    @property
    def is_fictitious(self) -> bool:
        """Whether the table says of itself that its figures are invented for demonstration."""
        return bool(self.row.get("IsFictitious"))


class Catalogue:
    """Metadata of one publisher that speaks CBS OData v3."""

    def __init__(self, base_url: str = CBS, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self.base_url = base_url.rstrip("/")
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

    def is_reachable(self, table_id: str) -> bool:
        """Whether one catalogue request succeeds; asked once, without retries."""
        try:
            with self._options():
                cbsodata.get_table_list(
                    filters=f"Identifier eq '{table_id}'", select="Identifier", **self._how
                )
        except (requests.RequestException, ValueError, KeyError):
            return False
        return True

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

    def _ask(self, subject: str, request: Callable[..., Rows]) -> Rows:
        def once() -> Rows:
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

        return retried(once)


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
