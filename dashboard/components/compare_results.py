"""What the compare page shows of one indicator: first in sentences, then drawn, then in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html

from dashboard.comparing import IndicatorView
from dashboard.components.area_table import area_table, areas_without
from dashboard.components.basics import Node, aria, csv_link, paragraphs
from dashboard.components.compare_benchmarks import alike, by_chance
from dashboard.components.compare_drawings import TABLE
from dashboard.components.compare_sentences import chosen
from dashboard.components.sources import source_line
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import has_anything
from dashboard.state import Sort
from dashboard.urls import compare_url, download_url
from indicators.values import Area, SourceState
from indicators.wording import Lang, translated


def indicator_results(
    view: IndicatorView,
    areas: Mapping[str, Area],
    sources: Sequence[SourceState],
    drawings: Sequence[Node],
    lang: Lang,
) -> list[Node]:
    """Sentences on the chosen areas, the charts and the map, the table of all, and the limits.

    `areas` gives every area by its code, for names and links; `sources` are those of the indicator;
    `drawings` are funnel, trend and map.
    """
    definition, period = view.definition, period_name(view.period, lang)
    content: list[Node] = [
        html.H2(f"{translated(definition.title, lang)}, {period}"),
        *paragraphs([translated(definition.description_short, lang)]),
        *chosen(view, lang),
        *by_chance(view, lang),
        *drawings,
        *_all_areas(view, areas, lang),
        *areas_without(view, lang),
        *alike(view, areas, lang),
        html.H3(t("figure.does_not_show", lang)),
        *paragraphs(
            [
                translated(definition.does_not_show, lang),
                *(translated(caveat, lang) for caveat in definition.caveats),
            ]
        ),
    ]
    if view.values:
        origin = source_line(view.values[0], sources, lang)
        wanted = {"indicator": [definition.id], "periode": [view.period]}
        file = download_url(view.release_id, "indicatoren", wanted)
        content.append(
            html.P([*origin, " ", csv_link(t("figure.csv", lang), file)], className="small")
        )
    return content


def announcement(view: IndicatorView, lang: Lang) -> str:
    """What a screen reader is told when a choice has changed the page."""
    subject = t("compare.caption", lang, title=translated(view.definition.title, lang),
                period=period_name(view.period, lang),
                unit=t(f"unit.{view.definition.unit}", lang))  # fmt: skip
    parts = [subject]
    if view.comparator:
        parts.append(t("compare.beside", lang, comparator=t(f"comparator.{view.comparator}", lang)))
    rows = len(view.values)
    parts.append(
        t("compare.rows.one", lang) if rows == 1 else t("compare.rows.many", lang, count=rows)
    )
    column, is_descending = view.state.sort.removeprefix("-"), view.state.sort.startswith("-")
    direction = "descending" if is_descending else "ascending"
    parts.append(t(f"sorted.{column}_{direction}", lang))
    if view.state.areas:
        names = ", ".join(one.area.name for one in view.chosen)
        parts.append(t("compare.chosen_are", lang, names=names))
    return t("compare.updated", lang, what="; ".join(parts))


def _all_areas(view: IndicatorView, areas: Mapping[str, Area], lang: Lang) -> list[Node]:
    """The areas with at least one number, in the order asked for; nothing where there are none."""
    if not any(has_anything(value) for value in view.values):
        return []

    def address(sort: Sort) -> str:
        return compare_url(replace(view.state, sort=sort), lang, fragment=TABLE)

    heading = f"{TABLE}-titel"
    reason = translated(view.definition.polarity_reason, lang)
    has_words = bool(view.comparisons)
    content: list[Node] = [
        html.H3(t("compare.all_areas", lang), id=heading),
        *paragraphs([t("compare.no_ranking", lang), reason]),
        area_table(view, areas, address, lang, chosen=view.state.areas, has_words=has_words),
    ]
    return [html.Section(content, id=TABLE, **aria(labelledby=heading))]
