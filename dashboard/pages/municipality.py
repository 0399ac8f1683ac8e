"""The council page: five answers about one municipality, always in the same order."""

import re

from dash import html

from dashboard.components.basics import link, paragraphs
from dashboard.components.council_answer import answer_section
from dashboard.components.council_parts import (
    background_section,
    downloads_section,
    follow_up_section,
    history_part,
    printed_source,
    questions_section,
    stands_out_section,
    sureness_section,
)
from dashboard.components.council_summary import summary
from dashboard.council.build import council_content
from dashboard.council.history import history_of, last_name
from dashboard.council.names import named
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.pages import not_found
from dashboard.urls import home_url, in_version, municipality_url, picture_name
from indicators.api import Release
from indicators.values import Area

_NAME = re.compile(r"(?P<code>GM\d{4})(-.*)?", re.IGNORECASE)


def page(request: PageRequest, name: str) -> Page | Redirect:
    """The page of one municipality; `name` is its code, with any words behind it, or a name."""
    release, lang = request.release, request.lang
    match = _NAME.fullmatch(name)
    if match is None:
        return _by_name(request, name)
    area = find(release, name)
    if area is None:
        return _gone(request, match["code"].upper(), name)
    lasting = municipality_url(area, lang)
    if not lasting.endswith(f"/{name}"):
        return Redirect(_with_query(lasting, request))
    return _council_page(request, area)


def find(release: Release, name: str) -> Area | None:
    """The municipality that a name in an address stands for: its code, with any words behind it."""
    match = _NAME.fullmatch(name)
    area = release.area(match["code"].upper()) if match else None
    return area if area is not None and area.level == "municipality" else None


def _council_page(request: PageRequest, area: Area) -> Page:
    content = council_content(request.release, area, request.lang)
    lang = content.lang
    page: Content = [
        html.H1(content.title),
        html.P(" · ".join(content.surroundings), className="lead"),
        *([] if area.is_current else paragraphs([t("council.dissolved", lang)], "note")),
        *([history_part(content.history, lang)] if content.history and not area.is_current else []),
        summary(content),
        html.P(link(content.chain.text, content.chain.href), className="to-chain"),
        *(answer_section(one, lang) for one in content.answers),
        follow_up_section(content.follow_up, lang),
        stands_out_section(content.stands_out, lang),
        sureness_section(content.how_sure, lang),
        questions_section(content.questions, lang),
        background_section(content),
        downloads_section(content),
        # The figures on paper are those of this release, and its address keeps them.
        printed_source(
            content, request.origin + in_version(municipality_url(area, lang), content.release_id)
        ),
    ]
    return Page(
        content.title,
        [html.Div(page, className="council")],
        t("description.municipality", lang, area=area.name),
        picture=picture_name("gemeente", area.code),
    )


def _gone(request: PageRequest, code: str, name: str) -> Page:
    """A municipality that ended before the first figures: what became of it."""
    lang = request.lang
    old_name, history = last_name(code), history_of(request.release, code, lang)
    if old_name is None or history is None:
        return not_found.page(request, seen=name)
    title = t("council.title", lang, area=old_name)
    content: Content = [
        html.H1(title),
        *paragraphs([t("council.gone", lang)], "note"),
        history_part(history, lang),
    ]
    return Page(title, content, " ".join(history.sentences))


def _by_name(request: PageRequest, name: str) -> Page | Redirect:
    """A name in the place of a code: the page of the only one that goes by it, or a search."""
    words = " ".join(re.findall(r"[\w']+", name))
    found = named(request.release, words)
    if not found:
        return not_found.page(request, seen=name)
    if len(found) > 1:
        return Redirect(home_url(request.lang, search=words))
    return Redirect(_with_query(municipality_url(found[0], request.lang), request))


def _with_query(address: str, request: PageRequest) -> str:
    return address + (f"?{request.query}" if request.query else "")
