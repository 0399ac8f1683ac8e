"""What is fresh, late, failed or doubtful: in one sentence, per source, and how that came about."""

from datetime import UTC, datetime

from dash import html

from dashboard.components.basics import paragraphs, section
from dashboard.components.status_runs import release_in_use, runs
from dashboard.components.status_sources import remarks, sources
from dashboard.components.status_summary import summary
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest


def page(request: PageRequest) -> Page:
    """The page about the data itself; it is there before the first release too."""
    return page_at(request, datetime.now(UTC))


def page_at(request: PageRequest, now: datetime) -> Page:
    """The page as it is at a moment."""
    release, lang = request.newest, request.lang
    overview = request.store.overview(now)
    content: Content = [html.H1(t("status_page.title", lang)), *summary(overview, lang)]
    if release is None:
        content += paragraphs([t("no_release.lead", lang)])
    content += [sources(overview, lang), remarks(overview, lang)]
    if release is not None:
        content.append(release_in_use(release, lang))
    how = section(
        t("status_page.how", lang), paragraphs([t("status_page.how_text", lang)]), fragment="uitleg"
    )
    content += [runs(overview.log, lang), how]
    return Page(t("status_page.title", lang), content, t("description.status", lang))
