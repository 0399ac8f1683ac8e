"""The looks of a drawing as a file: the style sheet of the page, with the colours filled in."""

import re
from functools import cache
from pathlib import Path

_CSS = Path(__file__).parents[2] / "assets" / "css"
_RULES = ("44-chart-svg.css", "45-map-svg.css")
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
# First what the site serves, then what is there on a machine without it.
FONT_FAMILY = "DejaVu Sans, Verdana, sans-serif"


@cache
def style_sheet() -> str:
    """The rules for drawings in the light colours, without a variable left.

    Read from the same files as the page, so that a drawing in a report and one on screen are alike.
    """
    colours = _light_colours()
    written = "".join(_read(name) for name in _RULES)
    rules = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    return re.sub(r"\s+", " ", _filled_in(rules, colours)).strip()


@cache
def _light_colours() -> dict[str, str]:
    """The custom properties of the first `:root` block."""
    block = _read("10-tokens.css").partition(":root {")[2].partition("}")[0]
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", block)}


def _filled_in(text: str, colours: dict[str, str]) -> str:
    while _VARIABLE.search(text):
        text = _VARIABLE.sub(lambda found: colours[found[1]], text)
    return text


def _read(name: str) -> str:
    return (_CSS / name).read_text(encoding="utf-8")
