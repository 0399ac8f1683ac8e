"""The council page on paper and on a narrow phone, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from dash import Dash
from playwright.sync_api import Browser

from tests.dashboard.browsing import reader, served

pytestmark = pytest.mark.browser

PAGES = [
    "/gemeente/GM0014-groningen",
    "/en/gemeente/GM0363-amsterdam",
    "/gemeente/GM1731-midden-drenthe",  # suppressed, and its region beside it
    "/gemeente/GM0512-gorinchem",
    "/gemeente/GM0523-hardinxveld-giessendam",
    "/en/gemeente/GM0542-krimpen-aan-den-ijssel",
]
POINT = 96 / 72  # in pixels


@pytest.fixture(scope="module")
def site(app: Dash) -> Iterator[str]:
    with served(app) as base:
        yield base


@pytest.mark.parametrize("path", PAGES)
def test_it_prints_on_one_a4_that_can_be_read(browser: Browser, site: str, path: str) -> None:
    with reader(browser, site) as visitor:
        visitor.open(path)
        printed = visitor.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1

        visitor.page.emulate_media(media="print")
        sizes = visitor.page.evaluate(
            """() => [...document.querySelectorAll(".council *")]
                .filter((one) => one.checkVisibility() && one.innerText)
                .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
        )
        assert sizes and min(sizes) >= 8.5 * POINT - 0.01
        text = visitor.page.inner_text("main")
        for number in range(1, 6):
            assert f"{number}. " in text
        assert "?versie=" in text


@pytest.mark.parametrize("width", [320, 375])
def test_nothing_runs_off_a_narrow_screen(browser: Browser, site: str, width: int) -> None:
    """320 pixels is also what 400 per cent leaves of a window of 1,280."""
    with reader(browser, site, viewport={"width": width, "height": 640}) as visitor:
        visitor.open(PAGES[0])
        for summary in visitor.page.locator("main summary:visible").all():
            summary.click()
        size = visitor.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert size[0] <= size[1]
