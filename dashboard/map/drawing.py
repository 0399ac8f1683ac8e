"""A map drawn: in a page with every area a link that has a name, and in a file with its legend.

In a page the links are out of the order of the Tab key: 342 stops would bar the way to the rest
(WAI-ARIA practices: a group of many is one stop at most). The list beside the map has the same
links in words and is the way by keyboard; a screen reader finds the ones in the drawing too.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.charts.drawing.svg import Drawing, number, shape, words
from dashboard.charts.drawing.text import text_width
from dashboard.i18n.text import t
from dashboard.map.chart import MapChart
from dashboard.map.shapes import Shapes
from dashboard.map.view import BOUNDS, NONE, LegendEntry, MapArea
from indicators.wording import Lang

_LEGEND_LINE, _SWATCH = 24.0, 16.0


def map_svg(chart: MapChart) -> str:
    """The `<svg>` for a page, which gives its colours. Areas without a shape are not in it."""
    root = Element("svg", _root_attributes(chart))
    root.extend(_layers(chart, is_linked=True))
    return tostring(root, encoding="unicode")


def draw_map(chart: MapChart, width: float) -> Drawing:
    """The map with its legend below it, without links, for a file."""
    left, top, box_width, box_height = chart.shapes.view_box
    scale = width / box_width
    moved = f"scale({scale:.4f}) translate({-left} {-top})"
    group = Element("g", {"class": "map", "transform": moved})
    group.extend(_layers(chart, is_linked=False))
    y = box_height * scale + _LEGEND_LINE
    shapes = [group]
    for entry in chart.view.legend:
        shapes.append(_swatch(entry, y))
        label = f"{entry.text}: {areas_text(entry.areas, chart.about.lang)}"
        shapes.append(words(_SWATCH + 8, y + 13, label, "label"))
        y += _LEGEND_LINE
    return Drawing(width, y, shapes)


def areas_text(count: int, lang: Lang) -> str:
    """How many municipalities, in words."""
    return t(f"map.areas.{'one' if count == 1 else 'many'}", lang, count=count)


def without_shape(chart: MapChart) -> list[MapArea]:
    """The areas that the map cannot show, to be named beside it."""
    return [area for area in chart.view.areas if area.code not in chart.shapes.paths]


def short_name(name: str, width: float, size: float) -> str:
    """A name as it stands on a tile: whole where it fits, or as much of its beginning as does.

    >>> short_name("Zwolle", 34, 9), short_name("'s-Hertogenbosch", 34, 9)
    ('Zwolle', "'s-Her.")
    """
    if text_width(name, size) <= width:
        return name
    fitting = (f"{name[:end].strip(' -')}." for end in range(len(name) - 1, 0, -1))
    return next((one for one in fitting if text_width(one, size) <= width), "")


def _root_attributes(chart: MapChart) -> dict[str, str]:
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"map {chart.shown_as}",
        "viewBox": " ".join(map(str, chart.shapes.view_box)),
        "role": "group",
        "aria-label": chart.name,
    }


def _layers(chart: MapChart, *, is_linked: bool) -> list[Element]:
    """Areas, edges of provinces, outlines of chosen areas, and names, one above the other."""
    drawn = [area for area in chart.view.areas if area.code in chart.shapes.paths]
    areas, chosen = Element("g", {"class": "areas"}), Element("g", {"class": "chosen"})
    for area in drawn:
        outline = shape("path", "", d=chart.shapes.paths[area.code])
        areas.append(_link(area, outline) if is_linked else _shaded(area, outline))
        if area.is_chosen:
            chosen.append(shape("path", "", d=chart.shapes.paths[area.code]))
    provinces = shape("path", "provinces", d=chart.shapes.provinces)
    return [_patterns(), areas, provinces, chosen, _names(drawn, chart.shapes)]


def _link(area: MapArea, outline: Element) -> Element:
    text = f"{area.name}: {area.words}"
    link = Element(
        "a",
        {
            "class": f"shade-{area.shade}",
            "href": area.href,
            "tabindex": "-1",
            "aria-label": text,
        },
    )
    # The browser's own tooltip: it stays, can be left, and goes with Escape (WCAG 1.4.13).
    SubElement(link, "title").text = text
    link.append(outline)
    return link


def _shaded(area: MapArea, outline: Element) -> Element:
    outline.set("class", f"shade-{area.shade}")
    return outline


def _names(areas: list[MapArea], shapes: Shapes) -> Element:
    group = Element(
        "g", {"class": "names", "font-size": number(shapes.name_size), "aria-hidden": "true"}
    )
    for area in areas:
        # On stripes or dots no name can be read.
        if area.code in shapes.middles and area.shade not in (BOUNDS, NONE):
            x, y = shapes.middles[area.code]
            name = short_name(area.name, shapes.name_width, shapes.name_size)
            group.append(words(x, y + shapes.name_size / 3, name, f"on-{area.shade}", "middle"))
    return group


def _swatch(entry: LegendEntry, y: float) -> Element:
    group = Element("g", {"class": "map"})
    group.append(
        shape("rect", f"shade-{entry.shade}", x=0.5, y=y + 0.5, width=_SWATCH, height=_SWATCH)
    )
    return group


def _patterns() -> Element:
    """The fills of areas without a value: stripes where nothing is known, dots for bounds."""
    definitions = Element("defs")
    for name, turn in ((NONE, "rotate(45)"), (BOUNDS, "")):
        pattern = SubElement(
            definitions,
            "pattern",
            {"id": f"map-{name}", "width": "7", "height": "7", "patternUnits": "userSpaceOnUse"},
        )
        if turn:
            pattern.set("patternTransform", turn)
        pattern.append(shape("rect", "pattern-ground", width=7, height=7))
        is_none = name == NONE
        pattern.append(
            shape("path", "pattern-line", d="M0 0V7")
            if is_none
            else shape("circle", "pattern-dot", cx=3.5, cy=3.5, r=1.4)
        )
    return definitions
