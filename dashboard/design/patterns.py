"""What is not known, or not for good, in drawings: a pattern each, the same as in 44-uncertain.css.

A pattern never stands alone: the word is in the sentence and the table, the code in the files.
"""

from collections.abc import Callable

from indicators.values import MissingReason

UNKNOWN = "unknown"
SUPPRESSED = "suppressed"
NOT_DELIVERED = "not-delivered"
PROVISIONAL = "provisional"
INDICATIVE = "indicative"

PATTERN_OF: dict[MissingReason, str] = {
    "unknown_or_secret": SUPPRESSED,
    "impossible": UNKNOWN,
    "unexplained": UNKNOWN,
    "not_delivered": NOT_DELIVERED,
    "not_published": NOT_DELIVERED,
    "withheld_by_us": SUPPRESSED,
    "contradicted": UNKNOWN,
}

_SLANTED = '<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" style="stroke:{line};stroke-width:1.4"/>'
_DOTS = '<circle cx="3" cy="3" r="1.3" style="fill:{line}"/>'
_DASHES = '<path d="M0 3h3.5" style="stroke:{line};stroke-width:1.2"/>'
_SHAPES = {UNKNOWN: _SLANTED, SUPPRESSED: _DOTS, NOT_DELIVERED: _DASHES}


def variable(name: str) -> str:
    """A colour as a page's own SVG writes it: it follows light and dark."""
    return f"var(--{name})"


def pattern_fill(pattern: str, prefix: str) -> str:
    """What fills a shape with a pattern: `fill="url(#...)"` of a drawing's own definitions."""
    return f"url(#{prefix}-{pattern})"


def pattern_definitions(prefix: str, colour: Callable[[str], str] = variable) -> str:
    """The `<defs>` of a drawing: a pattern for each way of having no number.

    `prefix` keeps the ids of two drawings on one page apart. Whoever writes a file gives the
    colours: `palette("light").__getitem__`.
    """
    line, ground = colour("unknown"), colour("unknown-shade")
    patterns = "".join(
        f'<pattern id="{prefix}-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" style="fill:{ground}"/>{shape.format(line=line)}</pattern>'
        for name, shape in _SHAPES.items()
    )
    return f"<defs>{patterns}</defs>"
