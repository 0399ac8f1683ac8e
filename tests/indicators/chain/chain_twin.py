"""Counts and shares of the chain, once more: one area at a time, by docs/chain.md, in fractions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators.chain.steps import Step, read_steps
from indicators.values import MissingReason
from tests.indicators.ratio_twin import ABSENT, Cell, graver, less

GRAVE = ("not_delivered", "impossible", "contradicted")


@dataclass(frozen=True)
class Share:
    """A step per 100 of its parent; `reason` is None where there is a share or should be none."""

    value: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    reason: MissingReason | None = None
    reliability: str | None = None


def counts(read: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cell of every step; `read` has those that a table has."""
    found: dict[str, Cell] = {}
    steps = read_steps().steps
    for step in steps:
        if step.cells:
            found[step.id] = undisclosed(read.get(step.id, ABSENT))
    for step in steps:
        if step.complement_of:
            whole, part = found[step.parent or ""], found[step.complement_of]
            found[step.id] = undisclosed(less(whole, part))
    for step in steps:
        if step.remainder:
            siblings = [
                found[one.id]
                for one in steps
                if one.parent == step.parent and one.relation == "part" and not one.remainder
            ]
            found[step.id] = left_over(found[step.parent or ""], siblings)
    return found


def left_over(whole: Cell, parts: list[Cell]) -> Cell:
    """What a whole leaves after the parts with a number."""
    known = [part for part in parts if part.value is not None]
    hidden = [part for part in parts if part.value is None]
    least = most = None
    if whole.lower is not None and whole.upper is not None:
        least = max(Fraction(0), whole.lower - sum(part.upper or 0 for part in known))
        most = max(Fraction(0), whole.upper - sum(part.lower or 0 for part in known))
    if not hidden:
        if not least:
            return Cell(Fraction(0), Fraction(0), Fraction(0))
        assert whole.value is not None or whole.reason
        value = None
        if whole.value is not None:
            value = whole.value - sum(part.value or 0 for part in known)
        return undisclosed(Cell(value, least, most, whole.reason))
    reason = None
    for part in hidden:
        reason = graver(reason, part.reason)
    if reason != "unknown_or_secret":
        return Cell(reason=reason)
    if all(part.upper is not None for part in hidden):
        together = [
            sum((getattr(p, end) for p in hidden), Fraction(0)) for end in ("lower", "upper")
        ]
        least = together[0] if least is None else max(least, together[0])
        most = together[1] if most is None else min(most, together[1])
    if least is not None and most is not None and least > most:
        least, most = Fraction(0), whole.upper
    return undisclosed(Cell(None, least, most, reason))


def undisclosed(cell: Cell) -> Cell:
    """Bounds that leave one whole number would be the hidden one."""
    if cell.value is None and cell.upper is not None:
        assert cell.lower is not None
        if math.floor(cell.upper) <= math.ceil(cell.lower):
            return Cell(reason=cell.reason)
    return cell


def share(step: Step, found: Mapping[str, Cell]) -> Share:
    """A step per 100 of its parent, at most 100 of a part."""
    if not step.has_share:
        return Share()
    cell, parent = found[step.id], found[step.parent or ""]
    reason = graver(cell.reason, parent.reason)
    size = parent.value if parent.value is not None else parent.lower
    if reason in GRAVE:
        return Share(reason=reason)
    if size is None or size < 20:
        return Share(reason="withheld_by_us" if parent.value is not None else reason)
    most = Fraction(1) if step.relation == "part" else None
    value = None
    if cell.value is not None and parent.value is not None:
        tenths = at_most(cell.value / parent.value, most) * 1000
        value = Fraction(math.floor(tenths + Fraction(1, 2)), 10)
    least, largest = ends(step, found)
    lower = upper = None
    if least is not None and largest is not None:
        lower = Fraction(math.floor(at_most(max(Fraction(0), least), most) * 1000), 10)
        upper = Fraction(math.ceil(max(Fraction(0), at_most(largest, most)) * 1000), 10)
    reliability = None
    if value is not None or lower is not None:
        reliability = "indicative" if size < 100 else "normal"
    return Share(value, lower, upper, None if value is not None else reason, reliability)


def ends(step: Step, found: Mapping[str, Cell]) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most; of a complement those of what is left out, the other way round."""
    part = found[step.complement_of or step.id]
    parent = found[step.parent or ""]
    if part.upper is None or part.lower is None or not parent.lower or not parent.upper:
        return None, None
    least, most = part.lower / parent.upper, part.upper / parent.lower
    return (1 - most, 1 - least) if step.complement_of else (least, most)


def at_most(number: Fraction, most: Fraction | None) -> Fraction:
    return number if most is None else min(number, most)
