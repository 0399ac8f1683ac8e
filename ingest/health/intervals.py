"""A total against the sum of its parts, as far as rounding and suppression leave it decidable.

A number lies between its bounds. What is hidden is at least nothing and at most its upper bound,
which rests on evidence about the dot: the publisher may also hide a larger count, to keep another
one secret. So parts that are too many are a fault whatever the dots hide, while parts that are too
few are so only if no part is hidden. A part without an upper bound, a blank and a part that is not
there leave no upper bound at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.health.words import EXAMPLES, Words, number

# Columns of a query that groups parts by the cell of their total.
SUMS = """
    sum(CASE WHEN value IS NOT NULL THEN lower ELSE 0 END) AS low,
    sum(upper) AS high,
    count(upper) AS bounded,
    count(*) FILTER (value IS NULL) AS hidden,
    count(*) FILTER (value IS NOT NULL AND lower IS NULL) AS boundless"""

# Sums of tenths are not exact in binary.
_SLACK = "1e-6"


def verdict(expected: str) -> str:
    """SQL: `too_much`, `too_little`, `too_little_by_dots`, or NULL where the total can be right.

    Reads the columns of SUMS, `total_lower` and `total_upper`; `expected` is the number of parts.
    """
    return f"""
        CASE WHEN boundless > 0 OR total_lower IS NULL THEN NULL
             WHEN low > total_upper + {_SLACK} THEN 'too_much'
             WHEN bounded < {expected} OR high >= total_lower - {_SLACK} THEN NULL
             WHEN hidden > 0 THEN 'too_little_by_dots'
             ELSE 'too_little' END"""


@dataclass(frozen=True)
class Misfit:
    """One total that its parts cannot add up to; `key` names its cell, `total` as published."""

    key: tuple[str | None, ...]
    total: float
    low: float
    high: float | None
    verdict: str

    @property
    def is_certain(self) -> bool:
        """Whether it holds whatever the dots hide."""
        return self.verdict != "too_little_by_dots"


def misfit(row: Sequence) -> Misfit:
    """A row of a query that gives the six columns of a cell, its total, low, high and verdict."""
    *key, total, low, high, decided = row
    return Misfit(tuple(key), total, low, high, decided)


def examples(found: Sequence[Misfit], words: Words, language: Literal["nl", "en"]) -> str:
    """The first of them, with their totals and what the parts make."""
    total, parts, to = ("totaal", "delen", "tot") if language == "nl" else ("total", "parts", "to")
    told = [
        f"{words.cell(m.key)}: {total} {number(m.total)}, {parts} {number(m.low)} {to} "
        f"{'?' if m.high is None else number(m.high)}"
        for m in found[:EXAMPLES]
    ]
    return "; ".join(told) + "."
