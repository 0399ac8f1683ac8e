"""What became of municipalities since 2015, event by event, and what that does to a list of them.

The events are those of our reference file. What CBS tells beside them (table 70739ned) is added: a
change of a boundary with the number of people that it moved, anything else as not understood, so
that nothing is recast across it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Literal

import duckdb

from ingest.load_reclassifications import FIRST_DAY
from ingest.reclassifications import ABROAD
from ingest.reference_areas import read_reference

Treatment = Literal["whole", "split", "ignored", "unknown"]
Kind = Literal[
    "merger", "dissolved_into", "split", "renamed_and_recoded", "boundary_change", "told"
]

# Of the inhabitants of either side. A municipality with a thousand reports has five for every half
# per cent of its inhabitants, which is what CBS rounds to.
SMALL_CHANGE = 0.005


class EventError(ValueError):
    """Events that cannot have happened to the municipalities that there were."""


@dataclass(frozen=True)
class Event:
    """The area or a part of it that went from one municipality to another on a day.

    `share` is the part of the old municipality's inhabitants that went over, from 0 to 1; None
    where nobody tells it. `treatment` is what we do with it: `whole`, `split` by `share`, `ignored`
    because fewer than SMALL_CHANGE moved, or `unknown`. `kind` is `told` for what only CBS tells.
    """

    day: date
    kind: Kind
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    share: float | None
    inhabitants_moved: int | None
    inhabitants_old: int | None
    share_basis: str
    treatment: Treatment
    source: str
    verified: str

    @property
    def is_dissolution(self) -> bool:
        """Whether the old code ends on this day."""
        return self.kind not in ("boundary_change", "told")


@cache
def read_events() -> tuple[Event, ...]:
    """The events of the reference file, by day and codes; what is planned is not among them."""
    return _read("reclassifications")


@cache
def planned_events() -> tuple[Event, ...]:
    """What is planned and may not happen; for showing only, never applied."""
    return _read("planned_reclassifications")


def all_events(connection: duckdb.DuckDBPyConnection) -> tuple[Event, ...]:
    """The events of the reference file and, from `core.reclassification`, what only CBS tells."""
    known = {(e.day, e.old_code, e.new_code) for e in read_events()}
    names = dict(
        connection.execute(
            "SELECT area_code, area_name FROM core.area WHERE area_level = 'municipality'"
        ).fetchall()
    )
    told = connection.execute(
        "SELECT DISTINCT day, kind, old_code, new_code, inhabitants, source_id "
        "FROM core.reclassification WHERE day >= ? ORDER BY ALL",
        [FIRST_DAY],
    ).fetchall()
    added = [
        _told(day, kind, (old, names.get(old, old)), (new, names.get(new, new)), moved, source)
        for day, kind, old, new, moved, source in told
        if (day, old, new) not in known and ABROAD not in (old, new)
    ]
    return tuple(sorted((*read_events(), *added), key=_order))


def between(events: Iterable[Event], after: date, until: date) -> list[Event]:
    """The events after one day up to and including another."""
    return [event for event in events if after < event.day <= until]


def apply_events(codes: Iterable[str], events: Sequence[Event]) -> set[str]:
    """The municipalities that there are after the events, from those that there were before.

    Raises EventError where a municipality ends that is not there.
    """
    found = set(codes)
    for day, happening in groupby(sorted(events, key=_order), key=lambda event: event.day):
        dissolutions = [event for event in happening if event.is_dissolution]
        ending = {event.old_code for event in dissolutions}
        if absent := sorted(ending - found):
            raise EventError(
                f"saw {absent} end on {day}; expected municipalities that exist then. "
                "Compare the list with the events before that day."
            )
        found = (found - ending) | {event.new_code for event in dissolutions}
    return found


def _read(name: str) -> tuple[Event, ...]:
    rows = (_event(row) for row in read_reference(name) if row["kind"] != "continues")
    return tuple(sorted(rows, key=_order))


def _event(row: dict[str, str]) -> Event:
    moved, old = (
        int(row[column]) if row[column] else None
        for column in ("inhabitants_moved", "inhabitants_old")
    )
    share = float(row["share_of_old"]) if row["share_of_old"] else None
    if moved is not None and old is not None:
        share = moved / old  # the file rounds it
    kind: Kind = row["kind"]  # pyright: ignore[reportAssignmentType]
    treatment: Treatment = "split" if kind == "split" else "whole"
    if kind == "boundary_change":
        treatment, share = _small_or_split(row["old_code"], row["new_code"], moved, old, share)
    return Event(
        day=date.fromisoformat(row["date"]),
        kind=kind,
        old_code=row["old_code"],
        old_name=row["old_name"],
        new_code=row["new_code"],
        new_name=row["new_name"],
        share=share,
        inhabitants_moved=moved,
        inhabitants_old=old,
        share_basis=row["share_basis"],
        treatment=treatment,
        source=row["source"],
        verified=row["verified"],
    )


def _told(
    day: date, kind: str, old: tuple[str, str], new: tuple[str, str], moved: int | None, source: str
) -> Event:
    treatment: Treatment = "unknown"
    share = None
    if kind == "boundary_change":
        treatment, share = _small_or_split(old[0], new[0], moved, None, None)
    basis = "inhabitants_moved_only" if moved is not None else "unknown"
    return Event(
        day, "told", *old, *new, share, moved, None, basis, treatment, f"CBS {source}", "yes"
    )


def _small_or_split(
    old: str, new: str, moved: int | None, size: int | None, share: float | None
) -> tuple[Treatment, float | None]:
    """What to do with a change of a boundary, and the share of the old municipality that moved.

    Sizes that are not given with the change are those of 2024, which one that is gone has not.
    """
    sizes = {row["code"]: int(row["inhabitants_2024"]) for row in read_reference("municipalities")}
    size, receiver = size or sizes.get(old), sizes.get(new)
    if share is None and moved is not None and size is not None:
        share = moved / size
    of_receiver = moved / receiver if moved is not None and receiver is not None else None
    if share is None:
        return "unknown", None
    if max(share, of_receiver or 0) >= SMALL_CHANGE:
        return "split", share
    return ("unknown" if of_receiver is None else "ignored"), share


def _order(event: Event) -> tuple[date, str, str]:
    return event.day, event.old_code, event.new_code
