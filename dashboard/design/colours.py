"""Every colour, named by what it means: three values, for light and dark screens and for paper.

Whoever draws outside a browser (PNG, PDF, Plotly's template) reads `palette`. An inline SVG may
write `var(--chosen)` instead, and then follows the reader's choice of light or dark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

Scheme = Literal["light", "dark", "print"]


@dataclass(frozen=True)
class Colour:
    """One colour as #rrggbb; on paper it is the light one unless `print` says otherwise."""

    name: str
    meaning: str
    light: str
    dark: str
    print: str | None = None

    def on(self, scheme: Scheme) -> str:
        """The value on a light screen, a dark screen or paper."""
        if scheme == "print":
            return self.print or self.light
        return self.dark if scheme == "dark" else self.light


# Surfaces, ink and lines.
_GROUND = (
    Colour("paper", "the page", "#faf9f5", "#12191c", "#ffffff"),
    Colour("panel", "what lies on the page: figures, tables, controls", "#ffffff", "#1a2327"),
    Colour("shade", "heads of tables, footer", "#f1efe8", "#232e33", "#ffffff"),
    Colour("ink", "text", "#1b2830", "#ece9e1", "#000000"),
    Colour("soft-ink", "text that stands back: units, notes", "#4a5860", "#b4bdc1", "#333333"),
    Colour("line", "parts from each other; decoration only", "#dad6ca", "#37444a", "#bbbbbb"),
    Colour("strong-line", "edge of a control, axis of a chart", "#76817f", "#839096", "#555555"),
)

# The one accent, for what can be done, and where the keyboard is.
_ACCENT = (
    Colour("accent", "links, buttons, the page in view", "#0b6670", "#7fc8cd"),
    Colour(
        "accent-shade", "ground of what is pointed at or chosen", "#dfeeee", "#1b363a", "#eef6f6"
    ),
    Colour("on-accent", "text on the accent", "#ffffff", "#0c1b1e"),
    Colour("focus", "ring around what has the keyboard", "#0b6670", "#f2cf63"),
)

# What a chart compares. Never by colour alone: each has its own sign and dash in `series`.
_SERIES = (
    Colour("chosen", "the area that the reader chose", "#0a5f6b", "#5fd0d8"),
    Colour("netherlands", "the Netherlands", "#1b2830", "#f3f0e8", "#000000"),
    Colour("region", "its Veilig Thuis region or province", "#1a7fc6", "#3f97d0"),
    Colour("class", "municipalities of the same size and urbanity", "#bb6410", "#efce5a"),
    Colour("nearest", "the municipalities that look most like it", "#72303a", "#d9695f"),
    Colour("crowd", "all other areas", "#85857d", "#7f8b90", "#777777"),
    Colour("crowd-shade", "where chance alone may put an area; bounds", "#e6e3d9", "#2b373c"),
)

# Not known, and not known for good. Words and codes say it too: see `patterns`.
_UNCERTAIN = (
    Colour("unknown", "strokes of the pattern for what is not known", "#6f7a7e", "#8b979c"),
    Colour("unknown-shade", "ground of that pattern", "#f4f2ec", "#1e282c", "#ffffff"),
    Colour("provisional", "edge of a provisional figure", "#7a6417", "#d8bf6a", "#333333"),
)

# For indicators that have a legal or agreed norm, and for no others.
_JUDGED = (
    Colour("better", "meets the norm", "#1d6a96", "#8cc4ee"),
    Colour("better-shade", "ground under it", "#e2eef6", "#1a2f3d", "#ffffff"),
    Colour("worse", "does not meet the norm", "#962d1c", "#f59a83"),
    Colour("worse-shade", "ground under it", "#f9e7e2", "#40251f", "#ffffff"),
)

# Not judged: how much, and which side of the comparator. Neither end is good or bad.
_NOT_JUDGED = (
    Colour("lower", "below the comparator, without judgement", "#6a51a3", "#b3a4e0"),
    Colour("higher", "above the comparator, without judgement", "#b35806", "#eda35d"),
    Colour("ramp-1", "least, on a map", "#d3e8e8", "#1f4449"),
    Colour("ramp-2", "little", "#a3cccf", "#2b666d"),
    Colour("ramp-3", "in the middle", "#6aa6ac", "#428a92"),
    Colour("ramp-4", "much", "#337d86", "#67b2b9"),
    Colour("ramp-5", "most", "#0c525d", "#a5dde1"),
)

_MESSAGES = (
    Colour("warning-line", "edge of a warning", "#b77a08", "#d9a441", "#333333"),
    Colour("warning-shade", "ground of a warning", "#fdf1d8", "#35290f", "#ffffff"),
    Colour("demonstration", "edge of: these figures are made up", "#7446a6", "#b99be0", "#333333"),
    Colour("demonstration-shade", "ground of it", "#f2eaf9", "#2d2339", "#ffffff"),
)

COLOURS = (*_GROUND, *_ACCENT, *_SERIES, *_UNCERTAIN, *_JUDGED, *_NOT_JUDGED, *_MESSAGES)


@cache
def palette(scheme: Scheme) -> Mapping[str, str]:
    """The colours of one scheme by name: `palette("light")["chosen"]` is #rrggbb."""
    return MappingProxyType({colour.name: colour.on(scheme) for colour in COLOURS})


# Plotly draws with fixed colours that a style sheet cannot reach, on light and dark alike.
ON_EITHER: Mapping[str, str] = MappingProxyType(
    {
        "chosen": "#14848f",
        "netherlands": "#6c767b",
        "region": "#2a86cc",
        "class": "#c07a1c",
        "nearest": "#b8505a",
        "crowd": "#828b8f",
    }
)
