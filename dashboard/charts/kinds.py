"""Every kind of chart, and how it is drawn. A kind that stands here can be asked for by address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.charts.chain import ChainChart, chain
from dashboard.charts.chart import Chart
from dashboard.charts.drawing.chain import draw_chain
from dashboard.charts.drawing.forms import as_file, in_page
from dashboard.charts.drawing.funnel import draw_funnel
from dashboard.charts.drawing.position import draw_position
from dashboard.charts.drawing.svg import Drawing
from dashboard.charts.drawing.trend import draw_trend
from dashboard.charts.funnel import FunnelChart, funnel
from dashboard.charts.position import Position, position
from dashboard.charts.request import ChartRequest
from dashboard.charts.trend import TrendChart, trend
from dashboard.map.chart import MapChart, map_chart
from dashboard.map.drawing import draw_map

PAGE_WIDTH = 640.0
MOST_AREAS = 8  # more names than this cannot be told apart in one drawing
MOST_OUTLINED = 400  # an outline has no name to be told apart: every municipality may have one
FILE_WIDTH = 800.0


@dataclass(frozen=True)
class Kind:
    """`make` gives the chart of a checked request, or None where there is none.

    `draw` takes a chart of this kind and a width in pixels. `takes` are the parameters of its
    address, beside the width.
    """

    make: Callable[[ChartRequest], Chart | None]
    draw: Callable[[Any, float], Drawing]
    takes: tuple[str, ...]
    fewest_areas: int = 1
    most_areas: int = 1


KINDS: Mapping[str, Kind] = {
    Position.kind: Kind(
        lambda asked: position(
            asked.release, asked.definition, asked.areas[0], asked.lang, asked.period
        ),
        draw_position,
        ("indicator", "gebieden", "periode"),
    ),
    TrendChart.kind: Kind(
        lambda asked: trend(asked.release, asked.definition, asked.areas, asked.lang, asked.series),
        draw_trend,
        ("indicator", "gebieden", "reeks"),
        most_areas=MOST_AREAS,
    ),
    FunnelChart.kind: Kind(
        lambda asked: funnel(
            asked.release, asked.definition, asked.areas, asked.lang, asked.period
        ),
        draw_funnel,
        ("indicator", "gebieden", "periode"),
        fewest_areas=0,
        most_areas=MOST_AREAS,
    ),
    ChainChart.kind: Kind(
        lambda asked: chain(asked.release, asked.areas[0], asked.lang, asked.period),
        draw_chain,
        ("gebieden", "periode"),
    ),
    MapChart.kind: Kind(
        lambda asked: map_chart(
            asked.release,
            asked.definition,
            asked.lang,
            period=asked.period,
            chosen=[area.code for area in asked.areas],
            shown_as=asked.map_kind,
        ),
        draw_map,
        ("indicator", "gebieden", "periode", "kaart"),
        fewest_areas=0,
        most_areas=MOST_OUTLINED,
    ),
}


def inline_svg(chart: Chart, width: float = PAGE_WIDTH) -> str:
    """The `<svg>` of a chart for a page; the page gives its colours, in light, dark and print."""
    return in_page(chart, KINDS[chart.kind].draw(chart, width))


def file_svg(chart: Chart, width: float = FILE_WIDTH) -> str:
    """The chart as a complete SVG file, with source, licence, release, and the mark of invention.

    `width` is that of the drawing; the file has a margin around it.
    """
    return as_file(chart, KINDS[chart.kind].draw(chart, width))
