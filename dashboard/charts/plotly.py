"""The same numbers as an interactive Plotly figure, for the compare page: funnel and trend.

A plain dictionary, which is much quicker to send than a Figure object. It takes the place of the
SVG in a box of the same size, so that nothing moves. Text, grid and paper get their colours from
the style sheet, which follows the reader's light or dark setting; a figure's own colours cannot.
"""

from typing import Any

from dashboard.charts.funnel import FunnelChart, Spot
from dashboard.charts.trend import Line, TrendChart
from dashboard.i18n.text import t
from indicators.wording import Lang

Figure = dict[str, Any]

# These have enough contrast on light and on dark paper.
NEUTRAL = "#7f8a92"
CHOSEN = "#c05f1c"
# Never the same sign twice for up to eight chosen areas: colour is not the only carrier.
SYMBOLS = (
    "circle",
    "diamond",
    "square",
    "triangle-up",
    "triangle-down",
    "star",
    "cross",
    "hexagon",
)
_AXIS = {"zeroline": False, "automargin": True, "rangemode": "tozero"}
_TEMPLATE: Figure = {
    "layout": {
        "font": {"family": "inherit", "size": 14},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 64, "r": 110, "t": 16, "b": 64},
        "showlegend": False,
        # Dragging would take hold of a phone's scroll; the buttons zoom instead.
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
}


def config(lang: Lang) -> Any:
    """Zoom in, zoom out, back and save; no button that sends a chart to another company."""
    return {
        "locale": lang,
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
        "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "hulpmonitor"},
    }


def plotly_figure(chart: FunnelChart | TrendChart) -> Figure:
    """Data and layout of a chart for `dcc.Graph(figure=..., config=config(lang))`."""
    if isinstance(chart, FunnelChart):
        return _figure(_funnel_traces(chart), _funnel_layout(chart), chart)
    return _figure(_trend_traces(chart), _trend_layout(chart), chart)


def _figure(data: list[Figure], layout: Figure, chart: FunnelChart | TrendChart) -> Figure:
    if chart.about.is_fictitious:
        layout.setdefault("annotations", []).append(_watermark(chart.about.lang))
    return {"data": data, "layout": {"template": _TEMPLATE, **layout}}


# The funnel


def _funnel_traces(chart: FunnelChart) -> list[Figure]:
    traces = [_limit(chart, name) for name in ("lower_998", "lower_95", "upper_95", "upper_998")]
    crowd = [spot for spot in chart.spots if not spot.is_chosen]
    traces = traces if chart.limits else []
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "crowd",
            **_places(crowd),
            "marker": {"color": NEUTRAL, "size": 8, "opacity": 0.6},
        }
    )
    chosen = [spot for spot in chart.spots if spot.is_chosen]
    for number, spot in enumerate(chosen):
        trace = {
            "type": "scatter",
            "mode": "markers+text",
            "name": spot.label,
            **_places([spot]),
            "text": [f"<b>{spot.label} {spot.amount.text}</b>"],
            "textposition": "top left",
            "cliponaxis": False,
            "marker": {"color": CHOSEN, "size": 13, "symbol": SYMBOLS[number % len(SYMBOLS)]},
        }
        if spot.amount.lower is not None and spot.amount.upper is not None:
            trace["error_y"] = _bars([spot.value], [spot.amount.lower], [spot.amount.upper])
        traces.append(trace)
    return traces


def _limit(chart: FunnelChart, name: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [limit.denominator for limit in chart.limits],
        "y": [getattr(limit, name) for limit in chart.limits],
        "hoverinfo": "skip",
        "line": {"color": NEUTRAL, "width": 1.4, "dash": "solid" if "998" in name else "dash"},
    }


def _places(spots: list[Spot]) -> Figure:
    return {
        "x": [spot.denominator for spot in spots],
        "y": [spot.value for spot in spots],
        "hovertext": [
            "<br>".join(
                part for part in (f"<b>{spot.label}</b>", spot.amount.text, spot.word) if part
            )
            for spot in spots
        ],
        "hoverinfo": "text",
    }


