"""Drawing the chain: steps below each other, their shares on one axis from nothing to all."""

from itertools import groupby
from xml.etree.ElementTree import Element

from dashboard.charts.chain import ChainChart, Link
from dashboard.charts.drawing.axes import across
from dashboard.charts.drawing.position import range_and_dot
from dashboard.charts.drawing.scales import Linear, ticks_from_zero
from dashboard.charts.drawing.svg import Drawing, Shapes, dot, line, shape, words
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.i18n.text import t

_SIZE, _LINE, _NOTE = 14.0, 17.0, 13.0
_NARROW = 560
_INDENT, _GAP = 14.0, 12.0


def draw_chain(chart: ChainChart, width: float) -> Drawing:
    """Names and counts to the left, shares to the right, each group under what it is per 100 of."""
    lang = chart.about.lang
    is_narrow = width < _NARROW
    shares = [share for link in chart.links for share in link.shares]
    value_width = 16 + max(
        (
            text_width(link.shares[0].text, _SIZE, is_bold=True)
            for link in chart.links
            if link.shares
        ),
        default=0,
    )
    left = 10.0 if is_narrow else 0.48 * width
    right = width - value_width
    numbers = [number for share in shares for number in share.numbers]
    ticks = ticks_from_zero(max([100.0, *numbers]), 4)
    scale = Linear(0, ticks[-1], left, right)
    shapes: Shapes = _key(chart, width)
    y = top = 30.0 + 18 * (len(chart.beside) if is_narrow else 0)
    for per, group in groupby(chart.links, key=lambda link: link.per):
        rows = [*group]
        if per:
            indent = _INDENT * rows[0].depth
            for text in wrap(t("chart.chain.per", lang, noun=per), width - indent, _NOTE):
                shapes.append(words(indent, y + 14, text, "note"))
                y += 16
            y += 6
        for link in rows:
            drawn, y = _link(
                link, scale, y, width if is_narrow else left - 16, right, lang, is_narrow=is_narrow
            )
            shapes += drawn
    axis = across(scale, ticks, top, y, t("chart.chain.axis", lang), lang)
    return Drawing(width, axis.bottom, [*axis.shapes, *shapes])


def _key(chart: ChainChart, width: float) -> Shapes:
    """Whose each mark is, in one line with the marks themselves; below each other when narrow."""
    x, y = 8.0, 14.0
    shapes: Shapes = []
    for number, name in enumerate((chart.area, *chart.beside)):
        shapes.append(_mark(number, x, y - 5))
        look = "strong own-name" if number == 0 else "label"
        shapes.append(words(x + 14, y, name, look))
        if width < _NARROW:
            y += 18
        else:
            x += 14 + text_width(name, _SIZE, is_bold=number == 0) + 30
    return shapes


def _mark(number: int, x: float, y: float) -> Element:
    """The own area a full dot, the region a ring, the country an upright line."""
    if number == 0:
        return dot(x, y, 6.5, "own")
    if number == 1:
        return dot(x, y, 4.5, "other region")
    return shape("rect", "country", x=x - 1.5, y=y - 9, width=3, height=18)


def _link(
    link: Link,
    scale: Linear,
    y: float,
    width: float,
    right: float,
    lang: str,
    *,
    is_narrow: bool,
) -> tuple[Shapes, float]:
    indent = _INDENT * link.depth
    lines = wrap(link.title, width - indent, _SIZE)
    look = "strong" if link.depth == 0 else "label"
    shapes: Shapes = [
        words(indent, y + 13 + _LINE * number, text, look) for number, text in enumerate(lines)
    ]
    text_bottom = y + _LINE * len(lines)
    shapes.append(words(indent, text_bottom + 14, link.count.text, "value count"))
    bottom = text_bottom + 20
    middle = bottom + 8 if is_narrow else (y + bottom) / 2
    if link.shares:
        own, *others = link.shares
        drawn = range_and_dot(own, scale, middle, "own")
        marks = [
            _mark(number + 1, scale(share.value), middle)
            for number, share in reversed([*enumerate(others)])
            if share.value is not None
        ]
        # A dot lies on top of the others; hatching would hide them.
        shapes += [*marks, *drawn] if own.value is not None else [*drawn, *marks]
        shapes.append(words(right + 10, middle + 5, own.text, "value strong"))
        if is_narrow:
            bottom = middle + 10
    if link.depth:
        shapes.append(line(indent - 7, y + 2, indent - 7, text_bottom + 16, "branch"))
    return shapes, bottom + _GAP
