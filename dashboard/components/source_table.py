"""The tables that a figure is read from, with how fresh each is."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components.basics import Column, Row, external_link, link, table
from dashboard.components.sources import version_text
from dashboard.components.status_sources import remark_count, remarks_fragment, state_mark
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.urls import status_url
from indicators.status import SourceStatus
from indicators.wording import Lang, translated


def source_table(sources: Sequence[SourceStatus], lang: Lang) -> Component:
    """One row a table: name, publisher, licence, version, newest period, and its state."""
    columns = [
        Column(t("column.source", lang)),
        Column(t("source_table.publisher", lang)),
        Column(t("column.version", lang)),
        Column(t("column.newest_period", lang), "short"),
        Column(t("source_table.state", lang)),
        Column(t("column.remarks", lang)),
    ]
    rows = [_row(one, lang) for one in sources]
    return table(t("source_table.caption", lang), columns, rows)


def _row(one: SourceStatus, lang: Lang) -> Row:
    name = external_link(f"{translated(one.title, lang)} ({one.id})", one.url, lang)
    if one.in_use is None:
        return Row([name, None, None, None, state_mark(one.state, lang), _remarks(one, lang)])
    state = one.in_use
    newest = period_name(state.newest_period, lang) if state.newest_period else None
    return Row(
        [
            name,
            f"{state.publisher}, {state.licence}",
            version_text(state, lang),
            newest,
            state_mark(one.state, lang),
            _remarks(one, lang),
        ]
    )


def _remarks(one: SourceStatus, lang: Lang) -> Component | str:
    if not one.issues:
        return t("status_page.no_remarks", lang)
    href = status_url(lang, fragment=remarks_fragment(one.id))
    return link(remark_count(len(one.issues), lang), href)
