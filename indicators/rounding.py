"""Rounding as the publisher does it, and what published percentages give away about a total."""

import math
from collections.abc import Iterable
from fractions import Fraction

STEP = 5  # CBS rounds the counts of the Veilig Thuis tables to multiples of five


def percentage(count: int, total: int, decimals: int = 1) -> float:
    """`count` per 100 of `total`, rounded half up to `decimals`; exact up to the last digit."""
    scale = 10**decimals
    return math.floor(Fraction(100 * count * scale, total) + Fraction(1, 2)) / scale


def implied_totals(pairs: Iterable[tuple[int, float]], decimals: int = 1) -> list[int]:
    """The multiples of five that reproduce every published percentage from its rounded count.

    `pairs` holds (rounded count, published percentage). CBS works percentages out from rounded
    counts, so a total that is not printed can often be read back. An empty list means that no
    total fits; several mean that the percentages do not settle it.
    """
    exact = [(count, Fraction(str(share))) for count, share in pairs]
    half = Fraction(1, 2 * 10**decimals)
    lowest = max(Fraction(100 * count) / (share + half) for count, share in exact)
    highest = min(
        Fraction(100 * count) / (share - half) if share > half else Fraction(10**9)
        for count, share in exact
    )
    candidates = range(STEP * math.ceil(lowest / STEP), math.floor(highest) + 1, STEP)
    return [
        total
        for total in candidates
        if all(percentage(count, total, decimals) == float(share) for count, share in exact)
    ]
