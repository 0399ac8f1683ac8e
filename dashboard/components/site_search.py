"""The search field in the header of every page but the first: an ordinary form."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria
from dashboard.i18n.text import t
from dashboard.urls import home_url
from indicators.wording import Lang


def site_search(lang: Lang) -> Component:
    """A name to look for; the front page answers, and it forgives how a name is spelled.

    It suggests nothing: the names of all municipalities would make every page a third longer.
    """
    field = dmc.TextInput(
        id="site-search-input",
        name="zoek",
        label=t("home.search_label", lang),
        placeholder=t("site.search", lang),
        className="field plain",
    )
    button = html.Button(
        html.Span(t("home.search_button", lang), className="for-screen-readers"),
        type="submit",
        className="quiet icon icon-search",
    )
    return html.Form(
        [field, button],
        action=home_url(lang),
        method="get",
        role="search",
        className="site-search",
        **aria(label=t("site.search_label", lang)),
    )
