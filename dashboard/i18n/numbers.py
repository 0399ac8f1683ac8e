"""Periods and dates as people write them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dashboard.i18n.text import t
from indicators.wording import Lang

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_HALF_YEAR = re.compile(r"(\d{4})HJ0([12])")
_YEAR = re.compile(r"(\d{4})JJ00")


def period_name(code: str, lang: Lang) -> str:
    """The name of a period in tables and lists; an unknown kind keeps the publisher's code.

    >>> period_name("2025HJ01", "nl")
    '1e halfjaar 2025'
    """
    if year := _YEAR.fullmatch(code):
        return year[1]
    if half := _HALF_YEAR.fullmatch(code):
        return t(f"period.half_{half[2]}", lang, year=half[1])
    return code


def period_in_sentence(code: str, lang: Lang) -> str:
    """The same name as it stands after "in": "het 1e halfjaar van 2025"."""
    if half := _HALF_YEAR.fullmatch(code):
        return t(f"period.half_{half[2]}_in_sentence", lang, year=half[1])
    return period_name(code, lang)


def format_date(moment: datetime, lang: Lang) -> str:
    """A day in Amsterdam; a moment without time zone is UTC.

    >>> format_date(datetime(2026, 11, 23, 23, 30), "nl")
    '24 november 2026'
    """
    return format_day(_local(moment).date(), lang)


def format_day(day: date, lang: Lang) -> str:
    """A day of the calendar, wherever one is."""
    return f"{day.day} {t(f'month.{day.month}', lang)} {day.year}"


def format_moment(moment: datetime, lang: Lang) -> str:
    """A day and a time in Amsterdam, to the minute."""
    return f"{format_date(moment, lang)}, {_local(moment):%H:%M}"


def _local(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_AMSTERDAM)
