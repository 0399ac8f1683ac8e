"""The home page: what this is, how the country stands, and the way to one's municipality."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, bullet_list, link, paragraphs, section
from dashboard.components.map_block import MAP, map_block
from dashboard.components.national import national_answers
from dashboard.components.search import municipality_list, search_form, search_results
from dashboard.i18n.text import t
from dashboard.map.chart import map_chart
from dashboard.map.kind import MapKind, map_kind
from dashboard.national import national_picture
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.shown import main_ones
from dashboard.state import ViewState
from dashboard.urls import (
    compare_url,
    home_url,
    in_version,
    municipality_url,
    recommendation_url,
)
from indicators.api import Release
from indicators.place_names import Found
from indicators.values import Area
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page | Redirect:
    """The front page, with what a search found; one municipality found is gone to at once."""
    release, lang = request.release, request.lang
    text = " ".join(request.params.get("zoek", ())).strip()
    found = release.search_areas(text) if text else []
    only = _the_one_meant(found)
    if only is not None:
        there = in_version(municipality_url(only, lang), request.version)
        return Redirect(there, is_lasting=False)
    areas = release.areas("municipality")
    alike = release.areas_alike(text) if text and not found else []
    content: Content = [
        html.Div(
            [
                html.H1(t("home.title", lang)),
                html.P(t("home.lead", lang), className="lead"),
                search_form((area.name for area in areas), text, lang),
                *(search_results(found, alike, text, lang) if text else []),
                html.P(
                    [
                        html.A(t("home.to_map", lang), href=f"#{MAP}"),
                        " · ",
                        html.A(t("home.to_list", lang), href="#gemeenten"),
                    ]
                ),
            ],
            className="hero",
        ),
        _country(release, lang),
        *_map(request, lang),
        section(
            t("home.municipalities", lang), municipality_list(areas, lang), fragment="gemeenten"
        ),
        _recommendations(release, lang),
    ]
    return Page(t("home.window", lang), content, t("description.home", lang))


def _the_one_meant(found: list[Found]) -> Area | None:
    """The only one found, or the only one of exactly that name.

    Never by an earlier name: who looks for Haren must first be told that it is part of Groningen.
    """
    exact = [one for one in found if one.match in ("exact", "everyday")]
    candidates = exact if len(exact) == 1 else found
    if len(candidates) == 1 and candidates[0].match != "earlier":
        return candidates[0].area
    return None


def _country(release: Release, lang: Lang) -> Component:
    survey = html.Div(
        [
            html.P(t("home.survey_number", lang), className="survey-number"),
            html.Div(
                [
                    *paragraphs([t("home.survey", lang)]),
                    *paragraphs([t("home.survey_source", lang)], "small"),
                ]
            ),
        ],
        className="survey",
        role="note",
        **aria(label=t("home.survey_label", lang)),
    )
    content = [
        *paragraphs([t("home.country_caption", lang)]),
        national_answers(national_picture(release), lang),
        survey,
    ]
    return section(t("home.country", lang), content, fragment="nederland")


def _map(request: PageRequest, lang: Lang) -> list[Component]:
    """The map as a way in, with the first indicator that this release has: how many reports."""
    release = request.release
    shown_as = map_kind(request.params, release)
    charts = (
        (definition, map_chart(release, definition, lang, shown_as=shown_as))
        for definition in main_ones(release.indicators())
    )
    definition, chart = next((pair for pair in charts if pair[1]), (None, None))
    if definition is None or chart is None:
        return []

    def address(kind: MapKind) -> str:
        return home_url(lang, map_kind=kind if kind != "tegels" else None, fragment=MAP)

    compare = compare_url(ViewState(indicator=definition.id), lang)
    content = [
        map_block(chart, lang, address=address if release.has_boundaries() else None),
        html.P(link(t("home.compare", lang, title=translated(definition.title, lang)), compare)),
    ]
    return [section(t("home.map", lang), content, fragment=MAP)]


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
    content = [
        *paragraphs([t("home.recommendations_lead", lang)]),
        html.Div(bullet_list(items), className="recommendations"),
    ]
    return section(t("home.recommendations", lang), content, fragment="aanbevelingen")
