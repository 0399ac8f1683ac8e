"""What is known of the accessibility: input for the statement of whoever publishes the site."""

from dash import html
from dash.development.base_component import Component

from dashboard.accessibility import Results, Violation, read_results
from dashboard.components.basics import (
    Column,
    Row,
    bullet_list,
    description_list,
    external_link,
    note,
    paragraphs,
    section,
    table,
)
from dashboard.i18n.numbers import format_day
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest
from indicators.wording import Lang, format_count

# What people have to look at, because no program can judge it.
BY_HAND = (
    "reading_order", "plain_language", "screen_reader", "keyboard_sense", "alternative_texts",
    "zoom", "forced_colours", "documents", "people",
)  # fmt: skip


def page(request: PageRequest) -> Page:
    """The page; it needs no figures."""
    return page_of(read_results(), request.lang)


def page_of(results: Results | None, lang: Lang) -> Page:
    """The page for the results of a run, or for none."""
    title = t("accessibility.title", lang)
    content: Content = [
        html.H1(title),
        html.P(t("accessibility.lead", lang), className="lead"),
        note(t("accessibility.no_statement_title", lang), t("accessibility.no_statement", lang)),
        section(
            t("accessibility.law", lang),
            paragraphs([t("accessibility.law_text", lang), t("accessibility.aim", lang)]),
            fragment="wet",
        ),
        section(t("accessibility.tested", lang), _tested(results, lang), fragment="getest"),
        section(
            t("accessibility.by_hand", lang),
            [
                *paragraphs([t("accessibility.by_hand_lead", lang)]),
                bullet_list(t(f"accessibility.check_{one}", lang) for one in BY_HAND),
            ],
            fragment="met-de-hand",
        ),
        section(
            t("accessibility.report", lang),
            paragraphs([t("accessibility.report_text", lang)]),
            fragment="melden",
        ),
    ]
    return Page(title, content, t("description.accessibility", lang))


def _tested(results: Results | None, lang: Lang) -> list[Component]:
    if results is None:
        return paragraphs([t("accessibility.no_results", lang)])
    pairs = [
        ("day", format_day(results.day, lang)),
        ("axe", results.axe_version),
        ("languages", ", ".join(results.languages)),
        ("modes", "; ".join(results.modes)),
        ("looks", format_count(results.looks, lang)),
    ]
    pages = html.Details(
        [
            html.Summary(t("accessibility.pages", lang, count=len(results.pages))),
            bullet_list(html.Code(one) for one in results.pages),
        ]
    )
    return [
        description_list((t(f"accessibility.{name}", lang), text) for name, text in pairs),
        pages,
        *_violations(results.violations, lang),
    ]


def _violations(violations: tuple[Violation, ...], lang: Lang) -> list[Component]:
    if not violations:
        return paragraphs([t("accessibility.none_found", lang)])
    names = ("page", "mode", "rule", "impact", "elements")
    columns = [Column(t(f"accessibility.column_{name}", lang)) for name in names]
    rows = [
        Row(
            [
                html.Code(one.page),
                one.mode,
                external_link(one.rule, one.help_url, lang),
                html.Span(one.impact, lang="en"),
                format_count(one.elements, lang),
            ]
        )
        for one in violations
    ]
    return [table(t("accessibility.found", lang, count=len(violations)), columns, rows)]
