"""The charts of the compare page: areas against their size, the chosen ones over time, the map."""

from collections.abc import Sequence
from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.funnel import FunnelChart, funnel
from dashboard.charts.kinds import inline_svg
from dashboard.charts.plotly import config, plotly_figure
from dashboard.charts.trend import TrendChart, trend
from dashboard.comparing import SIDE_BY_SIDE, IndicatorView
from dashboard.components.basics import Node, aria, paragraphs, step_link
from dashboard.components.chart import chart_block
from dashboard.components.inline_svg import InlineSvg
from dashboard.components.map_block import map_block
from dashboard.i18n.text import t
from dashboard.map.chart import map_chart
from dashboard.newest import COUNTRY
from dashboard.state import SERIES
from dashboard.urls import compare_url
from indicators.api import Release
from indicators.values import Area
from indicators.wording import Lang

TABLE = "tabel"


def drawings(release: Release, view: IndicatorView, lang: Lang) -> list[Node]:
    """Funnel, trend and map, as far as there are figures for them.

    Only the first `SIDE_BY_SIDE` chosen areas are named in a chart, and that is said.
    """
    chosen = [one.area for one in view.chosen]
    named = chosen[:SIDE_BY_SIDE]
    country = release.area(COUNTRY)
    over_time = named or ([country] if country else [])
    more = (
        paragraphs([t("compare.named_in_charts", lang, most=str(SIDE_BY_SIDE))])
        if len(chosen) > len(named)
        else []
    )
    return [
        *more,
        *_funnel(release, view, [area for area in named if area.code != COUNTRY], lang),
        *_trend(release, view, over_time, lang),
        *_map(release, view, lang),
    ]


def _funnel(
    release: Release, view: IndicatorView, areas: Sequence[Area], lang: Lang
) -> Sequence[Node]:
    chart = funnel(release, view.definition, areas, lang, view.period)
    if chart is None:
        return []
    drawing = _interactive(chart, "compare-funnel-graph", lang)
    block = chart_block(chart, lang, table_place="elsewhere", drawing=drawing)
    return [html.H3(t("compare.funnel", lang)), block]


def _interactive(chart: FunnelChart | TrendChart, graph_id: str, lang: Lang) -> Component:
    """The drawing, and over it the same numbers in Plotly: it keeps the place, so nothing moves."""
    graph = dcc.Graph(
        id=graph_id,
        figure=plotly_figure(chart),
        config=config(lang),
        responsive=True,
        className="chart",
    )
    over = html.Div(graph, className="over-drawing", role="group", **aria(label=chart.name))
    return html.Div([InlineSvg(inline_svg(chart)), over], className="interactive")


def _trend(
    release: Release, view: IndicatorView, areas: Sequence[Area], lang: Lang
) -> Sequence[Node]:
    kind = "half_year" if view.state.series == "halfjaren" else "year"
    chart = trend(release, view.definition, areas, lang, kind)
    heading, switch = html.H3(t("compare.trend", lang)), _series_switch(view, lang)
    if chart is None:
        return [heading, switch, *paragraphs([t("compare.no_trend", lang)])]
    drawing = _interactive(chart, "compare-trend-graph", lang)
    return [heading, switch, chart_block(chart, lang, drawing=drawing)]


def _series_switch(view: IndicatorView, lang: Lang) -> Component:
    items = [
        html.Li(
            step_link(
                t(f"series.{one}", lang),
                compare_url(replace(view.state, series=one), lang),
                is_here=one == view.state.series,
            )
        )
        for one in SERIES
    ]
    return html.Nav(html.Ul(items, className="inline"), **aria(label=t("compare.series", lang)))


def _map(release: Release, view: IndicatorView, lang: Lang) -> Sequence[Node]:
    has_boundaries = release.has_boundaries()
    chart = map_chart(
        release,
        view.definition,
        lang,
        period=view.period,
        chosen=view.state.areas,
        shown_as=view.state.map if has_boundaries else "tegels",
    )
    if chart is None:
        return []
    return [
        html.H3(t("compare.map", lang)),
        map_block(
            chart,
            lang,
            address=(lambda kind: compare_url(replace(view.state, map=kind), lang))
            if has_boundaries
            else None,
            list_href=None if view.definition.is_regional else f"#{TABLE}",
        ),
    ]
