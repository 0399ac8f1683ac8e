"""The HTML document: the page as plain HTML, with the place beside it where Dash will draw."""

import dash
import flask

from dashboard.components.frame import frame
from dashboard.components.theme_switch import EARLY_SCRIPT
from dashboard.head import head
from dashboard.page import Page, PageRequest
from dashboard.server_html import to_html

_DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
{metas}
{head}
<link rel="icon" type="image/svg+xml" href="{icon}">
{fonts}
<script>{early_script}</script>
{css}
</head>
<body>
<div id="first-response">{first_response}</div>
{app_entry}
<div>
{config}
{scripts}
{renderer}
</div>
</body>
</html>"""

# Asked for before the style sheet that needs them, so that text seldom shows in a stand-in first.
_FONTS = ("fonts/sans.woff2", "fonts/serif.woff2")


class DocumentDash(dash.Dash):
    """Dash, with the page that was asked for in its first response."""

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        """The document of the request at hand; Dash's own title and icon are not used."""
        request, page = page_in_view()
        return _DOCUMENT.format(
            lang=request.lang,
            metas=metas,
            head=head(page, request),
            icon=self.get_asset_url("favicon.svg"),
            fonts="\n".join(_preload(self.get_asset_url(path)) for path in _FONTS),
            early_script=EARLY_SCRIPT,
            css=css,
            # Beside the place where Dash draws and not in it, because Dash empties that first.
            first_response=to_html(frame(page, request)),
            app_entry=app_entry,
            config=config,
            scripts=scripts,
            renderer=renderer,
        )


def _preload(href: str) -> str:
    return f'<link rel="preload" as="font" type="font/woff2" href="{href}" crossorigin>'


def set_page_in_view(request: PageRequest, page: Page) -> None:
    """Keep the answer to this request, for the document and the status."""
    flask.g.page_in_view = request, page


def page_in_view() -> tuple[PageRequest, Page]:
    """The answer to this request."""
    return flask.g.page_in_view


def status_in_view() -> int | None:
    """The status of the answer to this request; None when it is no page."""
    return page_in_view()[1].status if "page_in_view" in flask.g else None
