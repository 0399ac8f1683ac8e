"""Codes for what was collected by its label alone.

A published label always gets the same code, whatever else stands in the folder; none of them can
be mistaken for a code of CBS's own, except where the label says exactly what CBS's code would say
(`30 juni 2023` is the day 20230630).
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from zlib import crc32

from ingest.replay.wire import pascal_case

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_MONTH = re.compile(rf"(?:(\d{{4}}) )?({'|'.join(_MONTHS)})(?: (\d{{4}}))?")
_PART = re.compile(r"(?:(\d{4}) )?([12]e halfjaar|[1-4]e kwartaal)(?: (\d{4}))?")
_CODE = re.compile(r"(\d{4})(?:(JJ)00|(HJ|KW|MM)(\d{2})|(\d{2})(\d{2}))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS_PER_PART = {"HJ": 6, "KW": 3, "MM": 1}


def period_title(label: str) -> str:
    """A period's label without the marks of its status.

    CBS puts no asterisks in a code list: the titles that were recorded there have none, and the
    status has a property of its own. Its web pages add the marks.
    """
    return label.rstrip("*").rstrip()


def period_code(label: str) -> str:
    """CBS's code for a day, month, quarter, half-year or year; else the label in one word."""
    title = period_title(label)
    if re.fullmatch(r"\d{4}", title):
        return f"{title}JJ00"
    if match := _DAY.fullmatch(title):
        day, month, year = match.groups()
        return f"{year}{_MONTHS.index(month) + 1:02}{int(day):02}"
    if match := _PART.fullmatch(title):
        before, part, after = match.groups()
        if bool(before) is not bool(after):
            return f"{before or after}{'HJ' if 'half' in part else 'KW'}0{part[0]}"
    if match := _MONTH.fullmatch(title):
        before, month, after = match.groups()
        if bool(before) is not bool(after):
            return f"{before or after}MM{_MONTHS.index(month) + 1:02}"
    return pascal_case(title)


def period_order(code: str) -> tuple[str, str]:
    """What to sort periods by: the year that the code names, wherever it stands, then the code."""
    year = _YEAR.search(code)
    return (year.group() if year else "", code)


def period_end(code: str) -> date | None:
    """The last day of a period, or None for a code that is none of CBS's usual ones."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    year, whole, part, number, month, day = match.groups()
    try:
        if whole:
            return date(int(year), 12, 31)
        if day:
            return date(int(year), int(month), int(day))
        last_month = int(number) * _MONTHS_PER_PART[part]
        return date(int(year), last_month, monthrange(int(year), last_month)[1])
    except ValueError:  # a thirteenth month, a 31st of June
        return None


def region_code(label: str, level: str) -> str:
    """The level in capitals and the label in one word: `CRZeeuwschVlaanderen`.

    A level of several words is cut to its initials (`size_class` is `SC`); the level that StatLine
    adds in brackets, `Zeeuwsch-Vlaanderen (CR)`, is not repeated.
    """
    words = re.findall(r"[A-Za-z0-9]+", level)
    prefix = words[0] if len(words) == 1 else "".join(word[0] for word in words)
    name = pascal_case(label.removesuffix(f"({level})")).removeprefix("k_")
    return f"{prefix.upper()}{name}"


def category_codes(labels: Iterable[str]) -> dict[str, str]:
    """A code for each label: a letter and six digits from its checksum, like CBS's `A045561`.

    Two labels with the same checksum are so rare (one chance in 26 million a pair) that the later
    one in alphabetical order simply moves on to the checksum of its checksum.
    """
    codes: dict[str, str] = {}
    taken: set[str] = set()
    wanted = list(dict.fromkeys(labels))
    for label in sorted(wanted):
        code = _category_code(label)
        while code in taken:
            code = _category_code(code)
        taken.add(code)
        codes[label] = code
    return {label: codes[label] for label in wanted}


def _category_code(label: str) -> str:
    number = crc32(label.encode()) % 26_000_000
    return f"{chr(ord('A') + number // 1_000_000)}{number % 1_000_000:06}"
