"""What a reader without a mouse does, by the names that a screen reader says."""

from collections.abc import Iterator

import pytest
from dash import Dash
from playwright.sync_api import Browser, Locator, Page, expect

from tests.dashboard.browsing import Reader, reader, served
from tests.dashboard.every_page import GRONINGEN

pytestmark = pytest.mark.browser

LONGEST_WAY = 200
FOCUS_IS_SEEN = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.fixture(scope="module")
def site(app: Dash) -> Iterator[str]:
    with served(app) as base:
        yield base


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Reader]:
    with reader(browser, site) as one:
        yield one


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus, as a reader must; where it never gets it, fail."""
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{LONGEST_WAY} times Tab do not reach {wanted}")


def test_a_table_is_sorted_and_downloaded(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk?indicator=C1&gebieden=GM0014,GM0363")
    main = page.get_by_role("main")
    heading = main.get_by_role("columnheader", name="Waarde")
    tab_to(page, heading.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(heading.get_by_role("link")).to_be_focused()
    tab_to(page, main.get_by_role("link", name="CSV").first)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")


def test_a_tab_through_the_council_page_is_seen_and_ends(visitor: Reader) -> None:
    page = visitor.page
    visitor.open(GRONINGEN)
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML")
    raise AssertionError("the focus does not leave the page")


def test_the_menu_and_the_colours_of_a_phone(browser: Browser, site: str) -> None:
    with reader(browser, site, viewport={"width": 375, "height": 800}) as visitor:
        page = visitor.page
        visitor.open(GRONINGEN)
        tab_to(page, page.locator("details.menu > summary"))
        page.keyboard.press("Enter")
        tab_to(page, page.get_by_label("Kleuren"))
        page.keyboard.type("Donker")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.keyboard.press("Escape")
        expect(page.locator("details.menu > summary")).to_be_focused()
