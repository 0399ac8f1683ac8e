"""Axes: thin lines at round numbers, and what they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.drawing.scales import Scale
from dashboard.charts.drawing.svg import Shapes, line, words
from dashboard.charts.drawing.text import wrap
from indicators.wording import Lang, format_count

SIZE = 13.0


@dataclass(frozen=True)
class Axis:
    """The shapes of an axis, and where it ends on the page."""

    shapes: Shapes
    bottom: float


def across(
    scale: Scale, ticks: Sequence[float], top: float, base: float, title: str, lang: Lang
) -> Axis:
    """A horizontal axis along the base, with upright lines from the top down; its title below."""
    shapes: Shapes = []
    for tick in ticks:
        shapes += [
            line(scale(tick), top, scale(tick), base, "zero" if tick == 0 else "grid"),
            words(scale(tick), base + 17, format_count(tick, lang), "tick", "middle"),
        ]
    start, end = scale(ticks[0]), scale(ticks[-1])
    lines = wrap(title, max(end - start, 200), SIZE)
    for number, text in enumerate(lines):
        shapes.append(words(start, base + 37 + 16 * number, text, "axis-title"))
    return Axis(shapes, base + 37 + 16 * len(lines) - 8)


def upright(scale: Scale, ticks: Sequence[float], left: float, right: float, lang: Lang) -> Shapes:
    """A vertical axis: lines from left to right, numbers in front of them."""
    shapes: Shapes = []
    for tick in ticks:
        y = scale(tick)
        shapes += [
            line(left, y, right, y, "zero" if tick == 0 else "grid"),
            words(left - 8, y + 4.5, format_count(tick, lang), "tick", "end"),
        ]
    return shapes
