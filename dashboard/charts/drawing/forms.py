"""The forms of a drawing: in a page, which gives the colours, on paper, and as a file."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.charts.chart import Chart
from dashboard.charts.drawing.style import FONT_FAMILY, style_sheet
from dashboard.charts.drawing.svg import Drawing, number, shape, words
from dashboard.charts.drawing.text import wrap
from dashboard.i18n.text import t

# The size of all letters of a drawing on paper.
PAPER_SIZE = 14.0
_MARGIN = 24.0


def in_page(chart: Chart, drawing: Drawing) -> str:
    """An `<svg>` for a page: no colours of its own, as wide as its place, named for everybody."""
    root = _root(chart, drawing.width, drawing.height)
    root.extend(drawing.shapes)
    return tostring(root, encoding="unicode")


def on_paper(chart: Chart, drawing: Drawing) -> str:
    """An `<svg>` for a sheet that names the source itself: one size of letter, no ground."""
    root = _root(chart, drawing.width, drawing.height)
    root.set("width", number(drawing.width))
    root.set("height", number(drawing.height))
    root.set("font-family", FONT_FAMILY)
    letters = f".chart-svg text {{font-size: {number(PAPER_SIZE)}px}}"
    SubElement(root, "style").text = f"{style_sheet('print')} {letters}"
    root.extend(drawing.shapes)
    return tostring(root, encoding="unicode")


def as_file(chart: Chart, drawing: Drawing) -> str:
    """A complete SVG file: name, text, drawing, source, licence, release, and what is invented."""
    lang, about = chart.about.lang, chart.about
    inner = drawing.width
    head, y = _paragraph(chart.name, _MARGIN + 18, inner, 20, "title")
    text, y = _paragraph(chart.text, y + 8, inner, 14, "label")
    top = y + 4
    sources = [
        about.source,
        t("chart.release", lang, release=about.release_id, licence=about.licence),
    ]
    foot: list[Element] = []
    y = top + drawing.height + 28
    for line in sources:
        shapes, y = _paragraph(line, y, inner, 12, "source")
        foot += shapes
    width, height = inner + 2 * _MARGIN, y + _MARGIN - 8
    root = _root(chart, width, height)
    root.set("width", number(width))
    root.set("height", number(height))
    root.set("font-family", FONT_FAMILY)
    SubElement(root, "style").text = style_sheet()
    root.append(shape("rect", "paper", x=0, y=0, width=width, height=height))
    if about.is_fictitious:
        root.extend(_watermark(width, top, drawing.height, t("chart.watermark", lang)))
    root.extend([*head, *text])
    group = SubElement(root, "g", {"transform": f"translate({number(_MARGIN)} {number(top)})"})
    group.extend(drawing.shapes)
    root.extend(foot)
    return tostring(root, encoding="unicode")


def _root(chart: Chart, width: float, height: float) -> Element:
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart-svg",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "lang": chart.about.lang,
        },
    )
    SubElement(root, "title").text = chart.name
    SubElement(root, "desc").text = chart.text
    return root


def _paragraph(
    text: str, y: float, width: float, size: float, look: str
) -> tuple[Sequence[Element], float]:
    """Lines of text, and the baseline below them."""
    step = size * 1.4
    lines = wrap(text, width, size, is_bold=look == "title")
    shapes = [words(_MARGIN, y + step * index, line, look) for index, line in enumerate(lines)]
    return shapes, y + step * len(lines)


def _watermark(width: float, top: float, height: float, text: str) -> list[Element]:
    # Repeated, so that no part of the drawing can be cut out without it.
    size = 1.4 * width / len(text)
    count = max(1, round(height / 240))
    marks: list[Element] = []
    for index in range(count):
        x, y = width / 2, top + height * (index + 0.5) / count + size / 2
        mark = words(x, y, text, "watermark", "middle")
        mark.set("style", f"font-size: {number(size)}px")
        mark.set("transform", f"rotate(-12 {number(x)} {number(y)})")
        marks.append(mark)
    return marks
