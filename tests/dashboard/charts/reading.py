"""What can be read in a drawing, by a program that knows nothing of how it was made."""

import re
from xml.etree import ElementTree as ET

from dashboard.charts.chart import Chart

NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# Texts that are no figures: of the axes, names of limits, and those around the drawing of a file.
NO_FIGURES = {"tick", "axis-title", "limit-name", "title", "source", "watermark"}


def parsed(svg: str) -> ET.Element:
    """The drawing, without namespaces in its names."""
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
    return root


def looks(svg: str, look: str) -> list[ET.Element]:
    """The shapes that have a class."""
    return [one for one in parsed(svg).iter() if look in one.get("class", "").split()]


def drawn_numbers(svg: str) -> set[str]:
    """Every number that stands as a figure in the drawing, as it is written."""
    texts = [
        one.text or ""
        for one in parsed(svg).iter("text")
        if not NO_FIGURES & {*one.get("class", "").split()}
    ]
    return {number for text in texts for number in NUMBER.findall(text)}


def table_numbers(chart: Chart) -> set[str]:
    """Every number in the table of a chart, as it is written."""
    cells = (*chart.table.columns, *(cell for row in chart.table.rows for cell in row))
    return {number for cell in cells for number in NUMBER.findall(cell)}
