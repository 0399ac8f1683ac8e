"""One recommendation: what it asks, which figures belong to it, and what no figure shows."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Row, bullet_list, link, paragraphs, section, table
from dashboard.components.rows import summary_cells, summary_columns
from dashboard.i18n.text import t
from dashboard.newest import country_value
from dashboard.page import Content, Page, PageRequest
from dashboard.pages import not_found
from dashboard.shown import main_ones
from dashboard.state import ViewState
from dashboard.urls import compare_url, recommendation_url
from indicators.api import Release
from indicators.definition import Recommendation
from indicators.wording import Lang, translated


def page(request: PageRequest, name: str) -> Page:
    """The page of R1 to R9."""
    release, lang = request.release, request.lang
    asked = release.recommendation(name.upper())
    if asked is None:
        return not_found.page(request, seen=name)
    title = f"{asked.id}. {translated(asked.title, lang)}"
    content: Content = [
        html.H1(title),
        html.P(translated(asked.text, lang), className="lead"),
        *paragraphs([t("recommendation.source", lang)], "small"),
        section(t("recommendation.addressees", lang), [_addressees(asked, lang)], fragment="wie"),
        section(t("recommendation.parts", lang), [_parts(asked, lang)], fragment="onderdelen"),
        _figures(release, asked, lang),
        section(
            t("recommendation.not_measurable", lang),
            paragraphs([translated(asked.not_measurable, lang)]),
            fragment="niet-te-meten",
        ),
        _others(release, asked, lang),
    ]
    return Page(title, content)


def _addressees(asked: Recommendation, lang: Lang) -> Component:
    return bullet_list(t(f"addressee.{kind}", lang) for kind in asked.addressees)


def _parts(asked: Recommendation, lang: Lang) -> Component:
    return bullet_list(f"{part.id}: {translated(part.text, lang)}" for part in asked.parts)


def _figures(release: Release, asked: Recommendation, lang: Lang) -> Component:
    heading = t("recommendation.figures", lang)
    if not asked.indicators:
        none = paragraphs([t("recommendation.no_figures", lang)])
        return section(heading, none, fragment="cijfers")
    definitions = [one for one in main_ones(release.indicators()) if one.id in asked.indicators]
    columns = [
        Column(t("column.indicator", lang)),
        Column(t("column.population", lang)),
        *summary_columns(lang),
    ]
    rows = [
        Row(
            [
                link(translated(one.title, lang), compare_url(ViewState(indicator=one.id), lang)),
                t(f"population_short.{one.population}", lang),
                *summary_cells(country_value(release, one.id), one, lang),
            ]
        )
        for one in definitions
    ]
    limits = [
        html.Li(
            [
                html.Strong(translated(one.title, lang)),
                ": ",
                translated(one.does_not_show, lang),
            ]
        )
        for one in definitions
    ]
    compare = compare_url(ViewState(recommendation=asked.id), lang)
    return section(
        heading,
        [
            *paragraphs([t(f"recommendation.{asked.measurable}", lang)]),
            *(paragraphs([translated(asked.note, lang)]) if asked.note else []),
            table(t("recommendation.caption", lang, id=asked.id), columns, rows),
            html.P(t("recommendation.limits", lang)),
            html.Ul(limits),
            html.P(link(t("recommendation.compare", lang, id=asked.id), compare)),
        ],
        fragment="cijfers",
    )


def _others(release: Release, asked: Recommendation, lang: Lang) -> Component:
    links = bullet_list(
        link(f"{one.id}. {translated(one.title, lang)}", recommendation_url(one.id, lang))
        for one in release.recommendations()
        if one.id != asked.id
    )
    return section(t("recommendation.others", lang), [links], fragment="andere")
