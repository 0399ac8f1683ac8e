"""A word as a link to what it means."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import link
from dashboard.glossary.terms import occurring, read_terms
from dashboard.i18n.text import t
from dashboard.urls import glossary_url
from indicators.wording import Lang, translated


def term(term_id: str, lang: Lang, text: str | None = None) -> Component:
    """A link to the meaning of a term, under its own name unless there is a text.

    KeyError where the glossary has no such term: a link to nowhere must fail in a test.
    """
    named = read_terms()[term_id]
    return link(text or translated(named.term, lang), glossary_url(lang, fragment=term_id))


def terms_line(texts: Iterable[str], lang: Lang) -> list[Component]:
    """Links to the terms that occur in texts; nothing where none does."""
    found = occurring(texts, lang)
    links = [part for one in found for part in (", ", term(one.id, lang))][1:]
    return [html.P([t("glossary.words", lang), " ", *links], className="small")] if links else []
