"""Marks of what is missing or uncertain, drawn: a pattern, a sign, a word, and the code."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, data
from dashboard.marks import Mark


def mark_label(mark: Mark, *, with_code: bool = False) -> Component:
    """One mark; its code stands behind it in a key, and everywhere else in the document only."""
    sign = html.Span(mark.sign, className="mark-sign", **aria(hidden="true"))
    code = [" ", html.Code(mark.code)] if with_code else []
    return html.Span(
        [sign, " ", mark.word, *code],
        className=f"mark {mark.pattern}",
        **data(code=mark.code),
    )


def mark_labels(marks: Iterable[Mark]) -> Component | None:
    """The marks of one figure; nothing where all is plain."""
    labels = [mark_label(one) for one in marks]
    return html.Span(labels, className="marks") if labels else None
