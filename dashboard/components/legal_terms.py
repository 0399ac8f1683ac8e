"""Terms that the law sets, as text: never a line in a chart, because nobody publishes the times."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, bullet_list, external_link, paragraphs, section
from dashboard.i18n.numbers import format_day
from dashboard.i18n.text import t
from indicators.legal_terms import NOT_PUBLISHED, LegalTerm, legal_terms_beside, read_legal_terms
from indicators.wording import Lang, translated


def legal_terms_section(of: str, lang: Lang) -> list[Component]:
    """The terms beside an indicator or recommendation; nothing where there are none."""
    terms = legal_terms_beside(of)
    if not terms:
        return []
    content = [*paragraphs([translated(NOT_PUBLISHED, lang)]), _list(terms, lang)]
    return [section(t("legal.title", lang), content, fragment="termijnen")]


def all_terms(lang: Lang) -> Component:
    """Every term that we know."""
    return _list(read_legal_terms(), lang)


def _list(terms: Iterable[LegalTerm], lang: Lang) -> Component:
    return bullet_list(_term(one, lang) for one in terms)


def _term(one: LegalTerm, lang: Lang) -> Component:
    source = translated(one.source, lang)
    origin: Node = external_link(source, one.url, lang) if one.url else source
    checked = (
        t("legal.checked", lang, date=format_day(one.checked, lang))
        if one.checked
        else translated(one.not_checked, lang)
    )
    noted = t("legal.noted", lang, date=format_day(one.noted, lang))
    return html.Div(
        [
            html.P(translated(one.text, lang)),
            html.P(
                [t(f"legal.{one.kind}", lang), " ", origin, ". ", noted, " ", checked],
                className="small",
            ),
        ]
    )
