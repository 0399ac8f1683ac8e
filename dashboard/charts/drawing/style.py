"""The looks of a drawing as a file: the style sheets of the page, with colours filled in."""

import re
from functools import cache
from pathlib import Path

from dashboard.design.colours import Scheme, palette

_CSS = Path(__file__).parents[2] / "assets" / "css"
_RULES = ("44-chart-svg.css", "45-map-svg.css")
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")

# Our own faces, then what is there on the machine of whoever opens the file.
FONT_FAMILY = "'Hulpmonitor Sans', 'Source Sans 3', 'DejaVu Sans', Verdana, sans-serif"
# A face of its own: a renderer without a browser would not take it for the bold of the other.
SEMIBOLD_FAMILY = FONT_FAMILY.replace("Hulpmonitor Sans", "Hulpmonitor Sans SemiBold")
_FACES = (
    ".chart-svg .strong, .chart-svg .title, .chart-svg .watermark "
    f"{{font-family: {SEMIBOLD_FAMILY}}}"
)


@cache
def style_sheet(scheme: Scheme = "light") -> str:
    """The rules for drawings in the colours of a scheme, without a variable left.

    Read from the same files as the page, so that a drawing in a report and one on screen are alike.
    """
    colours = palette(scheme)
    written = "".join((_CSS / name).read_text(encoding="utf-8") for name in _RULES)
    rules = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    filled = _VARIABLE.sub(lambda found: colours[found[1]], rules)
    return re.sub(r"\s+", " ", f"{filled} {_FACES}").strip()
