"""Everything that can go wrong at a publisher, to be switched on per request.

    ReplayServer(tables, faults=[Planned(Stall(), numbers=frozenset({2}), where="TypedDataSet")])

A fault by itself strikes every request that it concerns. `server.faults = [...]` puts others in
place, with their counting started anew.
"""

from ingest.replay import changed_tables
from ingest.replay.faults import answers, connection, rows
from ingest.replay.faults.plan import Fault, Planned
from ingest.replay.faults.tables import ChangedTable, VersionChange

FAULTS: dict[str, Fault] = {
    "reset": connection.ConnectionReset(),
    "hang-up": connection.HangUp(),
    "no-answer": connection.NoAnswer(),
    "truncated-with-length": connection.TruncatedWithLength(),
    "truncated-without-length": connection.TruncatedWithoutLength(),
    "truncated-gzip": connection.TruncatedGzip(),
    "slow-drip": connection.SlowDrip(),
    "stall": connection.Stall(),
    "unavailable": answers.Unavailable(),
    "too-many-requests": answers.TooManyRequests(),
    "server-error": answers.ServerError(),
    "not-found": answers.NotFound(),
    "gone": answers.Gone(),
    "error-with-status-200": answers.ErrorWithStatus200(),
    "html": answers.HtmlPage(),
    "redirect": answers.Redirect(),
    "not-modified": answers.NotModified(),
    "byte-order-mark": answers.ByteOrderMark(),
    "self-referring-link": rows.SelfReferringLink(),
    "link-elsewhere": rows.LinkElsewhere(),
    "duplicate-page": rows.DuplicatePage(),
    "short-last-page": rows.ShortLastPage(),
    "empty-page": rows.EmptyPage(),
    "unknown-code": rows.UnknownCode(),
    "unknown-column": rows.UnknownColumn(),
    "column-left-out": rows.ColumnLeftOut(),
    "duplicate-topic-key": rows.DuplicateTopicKey(),
    "miscounted": rows.Miscounted(),
    "version-change": VersionChange(),
    "new-column": ChangedTable(changed_tables.with_new_column),
    "missing-column": ChangedTable(changed_tables.with_missing_column),
    "renamed-column": ChangedTable(changed_tables.with_renamed_column),
    "other-unit": ChangedTable(changed_tables.with_other_unit),
    "renamed-dimension": ChangedTable(changed_tables.with_renamed_dimension),
    "swapped-region-names": ChangedTable(changed_tables.with_swapped_region_names),
    "changed-final-cells": ChangedTable(changed_tables.with_changed_final_cells),
    "no-rows": ChangedTable(changed_tables.with_no_rows),
    "repeated-row": ChangedTable(changed_tables.with_repeated_row),
    "other-case-id": ChangedTable(changed_tables.with_other_case_id),
}


def parse_fault(text: str) -> Planned:
    """Read `NAME[@N[,N...]][:SUBSTRING]`; raises ValueError with what was expected.

    `stall@2,3:84852NED/UntypedDataSet` strikes the second and third request for these rows.
    """
    head, _, where = text.partition(":")
    name, at, numbers = head.partition("@")
    if name not in FAULTS:
        raise ValueError(f"saw fault {name!r}; expected one of {', '.join(FAULTS)}")
    if not at:
        return Planned(FAULTS[name], None, where)
    parts = numbers.split(",")
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise ValueError(f"saw {text!r}; expected whole numbers from 1 after the @")
    return Planned(FAULTS[name], frozenset(map(int, parts)), where)


def one_line(fault: Fault) -> str:
    """What goes wrong, in one line."""
    return fault.text.partition("\n")[0]
