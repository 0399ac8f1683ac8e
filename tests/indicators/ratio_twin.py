"""What `indicators/ratio.sql` does, once more: one figure at a time, slowly, in exact fractions.

Bounds of a proportion are looked up among all counts that the bounds of its cells allow, in halves,
for bounds of rounding end in a half and the extremes lie at their ends.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from indicators.definition import Definition
from indicators.values import MissingReason

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Cell:
    """A published cell; `upper` is None where it has no bounds."""

    value: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    reason: MissingReason | None = None
    is_own_sum: bool = False

    @property
    def triple(self) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """The value and its bounds."""
        return self.value, self.lower, self.upper


# The reasons that say more than that a number is hidden, the one that says most first.
NO_NUMBER: tuple[MissingReason, ...] = (
    "not_delivered",
    "impossible",
    "contradicted",
    "unexplained",
)
ABSENT = Cell(reason="not_delivered")


@dataclass(frozen=True)
class Figure:
    """What has to come out, in the unit of the indicator."""

    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    reason: MissingReason | None
    reliability: str | None
    is_own_sum: bool
    numerator: Cell
    denominator: Cell


@dataclass(frozen=True)
class Share:
    """One way in which n + m = d: counts that all the bounds allow."""

    part: Fraction
    rest: Fraction

    @property
    def whole(self) -> Fraction:
        return self.part + self.rest


def figure(definition: Definition, part: Cell, whole: Cell, rest: Cell | None) -> Figure:
    """The figure of one area and period; `rest` is None where the query gives no remainder."""
    rest = rest or Cell()
    numerator = less(whole, part) if definition.complement else part
    denominator = whole
    reason = graver(part.reason, whole.reason)
    contradicted = "contradicted" in (reason, rest.reason)
    shares: list[Share] | None = None
    if definition.kind == "proportion":
        shares = ways(part, whole, rest)
        contradicted |= shares == [] or (
            part.upper is None
            and part.value is not None
            and whole.value is not None
            and part.value > whole.value
        )
        if hides_a_number(numerator):
            if definition.complement:
                numerator = spread(numerator, shares, "rest", rest)
            else:
                numerator = spread(numerator, shares, "part", part)
        if hides_a_number(denominator):
            denominator = spread(denominator, shares, "whole", whole)
    size = whole.value if whole.value is not None else whole.lower
    is_small = definition.has_counts and size is not None and size < 20
    unknown_size = definition.has_counts and size is None
    usable = not (contradicted or is_small or unknown_size or reason in NO_NUMBER)
    lower = upper = value = None
    is_open = rest.upper is None and (part.upper is None or whole.upper is None)
    if usable and not is_open:
        lower, upper = bounds(definition, part, whole, shares)
    if usable and numerator.value is not None and denominator.value:
        value = half_up(definition, numerator.value / denominator.value)
        if lower is not None and upper is not None:
            value = min(upper, max(lower, value))
    shown_size = denominator.value if denominator.value is not None else denominator.lower
    reliability: str | None = "normal"
    if value is None and lower is None:
        reliability = None
    elif definition.has_counts and shown_size is not None and shown_size < 100:
        reliability = "indicative"
    if value is not None:
        reason = None
    elif reason not in ("not_delivered", "impossible"):
        if contradicted:
            reason = "contradicted"
        elif reason != "unexplained" and denominator.value is not None and is_small:
            reason = "withheld_by_us"
    is_own_sum = numerator.is_own_sum or denominator.is_own_sum
    return Figure(
        value, lower, upper, reason, reliability, is_own_sum, numerator, denominator
    )  # fmt: skip


def ways(part: Cell, whole: Cell, rest: Cell) -> list[Share] | None:
    """All ways in which a part and a rest make up the whole; None where they never end."""
    if whole.upper is not None:
        return [
            Share(n, d - n)
            for d in halves(whole.lower, whole.upper)
            for n in halves(part.lower, d if part.upper is None else min(d, part.upper))
            if within(d - n, rest)
        ]
    if part.upper is None or rest.upper is None:
        return None
    return [
        Share(n, m) for n in halves(part.lower, part.upper) for m in halves(rest.lower, rest.upper)
    ]


def spread(cell: Cell, shares: list[Share] | None, which: str, alone: Cell) -> Cell:
    """The cell with the least and the most that it can be; `alone` where there is no end to it."""
    if shares is None:
        return Cell(cell.value, alone.lower, alone.upper, cell.reason, cell.is_own_sum)
    counts = [getattr(share, which) for share in shares]
    if not counts:
        return Cell(cell.value, None, None, cell.reason, cell.is_own_sum)
    return Cell(cell.value, min(counts), max(counts), cell.reason, cell.is_own_sum)


def bounds(
    definition: Definition, part: Cell, whole: Cell, shares: list[Share] | None
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the figure can be, rounded outwards."""
    if definition.kind == "proportion" and shares is None:
        lowest, highest = Fraction(0), Fraction(1)
    elif definition.kind == "proportion":
        found = [share.part / share.whole for share in shares or [] if share.whole]
        if definition.complement:
            found = [1 - one for one in found]
        lowest, highest = min(found), max(found)
    else:
        assert part.lower is not None and part.upper is not None
        assert whole.lower and whole.upper
        lowest, highest = part.lower / whole.upper, part.upper / whole.lower
    scale = 10**definition.decimals
    times = definition.multiplier * scale
    return Fraction(math.floor(lowest * times), scale), Fraction(math.ceil(highest * times), scale)


def half_up(definition: Definition, ratio: Fraction) -> Fraction:
    """In the unit and decimals of the indicator."""
    scale = 10**definition.decimals
    return Fraction(math.floor(ratio * definition.multiplier * scale + HALF), scale)


def less(whole: Cell, part: Cell) -> Cell:
    """What is left of a whole; nothing is less than nothing."""
    is_own_sum = whole.is_own_sum or part.is_own_sum
    if part.lower is not None and whole.upper is not None and part.lower > whole.upper:
        return Cell(reason="contradicted", is_own_sum=is_own_sum)
    value = lower = upper = None
    if whole.value is not None and part.value is not None:
        value = max(Fraction(0), whole.value - part.value)
    if whole.upper is not None and part.upper is not None:
        assert whole.lower is not None and part.lower is not None
        lower = max(Fraction(0), whole.lower - part.upper)
        upper = whole.upper - part.lower
    return Cell(value, lower, upper, graver(whole.reason, part.reason), is_own_sum)


def graver(one: MissingReason | None, other: MissingReason | None) -> MissingReason | None:
    """The reason that says most; of two that say as much the first."""
    for reason in NO_NUMBER:
        if reason in (one, other):
            return reason
    return one or other


def hides_a_number(cell: Cell) -> bool:
    """Whether only a dot, or nothing at all, stands where there is no number."""
    return cell.value is None and cell.reason not in NO_NUMBER


def within(count: Fraction, cell: Cell) -> bool:
    """Whether the bounds of a cell allow a count; without bounds all from zero up."""
    return count >= (cell.lower or 0) and (cell.upper is None or count <= cell.upper)


def halves(lower: Fraction | None, upper: Fraction | None) -> Iterator[Fraction]:
    """All halves from the lower bound to the upper, both included."""
    assert upper is not None
    yield from (Fraction(n, 2) for n in range(int(2 * (lower or 0)), int(2 * upper) + 1))
