"""Downloads: every table of every release as CSV, whole or only the rows asked for.

`/data/<release>/<table>.csv` never changes content; `/data/latest/<table>.csv` leads to the newest.
"""

import gzip
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qs

import flask
from flask.typing import ResponseReturnValue

from dashboard.i18n.text import t
from dashboard.urls import LATEST, download_url
from indicators.api import Release, ReleaseFile, ReleaseStore, UnknownFilterError
from indicators.tables import PublicTable
from indicators.wording import LANGS

Filters = Mapping[str, Sequence[str]]
_CHUNK = 1 << 16


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add the download address to a server."""

    @server.get("/data/<release_id>/<name>.csv")
    def download(release_id: str, name: str) -> ResponseReturnValue:
        release = store.newest() if release_id == LATEST else store.get(release_id)
        if release is None:
            return _refusal(404, "file.no_release", release=release_id)
        table = release.table(name)
        if table is None:
            known = ", ".join(one.name for one in release.tables())
            return _refusal(404, "file.no_table", table=name, known=known)
        filters = _filters(flask.request.query_string.decode())
        if release_id == LATEST:
            return flask.redirect(download_url(release.id, name, filters))
        try:
            return _selection(release, table, filters) if filters else _whole(release, table)
        except UnknownFilterError as error:
            return _refusal(400, "file.bad_filter", message=str(error))


def _filters(query: str) -> Filters:
    given = parse_qs(query, keep_blank_values=True)
    return {
        name: [part.strip() for text in texts for part in text.split(",")]
        for name, texts in given.items()
    }


def _whole(release: Release, table: PublicTable) -> flask.Response:
    file = release.file(table)
    packed = file.encoding == "gzip" and "gzip" in flask.request.accept_encodings
    response = flask.Response(_content(file, packed=packed), mimetype="text/csv")
    # Two encodings are two representations, and must not answer for each other in a cache.
    response.set_etag(f"{file.sha256}-gzip" if packed else file.sha256)
    if file.encoding:
        response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return _finish(response, release, table.name)


def _content(file: ReleaseFile, *, packed: bool) -> Iterator[bytes]:
    opened = gzip.open if file.encoding == "gzip" and not packed else open
    with opened(file.path, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _selection(release: Release, table: PublicTable, filters: Filters) -> flask.Response:
    response = flask.Response(release.csv(table, filters), mimetype="text/csv")
    wanted = repr(sorted((name, sorted(values)) for name, values in filters.items()))
    content = f"{release.file(table).sha256} {wanted}"
    response.set_etag(hashlib.sha256(content.encode()).hexdigest())
    return _finish(response, release, f"{table.name}-selectie")


def _finish(response: flask.Response, release: Release, name: str) -> flask.Response:
    kind = "voorbeeldcijfers-" if release.is_fictitious else ""
    response.headers["Content-Disposition"] = (
        f'attachment; filename="hulpmonitor-{kind}{release.id}-{name}.csv"'
    )
    if release.is_fictitious:
        response.headers["X-Robots-Tag"] = "noindex"
    # Asked again every time, so that a demonstration file never stands in for a real one.
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(flask.request)
    return response


def _refusal(status: int, key: str, **values: str) -> flask.Response:
    text = "".join(f"{t(key, lang, **values)}\n" for lang in LANGS)
    return flask.Response(text, status=status, mimetype="text/plain")
