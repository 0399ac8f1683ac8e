"""The program: a Flask server with files and health, and the Dash app that draws the pages.

`create_app` reads nothing at import and keeps nothing global; it can be called several times in
one process. Every request looks up the newest release, so a new one shows without a restart.
"""

import logging
from typing import Any

import dash
import dash_mantine_components as dmc
import flask
from dash import no_update
from dash.development.base_component import Component

from dashboard import (
    chart_files,
    files,
    health,
    navigation,
    security,
    share_picture,
    sitemap,
)
from dashboard.document import DocumentDash
from dashboard.factsheet import serving as factsheets
from dashboard.origin import PUBLIC_URL
from dashboard.theme import THEME
from indicators.api import ReleaseStore

logger = logging.getLogger(__name__)


def create_app(store: ReleaseStore, public_url: str = "") -> dash.Dash:
    """The app for one data directory; `app.server` is what a web server runs.

    `public_url` is the address of the site in public; empty takes what a request asked for.
    """
    server: Any = flask.Flask("dashboard", static_folder=None)
    server.config[PUBLIC_URL] = public_url
    app = DocumentDash(
        "dashboard",
        server=server,
        title="Hulpmonitor",
        update_title="",
        use_pages=False,
        include_pages_meta=False,
        add_log_handler=False,
        on_error=_log_error,
    )
    app.layout = _layout()
    navigation.register(app, store)
    files.register(server, store)
    chart_files.register(server, store)
    factsheets.register(server, store)
    share_picture.register(server, store)
    sitemap.register(server, store)
    health.register(server, store)
    security.register(app)
    return app


def _layout() -> Component:
    return dmc.MantineProvider(navigation.permanent_parts(), theme=THEME, defaultColorScheme="auto")


def _log_error(error: Exception) -> Any:
    """A callback failed: the reader keeps the page as it was, the maintainer gets the trace."""
    logger.error("callback failed", exc_info=error)
    return no_update
