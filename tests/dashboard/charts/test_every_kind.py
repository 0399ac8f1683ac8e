"""What holds for every kind of chart, in both languages, invented or not, small and large."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.charts.chain import ChainChart, chain
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import KINDS, file_svg, inline_svg
from dashboard.charts.png import png
from dashboard.components.chart import chart_block, chart_id
from dashboard.server_html import to_html
from indicators.api import Release
from indicators.wording import LANGS, Lang
from tests.dashboard.charts.made_charts import made_funnel, made_position, made_trend
from tests.dashboard.charts.reading import drawn_numbers, looks, parsed, table_numbers

WIDTHS = (360.0, 640.0, 1200.0)

Make = Callable[[Lang, bool], Chart]


@pytest.fixture(params=["stand", "verloop", "trechter", "keten"])
def make(request: pytest.FixtureRequest, release: Release) -> Make:
    def made(lang: Lang, is_fictitious: bool) -> Chart:
        if request.param == "keten":
            found = made_chain(release, lang)
            return replace(found, about=replace(found.about, is_fictitious=is_fictitious))
        makers = {"stand": made_position, "verloop": made_trend, "trechter": made_funnel}
        return makers[request.param](lang, is_fictitious=is_fictitious)

    return made


def made_chain(release: Release, lang: Lang) -> ChainChart:
    area = release.area("GM1731")
    assert area is not None
    found = chain(release, area, lang)
    assert found is not None
    return found


def test_a_kind_can_be_asked_for_by_its_address(make: Make) -> None:
    chart = make("nl", False)
    kind = KINDS[chart.kind]
    assert set(chart.about.params) <= {*kind.takes}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_is_named_and_says_what_it_shows(make: Make, lang: Lang, width: float) -> None:
    chart = make(lang, False)
    for svg in (inline_svg(chart, width), file_svg(chart, width)):
        root = parsed(svg)
        assert (root.get("role"), root.get("lang")) == ("img", lang)
        assert root.findtext("title") == chart.name != ""
        assert root.findtext("desc") == chart.text != ""
    # The same bytes every time.
    assert file_svg(chart, width) == file_svg(make(lang, False), width)


@pytest.mark.parametrize("lang", LANGS)
def test_no_number_is_drawn_that_the_table_lacks(make: Make, lang: Lang) -> None:
    chart = make(lang, False)
    for width in WIDTHS:
        drawn = drawn_numbers(inline_svg(chart, width))
        assert drawn and drawn <= table_numbers(chart)


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_fits_its_headings_and_says_why_there_is_no_number(
    make: Make, lang: Lang
) -> None:
    table = make(lang, False).table
    assert table.rows and len(table.columns) == len(table.numbers)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(set(table.columns)) == len(table.columns)
    assert "None" not in str(table.rows) and "nan" not in str(table.rows)


def test_two_languages_show_the_same_numbers(make: Make) -> None:
    def plain(lang: Lang) -> set[str]:
        numbers = table_numbers(make(lang, False))
        return {number.replace(".", "").replace(",", "") for number in numbers}

    assert plain("nl") == plain("en")


def test_an_inline_drawing_has_no_colours_no_ids_and_no_style(make: Make) -> None:
    for element in parsed(inline_svg(make("nl", False))).iter():
        assert not {"id", "fill", "stroke", "style", "font-family"} & set(element.attrib)
        assert element.tag != "style"


def test_a_file_of_invented_figures_is_marked_all_over(make: Make) -> None:
    marks = looks(file_svg(make("nl", True)), "watermark")
    assert marks and "VERZONNEN" in (marks[0].text or "")
    assert looks(file_svg(make("nl", False)), "watermark") == []


def test_everything_stands_within_the_drawing(make: Make) -> None:
    for width in WIDTHS:
        root = parsed(inline_svg(make("nl", False), width))
        _, _, right, bottom = (float(number) for number in root.get("viewBox", "").split())
        for element in root.iter():
            for name in ("x", "x1", "x2", "cx"):
                assert -1 <= float(element.get(name, 0)) <= right + 1
            for name in ("y", "y1", "y2", "cy"):
                assert -1 <= float(element.get(name, 0)) <= bottom + 1


def test_a_png_shows_its_texts(make: Make) -> None:
    svg = file_svg(make("nl", False), 360)
    with_text = png(svg)
    without = png(svg.replace("<text", "<desc").replace("</text>", "</desc>"))
    assert with_text.startswith(b"\x89PNG") and len(with_text) > len(without) + 2000


def test_a_block_can_be_written_and_has_a_name_of_its_own(make: Make) -> None:
    chart = make("nl", False)
    assert f'id="{chart_id(chart)}"' in to_html(chart_block(chart, "nl"))


def test_what_is_not_known_is_hatched_and_has_no_mark(make: Make) -> None:
    chart = make("nl", False)
    if chart.kind in ("stand", "verloop", "keten"):
        assert looks(inline_svg(chart), "hatch")
