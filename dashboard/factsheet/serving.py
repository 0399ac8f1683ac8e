"""The sheet of a municipality at an address.

`/gemeente/<code>-<name>/factsheet.pdf?versie=<release>` never changes; without a version it leads
to the newest release. It has an English twin under `/en`.
"""

import hashlib

import flask
from flask.typing import ResponseReturnValue

from dashboard.council.build import council_content
from dashboard.factsheet.pdf import factsheet_pdf
from dashboard.i18n.text import t
from dashboard.origin import site_origin
from dashboard.pages.municipality import find
from dashboard.urls import VERSION, factsheet_url, in_language, in_version, municipality_url, slug
from indicators.api import Release, ReleaseStore
from indicators.values import Area
from indicators.wording import LANGS, Lang

_FOREVER = "public, max-age=31536000, immutable"


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add the address of sheets to a server, in both languages."""
    for lang in LANGS:

        def answer(name: str, lang: Lang = lang) -> ResponseReturnValue:
            return _answer(store, name, lang)

        prefix = in_language("", "", lang)
        server.add_url_rule(f"{prefix}/gemeente/<name>/factsheet.pdf", f"factsheet-{lang}", answer)


def _answer(store: ReleaseStore, name: str, lang: Lang) -> ResponseReturnValue:
    version = flask.request.args.get(VERSION, "").strip()
    release = store.get(version) if version else store.newest()
    if release is None:
        if not version:
            return _refusal(t("factsheet.refused.no_release", lang))
        return _refusal(t("factsheet.refused.version", lang, seen=version))
    area = find(release, name)
    if area is None:
        return _refusal(t("factsheet.refused.area", lang, seen=name))
    lasting = factsheet_url(area, release.id, lang)
    if not version or f"/{name}/" not in lasting:
        response = flask.redirect(lasting)
        response.headers["Cache-Control"] = "no-cache"
        return response
    return _sheet(release, area, lang)


def _sheet(release: Release, area: Area, lang: Lang) -> flask.Response:
    page = in_version(municipality_url(area, lang), release.id)
    address = site_origin() + page
    pdf = factsheet_pdf(council_content(release, area, lang), address)
    response = flask.Response(pdf, mimetype="application/pdf")
    invented = "voorbeeldcijfers-" if release.is_fictitious else ""
    response.headers["Content-Disposition"] = (
        f'inline; filename="hulpmonitor-{invented}{slug(area.name)}-{release.id}-{lang}.pdf"'
    )
    response.set_etag(hashlib.sha256(pdf).hexdigest())
    response.headers["Cache-Control"] = _FOREVER
    if release.is_fictitious:
        response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(flask.request)
    return response


def _refusal(text: str) -> flask.Response:
    return flask.Response(f"{text}\n", status=404, mimetype="text/plain")
