"""What a chart compares, each with a sign and a dash of its own: colour is never alone."""

from dataclasses import dataclass
from typing import Literal

Dash = Literal["solid", "dash", "dot", "dashdot", "longdash"]


@dataclass(frozen=True)
class Series:
    """One thing compared: its colour's name, its sign (as Plotly names it) and its line."""

    colour: str
    symbol: str
    dash: Dash


CHOSEN = Series("chosen", "diamond", "solid")
NETHERLANDS = Series("netherlands", "line-ns", "dash")
REGION = Series("region", "square", "longdash")
CLASS = Series("class", "triangle-up", "dot")
NEAREST = Series("nearest", "cross", "dashdot")
CROWD = Series("crowd", "circle", "solid")

SERIES = (CHOSEN, NETHERLANDS, REGION, CLASS, NEAREST, CROWD)
