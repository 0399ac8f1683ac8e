"""The council page: five answers about one municipality, always in the same order."""

import re
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, bullet_list, link, paragraphs, section
from dashboard.components.figure_block import figure_block
from dashboard.components.in_short import in_short
from dashboard.council import Figure, council_figure, larger_areas
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.pages import not_found
from dashboard.sentences import area_label
from dashboard.shown import shown
from dashboard.state import ViewState
from dashboard.urls import compare_url, municipality_url, recommendation_url
from indicators.api import Release
from indicators.definition import Recommendation
from indicators.values import Area
from indicators.wording import Lang, translated

# Question on the page -> its name in an address.
QUESTIONS = {
    "reports": "meldingen",
    "investigation": "onderzoek",
    "help": "hulp",
    "in_view": "in-beeld",
    "follow_up": "aanbevelingen",
}
CONTEXT = "context"

_NAME = re.compile(r"(?P<code>GM\d{4})(-.*)?", re.IGNORECASE)


def page(request: PageRequest, name: str) -> Page | Redirect:
    """The page of one municipality; `name` is its code, with any words behind it."""
    release, lang = request.release, request.lang
    area = find(release, name)
    if area is None:
        return not_found.page(request, seen=name)
    lasting = municipality_url(area, lang)
    if not lasting.endswith(f"/{name}"):
        return Redirect(lasting + (f"?{request.query}" if request.query else ""))
    figures = [council_figure(release, area, one) for one in shown(release.indicators())]
    *questions, _ = QUESTIONS
    content: Content = [
        html.H1(t("council.title", lang, area=area.name)),
        html.P(_surroundings(release, area, lang), className="lead"),
        *([] if area.is_current else paragraphs([t("council.dissolved", lang)])),
        _contents(lang),
        section(
            t("council.in_short", lang),
            [in_short(area.name, _main_answers(figures), lang)],
            fragment="kort",
        ),
        *(_question(figures, question, lang) for question in questions),
        _follow_up(release, area, lang),
        _context(figures, lang),
    ]
    return Page(t("council.title", lang, area=area.name), content)


def find(release: Release, name: str) -> Area | None:
    """The municipality that a name in an address stands for: its code, with any words behind it."""
    match = _NAME.fullmatch(name)
    area = release.area(match["code"].upper()) if match else None
    return area if area is not None and area.level == "municipality" else None


def _surroundings(release: Release, area: Area, lang: Lang) -> str:
    larger = [one for one in larger_areas(release, area) if one.level != "country"]
    return " · ".join(area_label(one, lang) for one in larger)


def _contents(lang: Lang) -> Component:
    links = [
        *(
            html.A(_numbered(question, lang), href=f"#{name}")
            for question, name in QUESTIONS.items()
        ),
        html.A(t("council.context", lang), href=f"#{CONTEXT}"),
    ]
    return html.Nav(
        bullet_list(links), className="contents", **aria(label=t("council.contents", lang))
    )


def _numbered(question: str, lang: Lang) -> str:
    number = list(QUESTIONS).index(question) + 1
    return f"{number}. {t(f'council.{question}', lang)}"


def _main_answers(figures: Sequence[Figure]) -> list[Figure]:
    """What answers the questions, in their order; no breakdowns and no background."""
    order = list(QUESTIONS)
    main = [
        one
        for one in figures
        if one.definition.part_of is None and one.definition.question in QUESTIONS
    ]
    return sorted(main, key=lambda one: order.index(one.definition.question))


def _blocks(figures: Sequence[Figure], question: str, lang: Lang) -> list[Component]:
    """A block a figure; its breakdowns are folded away behind it."""
    blocks = []
    for figure in figures:
        definition = figure.definition
        if definition.question != question or definition.part_of is not None:
            continue
        blocks.append(figure_block(figure, lang))
        parts = [one for one in figures if one.definition.part_of == definition.id]
        if parts:
            summary = t("figure.parts", lang, title=translated(definition.title, lang))
            folded = [html.Summary(summary), *(figure_block(one, lang) for one in parts)]
            blocks.append(html.Details(folded))
    return blocks


def _question(figures: Sequence[Figure], question: str, lang: Lang) -> Component:
    blocks = _blocks(figures, question, lang)
    return section(_numbered(question, lang), blocks, fragment=QUESTIONS[question])


def _context(figures: Sequence[Figure], lang: Lang) -> Component:
    blocks = _blocks(figures, CONTEXT, lang)
    lead = paragraphs([t("council.context_lead", lang)])
    return section(t("council.context", lang), [*lead, *blocks], fragment=CONTEXT)


def _follow_up(release: Release, area: Area, lang: Lang) -> Component:
    recommendations = release.recommendations()
    compare = compare_url(ViewState(recommendation="R2", areas=(area.code,)), lang)
    content: Content = [
        *paragraphs([t("council.follow_up_lead", lang), t("council.follow_up_limit", lang)]),
        *paragraphs([t("council.with_figure", lang)]),
        _links([one for one in recommendations if one.indicators], lang),
        *paragraphs([t("council.without_figure", lang)]),
        _links([one for one in recommendations if not one.indicators], lang),
        html.P(link(t("council.compare", lang, area=area.name), compare)),
    ]
    return section(_numbered("follow_up", lang), content, fragment=QUESTIONS["follow_up"])


def _links(recommendations: Sequence[Recommendation], lang: Lang) -> Component:
    return bullet_list(
        link(f"{one.id}. {translated(one.title, lang)}", recommendation_url(one.id, lang))
        for one in recommendations
    )
