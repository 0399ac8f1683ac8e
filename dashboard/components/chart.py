"""A chart on a page: its name, what it shows, the drawing, its table, and ways to take it along."""

import hashlib
from html import escape
from typing import Literal

from dash import html
from dash.development.base_component import Component

from dashboard.charts.chart import Chart, ChartTable
from dashboard.charts.kinds import KINDS, PAGE_WIDTH, inline_svg
from dashboard.components.basics import Column, Node, Row, aria, csv_link, table
from dashboard.components.inline_svg import InlineSvg
from dashboard.i18n.text import t
from dashboard.origin import site_origin
from dashboard.urls import ChartForm, chart_url
from indicators.wording import Lang

# What name, text and source of a chart take in an iframe, in CSS pixels.
_WORDS_HEIGHT = 330

TablePlace = Literal["folded", "open", "elsewhere"]


def chart_block(
    chart: Chart,
    lang: Lang,
    *,
    table_place: TablePlace = "folded",
    width: float = PAGE_WIDTH,
    drawing: Component | None = None,
    is_embedded: bool = False,
) -> Component:
    """A figure with caption, inline SVG, table and links to PNG, SVG, embed code and citation.

    `chart` is made for the same language, e.g. by `dashboard.charts.position.position(...)`.
    `table_place`: folded below the drawing (opened on a phone, where the drawing yields to it),
    open below it, or elsewhere: the page has these numbers in a table of its own. `width` is what
    the drawing is laid out for; on screen it takes the width of its place. `drawing` stands in the
    place of the SVG, e.g. with the same chart in Plotly.
    `is_embedded`: it stands in a page of somebody else, who has the code already.
    """
    caption = f"{chart_id(chart)}-name"
    parts: list[Node] = [
        html.Figcaption(
            [html.Strong(chart.name, id=caption), html.Span(chart.text, className="chart-text")]
        ),
        html.Div(drawing or InlineSvg(inline_svg(chart, width)), className="chart-drawing"),
    ]
    if table_place == "folded":
        parts.append(html.Details([html.Summary(t("chart.table", lang)), _table(chart.table)]))
    elif table_place == "open":
        parts.append(_table(chart.table))
    if not is_embedded:
        parts += take_along(chart, lang)
    return html.Figure(
        parts,
        className=f"chart-block table-{table_place}",
        id=chart_id(chart),
        **aria(labelledby=caption),
    )


def chart_id(chart: Chart) -> str:
    """The id of a chart's block, the same for the same chart of every release and language."""
    address = repr((chart.kind, sorted(chart.about.params.items())))
    return f"grafiek-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def take_along(chart: Chart, lang: Lang) -> list[Component]:
    """Links to the drawing as a file, and what another site or a text needs to show it."""
    return [_files(chart, lang), _use_elsewhere(chart, lang)]


def _files(chart: Chart, lang: Lang) -> Component:
    return html.Div(
        [
            csv_link(t("chart.png", lang), _url(chart, "png")),
            csv_link(t("chart.svg", lang), _url(chart, "svg")),
        ],
        className="take-along small",
    )


def _use_elsewhere(chart: Chart, lang: Lang) -> Component:
    """The code for another site, and the sentence for a text, ready to be copied."""
    label = t("chart.use.embed", lang)
    return html.Details(
        [
            html.Summary(t("chart.use.heading", lang)),
            html.P(label),
            html.Pre(html.Code(embed_code(chart)), tabIndex=0, **aria(label=label)),
            html.P(t("chart.use.cite", lang)),
            html.P(citation(chart), className="citation"),
        ],
        className="use-elsewhere",
    )


def embed_code(chart: Chart) -> str:
    """An `<iframe>` with the chart, frozen to its release."""
    height = round(KINDS[chart.kind].draw(chart, PAGE_WIDTH).height + _WORDS_HEIGHT)
    address = escape(site_origin() + _url(chart, "embed"))
    return (
        f'<iframe src="{address}" title="{escape(chart.name)}" '
        f'width="100%" height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def citation(chart: Chart) -> str:
    """Who, when, what, which release, and the address that keeps showing it."""
    about = chart.about
    return t(
        "chart.use.citation",
        about.lang,
        year=about.made[-4:],
        name=chart.name,
        release=about.release_id,
        date=about.made,
        url=site_origin() + _url(chart, "embed"),
    )


def _url(chart: Chart, form: ChartForm) -> str:
    about = chart.about
    return chart_url(about.release_id, chart.kind, about.params, about.lang, form)


def _table(content: ChartTable) -> Component:
    columns = [
        Column(text, "number" if is_number else "text")
        for text, is_number in zip(content.columns, content.numbers, strict=True)
    ]
    return table(content.caption, columns, [Row(row) for row in content.rows])
