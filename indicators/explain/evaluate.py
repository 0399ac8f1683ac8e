"""What a formula comes to, and what is made of it: the arithmetic of a figure, step by step.

This is a second hand at the sums of `cells.sql` and `ratio.sql`, one figure at a time in plain
numbers. An explanation is only given when both hands agree.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from indicators.definition import Definition
from indicators.explain.published_cell import PublishedCell
from indicators.explain.trace import Formula
from indicators.values import MissingReason

MINIMUM = 20  # no ratio below this denominator; "indicative" below the next
INDICATIVE_BELOW = 100

# What hides no number that may be bounded by what stands beside it; the one that says most first.
_GRAVEST: tuple[MissingReason, ...] = (
    "not_delivered",
    "impossible",
    "contradicted",
    "unexplained",
)


@dataclass(frozen=True)
class Quantity:
    """A number with its bounds, or the reason why there is none."""

    value: float | None
    lower: float | None
    upper: float | None
    missing_reason: MissingReason | None

    @property
    def is_hidden(self) -> bool:
        """Whether there is a number that is kept from us, so that what fits may bound it."""
        return self.value is None and self.missing_reason not in _GRAVEST


NOTHING_KNOWN = Quantity(None, None, None, None)


@dataclass(frozen=True)
class Fitted:
    """Bounds that the query's numerator n, the rest m and the denominator d leave each other.

    Of a proportion n + m = d, and what has no upper bound has infinity; of anything else the bounds
    of n and d as they are, and none of m.
    """

    n_low: float | None
    n_high: float | None
    m_low: float | None
    m_high: float | None
    d_low: float | None
    d_high: float | None

    @property
    def is_possible(self) -> bool:
        """Whether any numbers lie within the bounds."""
        pairs = [(self.n_low, self.n_high), (self.m_low, self.m_high), (self.d_low, self.d_high)]
        return not any(low is not None and high is not None and low > high for low, high in pairs)

    @property
    def largest_whole(self) -> float | None:
        """The denominator beside the least numerator."""
        return _least(_plus(self.n_low, self.m_high), self.d_high)

    @property
    def smallest_whole(self) -> float | None:
        """The denominator beside the largest numerator."""
        return _greatest(_plus(self.n_high, self.m_low), self.d_low)


@dataclass(frozen=True)
class Result:
    """A figure in the unit of its indicator, rounded: the value half up, the bounds outwards.

    `numerator` and `denominator` are those that the release has: where there is no number, with the
    bounds that fit.
    """

    numerator: Quantity
    denominator: Quantity
    fitted: Fitted
    value: float | None
    lower: float | None
    upper: float | None


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
                _plus(a.value, b.value),
                _plus(a.lower, b.lower),
                _plus(a.upper, b.upper),
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
    """A part taken from its total: the rest is never below zero, and widest at its bounds.

    A part that cannot fit in its total leaves nothing but the reason `contradicted`.
    """
    if part.lower is not None and total.upper is not None and part.lower > total.upper:
        return Quantity(None, None, None, "contradicted")
    return Quantity(
        _positive(_minus(total.value, part.value)),
        _positive(_minus(total.lower, part.upper)),
        _minus(total.upper, part.lower),
        _graver(total.missing_reason, part.missing_reason),
    )


def result(
    definition: Definition, part: Quantity, denominator: Quantity, rest: Quantity = NOTHING_KNOWN
) -> Result:
    """The figure: `part` is the numerator, or of a complement what is left out of it.

    `rest` is what the denominator holds beside `part`, where the query gives its cell.
    """
    numerator = less(denominator, part) if definition.complement else part
    fitted = _fit(definition, part, denominator, rest)
    if definition.kind == "proportion":
        own = fitted.n_low, fitted.n_high
        if definition.complement:
            own = fitted.m_low, fitted.m_high
        if numerator.is_hidden:
            numerator = _bounded_by(numerator, *own)
        whole = denominator
        if whole.is_hidden:
            whole = _bounded_by(whole, fitted.d_low, fitted.d_high)
    else:
        whole = denominator
    found = Result(numerator, whole, fitted, None, None, None)
    if _is_unusable(definition, part, denominator, rest, fitted):
        return found
    scale = 10**definition.decimals
    is_open = (part.upper is None or denominator.upper is None) and rest.upper is None
    lowest, highest = (None, None) if is_open else _shares(definition, fitted)
    # The small number keeps 0.4 * 100 from becoming 39.9.
    lower = _rounded(math.floor, lowest, definition.multiplier, scale, 1e-9)
    upper = _rounded(math.ceil, highest, definition.multiplier, scale, -1e-9)
    value = None
    if numerator.value is not None and denominator.value:
        twice = 2 * definition.multiplier * scale * numerator.value + denominator.value
        plain = math.floor(twice / (2 * denominator.value)) / scale
        # Roundings can put it outside its bounds; then it is the nearest possible one.
        value = _least(upper, _greatest(lower, plain))
    if lower is None or upper is None:
        return replace(found, value=value)
    return replace(found, value=value, lower=lower, upper=upper)


def _fit(definition: Definition, part: Quantity, denominator: Quantity, rest: Quantity) -> Fitted:
    if definition.kind != "proportion":
        return Fitted(part.lower, part.upper, None, None, denominator.lower, denominator.upper)
    (n_low, n_high), (m_low, m_high), (d_low, d_high) = (
        (one.lower or 0, math.inf if one.upper is None else one.upper)
        for one in (part, rest, denominator)
    )
    return Fitted(
        max(n_low, d_low - m_high),
        min(n_high, d_high - m_low),
        max(m_low, d_low - n_high),
        min(m_high, d_high - n_low),
        max(d_low, n_low + m_low),
        min(d_high, n_high + m_high),
    )


def _is_unusable(
    definition: Definition, part: Quantity, denominator: Quantity, rest: Quantity, fitted: Fitted
) -> bool:
    size = denominator.value if denominator.value is not None else denominator.lower
    is_more_than_all = (
        definition.kind == "proportion"
        and part.upper is None
        and part.value is not None
        and denominator.value is not None
        and part.value > denominator.value
    )
    return (
        _graver(part.missing_reason, denominator.missing_reason) in _GRAVEST
        or rest.missing_reason == "contradicted"
        or not fitted.is_possible
        or is_more_than_all
        or (definition.has_counts and (size is None or size < MINIMUM))
    )


def _shares(definition: Definition, fitted: Fitted) -> tuple[float | None, float | None]:
    """The least and the most that the plain fraction can be."""
    least = _divide(fitted.n_low, fitted.largest_whole)
    most = 1.0 if fitted.n_high == math.inf else _divide(fitted.n_high, fitted.smallest_whole)
    if not definition.complement:
        return least, most
    return _minus(1, most), _minus(1, least)


def _rounded(
    to: Callable[[float], int], share: float | None, multiplier: int, scale: int, nudge: float
) -> float | None:
    return None if share is None else to(share * multiplier * scale + nudge) / scale


def _bounded_by(one: Quantity, low: float | None, high: float | None) -> Quantity:
    """With other bounds; with none where they cross or do not end."""
    if low is None or high is None or low > high or high == math.inf:
        return replace(one, lower=None, upper=None)
    return replace(one, lower=low, upper=high)


def _plus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _minus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _divide(a: float | None, b: float | None) -> float | None:
    return None if a is None or not b else a / b


def _positive(a: float | None) -> float | None:
    return None if a is None else max(0.0, a)


def _least(*numbers: float | None) -> float | None:
    """The least of what is known."""
    return min((one for one in numbers if one is not None), default=None)


def _greatest(*numbers: float | None) -> float | None:
    return max((one for one in numbers if one is not None), default=None)


def _graver(a: MissingReason | None, b: MissingReason | None) -> MissingReason | None:
    for reason in _GRAVEST:
        if reason in (a, b):
            return reason
    return a or b
