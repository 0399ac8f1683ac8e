"""What words mean on this site, from A to Z in the language of the reader."""

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, aria, link, paragraphs
from dashboard.components.term import term
from dashboard.glossary.terms import Term, read_terms
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest
from dashboard.urls import methods_url
from indicators.place_names import loose
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page:
    """The glossary; it needs no figures."""
    lang = request.lang
    terms = sorted(read_terms().values(), key=lambda one: loose(translated(one.term, lang)))
    letters = [
        (letter, [*group]) for letter, group in groupby(terms, lambda one: _letter(one, lang))
    ]
    content: Content = [
        html.H1(t("glossary.title", lang)),
        html.P(t("glossary.lead", lang), className="lead"),
        *paragraphs([t("glossary.sources", lang)]),
        html.Nav(
            html.Ul(
                [html.Li(html.A(letter, href=f"#{_fragment(letter)}")) for letter, _ in letters],
                className="inline",
            ),
            **aria(label=t("glossary.letters", lang)),
        ),
        *(part for letter, group in letters for part in _group(letter, group, lang)),
        html.P(link(t("glossary.methods", lang), methods_url(lang))),
    ]
    return Page(t("glossary.title", lang), content, t("description.glossary", lang))


def _letter(one: Term, lang: Lang) -> str:
    return loose(translated(one.term, lang))[0].upper()


def _fragment(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _group(letter: str, group: list[Term], lang: Lang) -> list[Component]:
    parts = [part for one in group for part in _term(one, lang)]
    return [html.H2(letter, id=_fragment(letter)), html.Dl(parts)]


def _term(one: Term, lang: Lang) -> list[Component]:
    other = "en" if lang == "nl" else "nl"
    elsewhere = translated(one.term, other)
    named: list[Node] = [translated(one.term, lang)]
    if elsewhere != named[0]:
        named.append(html.Span(f" ({elsewhere})", lang=other, className="small"))
    about: list[Component] = [
        html.P(translated(one.definition, lang)),
        html.P(t("glossary.source", lang, source=translated(one.source, lang)), className="small"),
    ]
    if one.see:
        links = [part for each in one.see for part in (", ", term(each, lang))][1:]
        about.append(html.P([t("glossary.see", lang), " ", *links], className="small"))
    return [html.Dt(named, id=one.id), html.Dd(about)]
