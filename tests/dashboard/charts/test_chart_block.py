"""A chart on a page: named, explained, with its table and its files, in both responses alike."""

from pathlib import Path

import pytest
from dash import html
from playwright.sync_api import sync_playwright

from dashboard import navigation
from dashboard.app import create_app
from dashboard.charts.kinds import inline_svg
from dashboard.charts.position import Position, position
from dashboard.components.chart import chart_block, chart_id
from dashboard.components.inline_svg import InlineSvg
from dashboard.page import Page, PageRequest
from dashboard.server_html import to_html
from indicators.api import Release, ReleaseStore
from tests.dashboard.browsing import NO_OTHER_HOST, reader, served
from tests.dashboard.records import definition
from tests.tools.chromium import FLAGS, find_chromium


@pytest.fixture(scope="module")
def chart(release: Release) -> Position:
    area = release.area("GM0014")
    assert area is not None
    found = position(release, definition("C1"), area, "nl")
    assert found is not None
    return found


def test_a_drawing_is_written_as_it_is() -> None:
    assert to_html(InlineSvg("<svg><title>a &amp; b</title></svg>")) == (
        '<div class="inline-svg"><svg><title>a &amp; b</title></svg></div>'
    )


def test_a_block_has_name_text_drawing_table_and_files(chart: Position) -> None:
    written = to_html(chart_block(chart, "nl"))
    assert written.startswith("<figure ") and f'aria-labelledby="{chart_id(chart)}-name"' in written
    assert f'<strong id="{chart_id(chart)}-name">{chart.name}</strong>' in written
    assert chart.text in written
    assert inline_svg(chart) in written
    assert written.count("<details>") == 1 and "<caption" in written
    address = f"/embed/{chart.about.release_id}/stand?indicator=C1"
    assert f"&lt;iframe src=&quot;{address}&amp;amp;gebieden=GM0014" in written
    assert f"uitgave {chart.about.release_id}, cijfers van" in written.lower()
    assert (
        f'href="/grafiek/{chart.about.release_id}/stand.png?indicator=C1&amp;gebieden=GM0014'
        '&amp;periode=2023JJ00"' in written
    )


def test_a_table_that_the_page_has_already_is_not_repeated(chart: Position) -> None:
    assert "<table" not in to_html(chart_block(chart, "nl", table_place="elsewhere"))
    assert "<details>" not in to_html(chart_block(chart, "nl", table_place="open"))


@pytest.mark.browser
def test_the_drawing_is_the_same_before_and_after_dash(
    chart: Position, figures_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(_: PageRequest) -> Page:
        return Page("Proef", [html.H1("Proef"), chart_block(chart, "nl")], "Een proef.")

    monkeypatch.setattr(navigation, "answer", answer)
    app = create_app(ReleaseStore(figures_data))
    path = find_chromium()
    with served(app) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_OTHER_HOST])
        drawing = ".chart-drawing svg"
        with reader(browser, base, java_script_enabled=False) as before:
            before.page.goto(base + "/")
            first = before.page.locator(drawing).evaluate("svg => svg.outerHTML")
            assert before.page.get_by_role("img", name=chart.name).is_visible()
        # The reader notes what the content security policy refuses, and fails on it.
        with reader(browser, base) as after:
            after.open("/")
            assert after.page.locator(drawing).count() == 1
            assert after.page.locator(drawing).evaluate("svg => svg.outerHTML") == first
            assert after.page.get_by_role("img", name=chart.name).is_visible()
            after.page.set_viewport_size({"width": 375, "height": 800})
            assert not after.page.locator(drawing).is_visible()
            assert after.page.get_by_role("cell", name="51,3").first.is_visible()
        browser.close()
