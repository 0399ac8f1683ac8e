"""An address that leads nowhere, with the ways that lead somewhere."""

import re

from dash import html

from dashboard.components.basics import bullet_list, link, paragraphs
from dashboard.components.search import search_form
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest
from dashboard.state import ViewState
from dashboard.urls import compare_url, home_url, municipality_url


def page(request: PageRequest, *, seen: str | None = None) -> Page:
    """Name what was not found (`seen`, or the path) and offer a search and links.

    Words in the address that look like a municipality's name become links to it.
    """
    lang, release = request.lang, request.shown
    title = t("not_found.title", lang)
    content: Content = [
        html.H1(title),
        *paragraphs([t("not_found.lead", lang, seen=seen or request.path)]),
    ]
    if release is not None:
        words = re.sub(r"[^\w']+", " ", (seen or request.path).rpartition("/")[2])
        found = release.find_areas(words)[:5]
        if found:
            links = [link(area.name, municipality_url(area, lang)) for area in found]
            content += [*paragraphs([t("not_found.perhaps", lang)]), bullet_list(links)]
        content.append(search_form((a.name for a in release.areas("municipality")), "", lang))
    content.append(
        bullet_list(
            [
                link(t("not_found.home", lang), home_url(lang)),
                link(t("not_found.compare", lang), compare_url(ViewState(), lang)),
            ]
        )
    )
    return Page(title, content, title, status=404)
