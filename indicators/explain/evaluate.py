"""What a formula comes to, and what is made of it: the arithmetic of a figure, step by step.

This is a second hand at the sums of `cells.sql` and `ratio.sql`, one figure at a time in plain
numbers. An explanation is only given when both hands agree.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.definition import Definition
from indicators.explain.published_cell import PublishedCell
from indicators.explain.trace import Formula
from indicators.values import MissingReason

MINIMUM = 20  # no ratio below this denominator; "indicative" below the next
INDICATIVE_BELOW = 100

_GRAVEST: tuple[MissingReason, ...] = ("not_delivered", "impossible")


@dataclass(frozen=True)
class Quantity:
    """A number with its bounds, or the reason why there is none."""

    value: float | None
    lower: float | None
    upper: float | None
    missing_reason: MissingReason | None


@dataclass(frozen=True)
class Result:
    """A figure in the unit of its indicator, rounded: the value half up, the bounds outwards."""

    value: float | None
    lower: float | None
    upper: float | None


def has_counts(definition: Definition) -> bool:
    """Whether numerator and denominator are published, and not only what they come to."""
    return definition.kind in ("proportion", "rate", "ratio")


def quantity(formula: Formula, cells: Mapping[int, PublishedCell]) -> Quantity:
    """What a formula over these cells comes to."""
    match formula:
        case ["cell", row]:
            cell = cells[row]
            return Quantity(cell.value, cell.lower, cell.upper, cell.missing_reason)
        case ["exactly", number]:
            return Quantity(number, number, number, None)
        case ["absent"]:
            return Quantity(None, None, None, "not_delivered")
        case ["plus", first, second]:
            a, b = quantity(first, cells), quantity(second, cells)
            return Quantity(
                _add(a.value, b.value),
                _add(a.lower, b.lower),
                _add(a.upper, b.upper),
                _graver(a.missing_reason, b.missing_reason),
            )
        case ["minus", first, second]:
            return less(quantity(first, cells), quantity(second, cells))
        case _:
            raise ValueError(
                f"saw {formula[0]!r}; expected an operation of cells.sql. Add it to tracing.sql "
                "and to `quantity`."
            )


def less(total: Quantity, part: Quantity) -> Quantity:
    """A part taken from its total: the rest is never below zero, and widest at its bounds."""
    return Quantity(
        _subtract(total.value, part.value),
        _subtract(total.lower, part.upper),
        _subtract(total.upper, part.lower),
        _graver(total.missing_reason, part.missing_reason),
    )


def result(definition: Definition, part: Quantity, denominator: Quantity) -> Result:
    """The figure: `part` is the numerator, or of a complement what is left out of it."""
    numerator = less(denominator, part) if definition.complement else part
    size = denominator.value if denominator.value is not None else denominator.lower
    reason = _graver(part.missing_reason, denominator.missing_reason)
    if reason in _GRAVEST or size is None or (has_counts(definition) and size < MINIMUM):
        return Result(None, None, None)
    scale = 10**definition.decimals
    value = None
    if numerator.value is not None and denominator.value:
        count = numerator.value
        if definition.kind == "proportion":
            count = min(count, denominator.value)
        twice = 2 * definition.multiplier * scale * count + denominator.value
        value = math.floor(twice / (2 * denominator.value)) / scale
    lower, upper = _shares(definition, part, denominator)
    if lower is None or upper is None:
        return Result(value, None, None)
    if definition.kind == "proportion":
        upper = min(upper, 1)
    factor = definition.multiplier * scale
    # The small number keeps 0.4 * 100 from becoming 39.9.
    return Result(
        value,
        math.floor(max(lower, 0) * factor + 1e-9) / scale,
        math.ceil(upper * factor - 1e-9) / scale,
    )


def _shares(
    definition: Definition, part: Quantity, denominator: Quantity
) -> tuple[float | None, float | None]:
    """The least and the most that the plain fraction can be."""
    least = _divide(part.lower, denominator.upper)
    most = _divide(part.upper, denominator.lower)
    if not definition.complement:
        return least, most
    return (None if most is None else 1 - most), (None if least is None else 1 - least)


def _add(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _subtract(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else max(0.0, a - b)


def _divide(a: float | None, b: float | None) -> float | None:
    return None if a is None or not b else a / b


def _graver(a: MissingReason | None, b: MissingReason | None) -> MissingReason | None:
    for reason in _GRAVEST:
        if reason in (a, b):
            return reason
    return a or b
