"""The parts of the council page after the four figures: follow-up, what stands out, questions."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    bullet_list,
    csv_link,
    link,
    paragraphs,
    section,
    table,
)
from dashboard.components.council_rows import amount_cell, figure_table
from dashboard.components.marks import mark_label
from dashboard.council.content import (
    CouncilContent,
    FollowUp,
    History,
    Listed,
    Remark,
    Sureness,
)
from dashboard.i18n.numbers import format_date
from dashboard.i18n.text import t
from dashboard.urls import council_parts
from indicators.wording import Lang


def follow_up_section(follow_up: FollowUp, lang: Lang) -> Component:
    """The recommendations, each with what is on record about this municipality."""
    columns = [
        Column(t("column.recommendation", lang)),
        Column(t("column.public_figure", lang)),
        Column(t("column.recorded", lang)),
    ]
    rows = [
        Row(
            [
                html.Div(
                    [
                        link(one.recommendation.text, one.recommendation.href),
                        html.Div(one.addressees, className="small"),
                    ]
                ),
                one.measurable,
                one.state,
            ]
        )
        for one in follow_up.rows
    ]
    content: list[Node] = [
        html.P(follow_up.sentence, className="first"),
        html.P(follow_up.limit),
        html.Details(
            [
                html.Summary(t("council.follow_up_rows", lang)),
                html.Div(
                    table(follow_up.heading, columns, rows, says_heading=True),
                    className="compact",
                ),
                html.P(html.A(t("council.legal_terms", lang), href="#termijnen")),
            ]
        ),
        html.P(follow_up.replies, className="reply"),
        html.P(link(follow_up.compare.text, follow_up.compare.href), className="more-link"),
    ]
    heading = f"{follow_up.number}. {follow_up.heading}"
    return html.Div(
        section(heading, content, fragment=follow_up.fragment), className="council-answer"
    )


def stands_out_section(listed: Listed, lang: Lang) -> Component:
    """What stands out, or that nothing does."""
    more = t("council.stands_out_more", lang, count=len(listed.more))
    return _part("stands_out", [*_listed(listed, more, lang)], lang)


def questions_section(listed: Listed, lang: Lang) -> Component:
    """What a council can ask, each with the recommendation that it belongs to."""
    more = t("council.questions_more", lang, count=len(listed.more))
    lead = paragraphs([t("council.questions_lead", lang)], "lead-in")
    return _part("questions", [*lead, *_listed(listed, more, lang, is_ordered=True)], lang)


def sureness_section(sureness: Sureness, lang: Lang) -> Component:
    """How sure it is in sentences, and the key of the marks."""
    key = [
        html.Span([mark_label(one, with_code=True), ": ", count]) for one, count in sureness.marks
    ]
    return _part(
        "how_sure",
        [
            *paragraphs(sureness.sentences),
            html.Div(
                [*paragraphs([t("council.sure_key", lang)]), bullet_list(key)], className="key"
            ),
        ],
        lang,
    )


def background_section(content: CouncilContent) -> Component:
    """Context beside the country, who reports, and what no figure is published of."""
    background, lang, history = content.background, content.lang, content.history
    rows = [row for row, _ in background.rows]
    # Of a municipality that is gone it stands at the top.
    made_of = [history_part(history, lang)] if history and content.area.is_current else []
    country = [amount_cell(amount, lang) for _, amount in background.rows]
    reporting = t("council.who_reports", lang)
    return _part(
        "context",
        [
            *paragraphs([t("council.context_lead", lang)]),
            *made_of,
            figure_table(t("council.context", lang), rows, lang, others=country),
            *paragraphs([t("council.without_figure", lang)]),
            bullet_list(background.without_figure),
            html.Details(
                [html.Summary(reporting), figure_table(reporting, background.who_reports, lang)]
            ),
        ],
        lang,
    )


def history_part(history: History, lang: Lang) -> Component:
    """What became of a municipality, with links to those it is about."""
    content: list[Node] = [" ".join(history.sentences)]
    if history.links:
        content += [" ", t("council.history_links", lang), " "]
        for number, one in enumerate(history.links):
            content += [", "] if number else []
            content.append(link(one.text, one.href))
    return html.P(content, className="history")


def downloads_section(content: CouncilContent) -> Component:
    """The page as PDF, the file with all figures, and that the page can be printed."""
    lang = content.lang
    return _part(
        "downloads",
        [
            html.P(html.A(content.factsheet.text, href=content.factsheet.href, className="file")),
            html.P(csv_link(content.download.text, content.download.href)),
            *paragraphs([t("council.print_hint", lang)]),
        ],
        lang,
    )


def printed_source(content: CouncilContent, address: str) -> Component:
    """The last lines on paper: source, release, date and where the rest is."""
    lang = content.lang
    origin = "council.origin_fictitious" if content.is_fictitious else "council.origin"
    source = t(
        "council.print_source",
        lang,
        origin=t(origin, lang),
        tables=", ".join(content.tables),
        release=content.release_id,
        date=format_date(content.built_at, lang),
    )
    return html.Div(
        [html.P(source), html.P(t("council.print_address", lang, address=address))],
        className="print-source",
    )


def _part(name: str, content: Sequence[Node], lang: Lang) -> Component:
    fragment = council_parts()[name]
    return html.Div(
        section(t(f"council.{name}", lang), content, fragment=fragment),
        className=f"part-of-page {name.replace('_', '-')}",
    )


def _listed(listed: Listed, more: str, lang: Lang, *, is_ordered: bool = False) -> list[Component]:
    kind = html.Ol if is_ordered else html.Ul
    parts: list[Component] = [kind([_remark(one) for one in listed.first])]
    if listed.more:
        rest = kind([_remark(one) for one in listed.more])
        parts.append(html.Details([html.Summary(more), rest]))
        # On paper, where nothing unfolds.
        parts.append(html.P(t("council.on_site", lang, what=more), className="on-site"))
    return parts


def _remark(remark: Remark) -> Component:
    if remark.about is None:
        return html.Li(remark.text)
    about = html.Span(link(remark.about.text, remark.about.href), className="about small")
    return html.Li([remark.text, " ", about])
