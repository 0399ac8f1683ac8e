"""Faults in what is published: the table itself changes, in whatever protocol it is asked for."""

import inspect
from dataclasses import dataclass

from ingest.replay.changed_tables import TableChange, published_later
from ingest.replay.faults.plan import Request, TableFault
from ingest.replay.wire import WireTable


@dataclass(frozen=True)
class ChangedTable(TableFault):
    """One of the changes of `changed_tables`, whose docstring describes it."""

    apply: TableChange

    @property
    def text(self) -> str:
        """The docstring of the change."""
        return inspect.getdoc(self.apply) or ""

    def change(self, table: WireTable, times: int) -> WireTable:
        """The changed table, however often it struck."""
        return self.apply(table)


class VersionChange(TableFault):
    """The tables are published again while they are fetched: a day later with each page of rows.

    Rests on: reported. Rows lie in another order after it, so that pages of two versions mix.
    """

    def concerns(self, request: Request) -> bool:
        """Pages of rows."""
        return request.asks_rows

    def change(self, table: WireTable, times: int) -> WireTable:
        """The table of `times` days later."""
        return published_later(table, days=times)
