"""A table that on a phone becomes one block a row, in which every cell says what it is of."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, data


def stacked_table(
    caption: str, heads: Sequence[str], rows: Sequence[tuple[Node, Sequence[Node]]]
) -> Component:
    """`heads` name the columns, the one of the rows' names included; a row is its name and cells.

    The roles are written out because a table that is laid out as blocks loses them in browsers.
    """
    head = html.Tr([html.Th(text, scope="col", role="columnheader") for text in heads], role="row")
    body = [
        html.Tr(
            [
                html.Th(name, scope="row", role="rowheader"),
                *(
                    html.Td(cell, role="cell", **data(label=text))
                    for text, cell in zip(heads[1:], cells, strict=True)
                ),
            ],
            role="row",
        )
        for name, cells in rows
    ]
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(head, role="rowgroup"),
            html.Tbody(body, role="rowgroup"),
        ],
        className="stacked",
        role="table",
    )
