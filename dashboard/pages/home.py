"""The home page: what this is, how the country stands, and the way to one's municipality."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Row, bullet_list, link, paragraphs, section, table
from dashboard.components.rows import summary_cells, summary_columns
from dashboard.components.search import municipality_list, search_form
from dashboard.i18n.text import t
from dashboard.newest import country_value
from dashboard.page import Content, Page, PageRequest
from dashboard.shown import by_question, main_ones
from dashboard.state import ViewState
from dashboard.urls import compare_url, municipality_url, recommendation_url
from indicators.api import Release
from indicators.definition import Definition
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page:
    """The front page, with what a search found when there was one."""
    release, lang = request.release, request.lang
    text = " ".join(request.params.get("zoek", ())).strip()
    areas = release.areas("municipality")
    content: Content = [
        html.H1(t("home.title", lang)),
        html.P(t("home.lead", lang), className="lead"),
        search_form((area.name for area in areas), text, lang),
        *(_found(release, text, lang) if text else []),
        _country(release, lang),
        _recommendations(release, lang),
        section(
            t("home.municipalities", lang), [municipality_list(areas, lang)], fragment="gemeenten"
        ),
    ]
    return Page(t("home.window", lang), content)


def _found(release: Release, text: str, lang: Lang) -> Content:
    found = release.find_areas(text)
    if not found:
        return [html.Div(paragraphs([t("home.nothing_found", lang, text=text)]), role="status")]
    links = bullet_list(link(area.name, municipality_url(area, lang)) for area in found)
    return [html.H2(t("home.found", lang, text=text)), html.Div(links, className="found")]


def _country(release: Release, lang: Lang) -> Component:
    columns = [Column(t("column.indicator", lang)), *summary_columns(lang)]
    tables = [
        table(t(f"council.{question}", lang), columns, [_row(release, one, lang) for one in group])
        for question, group in by_question(main_ones(release.indicators()))
        if question != "context"
    ]
    content = [
        *paragraphs([t("home.country_caption", lang)]),
        *tables,
        *paragraphs([t("home.survey", lang)]),
        *paragraphs([t("home.survey_source", lang)], "small"),
    ]
    return section(t("home.country", lang), content, fragment="nederland")


def _row(release: Release, definition: Definition, lang: Lang) -> Row:
    title = translated(definition.title, lang)
    return Row(
        [
            link(title, compare_url(ViewState(indicator=definition.id), lang)),
            *summary_cells(country_value(release, definition.id), definition, lang),
        ]
    )


def _recommendations(release: Release, lang: Lang) -> Component:
    items = [
        html.Div(
            [
                link(
                    f"{one.id}. {translated(one.title, lang)}",
                    recommendation_url(one.id, lang),
                ),
                html.Div(t(f"measurable.{one.measurable}", lang), className="small"),
            ]
        )
        for one in release.recommendations()
    ]
    content = [*paragraphs([t("home.recommendations_lead", lang)]), bullet_list(items)]
    return section(t("home.recommendations", lang), content, fragment="aanbevelingen")
