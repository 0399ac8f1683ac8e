"""One answer of the council page: the figure, its comparison and its limits; more on request."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    aria,
    csv_link,
    description_list,
    external_link,
    link,
    section,
    table,
)
from dashboard.components.chart import chart_block
from dashboard.components.council_rows import figure_table
from dashboard.components.marks import mark_labels
from dashboard.components.sources import source_line
from dashboard.council.content import Answer, Beside, LegalTermText, Provenance
from dashboard.i18n.text import t
from indicators.wording import Lang


def answer_section(answer: Answer, lang: Lang) -> Component:
    """The sentence and the number first; comparison, calculation and other figures folded."""
    title = f"{answer.indicator_id}-titel"
    limits = [html.Strong(t("council.does_not_show", lang)), " ", answer.does_not_show]
    figure = html.Article(
        [
            html.H3(answer.title, id=title),
            html.Div([_large_number(answer, lang), _words(answer)], className="headline"),
            html.P(limits, className="limits"),
            *_chart(answer, lang),
            *_beside(answer, lang),
            *_legal_terms(answer.legal_terms, lang),
            *_calculated(answer.provenance, lang),
        ],
        id=answer.indicator_id,
        **aria(labelledby=title),
    )
    heading = f"{answer.number}. {answer.heading}"
    content = [figure, *_more(answer, lang)]
    return html.Div(section(heading, content, fragment=answer.fragment), className="council-answer")


def _chart(answer: Answer, lang: Lang) -> list[Component]:
    return [chart_block(answer.chart, lang, table_place="elsewhere")] if answer.chart else []


def _large_number(answer: Answer, lang: Lang) -> Component:
    amount = answer.amount
    if amount is None or amount.number is None:
        lines: list[Node] = [html.Strong(t("figure.none", lang), className="amount none")]
    else:
        kind = "amount range" if amount.is_range else "amount"
        unit = html.Span(answer.per_what, className="per-what")
        lines = [html.Strong(amount.number, className=kind), unit]
        if amount.bounds:
            lines.append(t("council.bounds", lang, bounds=amount.bounds))
    if amount is not None:
        lines += [amount.period, mark_labels(amount.marks)]
    return html.Div([html.Div(line) for line in lines if line], className="large-number")


def _words(answer: Answer) -> Component:
    texts = [
        ("first", answer.sentence),
        ("verdict", answer.verdict),
        ("small", answer.sureness),
        ("small trend", answer.trend),
        *(("small", text) for text in answer.certainty),
    ]
    # A space between them, for where they run on.
    parts: list[Node] = []
    for kind, text in texts:
        if text:
            parts += [html.P(text, className=kind), " "]
    return html.Div(parts)


def _beside(answer: Answer, lang: Lang) -> list[Component]:
    if not answer.beside or answer.amount is None:
        return []
    columns = [
        Column(t("column.area", lang)),
        Column(t("column.value", lang)),
        Column(t("council.own_is", lang)),
    ]
    own = Row(
        [answer.amount.of_area or t("council.own_figure", lang), answer.amount.number, None],
        is_chosen=True,
    )
    caption = f"{answer.title}: {t('council.beside', lang)}, {answer.amount.period}"
    rows = [own, *(_benchmark(one) for one in answer.beside)]
    return [
        html.Details(
            [
                html.Summary(t("council.beside", lang)),
                html.Div(table(caption, columns, rows, says_heading=True), className="compact"),
                html.P(link(answer.compare.text, answer.compare.href)),
            ],
            className="beside",
        )
    ]


def _benchmark(one: Beside) -> Row:
    word: list[Node] = [html.Div(one.word)]
    if one.remark:
        word.append(html.Div(one.remark, className="small"))
    return Row([one.name, one.number, html.Div(word)])


def _legal_terms(terms: tuple[LegalTermText, ...], lang: Lang) -> list[Component]:
    if not terms:
        return []
    return [
        html.Details(
            [
                html.Summary(t("council.legal_terms", lang)),
                html.Ul([html.Li(_legal_term(one, lang)) for one in terms]),
            ],
            id="termijnen",
        )
    ]


def _legal_term(term: LegalTermText, lang: Lang) -> list[Node]:
    source = external_link(term.source, term.url, lang) if term.url else term.source
    return [
        term.text,
        " ",
        html.Span(
            [t("council.legal_terms_source", lang), " ", source, ". ", term.remark],
            className="small",
        ),
    ]


def _calculated(provenance: Provenance | None, lang: Lang) -> list[Component]:
    if provenance is None:
        return []
    return [
        html.Details(
            [
                html.Summary(t("council.calculated", lang)),
                description_list(provenance.pairs),
                html.P(link(provenance.in_full.text, provenance.in_full.href)),
                html.P(
                    [
                        *source_line(provenance.value, provenance.sources, lang),
                        " ",
                        csv_link(provenance.download.text, provenance.download.href),
                    ],
                    className="small",
                ),
            ]
        )
    ]


def _more(answer: Answer, lang: Lang) -> list[Component]:
    if not answer.more:
        return []
    return [
        html.Details(
            [
                html.Summary(t("council.more", lang, count=len(answer.more))),
                figure_table(
                    t("council.more_caption", lang, question=answer.heading), answer.more, lang
                ),
            ]
        )
    ]
