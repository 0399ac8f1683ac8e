"""The small parts that every page is built from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.text import t
from indicators.wording import Lang

Node = Component | str | None


# More columns than this do not fit on a phone: there, such a table is a card a row.
MOST_COLUMNS_ON_A_PHONE = 3


@dataclass(frozen=True)
class Column:
    """A column heading; with `href` it sorts, and `direction` says how it is sorted now.

    A `number` stands to the right, a `short` text stays on one line.
    """

    text: str
    kind: Literal["text", "number", "short"] = "text"
    href: str | None = None
    direction: Literal["ascending", "descending"] | None = None


@dataclass(frozen=True)
class Row:
    """One row; the first cell names it."""

    cells: Sequence[Node]
    is_chosen: bool = False


def aria(**values: str) -> dict[str, Any]:
    """Names and states for screen readers: `aria(label="Menu")` is aria-label."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Facts for our own script: `data(address="/")` is data-address."""
    return {f"data-{name}": value for name, value in values.items()}


def link(text: str, href: str) -> Component:
    """A link to another page of ours, without loading everything anew."""
    return dcc.Link(text, href=href)


def step_link(
    text: str, href: str, *, label: str | None = None, is_here: bool = False
) -> Component:
    """A link to another view of the same page: with JavaScript the reader stays where they are.

    `label` names it in full where the text is a sign; `is_here` marks the view that is shown.
    """
    extra = aria(label=label) if label else {}
    return html.A(
        text, href=href, **extra, **data(live="true"), **(aria(current="true") if is_here else {})
    )


def kept_value(name: str, value: str) -> Component:
    """A value that a form sends along without a control for it.

    A list of one option that nobody sees or hears: Dash has no hidden field.
    """
    return html.Select([html.Option(value, value=value, selected=True)], name=name, hidden=True)


def paragraphs(texts: Iterable[str], class_name: str | None = None) -> list[Component]:
    """One paragraph a text."""
    return [html.P(text, className=class_name or "") for text in texts]


def bullet_list(items: Iterable[Node]) -> Component:
    """A plain list."""
    return html.Ul([html.Li(item) for item in items])


def section(heading: str, content: Iterable[Node], *, fragment: str) -> Component:
    """A part of a page with its own heading and a name that an address can point to."""
    title = f"{fragment}-titel"
    return html.Section(
        [html.H2(heading, id=title), *content], id=fragment, **aria(labelledby=title)
    )


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    is_tall: bool = False,
    says_heading: bool = False,
) -> Component:
    """A table that scrolls within its own frame on a narrow screen, also by keyboard.

    A caption that only says the heading above it again is there for screen readers.
    """
    head = html.Thead(
        html.Tr([_heading(column) for column in columns], role="row"), role="rowgroup"
    )
    body = html.Tbody([_row(row, columns) for row in rows], role="rowgroup")
    shown = "for-screen-readers" if says_heading else ""
    kind = "cards" if len(columns) > MOST_COLUMNS_ON_A_PHONE else ""
    # The roles are those of the tags; a browser forgets them once a card is made of a row.
    return html.Div(
        html.Table(
            [html.Caption(caption, className=shown), head, body], className=kind, role="table"
        ),
        className="table-frame tall" if is_tall else "table-frame",
        role="group",
        tabIndex=0,
        **aria(label=caption),
    )


def _heading(column: Column) -> Component:
    content = step_link(column.text, column.href) if column.href else column.text
    extra = aria(sort=column.direction) if column.direction else {}
    return html.Th(content, scope="col", role="columnheader", className=column.kind, **extra)


def _row(row: Row, columns: Sequence[Column]) -> Component:
    name, *rest = row.cells
    cells = [
        html.Td(cell, role="cell", className=column.kind, **data(label=column.text))
        for cell, column in zip(rest, columns[1:], strict=True)
    ]
    return html.Tr(
        [html.Th(name, scope="row", role="rowheader"), *cells],
        role="row",
        className="chosen" if row.is_chosen else "",
    )


def description_list(pairs: Iterable[tuple[str, Node]]) -> Component:
    """Names with what they stand for."""
    return html.Dl([part for name, node in pairs for part in (html.Dt(name), html.Dd(node))])


def note(title: str, text: str) -> Component:
    """A remark that must not be missed."""
    return html.P([html.Strong(title), " ", text], className="note")


def csv_link(text: str, href: str) -> Component:
    """A link to a file; an ordinary one, because Dash has no page for it."""
    return html.A(text, href=href, className="file")


def external_link(text: str, href: str, lang: Lang) -> Component:
    """A link to another site; the address that the reader came from is not passed on."""
    return html.A(
        [text, html.Span(t("link.external", lang), className="for-screen-readers")],
        href=href,
        rel="noreferrer external",
    )
