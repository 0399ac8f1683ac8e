"""What stands around every page: header, warnings about the figures, and footer."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, data, link
from dashboard.components.site_search import site_search
from dashboard.components.theme_switch import theme_switch
from dashboard.dated import dated
from dashboard.i18n.numbers import format_date
from dashboard.i18n.text import other_lang, t
from dashboard.page import Page, PageRequest
from dashboard.state import ViewState
from dashboard.urls import (
    accessibility_url,
    compare_url,
    data_url,
    glossary_url,
    home_url,
    in_language,
    in_version,
    indicators_url,
    methods_url,
    recommendations_url,
    status_url,
)
from indicators.api import Release
from indicators.wording import Lang

LANGUAGE_LINK = "language-link"


def frame(page: Page, request: PageRequest) -> Component:
    """The whole page, from the skip link to the footer.

    Where the address names a release, everything on the page leads to that release, but for the
    banner that tells of a newer one.
    """
    lang = request.lang
    header, main, footer = (
        dated(part, request.shown.id) if request.version and request.shown else part
        for part in (
            _header(request),
            html.Main(page.content, id="inhoud", tabIndex=-1),
            _footer(request),
        )
    )
    return html.Div(
        [
            html.A(t("site.skip", lang), href="#inhoud", className="skip"),
            header,
            *_banners(request),
            main,
            footer,
        ],
        className="page",
        lang=lang,
        **data(address=request.address),
    )


def _header(request: PageRequest) -> Component:
    lang, other = request.lang, other_lang(request.lang)
    # Another language is another document: an ordinary link, so that all of it is loaded anew.
    switch = html.A(
        t("site.language", lang),
        id=LANGUAGE_LINK,
        href=in_language(request.path, request.query, other),
        hrefLang=other,
        lang=other,
    )
    entries = [
        ("home", home_url(lang), "/"),
        ("compare", compare_url(ViewState(), lang), "/vergelijk"),
        ("indicators", indicators_url(lang), "/indicator"),
        ("recommendations", recommendations_url(lang), "/aanbeveling"),
        ("data", data_url(lang), "/data"),
        ("status", status_url(lang), "/status"),
    ]
    menu = [
        html.Li(_menu_link(name, href, _is_here(request.path, start), lang))
        for name, href, start in entries
    ]
    # Closed on a phone; wider screens show what is in it as it lies there (30-frame.css).
    folded = html.Details(
        [
            html.Summary(t("nav.menu", lang), className="icon icon-menu"),
            html.Div(
                [
                    html.Nav(html.Ul(menu), **aria(label=t("nav.label", lang))),
                    theme_switch(lang),
                ],
                className="menu-content",
            ),
        ],
        className="menu",
    )
    brand = html.Div(link(t("site.name", lang), home_url(lang)), className="brand")
    # The front page is a search page itself.
    search = None if request.path == "/" else site_search(lang)
    return html.Header(
        html.Div([brand, switch, search, folded], className="bar"), className="site-header"
    )


def _menu_link(name: str, href: str, is_here: bool, lang: Lang) -> Component:
    entry = link(t(f"nav.{name}", lang), href)
    if not is_here:
        return html.Span(entry)
    here = html.Span(t("nav.here", lang), className="for-screen-readers")
    return html.Span([entry, here], className="here")


def _is_here(path: str, start: str) -> bool:
    return path == start or (start != "/" and path.startswith(f"{start}/"))


def _banners(request: PageRequest) -> list[Component]:
    release, lang = request.shown, request.lang
    if release is None:
        return []
    kinds = {"fictitious": release.is_fictitious, "selection": release.is_selection}
    notes: list[Component] = [
        html.P(
            [html.Strong(t(f"banner.{kind}_title", lang)), " ", t(f"banner.{kind}", lang)],
            className=f"note {kind}",
        )
        for kind, applies in kinds.items()
        if applies
    ]
    if request.newest is not None and release.id != request.newest.id:
        notes.insert(0, _older(release, request.newest, request))
    if not notes:
        return []
    return [html.Aside(notes, className="banner", **aria(label=t("banner.label", lang)))]


def _older(release: Release, newest: Release, request: PageRequest) -> Component:
    lang = request.lang
    newer = t("version.newer", lang, release=newest.id)
    title = t("version.older_title", lang, release=release.id)
    content = [html.Strong(title), " ", t("version.older", lang), " "]
    return html.P([*content, link(newer, in_version(request.address, ""))], className="note")


def _footer(request: PageRequest) -> Component:
    release, lang = request.shown, request.lang
    lasting: list[Component] = []
    if release is None:
        about = [html.P(t("footer.no_release", lang))]
    else:
        built = datetime.fromisoformat(release.manifest["built_at"])
        date = format_date(built, lang)
        origin = "footer.fictitious" if release.is_fictitious else "footer.attribution"
        about = [
            html.P(t("footer.release", lang, release=release.id, date=date)),
            html.P(t(origin, lang)),
        ]
        address = in_version(request.address, release.id)
        lasting = [html.Li(link(t("version.lasting", lang), address))]
    links = html.Ul(
        [
            html.Li(link(t("footer.data", lang), data_url(lang))),
            html.Li(link(t("footer.status", lang), status_url(lang))),
            html.Li(link(t("footer.methods", lang), methods_url(lang))),
            html.Li(link(t("footer.glossary", lang), glossary_url(lang))),
            html.Li(link(t("footer.accessibility", lang), accessibility_url(lang))),
            *lasting,
        ],
        className="inline",
    )
    return html.Footer(html.Div([*about, links], className="bar"), className="site-footer")
