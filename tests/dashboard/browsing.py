"""A reader in a real headless Chromium, who notes everything that goes wrong on the way."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dash import Dash
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

# Nothing but this machine has a name, so that a page cannot even ask elsewhere.
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@dataclass
class Reader:
    """One tab. `troubles` holds console errors, page errors and requests to other hosts."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("request", lambda request: self._note_request(request.url))

    def _note_console(self, message: object) -> None:
        if message.type in ("error", "warning"):  # type: ignore[attr-defined]
            self.troubles.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.troubles.append(f"outside request: {url}")

    def open(self, path: str) -> None:
        """Go to an address and wait until Dash has taken over."""
        self.page.goto(self.base + path)
        self.wait_for_dash()

    def wait_for_dash(self) -> None:
        expect(self.page.locator("html.ready")).to_be_attached()

    def is_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(self.base + path) + "$"))

    def choose(self, label: str, option: str) -> None:
        """Choose from a list as a reader does: open it, type nothing, click."""
        self.page.get_by_role("textbox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()


class _Silent(WSGIRequestHandler):
    """Does not fill the report of a failed test with every file that was asked for."""

    def log_request(self, *_: object) -> None:
        pass


@contextmanager
def served(app: Dash) -> Iterator[str]:
    """The app on a free port of this machine; gives its address."""
    app.server.test_client().get("/_dash-dependencies")
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def reader(browser: Browser, base: str, **context: object) -> Iterator[Reader]:
    """A fresh tab with its own history; what went wrong in it fails the test at the end."""
    with browser.new_context(locale="nl-NL", **context) as fresh:  # type: ignore[arg-type]
        one = Reader(fresh.new_page(), base)
        yield one
        assert one.troubles == []
