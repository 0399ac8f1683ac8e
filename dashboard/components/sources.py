"""Where a figure comes from, in one line; and that a table is not there."""

from collections.abc import Iterable
from datetime import datetime

from dashboard.components.basics import Node, external_link
from dashboard.i18n.numbers import format_date
from dashboard.i18n.text import t
from indicators.values import IndicatorValue, SourceState
from indicators.wording import Lang


def source_line(value: IndicatorValue, sources: Iterable[SourceState], lang: Lang) -> list[Node]:
    """Publisher, tables with the date of their version, licence and status of the figure."""
    before = "source.before_fictitious" if value.is_fictitious else "source.before"
    parts: list[Node] = [t(before, lang)]
    for source in sources:
        name = t("source.table", lang, table=source.id)
        parts += [
            "; " if len(parts) > 1 else " ",
            f"{source.publisher}, ",
            external_link(name, source.url, lang),
            f" ({version_text(source, lang)})",
        ]
    status = t(f"status.{value.status}", lang)
    return [*parts, ". ", t("source.after", lang, licence=value.licence, status=status)]


def version_text(source: SourceState, lang: Lang) -> str:
    """The publisher's date of change and ours of copying, or that the table was not delivered."""
    if not source.is_delivered:
        return t("missing_short.not_delivered", lang)
    if not source.modified:
        return t("source.no_version", lang)
    version = t("source.version", lang, date=published_date(source.modified, lang))
    if source.retrieved_at is None:
        return version
    retrieved = t("source.retrieved", lang, date=format_date(source.retrieved_at, lang))
    return f"{version}, {retrieved}"


def published_date(text: str, lang: Lang) -> str:
    """A date as the publisher writes it (its own local time), as people write it.

    A form that we do not know is shown as it is.
    """
    try:
        return format_date(datetime.fromisoformat(text[:10] + "T12:00:00"), lang)
    except ValueError:
        return text
