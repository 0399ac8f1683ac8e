"""Pictures of every page in build/screenshots: `python -m tests.tools.screenshots [ADDRESS]`.

Of the site at an address (http://127.0.0.1:8050), else of one with the figures of the tests. To
look at, not to compare: a picture says at once what no assertion thought of.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.app import create_app
from indicators.api import ReleaseStore
from tests.conftest import FIGURES, run_on_figures
from tests.dashboard.browsing import NO_OTHER_HOST, Reader, served
from tests.dashboard.every_page import every_page
from tests.dashboard.looking import MODES
from tests.tools.chromium import ABSENT, FLAGS, find_chromium

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"


@contextmanager
def _site(address: str) -> Iterator[str]:
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as name:
        run_on_figures(FIGURES, Path(name))
        with served(create_app(ReleaseStore(Path(name)))) as base:
            yield base


def _file(address: str, how: str) -> Path:
    name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
    return FOLDER / f"{name}.{how.replace(', ', '-')}.png"


def _all_modes(page: Page, address: str) -> None:
    for mode in MODES:
        mode.show(page)
        page.screenshot(path=_file(address, mode.name), full_page=True)
    page.emulate_media(media="print", color_scheme="light")
    page.screenshot(path=_file(address, "print"), full_page=True)
    page.emulate_media(media="screen")


def take(browser: Browser, base: str) -> int:
    """Take the pictures of a site; returns of how many pages."""
    addresses = every_page("nl")
    visitor = Reader(browser.new_page(), base)
    for address in addresses:
        visitor.open(address)
        _all_modes(visitor.page, address)
    return len(addresses)


def main() -> int:
    """Take all pictures; 1 where no browser starts."""
    path = find_chromium()
    if path is None:
        print(f"Chromium: {ABSENT}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _site("".join(sys.argv[1:2])) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_OTHER_HOST])
        count = take(browser, base)
        browser.close()
    print(f"{count} pages, in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
