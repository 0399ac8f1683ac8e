"""The look of every chart, once. Text and lines get their colour from the style sheet.

The style sheet follows the reader's light or dark setting, which a chart's own colours cannot: they
are taken from those that are seen on either.
"""

from typing import Any

from dashboard.design.colours import ON_EITHER

NEUTRAL = ON_EITHER["crowd"]
CHOSEN = ON_EITHER["chosen"]

# Never the same sign twice for up to eight chosen areas: colour is not the only carrier.
SYMBOLS = (
    "diamond",
    "square",
    "triangle-up",
    "star",
    "cross",
    "hexagon",
    "triangle-down",
    "bowtie",
)

_TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": "inherit", "size": 14},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 64, "r": 24, "t": 16, "b": 64},
        "showlegend": False,
        # Dragging would take hold of a phone's scroll, and zooming adds nothing here.
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": {"zeroline": False, "automargin": True, "fixedrange": True},
        "yaxis": {"zeroline": False, "automargin": True, "fixedrange": True},
    }
}


def figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> dict[str, Any]:
    """A chart as a plain dictionary, which is much quicker to send than a Figure object."""
    return {"data": data, "layout": {"template": _TEMPLATE, **layout}}


def config(lang: str) -> Any:
    """No buttons (one of them would send the chart to another company) and our own language."""
    return {
        "locale": lang,
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
    }
