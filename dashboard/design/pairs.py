"""Which colour stands on which ground: the pairs whose contrast is tested, and no others are used.

Needed are the ratios of WCAG 2.2, level AA: 4.5 for text (1.4.3), 3 for what must be seen to
understand or to use something (1.4.11).
"""

from collections.abc import Iterator
from dataclasses import dataclass

TEXT_RATIO = 4.5
GRAPHIC_RATIO = 3.0


@dataclass(frozen=True)
class Pair:
    """A colour, its ground (names of `colours`), and the contrast that it needs."""

    colour: str
    ground: str
    ratio: float


_SURFACES = ("paper", "panel", "shade")

_TEXT = {
    "ink": (
        *_SURFACES,
        "accent-shade",
        "unknown-shade",
        "crowd-shade",
        "better-shade",
        "worse-shade",
        "warning-shade",
        "demonstration-shade",
    ),
    "soft-ink": (
        *_SURFACES,
        "accent-shade",
        "unknown-shade",
        "warning-shade",
        "demonstration-shade",
    ),
    "accent": (*_SURFACES, "accent-shade", "unknown-shade", "warning-shade", "demonstration-shade"),
    "chosen": ("paper", "panel", "accent-shade"),
    "netherlands": ("paper", "panel"),
    "on-accent": ("accent",),
    "better": ("better-shade",),
    "worse": ("worse-shade",),
    "paper": ("ink",),
}

_GRAPHIC = {
    "strong-line": _SURFACES,
    "focus": (*_SURFACES, "accent-shade", "warning-shade", "demonstration-shade"),
    "chosen": ("crowd-shade",),
    "netherlands": ("crowd-shade",),
    "region": ("paper", "panel", "crowd-shade"),
    "class": ("paper", "panel", "crowd-shade"),
    "nearest": ("paper", "panel", "crowd-shade"),
    "crowd": ("paper", "panel"),
    "unknown": ("paper", "panel", "unknown-shade"),
    "provisional": ("paper", "panel"),
    "lower": ("paper", "panel"),
    "higher": ("paper", "panel"),
    "better": ("paper", "panel"),
    "worse": ("paper", "panel"),
    "warning-line": ("paper", "panel", "warning-shade"),
    "demonstration": ("paper", "panel", "demonstration-shade"),
}


def pairs() -> Iterator[Pair]:
    """Every pair in use, text first."""
    for ratio, grounds_of in ((TEXT_RATIO, _TEXT), (GRAPHIC_RATIO, _GRAPHIC)):
        for colour, grounds in grounds_of.items():
            yield from (Pair(colour, ground, ratio) for ground in grounds)
