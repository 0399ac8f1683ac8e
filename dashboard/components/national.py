"""The national picture on the home page: an answer a question, in the order of the council page."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Node, Row, aria, link, paragraphs, table
from dashboard.components.rows import summary_cells, summary_columns
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.national import NationalAnswer, NationalFigure
from dashboard.sentences import bounds_text, figure_sentences, value_text
from dashboard.state import ViewState
from dashboard.urls import compare_url, home_url
from indicators.wording import Lang, translated


def national_answers(answers: Sequence[NationalAnswer], lang: Lang) -> Component:
    """The answers as cards, the last of them on the recommendations, which no figure answers."""
    cards = [_card(number, answer, lang) for number, answer in enumerate(answers, start=1)]
    return html.Ol(
        [html.Li(card) for card in [*cards, _follow_up(len(cards) + 1, lang)]], className="answers"
    )


def _card(number: int, answer: NationalAnswer, lang: Lang) -> Component:
    title = f"nederland-{number}"
    return html.Article(
        [
            html.H3(f"{number}. {t(f'council.{answer.question}', lang)}", id=title),
            *_figure(answer.figure, lang),
            html.P(link(*_compare(answer.figure, lang))),
            *_others(answer, lang),
        ],
        className="answer",
        **aria(labelledby=title),
    )


def _figure(figure: NationalFigure, lang: Lang) -> list[Component]:
    definition, value = figure.definition, figure.value
    name = html.P(translated(definition.title, lang), className="answer-name")
    amount = value_text(value, definition, lang) if value is not None else None
    if value is None or amount is None:
        return [name, html.P(t("home.no_national", lang), className="amount none")]
    period = f"{period_name(value.period_code, lang)}, {t(f'status.{value.status}', lang)}"
    under: list[Node] = [html.Div(t(f"unit.{definition.unit}", lang))]
    if value.value is not None and (bounds := bounds_text(value, definition, lang)):
        under.append(html.Div(bounds))
    under.append(html.Div(period))
    return [
        name,
        html.Div([html.Strong(amount, className="amount"), *under], className="large-number"),
        *paragraphs([figure_sentences(value, definition, lang)[0]]),
    ]


def _compare(figure: NationalFigure, lang: Lang) -> tuple[str, str]:
    definition = figure.definition
    text = t("home.compare", lang, title=translated(definition.title, lang))
    return text, compare_url(ViewState(indicator=definition.id), lang)


def _others(answer: NationalAnswer, lang: Lang) -> list[Component]:
    if not answer.others:
        return []
    question = t(f"council.{answer.question}", lang)
    rows = [
        Row(
            [
                link(
                    translated(one.definition.title, lang),
                    compare_url(ViewState(indicator=one.definition.id), lang),
                ),
                *summary_cells(one.value, one.definition, lang),
            ]
        )
        for one in (answer.figure, *answer.others)
    ]
    columns = [Column(t("column.indicator", lang)), *summary_columns(lang)]
    caption = t("home.all_national", lang, question=question)
    summary = html.Summary(t("home.more_national", lang, count=len(answer.others)))
    return [html.Details([summary, table(caption, columns, rows)])]


def _follow_up(number: int, lang: Lang) -> Component:
    title = "nederland-aanbevelingen"
    links = [
        link(t("home.see_recommendations", lang), home_url(lang, fragment="aanbevelingen")),
        link(
            t("home.compare_recommendation", lang),
            compare_url(ViewState(recommendation="R2"), lang),
        ),
    ]
    return html.Article(
        [
            html.H3(f"{number}. {t('home.follow_up', lang)}", id=title),
            html.P(t("home.follow_up_text", lang)),
            *(html.P(one) for one in links),
        ],
        className="answer",
        **aria(labelledby=title),
    )
