"""What must be known of a figure beside its number: why there is none, and how sure it is.

Each mark has a pattern, a word and a code. The code is the one that the files have.
"""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from dashboard.i18n.text import t
from indicators.values import IndicatorValue, MissingReason
from indicators.wording import Lang

# The patterns of the design.
Pattern = Literal["unknown", "suppressed", "not-delivered", "provisional", "indicative", "plain"]

# A sign stands before the word, so that a column can be run through at a glance. CBS prints the
# dot and the asterisks.
_SIGNS: dict[str, str] = {
    "unknown_or_secret": ".",
    "impossible": "×",
    "unexplained": "?",
    "not_delivered": "–",
    "not_published": "/",
    "withheld_by_us": "<",
    "contradicted": "≠",
    "only_bounds": "↔",
    "indicative": "~",
    "provisional": "*",
    "revised_provisional": "**",
    "not_stated": "?",
    "own_sum": "+",
    "of_region": "R",
}
_PATTERNS: dict[str, Pattern] = {
    "unknown_or_secret": "suppressed",
    "impossible": "unknown",
    "unexplained": "unknown",
    "not_delivered": "not-delivered",
    "not_published": "not-delivered",
    "withheld_by_us": "suppressed",
    "contradicted": "unknown",
    "only_bounds": "indicative",
    "indicative": "indicative",
    "provisional": "provisional",
    "revised_provisional": "provisional",
    "not_stated": "provisional",
    "own_sum": "plain",
    "of_region": "plain",
}
MISSING: tuple[MissingReason, ...] = get_args(MissingReason)


@dataclass(frozen=True)
class Mark:
    """One thing to know of a figure; `code` is that of the files."""

    code: str
    pattern: Pattern
    sign: str
    word: str


def mark(code: str, lang: Lang) -> Mark:
    """The mark of a code; KeyError for one that has none."""
    return Mark(code, _PATTERNS[code], _SIGNS[code], t(f"mark.{code}", lang))


def marks_of(value: IndicatorValue, lang: Lang, *, of_area: str | None = None) -> tuple[Mark, ...]:
    """Everything to know of one figure, what weighs most first.

    `of_area` names the region whose figure it is, where it stands for a municipality.
    """
    codes: list[str] = []
    if value.missing_reason is not None:
        codes.append(value.missing_reason)
    if value.value is None and value.lower is not None:
        codes.append("only_bounds")
    has_figure = value.value is not None or value.lower is not None
    if has_figure and value.reliability == "indicative":
        codes.append("indicative")
    if has_figure and value.status != "definitive":
        codes.append(value.status)
    if has_figure and value.is_own_sum:
        codes.append("own_sum")
    found = [mark(code, lang) for code in codes]
    if of_area is not None:
        found.append(replace(mark("of_region", lang), word=of_area))
    return tuple(found)
