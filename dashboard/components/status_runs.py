"""The last runs, and the release that they came to."""

from collections import Counter
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Row,
    bullet_list,
    description_list,
    paragraphs,
    section,
    table,
)
from dashboard.components.technical import technical
from dashboard.i18n.numbers import format_moment
from dashboard.i18n.text import t
from indicators.api import Release
from indicators.run_log import RunLog, RunSummary
from indicators.wording import Lang

RUNS_SHOWN = 10
_TABLE_OUTCOMES = ("fetched", "unchanged", "not_in_catalogue", "failed", "not_tried")


def runs(log: RunLog, lang: Lang) -> Component:
    """The last ten runs, newest first, with what they did to how many tables."""
    heading = t("status_page.runs", lang)
    content: list[Component] = []
    if log.runs:
        columns = [
            Column(t("column.begun", lang)),
            Column(t("column.finished", lang)),
            Column(t("column.outcome", lang)),
            Column(t("column.tables", lang)),
            Column(t("column.message", lang)),
        ]
        rows = [_row(run, lang) for run in log.runs[:RUNS_SHOWN]]
        content.append(table(heading, columns, rows, says_heading=True))
    else:
        content += paragraphs([t("status_page.no_run", lang)])
    if log.unreadable == 1:
        content += paragraphs([t("status_page.unreadable.one", lang)])
    elif log.unreadable:
        content += paragraphs([t("status_page.unreadable.many", lang, count=log.unreadable)])
    return section(heading, content, fragment="keren")


def release_in_use(release: Release, lang: Lang) -> Component:
    """The release that is shown, and which of its tables were older than what the publisher had."""
    built = datetime.fromisoformat(release.manifest["built_at"])
    pairs = [
        (t("column.release", lang), release.id),
        (t("column.built_at", lang), format_moment(built, lang)),
    ]
    content: list[Component] = [description_list(pairs)]
    if release.older:
        content += [
            *paragraphs([t("status_page.older", lang)]),
            bullet_list(
                html.Div([table_id, " ", technical(why, lang)])
                for table_id, why in release.older.items()
            ),
        ]
    return section(t("status_page.release", lang), content, fragment="uitgave")


def _row(run: RunSummary, lang: Lang) -> Row:
    counts = Counter(table.outcome for table in run.tables)
    tables = [
        t(f"table_count.{outcome}", lang, count=counts[outcome])
        for outcome in _TABLE_OUTCOMES
        if counts[outcome]
    ]
    return Row(
        [
            format_moment(run.started, lang),
            format_moment(run.finished, lang),
            t(f"run.{run.outcome}", lang),
            ", ".join(tables) or None,
            technical(run.message, lang) if run.message else None,
        ]
    )
