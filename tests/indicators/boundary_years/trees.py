"""Random histories of municipalities, and what became of each, worked out slowly."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from indicators.boundary_years.events import Event, Treatment

CODES = [f"GM{number:04}" for number in range(1, 9)]


def event(day: date, kind: str, old: str, new: str, share: float | None = None) -> Event:
    treatment: Treatment = "split" if share is not None else "whole"
    return Event(
        day, kind, old, old, new, new, share, None, None, "", treatment, "", "yes"  # type: ignore[arg-type]
    )  # fmt: skip


@dataclass(frozen=True)
class History:
    """Events of several years, over CODES; `parts` is by old code what lies where in the end."""

    events: tuple[Event, ...]
    parts: dict[str, dict[str, Fraction]]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Mergers into a new or a standing municipality, splits, and parts that went over."""
    standing, events, fresh = list(CODES), [], 5000
    parts = {code: {code: Fraction(1)} for code in CODES}
    for year in range(2016, 2016 + draw(st.integers(0, 4))):
        day = date(year, 1, 1)
        free = list(standing)
        for kind in draw(
            st.lists(st.sampled_from(("merger", "into", "split", "part")), max_size=3)
        ):
            if len(free) < 3:
                break
            olds = [free.pop(draw(st.integers(0, len(free) - 1))) for _ in range(2)]
            if kind == "merger":
                fresh += 1
                new = f"GM{fresh}"
                moves = [event(day, "merger", old, new) for old in olds]
                standing.append(new)
                gone = olds
            elif kind == "into":
                moves = [event(day, "dissolved_into", olds[0], olds[1])]
                gone = olds[:1]
            elif kind == "split":
                other = free.pop()
                share = draw(st.sampled_from((0.25, 0.5, 0.875)))
                moves = [
                    event(day, "split", olds[0], olds[1], share),
                    event(day, "split", olds[0], other, 1 - share),
                ]
                gone = olds[:1]
            else:
                moves = [event(day, "boundary_change", *olds, 0.125)]
                gone = []
            standing = [code for code in standing if code not in gone]
            events += moves
            parts = {origin: _moved(lies, moves, gone) for origin, lies in parts.items()}
    return History(tuple(events), parts)


def _moved(lies: dict[str, Fraction], moves: list[Event], gone: list[str]) -> dict[str, Fraction]:
    after: dict[str, Fraction] = {}
    for code, part in lies.items():
        left = part
        for move in moves:
            if move.old_code == code:
                going = part * Fraction(1 if move.share is None else move.share)
                after[move.new_code] = after.get(move.new_code, Fraction(0)) + going
                left -= going
        if code not in gone:
            after[code] = after.get(code, Fraction(0)) + left
    return after
