"""Charts at addresses that last: as SVG, as PNG, and as a small page for an iframe.

`/grafiek/<release>/<kind>.svg?indicator=C1&gebieden=GM0363` never changes; `latest` leads to the
newest release. `/embed/<release>/<kind>?...` is the same chart with its words and table. Both have
an English twin under `/en`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

import flask
from flask.typing import ResponseReturnValue

from dashboard.charts.asked import Asked, RefusedError, asked_chart
from dashboard.charts.kinds import FILE_WIDTH, PAGE_WIDTH, file_svg
from dashboard.charts.png import png
from dashboard.embed import embed_page
from dashboard.i18n.text import t
from dashboard.security import FRAMED
from dashboard.urls import LATEST, in_language
from indicators.api import Release, ReleaseStore
from indicators.wording import LANGS, Lang

_FOREVER = "public, max-age=31536000, immutable"
_MIMETYPES = {"svg": "image/svg+xml", "png": "image/png"}


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add the addresses of charts to a server, in both languages."""
    for lang in LANGS:
        prefix = in_language("", "", lang)

        def draw(release_id: str, kind: str, form: str, lang: Lang = lang) -> ResponseReturnValue:
            return _answer(store, release_id, kind, form, lang)

        def embed(release_id: str, kind: str, lang: Lang = lang) -> ResponseReturnValue:
            return _answer(store, release_id, kind, "embed", lang)

        server.add_url_rule(
            f"{prefix}/grafiek/<release_id>/<kind>.<any(svg, png):form>", f"chart-{lang}", draw
        )
        server.add_url_rule(f"{prefix}/embed/<release_id>/<kind>", f"{FRAMED}-{lang}", embed)


def _answer(
    store: ReleaseStore, release_id: str, kind: str, form: str, lang: Lang
) -> ResponseReturnValue:
    newest = store.newest()
    release = newest if release_id == LATEST else store.get(release_id)
    try:
        if release is None or newest is None:
            raise RefusedError(404, "release", seen=release_id)
        if release_id == LATEST:
            return _to_dated(release)
        params = _params()
        asked = asked_chart(release, kind, params, lang)
    except RefusedError as error:
        text = t(f"chart.refused.{error.key}", lang, **error.values) + "\n"
        return flask.Response(text, status=error.status, mimetype="text/plain")
    if form == "embed":
        page = embed_page(asked.chart, asked.width or PAGE_WIDTH, newest)
        response = flask.Response(page, mimetype="text/html")
        # Asked again every time: it says when there is something newer.
        return _finish(response, release, "no-cache")
    return _finish(_drawn(asked, form, release, kind), release, _FOREVER)


def _drawn(asked: Asked, form: str, release: Release, kind: str) -> flask.Response:
    svg = file_svg(asked.chart, asked.width or FILE_WIDTH)
    content = png(svg) if form == "png" else svg.encode()
    response = flask.Response(content, mimetype=_MIMETYPES[form])
    invented = "voorbeeldcijfers-" if release.is_fictitious else ""
    response.headers["Content-Disposition"] = (
        f'inline; filename="hulpmonitor-{invented}{release.id}-{kind}.{form}"'
    )
    return response


def _finish(response: flask.Response, release: Release, caching: str) -> flask.Response:
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest())
    response.headers["Cache-Control"] = caching
    if release.is_fictitious:
        response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(flask.request)
    return response


def _to_dated(release: Release) -> ResponseReturnValue:
    """The same address with the id of the newest release in it."""
    request = flask.request
    address = request.path.replace(f"/{LATEST}/", f"/{release.id}/", 1)
    query = request.query_string.decode("utf-8", "replace")
    response = flask.redirect(address + (f"?{query}" if query else ""))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _params() -> Mapping[str, Sequence[str]]:
    query = flask.request.query_string.decode("utf-8", "replace")
    try:
        return parse_qs(query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise RefusedError(400, "query") from None
