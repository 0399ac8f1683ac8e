"""What every protocol of a publisher can do for us, whatever it looks like on the wire."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Protocol as Interface

from ingest.entry import CatalogueEntry, Protocol, Rows
from ingest.http import Client
from ingest.pages import Page
from ingest.resolved import ResolvedTable
from ingest.staging import Form

OnPage = Callable[[Page], None]


@dataclass(frozen=True)
class FetchedRows:
    """Rows on disk, in a form that `ingest/staging.py` reads; `announced` as in PublishedRows."""

    form: Form
    pages: list[Page]
    announced: int | None


class Service(Interface):
    """One protocol of CBS. Every method raises TransportError where something cannot be had.

    Metadata comes in the form of v3 (`DataProperties`, code lists), so that one resolver serves.
    """

    name: Protocol
    client: Client

    def entries(self, table_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """The catalogue rows of these tables; a table that is not listed is absent."""
        ...

    def info(self, table_id: str) -> dict[str, Any]:
        """The table's own description."""
        ...

    def properties(self, table_id: str) -> Rows:
        """Columns and their groups."""
        ...

    def code_list(self, table_id: str, dimension: str) -> Rows:
        """The categories of one dimension, keys as published."""
        ...

    def fetch_rows(
        self, table: ResolvedTable, entry: CatalogueEntry, folder: Path, on_page: OnPage
    ) -> FetchedRows:
        """All rows that the source file asks for, as pages on disk; pages there already stay."""
        ...
