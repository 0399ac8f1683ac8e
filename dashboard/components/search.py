"""Find a municipality: a search field that is an ordinary form, what it found, and A to Z."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, bullet_list, link, paragraphs
from dashboard.i18n.text import t
from dashboard.urls import home_url, municipality_url
from indicators.place_names import Found, loose
from indicators.values import Area
from indicators.wording import Lang


def search_form(names: Iterable[str], text: str, lang: Lang) -> Component:
    """The search field; it suggests names, and is sent to the home page like any form."""
    field = dmc.Autocomplete(
        id="home-search-input",
        name="zoek",
        label=t("home.search_label", lang),
        data=list(names),
        value=text,
        limit=8,
        openOnFocus=False,
        size="md",
        className="field",
    )
    button = html.Button(t("home.search_button", lang), type="submit")
    return html.Form(
        [field, button], action=home_url(lang), method="get", role="search", className="search"
    )


def search_results(
    found: Sequence[Found], alike: Sequence[Area], text: str, lang: Lang
) -> list[Component]:
    """What a search found, with why where the name is another; or names spelled much like it."""
    if found:
        items = [_found(one, lang) for one in found]
        return [
            html.H2(t("home.found", lang, text=text)),
            html.Div(bullet_list(items), className="found"),
        ]
    parts = paragraphs([t("home.nothing_found", lang, text=text)])
    if alike:
        parts += [*paragraphs([t("home.perhaps", lang)]), bullet_list(_links(alike, lang))]
    parts += paragraphs([t("home.places", lang)], "small")
    return [html.Div(parts, role="status", className="found")]


def _found(one: Found, lang: Lang) -> Component:
    to = link(one.area.name, municipality_url(one.area, lang))
    if not one.name:
        return html.Span(to)
    reason = (
        t("home.everyday", lang, name=one.name)
        if one.since is None
        else t("home.earlier", lang, name=one.name, year=one.since)
    )
    return html.Span([to, html.Span(f" ({reason})", className="small")])


def municipality_list(areas: Iterable[Area], lang: Lang) -> list[Component]:
    """Municipalities, sorted by name already, under their first letter; 's-Gravenhage under G."""
    groups = [
        (letter, list(group))
        for letter, group in groupby(areas, key=lambda area: loose(area.name)[0].upper())
    ]
    letters = [html.Li(html.A(letter, href=f"#letter-{letter}")) for letter, _ in groups]
    sections = [
        html.Div(
            [html.H3(letter, id=f"letter-{letter}"), bullet_list(_links(group, lang))],
            className="letter",
        )
        for letter, group in groups
    ]
    jump = html.Nav(html.Ul(letters), className="jump", **aria(label=t("home.letters", lang)))
    return [jump, html.Div(sections, className="letters")]


def _links(areas: Iterable[Area], lang: Lang) -> list[Component]:
    return [link(area.name, municipality_url(area, lang)) for area in areas]
