"""One recommendation: what it asks, which figures belong to it, and what no figure shows."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    aria,
    bullet_list,
    link,
    paragraphs,
    section,
    table,
)
from dashboard.components.legal_terms import legal_terms_section
from dashboard.components.rows import summary_cells, summary_columns
from dashboard.components.term import term, terms_line
from dashboard.follow_up import Register, nothing_recorded
from dashboard.i18n.text import t
from dashboard.newest import country_value
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.pages import not_found
from dashboard.shown import main_ones
from dashboard.state import ViewState
from dashboard.urls import (
    compare_url,
    indicator_url,
    picture_name,
    recommendation_url,
    recommendations_url,
)
from indicators.api import Release
from indicators.definition import Definition, Part, Recommendation
from indicators.values import AreaLevel
from indicators.wording import Lang, translated

# The addressees that are areas of ours.
_ADDRESSEES: dict[str, AreaLevel] = {
    "municipality": "municipality",
    "veilig_thuis": "veilig_thuis_region",
}


def page(request: PageRequest, name: str) -> Page | Redirect:
    """The page of R1 to R9; small letters lead to the page itself."""
    release, lang = request.release, request.lang
    asked = release.recommendation(name.upper())
    if asked is None:
        return not_found.page(request, seen=name)
    if name != asked.id:
        return Redirect(
            recommendation_url(asked.id, lang) + (f"?{request.query}" if request.query else "")
        )
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
        *legal_terms_section(asked.id, lang),
        state_section(release, asked, nothing_recorded, lang),
        *terms_line(_said(asked, lang), lang),
        _neighbours(release, asked, lang),
    ]
    return Page(
        title,
        content,
        t("description.recommendation", lang, title=title),
        picture=picture_name("aanbeveling", asked.id),
        parents=((t("recommendations_page.title", lang), recommendations_url(lang)),),
    )


def _said(asked: Recommendation, lang: Lang) -> list[str]:
    texts = [asked.title, asked.text, asked.not_measurable, *(part.text for part in asked.parts)]
    return [translated(text, lang) for text in texts]


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
    compare = compare_url(ViewState(recommendation=asked.id), lang)
    return section(
        heading,
        [
            *paragraphs([t(f"recommendation.{asked.measurable}", lang)]),
            *(paragraphs([translated(asked.note, lang)]) if asked.note else []),
            _table(release, asked, definitions, lang),
            html.P(t("recommendation.limits", lang)),
            html.Ul([_limit(one, lang) for one in definitions]),
            html.P(link(t("recommendation.compare", lang, id=asked.id), compare)),
        ],
        fragment="cijfers",
    )


def _table(
    release: Release, asked: Recommendation, definitions: Sequence[Definition], lang: Lang
) -> Component:
    columns = [
        Column(t("column.indicator", lang)),
        Column(t("column.population", lang)),
        *summary_columns(lang),
    ]
    rows = [
        Row(
            [
                link(translated(one.title, lang), indicator_url(one.id, lang)),
                t(f"population_short.{one.population}", lang),
                *summary_cells(country_value(release, one.id), one, lang),
            ]
        )
        for one in definitions
    ]
    return table(t("recommendation.caption", lang, id=asked.id), columns, rows)


def _limit(one: Definition, lang: Lang) -> Component:
    name = html.Strong(translated(one.title, lang))
    return html.Li([name, ": ", translated(one.does_not_show, lang)])


def state_section(
    release: Release, asked: Recommendation, register: Register, lang: Lang
) -> Component:
    """For each part and kind of addressee, of how many anything is recorded."""
    columns = [
        Column(t("recommendation.part", lang)),
        Column(t("recommendation.addressee", lang)),
        Column(t("recommendation.recorded", lang)),
    ]
    rows = [
        Row(
            [
                f"{part.id}: {translated(part.text, lang)}",
                t(f"addressee.{addressee}", lang),
                _recorded(release, part, addressee, register, lang),
            ]
        )
        for part in asked.parts
        for addressee in asked.addressees
    ]
    lead: list[Node] = [
        html.P(t("recommendation.state_lead", lang)),
        html.P(
            term("geadresseerde", lang, t("recommendation.about_addressees", lang)),
            className="small",
        ),
    ]
    heading = t("recommendation.state", lang)
    return section(
        heading, [*lead, table(heading, columns, rows, says_heading=True)], fragment="stand"
    )


def _recorded(release: Release, part: Part, addressee: str, register: Register, lang: Lang) -> str:
    level = _ADDRESSEES.get(addressee)
    codes = [area.code for area in release.areas(level)] if level else []
    count = sum(1 for code in codes if not register(part.id, code).is_empty)
    if not count:
        return t("recommendation.nothing_recorded", lang)
    return t("recommendation.recorded_of", lang, count=count, all=len(codes))


def _neighbours(release: Release, asked: Recommendation, lang: Lang) -> Component:
    """The recommendations before and after this one, and all of them."""
    every = release.recommendations()
    place = every.index(asked)
    around = {"previous": every[place - 1 : place], "next": every[place + 1 : place + 2]}
    links: list[Node] = [
        link(
            t(f"recommendation.{way}", lang, name=f"{one.id}. {translated(one.title, lang)}"),
            recommendation_url(one.id, lang),
        )
        for way, found in around.items()
        for one in found
    ]
    links.append(link(t("recommendation.all", lang), recommendations_url(lang)))
    return html.Nav(bullet_list(links), **aria(label=t("recommendation.others", lang)))
