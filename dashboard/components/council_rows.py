"""Figures in compact rows: name and marks, value with its bounds, and the word of a comparison."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Node, Row, link, table
from dashboard.components.marks import mark_labels
from dashboard.council.content import Amount, FigureRow
from dashboard.i18n.text import t
from indicators.wording import Lang


def figure_table(
    caption: str, rows: Sequence[FigureRow], lang: Lang, *, others: Sequence[Node] | None = None
) -> Component:
    """The rows under a caption; with `others` the country stands in the place of the word."""
    last = "column.country" if others is not None else "column.comparison"
    columns = [
        Column(t("column.indicator", lang)),
        Column(t("column.value", lang)),
        Column(t(last, lang)),
    ]
    beside = others if others is not None else [_word(one, lang) for one in rows]
    body = [
        Row([_name(one, lang), _value(one, lang), cell])
        for one, cell in zip(rows, beside, strict=True)
    ]
    return html.Div(table(caption, columns, body, says_heading=True), className="compact")


def amount_cell(amount: Amount | None, lang: Lang) -> Node:
    """The number with its bounds below it."""
    if amount is None:
        return None
    if amount.number is None:
        return html.Span(t("figure.none", lang), className="none")
    lines: list[Node] = [html.Div(html.Strong(f"{amount.number} {amount.unit}"))]
    if amount.bounds:
        lines.append(html.Div(amount.bounds, className="small"))
    return html.Div(lines)


def _name(row: FigureRow, lang: Lang) -> Node:
    lines: list[Node] = [html.Div(link(row.about.text, row.about.href))]
    if row.amount:
        marks = mark_labels(row.amount.marks)
        lines.append(html.Div([row.amount.period, " ", marks], className="small"))
    return html.Div(
        [*lines, _links(row, lang)],
        # Other pages lead to a figure on this page by its id.
        id=row.definition.id,
        className="part" if row.is_part else "",
    )


def _links(row: FigureRow, lang: Lang) -> Component:
    # Many rows have the same short text: what a screen reader reads also says of which figure.
    of_what = html.Span(f": {row.about.text}", className="for-screen-readers")
    short = t("council.compare_short", lang)
    return html.Div(dcc.Link([short, of_what], href=row.compare.href), className="small")


def _value(row: FigureRow, lang: Lang) -> Node:
    if row.amount is None:
        return row.absent
    return html.Div(
        [amount_cell(row.amount, lang), html.Div(row.calculation, className="small counts")]
    )


def _word(row: FigureRow, lang: Lang) -> Node:
    if row.word is None:
        return t("council.never_compared", lang) if row.amount else None
    if row.against is None:
        return row.word
    return html.Div([html.Strong(row.word), " ", row.against])
