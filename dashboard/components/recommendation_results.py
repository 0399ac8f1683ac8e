"""Chosen areas beside a recommendation: each figure that belongs to it, and never a total."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.choices import RecommendationColumn
from dashboard.components.basics import Column, Node, Row, link, note, paragraphs, table
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import (
    area_label,
    bounds_text,
    denominator_text,
    numerator_text,
    remarks,
    value_text,
)
from dashboard.urls import municipality_url, recommendation_url
from indicators.definition import Definition, Recommendation
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang, translated


def recommendation_results(
    asked: Recommendation,
    columns: Sequence[RecommendationColumn],
    areas: Sequence[Area],
    lang: Lang,
) -> list[Node]:
    """A table of areas by indicator, with what no public figure shows.

    `areas` are the chosen ones and the country, which stands last.
    """
    content: list[Node] = [
        html.H2(f"{asked.id}. {translated(asked.title, lang)}"),
        *paragraphs([translated(asked.text, lang)]),
    ]
    if columns:
        hint = [] if len(areas) > 1 else paragraphs([t("compare.choose_hint", lang)])
        content += [
            *paragraphs([t(f"recommendation.{asked.measurable}", lang)]),
            *hint,
            _table(asked, columns, areas, lang),
            *paragraphs([t("compare.no_total", lang)]),
        ]
    else:
        content += paragraphs([t("recommendation.no_figures", lang)])
    content += [
        note(t("compare.not_measurable", lang), translated(asked.not_measurable, lang)),
        html.P(link(t("compare.about", lang, id=asked.id), recommendation_url(asked.id, lang))),
    ]
    return content


def _table(
    asked: Recommendation,
    columns: Sequence[RecommendationColumn],
    areas: Sequence[Area],
    lang: Lang,
) -> Component:
    heads = [Column(t("column.area", lang)), *(Column(_heading(one, lang)) for one in columns)]
    rows = [
        Row(
            [_name(area, lang), *(_cell(one, area, lang) for one in columns)],
            is_chosen=area.code != COUNTRY,
        )
        for area in areas
    ]
    return table(t("recommendation.caption", lang, id=asked.id), heads, rows)


def _heading(column: RecommendationColumn, lang: Lang) -> str:
    title = translated(column.definition.title, lang)
    return f"{title}, {period_name(column.period, lang)}" if column.period else title


def _name(area: Area, lang: Lang) -> Node:
    if area.level != "municipality":
        return area_label(area, lang)
    return link(area.name, municipality_url(area, lang))


def _cell(column: RecommendationColumn, area: Area, lang: Lang) -> Node:
    value = column.values.get(area.code)
    if value is None:
        at_level = area.level in column.definition.area_levels
        reason = "not_delivered" if at_level else "not_published"
        return t(f"missing_short.{reason}", lang)
    lines = _lines(value, column.definition, lang)
    if value.area_code != area.code:
        lines.insert(0, area_label(value, lang))
    return html.Div([html.Div(line) for line in lines if line])


def _lines(value: IndicatorValue, definition: Definition, lang: Lang) -> list[Node]:
    amount = value_text(value, definition, lang)
    lines: list[Node] = []
    if amount is not None:
        lines.append(html.Strong(f"{amount} {t(f'unit.{definition.unit}', lang)}"))
    if value.value is not None:
        lines.append(bounds_text(value, definition, lang))
    numerator, denominator = numerator_text(value, lang), denominator_text(value, lang)
    if numerator or denominator:
        unknown = t("count.unknown", lang)
        counts = {"numerator": numerator or unknown, "denominator": denominator or unknown}
        lines.append(t("calculation.short", lang, **counts))
    return [*lines, remarks(value, lang)]