def _funnel_layout(chart: FunnelChart) -> Figure:
    lang = chart.about.lang
    size = t("chart.funnel.size", lang, label=chart.denominator_title)
    layout: Figure = {
        "xaxis": {"type": "log", "title": {"text": size}, "dtick": "D2", "tickformat": ",d"},
        # Areas beyond the end of the axis are named below the chart; zooming out shows them.
        "yaxis": {"title": {"text": chart.unit}, "range": [0, chart.top]},
        "annotations": [],
    }
    if chart.limits:
        for name in ("lower_998", "lower_95", "upper_95", "upper_998"):
            key = f"chart.funnel.limit_{name.partition('_')[2]}"
            layout["annotations"].append(_at_the_end(t(key, lang), getattr(chart.limits[-1], name)))
    benchmark = chart.benchmark
    if benchmark is not None and benchmark.value is not None:
        layout["shapes"] = [_across(benchmark.value)]
        text = t("chart.funnel.country", lang, value=benchmark.text)
        layout["annotations"].append(_at_the_end(text, benchmark.value))
    return layout


# The trend


def _trend_traces(chart: TrendChart) -> list[Figure]:
    traces: list[Figure] = []
    chosen = [line for line in chart.lines if line.role != "beside"]
    for line in chart.lines:
        is_chosen = line.role != "beside"
        colour = CHOSEN if is_chosen else NEUTRAL
        symbol = SYMBOLS[chosen.index(line) % len(SYMBOLS)] if is_chosen else "circle"
        traces += [_run(chart, line, run, colour, symbol) for run in line.runs]
    return traces


def _run(chart: TrendChart, line: Line, run: list[Any], colour: str, symbol: str) -> Figure:
    """One piece of a line: Plotly would join pieces of one trace across a break."""
    is_chosen = line.role != "beside"
    trace: Figure = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.label,
        "x": [point.place for point in run],
        "y": [point.amount.value for point in run],
        "hovertext": [
            "<br>".join(
                part
                for part in (
                    f"<b>{line.label}</b>",
                    chart.period_names[point.place],
                    point.amount.text,
                    point.amount.bounds,
                    point.remark,
                )
                if part
            )
            for point in run
        ],
        "hoverinfo": "text",
        "line": {"color": colour, "width": 3 if is_chosen else 1.2},
        "marker": {
            "color": colour,
            "size": 10 if is_chosen else 5,
            "symbol": [f"{symbol}-open" if point.is_provisional else symbol for point in run],
        },
    }
    if is_chosen and all(point.amount.has_range for point in run):
        values = [point.amount.value for point in run]
        lower = [point.amount.lower for point in run]
        trace["error_y"] = _bars(values, lower, [point.amount.upper for point in run])
    return trace


def _trend_layout(chart: TrendChart) -> Figure:
    places = list(range(len(chart.periods)))
    names: list[Figure] = []
    for line in chart.lines:
        if line.runs:
            last = line.runs[-1][-1]
            names.append(_at_the_end(line.label, last.amount.value or 0.0))
    return {
        "xaxis": {
            "tickvals": places,
            "ticktext": list(chart.period_names),
            "range": [-0.4, places[-1] + 0.4],
        },
        "yaxis": {"title": {"text": chart.unit}},
        "shapes": [_cut(cut.place) for cut in chart.cuts],
        "annotations": names,
    }


def _cut(place: int) -> Figure:
    return {
        "type": "line",
        "x0": place - 0.5,
        "x1": place - 0.5,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": NEUTRAL, "width": 1.2, "dash": "dash"},
    }


# Both


def _bars(values: list[Any], lower: list[Any], upper: list[Any]) -> Figure:
    """Bounds, as the distances that Plotly wants."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - value for high, value in zip(upper, values, strict=True)],
        "arrayminus": [value - low for low, value in zip(lower, values, strict=True)],
        "color": CHOSEN,
        "thickness": 2,
    }


def _across(value: float) -> Figure:
    return {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": value,
        "y1": value,
        "line": {"color": NEUTRAL, "width": 1.5},
    }


def _at_the_end(text: str, value: float) -> Figure:
    """A name to the right of the plot, at the height of what it names."""
    return {
        "text": text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": value,
        "showarrow": False,
        "align": "left",
    }


def _watermark(lang: Lang) -> Figure:
    return {
        "text": t("chart.watermark", lang),
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "textangle": -12,
        "opacity": 0.3,
        "font": {"size": 22},
    }
