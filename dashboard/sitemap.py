"""What search engines are told: every page there is in both languages, and what to leave alone.

There is neither for fictitious figures: those pages say `noindex`, and nothing leads to them.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

import flask

from dashboard.i18n.text import t
from dashboard.origin import site_origin
from dashboard.shown import shown
from dashboard.state import ViewState
from dashboard.urls import (
    accessibility_url,
    chain_url,
    compare_url,
    data_url,
    glossary_url,
    home_url,
    indicator_url,
    indicators_url,
    methods_url,
    municipality_url,
    recommendation_url,
    recommendations_url,
    status_url,
)
from indicators.api import Release, ReleaseStore
from indicators.wording import LANGS, Lang

SITEMAP = "/sitemap.xml"
# Dash's own way of fetching what the first response already says.
_CALLBACKS = "/_dash-update-component"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add both addresses to a server."""

    @server.get(SITEMAP)
    def sitemap() -> flask.Response:
        release = store.newest()
        if release is None or release.is_fictitious:
            text = "".join(t("description.no_sitemap", lang) + "\n" for lang in LANGS)
            return flask.Response(text, status=404, mimetype="text/plain")
        return _answer(sitemap_xml(release, site_origin()), "application/xml")

    @server.get("/robots.txt")
    def robots() -> flask.Response:
        release = store.newest()
        lines = ["User-agent: *", f"Disallow: {_CALLBACKS}"]
        if release is not None and not release.is_fictitious:
            lines += ["", f"Sitemap: {site_origin()}{SITEMAP}"]
        return _answer("\n".join(lines) + "\n", "text/plain")


def public_pages(release: Release) -> Iterator[dict[Lang, str]]:
    """The address of every page with content of its own, by language."""
    for page in (
        home_url, indicators_url, recommendations_url, methods_url, glossary_url,
        accessibility_url, data_url, status_url,
    ):  # fmt: skip
        yield {lang: page(lang) for lang in LANGS}
    for one in shown(release.indicators()):
        state = ViewState(indicator=one.id)
        yield {lang: indicator_url(one.id, lang) for lang in LANGS}
        yield {lang: compare_url(state, lang) for lang in LANGS}
    for asked in release.recommendations():
        state = ViewState(recommendation=asked.id)
        yield {lang: recommendation_url(asked.id, lang) for lang in LANGS}
        yield {lang: compare_url(state, lang) for lang in LANGS}
    for area in release.areas("municipality"):
        yield {lang: municipality_url(area, lang) for lang in LANGS}
        yield {lang: chain_url(area, lang) for lang in LANGS}


def sitemap_xml(release: Release, origin: str) -> str:
    """The sitemap: each page in each language, with its twins and the day of the release.

    Some 1,600 addresses; a sitemap may have 50,000.
    """
    root = Element("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _XHTML})
    day = release.manifest["built_at"][:10]
    for addresses in public_pages(release):
        twins = [*addresses.items(), ("x-default", addresses["nl"])]
        for address in addresses.values():
            entry = SubElement(root, "url")
            SubElement(entry, "loc").text = origin + address
            SubElement(entry, "lastmod").text = day
            for lang, twin in twins:
                SubElement(entry, "xhtml:link", rel="alternate", hreflang=lang, href=origin + twin)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _answer(text: str, mimetype: str) -> flask.Response:
    response = flask.Response(text, mimetype=mimetype)
    # The newest release can change at any moment.
    response.headers["Cache-Control"] = "no-cache"
    return response
