"""Find a municipality: a search field that is an ordinary form, and the list from A to Z."""

from collections.abc import Iterable
from itertools import groupby

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import bullet_list, link
from dashboard.i18n.text import t
from dashboard.urls import home_url, municipality_url
from indicators.place_names import loose
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


def municipality_list(areas: Iterable[Area], lang: Lang) -> Component:
    """Municipalities, sorted by name already, under their first letter; 's-Gravenhage under G."""
    sections = [
        html.Div([html.H3(letter), bullet_list(_links(group, lang))], className="letter")
        for letter, group in groupby(areas, key=lambda area: loose(area.name)[0].upper())
    ]
    return html.Div(sections, className="letters")


def _links(areas: Iterable[Area], lang: Lang) -> list[Component]:
    return [link(area.name, municipality_url(area, lang)) for area in areas]
