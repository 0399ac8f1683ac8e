"""The nine recommendations, with whom they are for and what public figures can show of them."""

from dash import html

from dashboard.components.basics import Column, Node, Row, link, paragraphs, table
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest
from dashboard.shown import main_ones
from dashboard.state import ViewState
from dashboard.urls import compare_url, indicator_url, recommendation_url
from indicators.definition import Definition, Recommendation
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page:
    """The overview; R5 and R6 say here too that there is no public figure."""
    release, lang = request.release, request.lang
    title = t("recommendations_page.title", lang)
    columns = [
        Column(t("recommendations_page.recommendation", lang)),
        Column(t("recommendation.addressees", lang)),
        Column(t("recommendations_page.figures", lang)),
    ]
    main = main_ones(release.indicators())
    rows = [_row(one, main, lang) for one in release.recommendations()]
    compare = compare_url(ViewState(recommendation="R2"), lang)
    content: Content = [
        html.H1(title),
        html.P(t("recommendations_page.lead", lang), className="lead"),
        *paragraphs([t("recommendations_page.numbering", lang)]),
        table(t("recommendations_page.caption", lang), columns, rows),
        html.P(link(t("recommendation.compare", lang, id="R2"), compare)),
        *paragraphs([t("recommendation.source", lang)], "small"),
    ]
    return Page(title, content, t("description.recommendations", lang))


def _row(one: Recommendation, main: list[Definition], lang: Lang) -> Row:
    addressees = ", ".join(t(f"addressee.{kind}", lang) for kind in one.addressees)
    figures: list[Node] = [t(f"measurable.{one.measurable}", lang)]
    named = [definition for definition in main if definition.id in one.indicators]
    for place, definition in enumerate(named):
        figures += [
            ": " if not place else ", ",
            link(definition.id, indicator_url(definition.id, lang)),
        ]
    name = link(f"{one.id}. {translated(one.title, lang)}", recommendation_url(one.id, lang))
    return Row([name, addressees, html.Span(figures)])
