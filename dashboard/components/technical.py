"""What the program itself says, in English, on a page in either language."""

from dash import html
from dash.development.base_component import Component

from dashboard.i18n.text import t
from indicators.wording import Lang

_LONG = 160  # a message of more letters is folded away


def technical(message: str, lang: Lang) -> Component:
    """A message of the program; a long one opens when it is asked for."""
    said = html.Span(message, lang="en")
    if len(message) <= _LONG:
        return said
    return html.Details([html.Summary(t("status_page.read_message", lang)), said])
