"""Downloads: every table of the newest release, the ones before it, and how to read a file."""

from collections import Counter
from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    csv_link,
    description_list,
    link,
    paragraphs,
    section,
    table,
)
from dashboard.i18n.numbers import format_moment
from dashboard.i18n.text import t
from dashboard.page import Page, PageRequest
from dashboard.urls import LATEST, download_url, indicator_url
from indicators.api import Release
from indicators.tables import REVISIONS, PublicTable
from indicators.wording import Lang, format_count, translated


def page(request: PageRequest) -> Page:
    """The page with all files."""
    release, lang = request.release, request.lang
    content = [
        html.H1(t("data.title", lang)),
        html.P(t("data.lead", lang), className="lead"),
        _files(release, lang),
        _how_to(release, lang),
        changes(release, lang),
        *(_codebook(one, lang) for one in release.tables()),
        _releases(request.store.releases(), release, lang),
    ]
    return Page(t("data.title", lang), content, t("description.data", lang), dataset="all")


def _files(release: Release, lang: Lang) -> Component:
    columns = [
        Column(t("column.table", lang)),
        Column(t("column.content", lang)),
        Column(t("column.rows", lang), "number"),
        Column(t("column.file", lang)),
        Column("SHA-256"),
    ]
    rows = []
    for one in release.tables():
        file = release.manifest["files"][one.name]
        rows.append(
            Row(
                [
                    translated(one.title, lang),
                    translated(one.description, lang),
                    format_count(file["rows"], lang),
                    csv_link(f"{one.name}.csv", download_url(release.id, one.name)),
                    html.Code(file["sha256"][:12], title=file["sha256"]),
                ]
            )
        )
    caption = t("data.caption", lang, release=release.id)
    licence = "footer.fictitious" if release.is_fictitious else "data.licence"
    content = [
        table(caption, columns, rows),
        *paragraphs([t("data.format", lang), t(licence, lang)]),
    ]
    return section(t("data.files", lang), content, fragment="bestanden")


def _how_to(release: Release, lang: Lang) -> Component:
    addresses = [
        ("data.dated", download_url(release.id, "indicatoren")),
        ("data.newest", download_url(LATEST, "indicatoren")),
        (
            "data.filtered",
            download_url(LATEST, "indicatoren", {"indicator": ["C1"], "gebieden": ["NL01"]}),
        ),
    ]
    pairs = [(t(key, lang), html.Code(address)) for key, address in addresses]
    return section(
        t("data.how_to", lang),
        [*paragraphs([t("data.how_to_lead", lang)]), description_list(pairs)],
        fragment="adressen",
    )


def changes(release: Release, lang: Lang) -> Component:
    """How many figures differ from the release before, per cause, with the file of all of them."""
    heading, fragment = t("data.changes", lang), "wijzigingen"
    found = release.revisions()
    if not found:
        return section(heading, paragraphs([t("data.no_changes", lang)]), fragment=fragment)
    columns = [
        Column(t("data.cause", lang)),
        Column(t("data.changed_figures", lang), "number"),
        Column(t("data.changed_indicators", lang)),
    ]
    rows = []
    for cause, count in Counter(one.cause for one in found).most_common():
        ids = sorted({one.indicator_id for one in found if one.cause == cause})
        links = [part for one in ids for part in (", ", _indicator(release, one, lang))][1:]
        rows.append(Row([t(f"cause.{cause}", lang), format_count(count, lang), html.Span(links)]))
    lead = t("data.changes_lead", lang, before=found[0].from_release_id)
    file = csv_link("wijzigingen.csv", download_url(release.id, REVISIONS.name))
    content = [*paragraphs([lead]), table(heading, columns, rows, says_heading=True), html.P(file)]
    return section(heading, content, fragment=fragment)


def _indicator(release: Release, indicator_id: str, lang: Lang) -> Node:
    """Its page, or its id alone where it is gone."""
    if release.indicator(indicator_id) is None:
        return indicator_id
    return link(indicator_id, indicator_url(indicator_id, lang))


def _codebook(one: PublicTable, lang: Lang) -> Component:
    columns = [
        Column(t("column.column", lang)),
        Column(t("column.meaning", lang)),
        Column(t("column.kind", lang)),
    ]
    rows = [
        Row(
            [
                html.Code(column.name),
                _meaning(translated(column.label, lang), column.description, lang),
                t(f"column_type.{column.type}", lang),
            ]
        )
        for column in one.columns
    ]
    title = t("data.codebook", lang, table=translated(one.title, lang))
    return html.Details([html.Summary(title), table(title, columns, rows, says_heading=True)])


def _meaning(label: str, description: Any, lang: Lang) -> str:
    return f"{label}. {translated(description, lang)}." if description else label


def _releases(manifests: list[dict[str, Any]], newest: Release, lang: Lang) -> Component:
    columns = [
        Column(t("column.release", lang)),
        Column(t("column.built_at", lang)),
        Column(t("column.file", lang)),
    ]
    rows = [
        Row(
            [
                manifest["id"],
                format_moment(datetime.fromisoformat(manifest["built_at"]), lang),
                csv_link("indicatoren.csv", download_url(manifest["id"], "indicatoren")),
            ],
            is_chosen=manifest["id"] == newest.id,
        )
        for manifest in manifests
    ]
    content = [
        *paragraphs([t("data.releases_lead", lang)]),
        table(t("data.releases", lang), columns, rows, says_heading=True),
    ]
    return section(t("data.releases", lang), content, fragment="uitgaven")
