"""The interactive figure shows the same numbers as the drawing: those of the model."""

import pytest

from dashboard.charts.funnel import FunnelChart
from dashboard.charts.kinds import inline_svg
from dashboard.charts.plotly import SYMBOLS, config, plotly_figure
from dashboard.charts.trend import TrendChart
from indicators.wording import LANGS, Lang
from tests.dashboard.charts.made_charts import made_funnel, made_trend
from tests.dashboard.charts.reading import looks


def y_of(svg_chart: FunnelChart | TrendChart, y: float) -> float:
    """The number at a height of the drawing, read off two of its ticks."""
    svg = inline_svg(svg_chart)
    marks = [
        (float((one.text or "").replace(",", ".")), float(one.get("y", "")) - 4.5)
        for one in looks(svg, "tick")
        if one.get("text-anchor") == "end"
    ]
    (low, low_y), (high, high_y) = marks[0], marks[-1]
    return low + (y - low_y) / (high_y - low_y) * (high - low)


def test_the_funnel_has_the_same_areas_and_limits() -> None:
    chart = made_funnel("nl", is_fictitious=False)
    drawn = plotly_figure(chart)
    by_name = {trace["name"]: trace for trace in drawn["data"]}
    crowd = [spot for spot in chart.spots if not spot.is_chosen]
    assert by_name["crowd"]["y"] == [spot.value for spot in crowd]
    assert by_name["crowd"]["x"] == [spot.denominator for spot in crowd]
    assert by_name["upper_998"]["y"] == [limit.upper_998 for limit in chart.limits]
    own = next(spot for spot in chart.spots if spot.is_chosen)
    assert by_name[own.label]["y"] == [own.value]
    bars = by_name[own.label]["error_y"]
    assert own.value + bars["array"][0] == pytest.approx(own.amount.upper)
    assert own.value - bars["arrayminus"][0] == pytest.approx(own.amount.lower)
    circles = [one for one in looks(inline_svg(chart), "crowd") if one.tag == "circle"]
    within = [spot.value for spot in crowd if spot not in chart.above]
    heights = [y_of(chart, float(one.get("cy", ""))) for one in circles]
    assert heights == pytest.approx(within, abs=0.2)


def test_the_trend_has_the_same_pieces_of_line() -> None:
    chart = made_trend("nl", is_fictitious=False)
    traces = plotly_figure(chart)["data"]
    runs = [(line.label, run) for line in chart.lines for run in line.runs]
    assert [(trace["name"], trace["x"]) for trace in traces] == [
        (label, [point.place for point in run]) for label, run in runs
    ]
    assert [trace["y"] for trace in traces] == [
        [point.amount.value for point in run] for _, run in runs
    ]
    dots = [one for one in looks(inline_svg(chart), "own") if one.tag == "circle"]
    heights = [y_of(chart, float(one.get("cy", ""))) for one in dots]
    own = [point.amount.value for run in chart.lines[0].runs for point in run]
    assert heights == pytest.approx(own, abs=0.2)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_leaves_the_page_and_numbers_are_the_readers(lang: Lang) -> None:
    settings = config(lang)
    assert settings["locale"] == lang
    assert not settings["showSendToCloud"] and not settings["displaylogo"]
    assert "sendDataToCloud" not in str(settings["modeBarButtons"])


def test_an_invented_figure_is_marked() -> None:
    for made in (made_funnel, made_trend):
        for is_fictitious in (True, False):
            figure = plotly_figure(made("nl", is_fictitious=is_fictitious))
            assert ("VERZONNEN" in str(figure["layout"]["annotations"])) == is_fictitious


def test_up_to_eight_areas_have_a_sign_of_their_own() -> None:
    assert len(set(SYMBOLS)) == 8
