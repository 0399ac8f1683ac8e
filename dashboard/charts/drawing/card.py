"""Drawing a card: what a page is about in one look, for where its address is shared."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.charts.drawing.style import FONT_FAMILY, SEMIBOLD_FAMILY
from dashboard.charts.drawing.svg import Shapes, number, shape
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.charts.png import ZOOM
from dashboard.design.colours import palette
from indicators.wording import Lang

# What those who show such pictures ask for, in dots.
WIDTH, HEIGHT = 1200, 630

_MARGIN = 40.0
_TITLE_SIZES = (40.0, 34.0, 28.0, 24.0)
_MOST_TITLE_LINES = 2
_MOST_ABOUT_LINES = 3
_SIGN = "M8 1a7 7 0 1 1 0 14H1V8a7 7 0 0 1 7-7z"  # that of favicon.svg


@dataclass(frozen=True)
class Card:
    """The texts of a card, ready to be drawn; each but `mark` and `title` may be empty.

    `above` says what kind of thing `title` is; `number` is a figure with its `unit`; `about` says
    what it is a figure of, with its bounds. `warning` takes a band of its own.
    """

    lang: Lang
    mark: str
    above: str
    title: str
    number: str
    unit: str
    about: str
    source: str
    warning: str


def card_svg(card: Card) -> str:
    """A complete SVG file that becomes WIDTH by HEIGHT dots as PNG."""
    colours = palette("light")
    width, height = WIDTH / ZOOM, HEIGHT / ZOOM
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "font-family": FONT_FAMILY,
            "lang": card.lang,
        },
    )
    SubElement(root, "title").text = card.title
    inner = width - 2 * _MARGIN
    root.append(shape("rect", "", x=0, y=0, width=width, height=height, fill=colours["paper"]))
    root.append(shape("rect", "", x=0, y=0, width=12, height=height, fill=colours["accent"]))
    sign = shape("path", "", d=_SIGN, fill=colours["accent"])
    sign.set("transform", f"translate({number(_MARGIN - 1)} 26) scale(1.5)")
    root.append(sign)
    root.append(_text(_MARGIN + 32, 44, card.mark, 18, colours["ink"], is_bold=True))
    y = 84.0
    if card.above:
        root.append(_text(_MARGIN, y, card.above, 16, colours["soft-ink"]))
    title, y = _title(card.title, y + 10, inner, colours["ink"])
    root.extend(title)
    if card.number:
        size = 52.0 if text_width(card.number, 52, is_bold=True) < 0.5 * inner else 34.0
        y += size + 6
        figure = _text(_MARGIN, y, card.number, size, colours["chosen"], is_bold=True)
        unit = shape("tspan", "", dx=10, font_size=20, fill=colours["ink"], font_family=FONT_FAMILY)
        unit.text = card.unit
        figure.append(unit)
        root.append(figure)
    y += 30
    for line in _cut(wrap(card.about, inner, 16), _MOST_ABOUT_LINES):
        root.append(_text(_MARGIN, y, line, 16, colours["soft-ink"]))
        y += 22
    if card.warning:
        root.append(
            shape("rect", "", x=0, y=height - 44, width=width, height=44, fill=colours["ink"])
        )
        root.append(_text(_MARGIN, height - 16, card.warning, 18, colours["paper"], is_bold=True))
    elif card.source:
        root.append(_text(_MARGIN, height - 20, card.source, 13, colours["soft-ink"]))
    return tostring(root, encoding="unicode")


def _title(text: str, top: float, width: float, colour: str) -> tuple[Shapes, float]:
    """The title in the largest size that two lines hold, and its last baseline."""
    broken = [(size, wrap(text, width, size, is_bold=True)) for size in _TITLE_SIZES]
    size, lines = next((one for one in broken if len(one[1]) <= _MOST_TITLE_LINES), broken[-1])
    step = size * 1.15
    places = [top + step * (place + 1) - 0.2 * size for place in range(len(lines))]
    shapes = [
        _text(_MARGIN, y, line, size, colour, is_bold=True)
        for y, line in zip(places, lines, strict=True)
    ]
    return shapes, places[-1]


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def _text(
    x: float, y: float, text: str, size: float, colour: str, *, is_bold: bool = False
) -> Element:
    family = {"font_family": SEMIBOLD_FAMILY} if is_bold else {}
    element = shape("text", "", x=x, y=y, font_size=size, fill=colour, **family)
    element.text = text
    return element
