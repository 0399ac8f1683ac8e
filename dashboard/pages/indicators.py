"""All indicators, under the question that each belongs to."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Row, link, paragraphs, section, table
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest
from dashboard.shown import by_question, main_ones, shown
from dashboard.urls import data_url, indicator_url, methods_url
from indicators.definition import Definition
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page:
    """The overview, with the breakdowns of an indicator below it."""
    release, lang = request.release, request.lang
    every = shown(release.indicators())
    sections = [
        _question(question, group, every, lang) for question, group in by_question(main_ones(every))
    ]
    content: Content = [
        html.H1(t("indicators_page.title", lang)),
        html.P(t("indicators_page.lead", lang), className="lead"),
        *paragraphs([t("indicators_page.unchecked", lang)]),
        *sections,
        html.P(link(t("indicators_page.methods", lang), methods_url(lang))),
        html.P(link(t("indicators_page.data", lang), data_url(lang))),
    ]
    return Page(t("indicators_page.title", lang), content, t("description.indicators", lang))


def _question(
    question: str, group: list[Definition], every: list[Definition], lang: Lang
) -> Component:
    columns = [
        Column(t("column.indicator", lang)),
        Column(t("indicators_page.what", lang)),
        Column(t("column.population", lang)),
        Column(t("indicators_page.where", lang)),
    ]
    rows = []
    for one in group:
        rows += [_row(each, lang) for each in (one, *_parts(one, every))]
    heading = t(f"council.{question}", lang)
    return section(
        heading, [table(heading, columns, rows, says_heading=True)], fragment=f"vraag-{question}"
    )


def _parts(whole: Definition, every: list[Definition]) -> list[Definition]:
    return [one for one in every if one.part_of == whole.id]


def _row(one: Definition, lang: Lang) -> Row:
    name = link(f"{one.id} {translated(one.title, lang)}", indicator_url(one.id, lang))
    where = "region" if one.is_regional else "municipality"
    return Row(
        [
            html.Span([t("indicators_page.part", lang), " ", name]) if one.part_of else name,
            translated(one.description_short, lang),
            t(f"population_short.{one.population}", lang),
            t(f"indicators_page.per_{where}", lang),
        ]
    )
