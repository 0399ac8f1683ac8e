"""What became of a municipality that is gone, and what one of today was made of."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.council.content import History, Link
from dashboard.i18n.numbers import format_day
from dashboard.i18n.text import t
from dashboard.urls import municipality_url
from indicators.api import Release
from indicators.boundary_years.events import Event, read_events
from indicators.wording import Lang, format_number


def history_of(release: Release, code: str, lang: Lang) -> History | None:
    """What happened to a code since 2015, by the reference list; None where nothing did.

    Changes of a boundary only are left out: the municipality went on.
    """
    ends = [one for one in read_events() if one.old_code == code and one.is_dissolution]
    begins = [one for one in read_events() if one.new_code == code and one.is_dissolution]
    if not ends and not begins:
        return None
    sentences = [*_begun(begins, lang), *_ended(ends, lang)]
    codes = list(dict.fromkeys(one.new_code for one in _later(ends)))
    others = [one.old_code for one in begins]
    areas = [release.area(one) for one in (*codes, *others)]
    links = tuple(Link(one.name, municipality_url(one, lang)) for one in areas if one)
    return History(tuple(sentences), links)


def last_name(code: str) -> str | None:
    """The name of a municipality that is gone, by the reference list."""
    names = [one.old_name for one in read_events() if one.old_code == code and one.is_dissolution]
    return names[-1] if names else None


def _later(ends: Sequence[Event]) -> list[Event]:
    """The ends themselves, and those of what came after, up to today."""
    found: list[Event] = []
    for one in ends:
        after = [e for e in read_events() if e.old_code == one.new_code and e.is_dissolution]
        found += [one, *_later(after)]
    return found


def _ended(ends: Sequence[Event], lang: Lang) -> list[str]:
    sentences = []
    for one in _later(ends):
        parts = [other for other in ends if other.day == one.day and other.old_code == one.old_code]
        if len(parts) > 1 and one.share is not None:
            sentences.append(
                t(
                    "history.part",
                    lang,
                    date=format_day(one.day, lang),
                    old=one.old_name,
                    new=one.new_name,
                    share=format_number(100 * one.share, lang),
                )
            )
        else:
            key = "history.renamed" if one.kind == "renamed_and_recoded" else "history.ended"
            sentences.append(
                t(key, lang, date=format_day(one.day, lang), old=one.old_name, new=one.new_name)
            )
    return sentences


def _begun(begins: Sequence[Event], lang: Lang) -> list[str]:
    sentences = []
    for day, events in groupby(begins, key=lambda one: one.day):
        names = [one.old_name for one in events]
        sentences.append(
            t(
                "history.begun",
                lang,
                date=format_day(day, lang),
                names=_listed(names, lang),
            )
        )
    return sentences


def _listed(names: Sequence[str], lang: Lang) -> str:
    *before, last = names
    return t("history.and", lang, first=", ".join(before), last=last) if before else last
