"""The table of sources, worst first, and what stood out in each."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Row,
    aria,
    bullet_list,
    external_link,
    paragraphs,
    section,
    table,
)
from dashboard.components.sources import published_date
from dashboard.components.technical import technical
from dashboard.i18n.numbers import format_day, format_moment, period_name
from dashboard.i18n.text import t
from indicators.status import Overview, SourceStatus
from indicators.values import Issue, SourceState
from indicators.wording import Lang, format_count, translated
from ingest.freshness import Expected, State
from ingest.wording import REASONS

# A sign beside the word, so that a column of states can be run through at a glance.
_SIGNS: dict[State, str] = {
    "failed": "✗",
    "behind": "←",
    "not_delivered": "–",
    "doubtful": "?",
    "late": "!",
    "fresh": "✓",
}


def sources(overview: Overview, lang: Lang) -> Component:
    """One row a source: its state, what is in use, what is expected, and how it was fetched."""
    columns = [
        Column(t("column.source", lang)),
        Column(t("column.newest_period", lang)),
        Column(t("column.expected", lang)),
        Column(t("column.version", lang)),
        Column(t("column.retrieved", lang)),
        Column(t("column.protocol", lang)),
        Column(t("column.rows", lang), "number"),
        Column(t("column.remarks", lang), "short"),
    ]
    heading = t("status_page.sources", lang)
    rows = [_row(source, lang) for source in overview.sources]
    return section(heading, [table(heading, columns, rows, says_heading=True)], fragment="bronnen")


def remarks(overview: Overview, lang: Lang) -> Component:
    """Per source: why it is in its state, what the checks found, and what the program said."""
    content: list[Component] = []
    for source in overview.sources:
        if texts := _remarks_of(source, lang):
            title = translated(source.title, lang)
            content += [
                html.H3(f"{title} ({source.id})", id=remarks_fragment(source.id)),
                bullet_list(texts),
                *_technical(source, lang),
            ]
    if overview.general_issues:
        content += [
            html.H3(t("status_page.general_remarks", lang)),
            bullet_list([_message(issue, lang) for issue in overview.general_issues]),
        ]
    if not content:
        content += paragraphs([t("status_page.no_remarks_at_all", lang)])
    return section(t("status_page.remarks", lang), content, fragment="opmerkingen")


def _row(source: SourceStatus, lang: Lang) -> Row:
    title = [f"{translated(source.title, lang)} (", external_link(source.id, source.url, lang), ")"]
    return Row(
        [
            # Together, so that a phone shows both at once.
            html.Span([state_mark(source.state, lang), " ", *title]),
            *_in_use(source.in_use, source.expected, lang),
            _remark_link(source, lang),
        ]
    )


def state_mark(state: State, lang: Lang) -> Component:
    """The state of a source in a word, with a sign that eyes can run along."""
    sign = html.Span(_SIGNS[state], className="sign", **aria(hidden="true"))
    return html.Span([sign, " ", t(f"state.{state}", lang)], className=f"state {state}")


def _in_use(
    state: SourceState | None, expected: Expected | None, lang: Lang
) -> list[Component | str | None]:
    if state is None:
        return [None] * 6
    return [
        period_name(state.newest_period, lang) if state.newest_period else None,
        _expectation(expected, lang),
        published_date(state.modified, lang) if state.modified else None,
        format_moment(state.retrieved_at, lang) if state.retrieved_at else None,
        _protocol(state, lang),
        format_count(state.row_count, lang) if state.row_count is not None else None,
    ]


def _expectation(expected: Expected | None, lang: Lang) -> str:
    if expected is None:
        return t("status_page.not_judged", lang)
    days = expected.days_late
    if not days:
        verdict = t("status_page.in_time", lang)
    elif days == 1:
        verdict = t("status_page.days_late.one", lang)
    else:
        verdict = t("status_page.days_late.many", lang, count=days)
    period, date = period_name(expected.period, lang), format_day(expected.by, lang)
    return t("status_page.expected", lang, period=period, date=date, verdict=verdict)


def _protocol(state: SourceState, lang: Lang) -> str | None:
    if state.protocol is None:
        return None
    name = t(f"protocol.{state.protocol}", lang)
    if state.protocol_reason is None:
        return name
    reason = translated(REASONS[state.protocol_reason], lang)
    return t("protocol.instead", lang, protocol=name, reason=reason)


def _remark_link(source: SourceStatus, lang: Lang) -> Component | str:
    count = len(_remarks_of(source, lang))
    if not count:
        return t("status_page.no_remarks", lang)
    return html.A(remark_count(count, lang), href=f"#{remarks_fragment(source.id)}")


def remark_count(count: int, lang: Lang) -> str:
    """ "1 remark", "3 remarks"."""
    if count == 1:
        return t("status_page.remark_count.one", lang)
    return t("status_page.remark_count.many", lang, count=count)


def _remarks_of(source: SourceStatus, lang: Lang) -> list[str]:
    reasons = source.reasons if source.state != "fresh" else ()
    return [
        *(translated(reason, lang) for reason in reasons),
        # That a table was not delivered is its state already.
        *(_message(issue, lang) for issue in source.issues if issue.subject != "not_delivered"),
    ]


def _technical(source: SourceStatus, lang: Lang) -> list[Component]:
    attempt = source.attempt
    if attempt is None or not attempt.has_failed or not attempt.message:
        return []
    said = technical(attempt.message, lang)
    return [html.Div([t("status_page.technical", lang), " ", said], className="small")]


def _message(issue: Issue, lang: Lang) -> str:
    return issue.message_nl if lang == "nl" else issue.message_en


def remarks_fragment(source_id: str) -> str:
    """The name in an address of the remarks on one source."""
    return f"opmerkingen-{source_id}"
