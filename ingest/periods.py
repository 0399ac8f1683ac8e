"""What a period code covers, for comparing periods of different kinds."""

import re
from calendar import monthrange
from datetime import date

# Code after the year: how many parts of its kind a year has.
_PARTS = {"JJ": 1, "HJ": 2, "KW": 4, "MM": 12}
_CODE = re.compile(r"(\d{4})([A-Z]{2})(\d{2})")


def period_end(code: str) -> date | None:
    """The last day that a period covers; None for a kind of period that we do not know.

    A whole year and its second half end together.

    >>> period_end("2025HJ01")
    datetime.date(2025, 6, 30)
    """
    match = _CODE.fullmatch(code)
    if match is None or match[2] not in _PARTS:
        return None
    year, parts = int(match[1]), _PARTS[match[2]]
    part = 1 if match[2] == "JJ" and match[3] == "00" else int(match[3])
    if not 1 <= part <= parts:
        return None
    month = part * 12 // parts
    return date(year, month, monthrange(year, month)[1])
