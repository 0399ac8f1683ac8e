"""The shapes of a drawing as XML elements. Looks are classes, which chart-svg.css explains."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

Shapes = list[Element]


@dataclass(frozen=True)
class Drawing:
    """Shapes in a box; lengths are CSS pixels, from the upper left corner."""

    width: float
    height: float
    shapes: Shapes


def shape(name: str, look: str, **attributes: float | str) -> Element:
    """Any SVG element; in the names of attributes `_` stands for `-`."""
    element = Element(name, {"class": look} if look else {})
    for key, value in attributes.items():
        element.set(key.replace("_", "-"), value if isinstance(value, str) else number(value))
    return element


def number(value: float) -> str:
    """A coordinate, to a tenth of a pixel: more would only make files larger."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Element:
    """A straight line."""
    return shape("line", look, x1=x1, y1=y1, x2=x2, y2=y2)


def bar(x1: float, x2: float, y: float, thickness: float, look: str) -> Element:
    """A horizontal bar around the height y, at least a pixel wide so that it is seen."""
    width = max(x2 - x1, 1)
    return shape("rect", look, x=x1, y=y - thickness / 2, width=width, height=thickness)


def dot(x: float, y: float, radius: float, look: str) -> Element:
    """A round mark."""
    return shape("circle", look, cx=x, cy=y, r=radius)


def path(points: list[tuple[float, float]], look: str, *, is_closed: bool = False) -> Element:
    """Straight lines from point to point."""
    steps = " L".join(f"{number(x)} {number(y)}" for x, y in points)
    return shape("path", look, d=f"M{steps}" + ("Z" if is_closed else ""))


def words(x: float, y: float, text: str, look: str, anchor: str = "start") -> Element:
    """One line of text; y is its baseline."""
    element = shape("text", look, x=x, y=y, text_anchor=anchor)
    element.text = text
    return element


def hatching(x1: float, x2: float, y1: float, y2: float, look: str = "hatch") -> Element:
    """A rectangle of slanted lines, the sign of what is not known.

    Lines instead of a pattern: a pattern needs an id, and a page with twenty drawings has only one
    of each id.
    """
    step, height = 6.0, y2 - y1
    parts = [f"M{number(x1)} {number(y1)}H{number(x2)}V{number(y2)}H{number(x1)}Z"]
    start = x1 - height
    while start < x2:
        left, right = max(start, x1), min(start + height, x2)
        if right > left:
            parts.append(
                f"M{number(left)} {number(y2 - (left - start))}"
                f"L{number(right)} {number(y2 - (right - start))}"
            )
        start += step
    return shape("path", look, d="".join(parts))


def hover(element: Element, text: str) -> Element:
    """The same element with a text that a mouse brings up."""
    title = Element("title")
    title.text = text
    element.append(title)
    return element
