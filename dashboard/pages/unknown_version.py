"""An address that names a release which there is not."""

from dash import html

from dashboard.components.basics import bullet_list, link, paragraphs
from dashboard.i18n.text import t
from dashboard.page import Page, PageRequest
from dashboard.urls import data_url, in_version


def page(request: PageRequest) -> Page:
    """Name it, and lead to the same page of the newest release and to the list of releases."""
    lang = request.lang
    title = t("version.unknown_title", lang)
    links = [
        link(t("version.same_page", lang), in_version(request.address, "")),
        link(t("version.all", lang), data_url(lang)),
    ]
    content = [
        html.H1(title),
        *paragraphs([t("version.unknown", lang, seen=request.version)]),
        bullet_list(links),
    ]
    return Page(title, content, title, status=404)
