"""The first response and what Dash draws in its place: the same words, in the same place."""

import re
from collections.abc import Iterator

import pytest
from dash import Dash
from playwright.sync_api import Browser, expect, sync_playwright

from tests.dashboard.browsing import NO_OTHER_HOST, Reader, reader, served
from tests.tools.chromium import FLAGS, find_chromium

pytestmark = pytest.mark.browser

PATHS = (
    "/", "/gemeente/GM0014-groningen", "/gemeente/GM0014-groningen/keten",
    "/vergelijk?gebieden=GM0014", "/vergelijk?aanbeveling=R2&gebieden=GM1731", "/indicator",
    "/indicator/C1", "/aanbeveling", "/aanbeveling/R2", "/methode", "/begrippen",
    "/toegankelijkheid", "/data", "/status",
)  # fmt: skip
# What counts as a page that jumps: https://web.dev/articles/cls.
MOST_SHIFT = 0.1
# A simple phone on a slow line.
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 1e5}
_COUNT_SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) {
    if (!one.hadRecentInput) window.shift += one.value;
  }
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_OTHER_HOST])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(app: Dash) -> Iterator[str]:
    with served(app) as base:
        yield base


def _slow(visitor: Reader) -> None:
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_jumps_on_a_slow_phone(browser: Browser, site: str, path: str, width: int) -> None:
    size = {"width": width, "height": 800}
    with reader(browser, site, viewport=size) as visitor:
        visitor.page.set_default_timeout(120_000)
        visitor.page.add_init_script(_COUNT_SHIFTS)
        _slow(visitor)
        visitor.page.goto(site + path)
        visitor.page.wait_for_selector("html.ready", state="attached")
        visitor.page.wait_for_load_state("networkidle")

        assert visitor.page.evaluate("window.shift") <= MOST_SHIFT


@pytest.mark.parametrize("path", [*PATHS, "/en/gemeente/GM0014-groningen", "/en/data"])
def test_dash_draws_the_words_of_the_first_response(browser: Browser, site: str, path: str) -> None:
    # The compare page gives its figures controls that work by script only.
    parts = "h1, h2, h3, p, caption, th, td, dt, dd, figcaption, summary"
    with reader(browser, site, java_script_enabled=False) as plain:
        plain.page.goto(site + path)
        first = plain.page.locator("main").locator(parts).all_text_contents()
    with reader(browser, site) as visitor:
        visitor.open(path)
        drawn = visitor.page.locator("main").locator(parts).all_text_contents()

    assert [" ".join(one.split()) for one in drawn] == [" ".join(one.split()) for one in first]


def test_the_address_for_sharing_goes_along_to_the_next_page(browser: Browser, site: str) -> None:
    with reader(browser, site) as visitor:
        visitor.open("/data")
        canonical = visitor.page.locator('link[rel="canonical"]')
        assert canonical.get_attribute("href") == f"{site}/data"
        # A block of data is no script: the policy lets it stand, and nothing runs it.
        assert visitor.page.locator('script[type="application/ld+json"]').count() == 1
        visitor.page.get_by_role("navigation").get_by_role("link", name="Actualiteit").click()
        expect(visitor.page).to_have_title(re.compile("^Actualiteit"))

        assert canonical.get_attribute("href") == f"{site}/status"
