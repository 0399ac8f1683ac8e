"""Every kind of chart, and how it is drawn. A kind that stands here can be asked for by address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.drawing.forms import as_file, in_page
from dashboard.charts.drawing.position import draw_position
from dashboard.charts.drawing.svg import Drawing
from dashboard.charts.position import Position
from dashboard.map.chart import MapChart
from dashboard.map.drawing import draw_map

PAGE_WIDTH = 640.0
FILE_WIDTH = 800.0


@dataclass(frozen=True)
class Kind:
    """`draw` takes a chart of this kind and a width in pixels."""

    draw: Callable[[Any, float], Drawing]


KINDS: Mapping[str, Kind] = {
    Position.kind: Kind(draw_position),
    MapChart.kind: Kind(draw_map),
}


def inline_svg(chart: Chart, width: float = PAGE_WIDTH) -> str:
    """The `<svg>` of a chart for a page; the page gives its colours, in light, dark and print."""
    return in_page(chart, KINDS[chart.kind].draw(chart, width))


def file_svg(chart: Chart, width: float = FILE_WIDTH) -> str:
    """The chart as a complete SVG file, with source, licence, release, and the mark of invention.

    `width` is that of the drawing; the file has a margin around it.
    """
    return as_file(chart, KINDS[chart.kind].draw(chart, width))
