"""From the municipalities of one day to those of a later one, over as many steps as it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from indicators.boundary_years.events import Event, EventError

SHARES_ADD_UP_WITHIN = 1e-4


@dataclass(frozen=True)
class Link:
    """The part of an old municipality that lies in a new one.

    `share` is by inhabitants. `is_split`: the rest lies elsewhere, so how much of a count went
    along is not known. `is_unknown`: there was a change on the way of which nobody tells how many
    people it moved. `has_small_change`: there was one on the way that is ignored. `first_day` is
    when the code changed for the first time.
    """

    old_code: str
    new_code: str
    share: float = 1.0
    is_split: bool = False
    is_unknown: bool = False
    has_small_change: bool = False
    first_day: date | None = None


def link(codes: Iterable[str], events: Sequence[Event]) -> list[Link]:
    """Where every old municipality lies after the events, by old and new code.

    Where a part of unknown size went over, the receiver has a link with share 0. Raises EventError
    where the parts of a municipality that ended are not the whole of it.
    """
    held = {code: [Link(code, code)] for code in codes}
    in_order = sorted(events, key=lambda event: (event.day, event.old_code, event.new_code))
    for _, happening in groupby(in_order, key=lambda event: event.day):
        leaving: defaultdict[str, list[Event]] = defaultdict(list)
        small: set[str] = set()
        for event in happening:
            leaving[event.old_code].append(event)
            if event.treatment == "ignored":
                small |= {event.old_code, event.new_code}
        for moves in leaving.values():
            _check(moves)
        held = {
            origin: _joined([after for part in parts for after in _after(part, leaving, small)])
            for origin, parts in held.items()
        }
    return sorted(
        (
            replace(part, is_split=sum(other.share > 0 for other in parts) > 1)
            for parts in held.values()
            for part in parts
        ),
        key=lambda part: (part.old_code, part.new_code),
    )


def _after(part: Link, leaving: dict[str, list[Event]], small: set[str]) -> list[Link]:
    """Where one part of an old municipality lies after one day of events."""
    if part.new_code not in leaving and part.new_code not in small:
        return [part]
    moves = leaving.get(part.new_code, [])
    unknown = [event for event in moves if event.treatment == "unknown"]
    part = replace(
        part,
        has_small_change=part.has_small_change or part.new_code in small,
        is_unknown=part.is_unknown or bool(unknown),
    )
    after = [replace(part, new_code=e.new_code, share=0.0, is_unknown=True) for e in unknown]
    stays = 1.0
    for event in moves:
        if event.treatment in ("whole", "split"):
            share = 1.0 if event.treatment == "whole" else event.share or 0.0
            stays -= share
            after.append(
                replace(
                    part,
                    new_code=event.new_code,
                    share=part.share * share,
                    first_day=part.first_day or event.day,
                )
            )
    if not any(event.is_dissolution for event in moves):
        after.append(replace(part, share=part.share * stays))
    return after


def _joined(parts: list[Link]) -> list[Link]:
    """One link for each new code; parts that went different ways can come together again."""
    by_code: dict[str, Link] = {}
    for part in parts:
        there = by_code.setdefault(part.new_code, part)
        if there is not part:
            days = [day for day in (there.first_day, part.first_day) if day]
            by_code[part.new_code] = replace(
                there,
                share=there.share + part.share,
                is_unknown=there.is_unknown or part.is_unknown,
                has_small_change=there.has_small_change or part.has_small_change,
                first_day=min(days, default=None),
            )
    return list(by_code.values())


def _check(moves: list[Event]) -> None:
    if any(event.is_dissolution for event in moves):
        shares = [1.0 if e.treatment == "whole" else e.share for e in moves if e.is_dissolution]
        if None in shares or abs(sum(filter(None, shares)) - 1) > SHARES_ADD_UP_WITHIN:
            raise EventError(
                f"saw parts {shares} of {moves[0].old_code}, which ended on {moves[0].day}; "
                "expected parts that add up to 1. Look at the events of that day."
            )
