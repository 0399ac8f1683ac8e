"""Every page, in both languages, in every mode: no barrier that axe knows of."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser

from dashboard.accessibility import Results, Violation, write_results
from indicators.wording import LANGS
from tests.dashboard.browsing import Reader, served
from tests.dashboard.every_page import every_page, every_page_in_every_language
from tests.dashboard.looking import MODES, give_axe, violations
from tests.tools.axe import VERSION, find_axe

pytestmark = [pytest.mark.browser, pytest.mark.axe]

# What `make accessibility` packages with the program.
RESULTS = Path(__file__).parents[2] / "build" / "accessibility.json"


@pytest.fixture(scope="module")
def visitor(browser: Browser, app: Dash) -> Iterator[Reader]:
    """One tab for all pages: what a page of its own would cost is most of the time."""
    with served(app) as base, browser.new_context(locale="nl-NL") as context:
        yield Reader(context.new_page(), base)


@pytest.fixture(scope="module")
def outcome() -> Iterator[list[Violation]]:
    """What was found on all pages together; written down at the end."""
    found: list[Violation] = []
    yield found
    RESULTS.parent.mkdir(exist_ok=True)
    write_results(
        Results(
            day=date.today(),
            axe_version=VERSION,
            pages=tuple(every_page("nl")),
            languages=LANGS,
            modes=tuple(mode.name for mode in MODES),
            violations=tuple(found),
        ),
        RESULTS,
    )


@pytest.mark.parametrize("address", every_page_in_every_language())
def test_axe_finds_nothing(visitor: Reader, outcome: list[Violation], address: str) -> None:
    script = find_axe()
    assert script
    visitor.open(address)
    give_axe(visitor.page, script)
    found = []
    for mode in MODES:
        mode.show(visitor.page)
        found += violations(visitor.page, address, mode)
    outcome += found
    assert found == []


def test_axe_is_awake(visitor: Reader) -> None:
    script = find_axe()
    assert script
    visitor.open("/begrippen")
    visitor.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')"
    )
    give_axe(visitor.page, script)
    assert [one.rule for one in violations(visitor.page, "/", MODES[0])] == ["image-alt"]
