"""From page to page: the first one by the server, the following ones by Dash.

Both ask the same `routes.answer`, so a page is the same whichever way the reader comes.
"""

from typing import Any

import dash
import flask
from dash import ClientsideFunction, Input, Output, dcc, html, no_update
from dash.development.base_component import Component
from flask.typing import ResponseReturnValue

from dashboard.components.frame import frame
from dashboard.document import set_page_in_view, status_in_view
from dashboard.head import canonical, window_title
from dashboard.origin import site_origin
from dashboard.page import ABOUT, Page, PageRequest, Redirect
from dashboard.routes import answer
from indicators.api import ReleaseStore

WHERE = "where"
CONTENT = "page-content"
ARRIVAL = "arrival"
ANNOUNCEMENT = "announcement"

_MAXIMUM_REDIRECTS = 3


def permanent_parts() -> list[Component]:
    """What stays in place while pages come and go."""
    return [
        # Where the reader is, told by our script. Dash's own Location keeps silent when the reader
        # steps back to the address it remembers, although a choice changed the page since.
        dcc.Store(id=WHERE),
        dcc.Store(id=ABOUT),
        html.Div(id=CONTENT),
        html.Div(id=ARRIVAL, hidden=True),
        # Stays while pages come and go: only what changes in a region that was there is read out.
        html.Div(id=ANNOUNCEMENT, role="status", className="for-screen-readers"),
    ]


def register(app: dash.Dash, store: ReleaseStore) -> None:
    """Answer addresses with pages."""
    app.server.before_request(lambda: _find_page(store))
    app.server.after_request(_set_status)

    @app.callback(
        Output(CONTENT, "children"),
        Output(ABOUT, "data"),
        Input(WHERE, "data"),
        prevent_initial_call=True,
    )
    def show_page(where: Any) -> tuple[Any, Any]:
        path, query = _path_and_query(where)
        for redirects in range(_MAXIMUM_REDIRECTS):
            request = PageRequest.of(store, path, query, site_origin())
            found = answer(request)
            if isinstance(found, Page):
                title = window_title(found.title, request.lang)
                about = {
                    "title": title,
                    "lang": request.lang,
                    "address": request.address,
                    "canonical": canonical(found, request),
                    "sent_on": redirects > 0,
                }
                return frame(found, request), about
            path, _, query = found.location.partition("?")
        return no_update, no_update

    app.clientside_callback(
        ClientsideFunction("hulpmonitor", "begin"), Output(WHERE, "data"), Input(CONTENT, "id")
    )
    # Swaps the first response for Dash's own, and afterwards keeps title, language and focus.
    app.clientside_callback(
        ClientsideFunction("hulpmonitor", "arrive"),
        Output(ARRIVAL, "children"),
        Input(ABOUT, "data"),
        prevent_initial_call=True,
    )


def _find_page(store: ReleaseStore) -> ResponseReturnValue | None:
    """Find the page before Dash answers: for its status, its redirect and its first response."""
    if flask.request.endpoint not in ("/", "/<path:path>"):
        return None  # a file or a route of Dash
    query = flask.request.query_string.decode()
    request = PageRequest.of(store, flask.request.path, query, site_origin())
    found = answer(request)
    if isinstance(found, Redirect):
        return flask.redirect(found.location, code=308 if found.is_lasting else 302)
    set_page_in_view(request, found)
    return None


def _set_status(response: flask.Response) -> flask.Response:
    status = status_in_view()
    if status is not None:
        response.status_code = status
        # The newest release can change at any moment.
        response.headers["Cache-Control"] = "no-cache"
    return response


def _path_and_query(where: Any) -> tuple[str, str]:
    """What the browser says of its address; anything else is the front page."""
    if not isinstance(where, dict):
        return "/", ""
    return str(where.get("pathname") or "/"), str(where.get("search") or "")
