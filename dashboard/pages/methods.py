"""How every figure, bound, interval and word is worked out, in plain words."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, bullet_list, link, note, paragraphs
from dashboard.components.method_tables import TABLES
from dashboard.i18n.text import t
from dashboard.methods.methods import Chapter, Formula, Method, filled, plain, read_chapters
from dashboard.page import Content, Page, PageRequest
from dashboard.urls import glossary_url, indicators_url
from indicators.wording import Lang, translated


def page(request: PageRequest) -> Page:
    """The page of methods; it needs no figures."""
    lang = request.lang
    content: Content = [
        html.H1(t("method.title", lang)),
        html.P(t("method.lead", lang), className="lead"),
        note(t("method.unsigned_title", lang), t("method.unsigned", lang)),
        html.P(
            [
                link(t("method.glossary", lang), glossary_url(lang)),
                " · ",
                link(t("method.figures", lang), indicators_url(lang)),
            ]
        ),
        _contents(lang),
        *(
            part
            for number, one in enumerate(read_chapters())
            for part in _chapter(number, one, lang)
        ),
    ]
    return Page(t("method.title", lang), content, t("description.methods", lang))


def _contents(lang: Lang) -> Component:
    chapters = [
        html.Div(
            [
                html.P(html.Strong(translated(chapter.chapter, lang))),
                bullet_list(
                    html.A(translated(one.title, lang), href=f"#{one.id}")
                    for one in chapter.methods
                ),
            ]
        )
        for chapter in read_chapters()
    ]
    return html.Nav(
        chapters, className="contents methods", **aria(label=t("council.contents", lang))
    )


def _chapter(number: int, chapter: Chapter, lang: Lang) -> list[Component]:
    heading = html.H2(translated(chapter.chapter, lang), id=f"hoofdstuk-{number + 1}")
    return [heading, *(part for one in chapter.methods for part in _method(one, lang))]


def _method(one: Method, lang: Lang) -> list[Component]:
    parts: list[Component] = [
        html.H3(translated(one.title, lang), id=one.id),
        html.P(html.Strong(plain(one.id, lang))),
        *paragraphs(filled(translated(text, lang), lang) for text in one.more),
    ]
    if one.formula:
        parts.append(_formula(one.formula, lang))
    if one.example:
        example = filled(translated(one.example, lang), lang)
        parts.append(html.P([html.Strong(t("method.example", lang)), " ", example]))
    if one.shows:
        parts.append(TABLES[one.shows](lang))
    return parts


def _formula(formula: Formula, lang: Lang) -> Component:
    """Signs for eyes, which speech cannot read well, and words for everybody."""
    words = filled(formula.nl if lang == "nl" else formula.en, lang)
    return html.Div(
        [
            html.P(filled(formula.signs, lang), className="formula", **aria(hidden="true")),
            html.P([html.Strong(t("method.formula", lang)), " ", f"{words}."]),
        ]
    )
