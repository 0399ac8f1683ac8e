"""How fresh the figures are: per source, what stood out, and how the last run went."""

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Row,
    description_list,
    external_link,
    paragraphs,
    section,
    table,
)
from dashboard.components.sources import published_date
from dashboard.i18n.numbers import format_count, format_moment, period_name
from dashboard.i18n.text import Lang, t
from dashboard.page import Content, Page, PageRequest
from indicators.api import Release
from indicators.values import SourceState


def page(request: PageRequest) -> Page:
    """The page about the data itself; it is there before the first release too."""
    release, lang = request.newest, request.lang
    content: Content = [
        html.H1(t("status_page.title", lang)),
        html.P(t("status_page.lead", lang), className="lead"),
        _last_run(request.store.last_run(), lang),
    ]
    if release is None:
        content += paragraphs([t("no_release.lead", lang)])
    else:
        content += [_release(release, lang), _sources(release, lang), _issues(release, lang)]
    return Page(t("status_page.title", lang), content)


def _last_run(run: dict[str, Any] | None, lang: Lang) -> Component:
    heading = t("status_page.last_run", lang)
    if run is None:
        return section(heading, paragraphs([t("status_page.no_run", lang)]), fragment="run")
    pairs = [
        (t("status_page.finished_at", lang), _moment(run["finished_at"], lang)),
        (t("status_page.outcome", lang), t(f"run.{run['outcome']}", lang)),
    ]
    if run["message"]:
        pairs.append((t("status_page.message", lang), run["message"]))
    content: Content = [description_list(pairs)]
    if run["tables"]:
        columns = [
            Column(t("column.table", lang)),
            Column(t("column.outcome", lang)),
            Column(t("column.message", lang)),
        ]
        rows = [
            Row([one["id"], t(f"run.{one['outcome']}", lang), one["message"]])
            for one in run["tables"]
        ]
        content.append(table(heading, columns, rows, says_heading=True))
    return section(heading, content, fragment="run")


def _release(release: Release, lang: Lang) -> Component:
    pairs = [
        (t("column.release", lang), release.id),
        (t("column.built_at", lang), _moment(release.manifest["built_at"], lang)),
    ]
    return section(t("status_page.release", lang), [description_list(pairs)], fragment="uitgave")


def _sources(release: Release, lang: Lang) -> Component:
    columns = [
        Column(t("column.table", lang)),
        Column(t("column.title", lang)),
        Column(t("column.delivered", lang)),
        Column(t("column.version", lang)),
        Column(t("column.retrieved", lang)),
        Column(t("column.newest_period", lang)),
        Column(t("column.rows", lang), "number"),
    ]
    rows = [_source_row(source, lang) for source in release.sources()]
    caption = t("status_page.sources", lang)
    return section(caption, [table(caption, columns, rows, says_heading=True)], fragment="bronnen")


def _source_row(source: SourceState, lang: Lang) -> Row:
    retrieved = format_moment(source.retrieved_at, lang) if source.retrieved_at else None
    delivered = "selection" if source.is_selection else "yes"
    return Row(
        [
            external_link(source.id, source.url, lang),
            source.title_nl if lang == "nl" else source.title_en,
            t(f"delivered.{delivered if source.is_delivered else 'no'}", lang),
            published_date(source.modified, lang) if source.modified else None,
            retrieved,
            period_name(source.newest_period, lang) if source.newest_period else None,
            format_count(source.row_count, lang) if source.row_count is not None else None,
        ]
    )


def _issues(release: Release, lang: Lang) -> Component:
    heading = t("status_page.issues", lang)
    issues = release.issues()
    if not issues:
        return section(
            heading, paragraphs([t("status_page.no_issues", lang)]), fragment="bijzonderheden"
        )
    columns = [
        Column(t("column.table", lang)),
        Column(t("column.severity", lang)),
        Column(t("column.subject", lang)),
        Column(t("column.message", lang)),
    ]
    rows = [
        Row(
            [
                one.source_id,
                t(f"severity.{one.severity}", lang),
                one.subject,
                one.message_nl if lang == "nl" else one.message_en,
            ]
        )
        for one in issues
    ]
    lead = paragraphs([t("status_page.issues_lead", lang)])
    return section(
        heading,
        [*lead, table(heading, columns, rows, says_heading=True)],
        fragment="bijzonderheden",
    )


def _moment(text: str, lang: Lang) -> str:
    return format_moment(datetime.fromisoformat(text), lang)
