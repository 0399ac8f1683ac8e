"""The arithmetic of a figure by hand: exact fractions, and only printed texts are believed."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from indicators.explain.explanation import Explanation
from indicators.explain.published_cell import PublishedCell
from indicators.explain.trace import Formula


@dataclass(frozen=True)
class Number:
    """Value and bounds as exact fractions; None where there is none."""

    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None


def by_hand(formula: Formula, cells: tuple[PublishedCell, ...]) -> Number:
    """A formula over the listed cells, of which only the published text is believed."""
    match formula:
        case ["cell", place]:
            return read(cells[place])
        case ["exactly", number]:
            return Number(*[Fraction(number)] * 3)
        case ["plus", a, b]:
            first, second = by_hand(a, cells), by_hand(b, cells)
            pairs = [(getattr(first, n), getattr(second, n)) for n in ("value", "lower", "upper")]
            return Number(*[None if None in pair else sum(pair) for pair in pairs])  # type: ignore[arg-type]
        case ["minus", a, b]:
            total, part = by_hand(a, cells), by_hand(b, cells)
            pairs = [
                (total.value, part.value),
                (total.lower, part.upper),
                (total.upper, part.lower),
            ]
            return Number(
                *[None if x is None or y is None else max(Fraction(0), x - y) for x, y in pairs]
            )
        case _:
            return Number(None, None, None)


def read(cell: PublishedCell) -> Number:
    """What is printed in a cell, or the sum of what is; the bounds as they were read."""

    def exact(number: float | None) -> Fraction | None:
        return None if number is None else Fraction(str(number))

    value = None
    if cell.parts:
        value = sum((read(part).value or Fraction(0) for part in cell.parts), Fraction(0))
    elif re.fullmatch(r"-?\d+(\.\d+)?", cell.published_text or ""):
        value = Fraction(str(cell.published_text))
    return Number(value, exact(cell.lower), exact(cell.upper))


def rounded(explanation: Explanation) -> tuple[float | None, float | None, float | None]:
    """Value half up and bounds outwards, in the unit of the indicator."""
    definition = explanation.definition
    numerator, denominator, *rest = (
        by_hand(part.formula, explanation.cells) for part in explanation.parts
    )
    if any(
        part.quantity.missing_reason not in (None, "unknown_or_secret")
        for part in explanation.parts[:2]
    ):
        return None, None, None
    size = denominator.value if denominator.value is not None else denominator.lower
    if size is None or (definition.has_counts and size < 20):
        return None, None, None
    if definition.kind == "proportion":
        (part, other) = (rest[0], None) if definition.complement else (numerator, rest)
        lower, upper = shares(part, other[0] if other else None, denominator)
        if definition.complement:
            lower, upper = (
                None if upper is None else 1 - upper,
                None if lower is None else 1 - lower,
            )
    else:
        lower, upper = quotients(numerator, denominator)
    value = None
    if numerator.value is not None and denominator.value:
        value = numerator.value / denominator.value
    scale, unit = definition.multiplier * 10**definition.decimals, 10**definition.decimals
    low = None if lower is None else math.floor(lower * scale) / unit
    high = None if upper is None else math.ceil(upper * scale) / unit
    shown = None if value is None else math.floor(value * scale + Fraction(1, 2)) / unit
    if shown is not None and low is not None and high is not None:
        shown = min(high, max(low, shown))
    return shown, low, high


def quotients(numerator: Number, denominator: Number) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most of a quotient of two counts that are no part of each other."""
    if numerator.lower is None or numerator.upper is None:
        return None, None
    if not denominator.lower or not denominator.upper:
        return None, None
    return numerator.lower / denominator.upper, numerator.upper / denominator.lower


def shares(
    part: Number, other: Number | None, whole: Number
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most of n / (n + m) over the corners of what the bounds leave.

    n / (n + m) is monotone in both, so that it is least and most where two bounds meet.
    """
    is_open = part.upper is None or whole.upper is None
    if is_open and (other is None or other.upper is None):
        return None, None
    endless = Fraction(10**12)
    (n_low, n_high), (m_low, m_high), (d_low, d_high) = (
        (one.lower or Fraction(0), one.upper if one.upper is not None else endless)
        for one in (part, other or Number(None, None, None), whole)
    )
    corners = [
        *product((n_low, n_high), (m_low, m_high)),
        *((n, d - n) for n in (n_low, n_high) for d in (d_low, d_high)),
        *((d - m, m) for m in (m_low, m_high) for d in (d_low, d_high)),
    ]
    possible = [
        n / (n + m)
        for n, m in corners
        if n_low <= n <= n_high and m_low <= m <= m_high and d_low <= n + m <= d_high and n + m > 0
    ]
    return (min(possible), max(possible)) if possible else (None, None)
