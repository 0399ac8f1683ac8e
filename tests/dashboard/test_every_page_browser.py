"""Every page in a browser: quiet, kept to this machine, never wider than the narrowest screen."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from dash import Dash
from playwright.sync_api import Browser

from tests.dashboard.browsing import Reader, served
from tests.dashboard.every_page import every_page_in_every_language

pytestmark = pytest.mark.browser

# What 400 per cent leaves of a window of 1,280 pixels: WCAG 1.4.10.
NARROWEST = {"width": 320, "height": 640}
# The reader's own spacing, WCAG 1.4.12.
SPACING = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def visitor(browser: Browser, app: Dash) -> Iterator[Reader]:
    with served(app) as base, browser.new_context(viewport=NARROWEST) as context:  # type: ignore[arg-type]
        yield Reader(context.new_page(), base)


@pytest.mark.parametrize("address", every_page_in_every_language())
def test_a_page_is_quiet_narrow_and_in_order(visitor: Reader, address: str) -> None:
    page = visitor.page
    visitor.troubles.clear()
    visitor.open(address)
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise([0, *levels])), levels
    assert page.evaluate(WIDTH) == NARROWEST["width"]

    page.add_style_tag(content=SPACING)
    assert page.evaluate(WIDTH) == NARROWEST["width"], "with the reader's own spacing"
    # The browser itself reports the status of a document that is not there.
    assert [one for one in visitor.troubles if "status of 404" not in one] == []
