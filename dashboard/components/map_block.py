"""The map on a page: name and reading, switch, legend, the drawing, and the list beside it."""

from collections.abc import Callable
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, bullet_list, link, paragraphs
from dashboard.components.chart import take_along
from dashboard.components.inline_svg import InlineSvg
from dashboard.i18n.text import t
from dashboard.map.chart import MapChart
from dashboard.map.drawing import areas_text, map_svg, without_shape
from dashboard.map.kind import MAP_KINDS, MapKind
from dashboard.map.view import LegendEntry, MapArea
from indicators.wording import Lang

MAP = "kaart"


def map_block(
    chart: MapChart,
    lang: Lang,
    *,
    address: Callable[[MapKind], str] | None = None,
    list_href: str | None = None,
) -> Component:
    """A map as a figure; every area in it is a link, and stands in a list with its value too.

    `address` gives the page with the other kind of map, or is None where there is one kind only.
    `list_href` points to a list with these values that the page has already; without it the list
    is folded below the map.
    """
    name = f"{MAP}-naam"
    figure = html.Figure(
        [
            html.Figcaption(
                [html.Strong(chart.name, id=name), html.Span(chart.text, className="chart-text")]
            ),
            *([_switch(chart.shown_as, address, lang)] if address else []),
            html.Div(
                [InlineSvg(map_svg(chart), "map-drawing"), _legend(chart, lang)],
                className="map-box",
            ),
            *_without(chart, lang),
            *take_along(chart, lang),
        ],
        className="chart-block",
        **aria(labelledby=name),
    )
    beside = (
        html.P(html.A(t("map.to_list", lang), href=list_href)) if list_href else _list(chart, lang)
    )
    return html.Div([figure, beside], className="map-block")


def _switch(now: MapKind, address: Callable[[MapKind], str], lang: Lang) -> Component:
    links = [
        html.Span(
            link(t(f"map.kind.{kind}", lang), address(kind))
            if kind != now
            else html.Strong(t(f"map.kind.{kind}", lang), **aria(current="true"))
        )
        for kind in MAP_KINDS
    ]
    return html.Nav(bullet_list(links), className="map-switch", **aria(label=t("map.switch", lang)))


def _legend(chart: MapChart, lang: Lang) -> Component:
    entries = [html.Li(_entry(one, lang)) for one in chart.view.legend]
    key = "map.how" if chart.shown_as == "tegels" else "map.how_boundaries"
    origin = "map.source_fictitious" if chart.about.is_fictitious else "map.source"
    source = [] if chart.shown_as == "tegels" else [t(origin, lang)]
    return html.Div(
        [
            html.P(html.Strong(t("map.legend", lang))),
            html.Ul(entries),
            *paragraphs([t(key, lang), *source], "small"),
        ],
        className="map-legend",
    )


def _entry(entry: LegendEntry, lang: Lang) -> list[Component]:
    return [
        html.Span(className=f"swatch swatch-{entry.shade}"),
        html.Span([f"{entry.text}: ", html.Strong(areas_text(entry.areas, lang))]),
    ]


def _without(chart: MapChart, lang: Lang) -> list[Component]:
    areas = without_shape(chart)
    if not areas:
        return []
    key = f"map.without_shape.{'one' if len(areas) == 1 else 'many'}"
    return [
        html.P(t(key, lang, count=len(areas)), className="small"),
        _links(areas),
    ]


def _list(chart: MapChart, lang: Lang) -> Component:
    by_province = sorted(chart.view.areas, key=lambda area: area.province)
    parts: list[Component] = [html.Summary(t("map.list", lang))]
    for name, group in groupby(by_province, key=lambda area: area.province):
        # A dissolved municipality can be without a province.
        parts += [html.P(html.Strong(name or t("map.no_province", lang))), _links(list(group))]
    return html.Details(parts, className="map-list")


def _links(areas: list[MapArea]) -> Component:
    items = [html.Span([link(area.name, area.href), f": {area.words}"]) for area in areas]
    return bullet_list(items)
