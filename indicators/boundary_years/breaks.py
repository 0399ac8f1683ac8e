"""Where a municipality's own figures cannot be joined, because it was not the same municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from indicators.boundary_years.events import Event, between, read_events
from indicators.values import Period


@dataclass(frozen=True)
class BoundaryBreak:
    """The first period after a change, and the changes; those before it need to be recast."""

    period_code: str
    events: tuple[Event, ...]


def breaks_of(
    area_code: str, periods: Sequence[Period], events: Sequence[Event] | None = None
) -> list[BoundaryBreak]:
    """The periods from which an area's own figures cannot be joined to those of the period before.

    `periods` are of one kind, oldest first; `events` those of our reference file unless others are
    given (`all_events`). A change within a year breaks that year and the next: which of the two
    divisions the publisher used for the year is not known beforehand. A change that is ignored, and
    one of name and code only, is no break.
    """
    touching = [
        event
        for event in (read_events() if events is None else events)
        if area_code in (event.old_code, event.new_code)
        and event.treatment != "ignored"
        and event.kind != "renamed_and_recoded"
    ]
    found = []
    for before, after in pairwise(periods):
        if before.year == after.year:
            continue
        # Figures of a year are on the division of 1 January, or on a later one of that year.
        happened = between(touching, date(before.year, 1, 1), date(after.year, 12, 31))
        first_day = date(after.year, 1, 1)
        breaking = [event for event in happened if event.day <= first_day or _is_mid_year(event)]
        if breaking:
            found.append(BoundaryBreak(after.code, tuple(breaking)))
    return found


def _is_mid_year(event: Event) -> bool:
    return (event.day.month, event.day.day) != (1, 1)
