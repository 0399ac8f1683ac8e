"""Numbers, counts with their bounds, and formulas in signs."""

import math
from collections.abc import Callable

from dashboard.i18n.text import t
from indicators.explain.evaluate import Quantity
from indicators.explain.trace import Formula
from indicators.wording import Lang, format_count, format_number

SIGNIFICANT = 6  # digits of what is worked out, so that a reader comes to the same


def quantity_text(quantity: Quantity, lang: Lang) -> str:
    """A number or why there is none, and the bounds where they say more."""
    reason = quantity.missing_reason
    if quantity.value is not None:
        text = format_count(quantity.value, lang)
    else:
        text = t(f"missing_short.{reason}", lang) if reason else t("explain.none", lang)
    if quantity.lower is None or quantity.upper is None:
        return text
    if quantity.lower == quantity.upper == quantity.value:
        return text
    return f"{text} ({between(quantity.lower, quantity.upper, lang)})"


def between(lower: float, upper: float, lang: Lang) -> str:
    """ "between 2.5 and 7.5"."""
    low, high = (format_count(number, lang) for number in (lower, upper))
    return t("sentence.between", lang, lower=low, upper=high)


def count(number: float | None, lang: Lang) -> str:
    """A count, or a question mark where there is none."""
    return "?" if number is None else format_count(number, lang)


def precise(number: float, lang: Lang) -> str:
    """A number in six significant digits, without trailing zeros.

    >>> precise(0.000123456789, "en")
    '0.000123457'
    """
    if number == 0 or not math.isfinite(number):
        return format_count(number, lang) if number == 0 else str(number)
    decimals = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(number))))
    text = format_number(number, lang, decimals)
    return text.rstrip("0").rstrip(",.") if decimals else text


def mark(number: int) -> str:
    """How a cell is named: by its place in the list."""
    return f"[{number + 1}]"


def formula_text(formula: Formula, show: Callable[[int], str]) -> str:
    """A formula in signs; `show` writes one cell by its place."""
    match formula:
        case ["cell", place]:
            return show(place)
        case ["exactly", number]:
            return str(number)
        case ["plus", first, second]:
            return f"{formula_text(first, show)} + {formula_text(second, show)}"
        case ["minus", first, second]:
            return f"{formula_text(first, show)} - {bracketed(second, show)}"
        case _:
            return "?"


def bracketed(formula: Formula, show: Callable[[int], str]) -> str:
    """A formula, between brackets where it has more than one cell."""
    text = formula_text(formula, show)
    return f"({text})" if formula[0] in ("plus", "minus") else text
