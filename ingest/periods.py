"""What a period code covers, for comparing periods of different kinds."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

# Code after the year: how many parts of its kind a year has.
_PARTS = {"JJ": 1, "HJ": 2, "KW": 4, "MM": 12}
_CODE = re.compile(r"(\d{4})([A-Z]{2})(\d{2})")


def period_start(code: str) -> date | None:
    """The first day that a period covers; None for a kind of period that we do not know.

    >>> period_start("2025HJ02")
    datetime.date(2025, 7, 1)
    """
    part = _part(code)
    return date(part.year, part.first_month, 1) if part else None


def period_end(code: str) -> date | None:
    """The last day that a period covers; None for a kind of period that we do not know.

    A whole year and its second half end together.

    >>> period_end("2025HJ01")
    datetime.date(2025, 6, 30)
    """
    part = _part(code)
    if part is None:
        return None
    return date(part.year, part.last_month, monthrange(part.year, part.last_month)[1])


class _Part(NamedTuple):
    year: int
    first_month: int
    last_month: int


def _part(code: str) -> _Part | None:
    match = _CODE.fullmatch(code)
    if match is None or match[2] not in _PARTS:
        return None
    year, parts = int(match[1]), _PARTS[match[2]]
    part = 1 if match[2] == "JJ" and match[3] == "00" else int(match[3])
    if not 1 <= part <= parts:
        return None
    months = 12 // parts
    return _Part(year, (part - 1) * months + 1, part * months)
