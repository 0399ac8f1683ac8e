"""One indicator: what it is, how all areas stand, and how any of its figures came about."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from dashboard.choices import LEVELS, newest_period, periods_of
from dashboard.chosen import Chosen, parse_chosen
from dashboard.comparing import IndicatorView, indicator_view
from dashboard.components.area_table import area_table, areas_without
from dashboard.components.basics import (
    Node,
    aria,
    bullet_list,
    csv_link,
    link,
    note,
    paragraphs,
    section,
)
from dashboard.components.chosen_form import chosen_form, not_usable
from dashboard.components.definition_list import (
    definition_texts,
    judged,
    limits,
    meaning,
    relatives,
    upkeep,
)
from dashboard.components.explanation import explanation_parts
from dashboard.components.legal_terms import legal_terms_section
from dashboard.components.source_table import source_table
from dashboard.components.term import terms_line
from dashboard.i18n.text import t
from dashboard.newest import country_value
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.pages import not_found
from dashboard.sentences import figure_sentences
from dashboard.shown import shown
from dashboard.state import ViewState
from dashboard.urls import (
    compare_url,
    download_url,
    indicator_url,
    indicators_url,
    methods_url,
    picture_name,
    recommendation_url,
)
from indicators.api import Release
from indicators.definition import Definition
from indicators.explain.asked import NotFoundError
from indicators.explain.not_followed import NotFollowedError
from indicators.wording import Lang, translated

AREAS = "gebieden"
CALCULATION = "berekening"
CHOOSE = "kies"


def page(request: PageRequest, name: str) -> Page | Redirect:
    """The page of one indicator; an id in other letters, or of the rest of a figure, redirects."""
    release, lang = request.release, request.lang
    by_letters = {one.id.casefold(): one for one in release.indicators()}
    definition = by_letters.get(name.casefold())
    if definition is None:
        return not_found.page(request, seen=name)
    lasting = definition.complement_of or definition.id
    if lasting != name:
        return Redirect(
            indicator_url(lasting, lang) + (f"?{request.query}" if request.query else "")
        )
    periods = periods_of(release, definition.id)
    areas = [
        area for level in LEVELS if level in definition.area_levels for area in release.areas(level)
    ]
    chosen, problems = parse_chosen(
        request.params,
        periods=[period.code for period in periods],
        areas={area.code for area in areas},
    )
    newest = newest_period(release, definition.id)
    period = chosen.period or newest
    form = chosen_form(
        indicator_url(definition.id, lang, fragment=CHOOSE),
        "indicator",
        periods,
        period,
        lang,
        areas=areas,
        area=chosen.area,
    )
    known = {one.id: one for one in shown(release.indicators())}
    title = translated(definition.title, lang)
    content: Content = [
        html.H1(title),
        html.P(translated(definition.description_short, lang), className="lead"),
        *not_usable(problems, lang),
        *_newest(release, definition, lang),
        _contents(definition, lang),
        _section("meaning", "betekenis", lang, [
            html.P(translated(definition.description_long, lang)),
            meaning(definition, lang),
            *terms_line(definition_texts(definition, lang), lang),
            *relatives(definition, known, lang),
        ]),
        _section("does_not_show", "grenzen", lang, limits(definition, lang)),
        _section("judged", "oordeel", lang, [judged(definition, lang)]),
        *legal_terms_section(definition.id, lang),
        _section("choose", CHOOSE, lang, [*paragraphs([t("indicator.choose_lead", lang)]), form]),
        _areas(release, definition, chosen, period, lang),
        _calculation(release, definition, chosen, period, lang),
        _sources(request, definition, lang),
        _section("downloads", "downloads", lang, [_downloads(release, definition, period, lang)]),
        _recommendations(release, definition, lang),
        _section("upkeep", "beheer", lang, [upkeep(definition, lang)]),
        html.P(link(t("indicator.all", lang), indicators_url(lang))),
    ]  # fmt: skip
    asked = chosen.period if chosen.period != newest else ""
    return Page(
        # By its id too: long titles that begin alike are cut off alike.
        f"{definition.id}: {title}",
        content,
        translated(definition.description_short, lang),
        # Another order shows the same.
        address=indicator_url(definition.id, lang, Chosen(period=asked, area=chosen.area)),
        picture=picture_name("cijfer", definition.id),
        parents=((t("indicators_page.title", lang), indicators_url(lang)),),
        dataset=definition,
    )


def _section(key: str, fragment: str, lang: Lang, content: Sequence[Node]) -> Component:
    return section(t(f"indicator.{key}", lang), content, fragment=fragment)


def _contents(definition: Definition, lang: Lang) -> Component:
    parts = {
        "meaning": "betekenis",
        "does_not_show": "grenzen",
        "judged": "oordeel",
        "areas": AREAS,
        "calculation": CALCULATION,
        "sources": "bronnen",
        "downloads": "downloads",
    }
    links = [html.A(t(f"indicator.{key}", lang), href=f"#{name}") for key, name in parts.items()]
    return html.Nav(
        bullet_list(links), className="contents", **aria(label=t("council.contents", lang))
    )


def _newest(release: Release, definition: Definition, lang: Lang) -> list[Component]:
    value = country_value(release, definition.id)
    if value is None:
        return []
    return paragraphs([" ".join(figure_sentences(value, definition, lang))], "first")


def _areas(
    release: Release, definition: Definition, chosen: Chosen, period: str | None, lang: Lang
) -> Component:
    state = ViewState(indicator=definition.id, period=period or "", sort=chosen.sort)
    view = indicator_view(release, state) if period else None
    if view is None:
        tables = ", ".join(definition.sources)
        nothing = [t("compare.nothing", lang, tables=tables)] if tables else []
        return _section("areas", AREAS, lang, [*paragraphs(nothing)])
    content = _all_areas(release, view, chosen, lang)
    return _section("areas", AREAS, lang, content)


def _all_areas(release: Release, view: IndicatorView, chosen: Chosen, lang: Lang) -> list[Node]:
    areas = {area.code: area for area in release.areas(current_only=False)}

    def address(sort: str) -> str:
        wanted = Chosen(chosen.period, sort, chosen.area)  # type: ignore[arg-type]
        return indicator_url(view.definition.id, lang, wanted, fragment=AREAS)

    regional = [t("indicator.regional", lang)] if view.definition.is_regional else []
    state = ViewState(indicator=view.definition.id, period=chosen.period)
    return [
        *paragraphs([t("compare.no_ranking", lang), *regional]),
        html.P(link(t("indicator.compare", lang), compare_url(state, lang))),
        area_table(view, areas, address, lang, chosen=[chosen.area]),
        *areas_without(view, lang),
    ]


def _calculation(
    release: Release, definition: Definition, chosen: Chosen, period: str | None, lang: Lang
) -> Component:
    methods = link(t("calculation_page.methods", lang), methods_url(lang))
    lead = html.P([t("calculation_page.lead", lang), " ", methods])
    if not chosen.area or period is None:
        choose = html.A(t("calculation_page.choose", lang), href=f"#{CHOOSE}")
        return _section("calculation", CALCULATION, lang, [lead, html.P(choose)])
    try:
        explanation = _explained(release, definition.id, chosen.area, period)
    except NotFoundError as error:
        content: Sequence[Node] = paragraphs([translated(error.text, lang)])
    except NotFollowedError:
        content = [
            note(t("calculation_page.problem", lang), t("calculation_page.not_followed", lang))
        ]
    else:
        content = list(explanation_parts(explanation, lang))
    return _section("calculation", CALCULATION, lang, [lead, *content])


# The page is made twice, for the first response and for Dash; the tracing takes half a second.
_explained = lru_cache(maxsize=32)(Release.explain)


def _sources(request: PageRequest, definition: Definition, lang: Lang) -> Component:
    overview = request.store.overview(datetime.now(UTC))
    used = [one for one in overview.sources if one.id in definition.sources]
    if not used:
        own = t("indicator.own_list", lang, file=f"ingest/reference/{definition.reference}.csv")
        return _section("sources", "bronnen", lang, [*paragraphs([own])])
    return _section("sources", "bronnen", lang, [source_table(used, lang)])


def _downloads(
    release: Release, definition: Definition, period: str | None, lang: Lang
) -> Component:
    links = []
    for one in release.tables():
        if "indicator" not in one.filters or not release.has_rows(one, "indicator", definition.id):
            continue
        filters = {"indicator": [definition.id]}
        links.append(_file(release, one.name, translated(one.title, lang), filters, lang))
        if one.name == "indicatoren" and period:
            name = t("indicator.one_period", lang)
            filters = {**filters, "periode": [period]}
            links.append(_file(release, one.name, name, filters, lang))
    return bullet_list(links)


def _file(
    release: Release, table: str, name: str, filters: dict[str, list[str]], lang: Lang
) -> Component:
    return csv_link(t("indicator.csv", lang, name=name), download_url(release.id, table, filters))


def _recommendations(release: Release, definition: Definition, lang: Lang) -> Component:
    links = [
        link(f"{one.id}. {translated(one.title, lang)}", recommendation_url(one.id, lang))
        for one in release.recommendations()
        if one.id in definition.recommendations
    ]
    content: list[Node] = (
        [*paragraphs([t("indicator.recommendations_lead", lang)]), bullet_list(links)]
        if links
        else [*paragraphs([t("indicator.no_recommendation", lang)])]
    )
    return _section("recommendations", "aanbevelingen", lang, content)
