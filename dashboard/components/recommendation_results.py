"""Chosen areas beside a recommendation: each figure that belongs to it, and never a total."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.comparing import SIDE_BY_SIDE, RecommendationColumn
from dashboard.components.basics import Column, Node, Row, link, note, paragraphs, table
from dashboard.components.follow_up import follow_up_table
from dashboard.components.stacked_table import stacked_table
from dashboard.follow_up import Register
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
from indicators.comparison.comparators import BenchmarkKind
from indicators.comparison.records import Comparison
from indicators.comparison.words import reason_text, word
from indicators.definition import Definition, Recommendation
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang, format_number, translated

_BESIDE: dict[BenchmarkKind, str] = {
    "country": "nederland",
    "veilig_thuis_region": "regio",
    "province": "provincie",
    "class": "klasse",
    "peers": "vergelijkbaar",
}


def recommendation_results(
    asked: Recommendation,
    columns: Sequence[RecommendationColumn],
    areas: Sequence[Area],
    register: Register,
    lang: Lang,
) -> list[Node]:
    """The figures, what no figure shows, and what is recorded: apart, and never added up.

    `areas` are the chosen ones and the country, which stands last.
    """
    chosen = [area for area in areas if area.code != COUNTRY or len(areas) == 1]
    hint = paragraphs([t("compare.choose_hint", lang)]) if len(areas) == 1 else []
    content: list[Node] = [
        html.H2(f"{asked.id}. {translated(asked.title, lang)}"),
        *paragraphs([translated(asked.text, lang)]),
        *hint,
        html.H3(t("beside.figures", lang)),
    ]
    if columns:
        content += [
            *paragraphs([t(f"recommendation.{asked.measurable}", lang)]),
            *(paragraphs([translated(asked.note, lang)]) if asked.note else []),
            _figures(asked, columns, areas, lang),
            *paragraphs([t("compare.no_total", lang), t("beside.regional", lang)]),
        ]
    else:
        content += paragraphs([t("recommendation.no_figures", lang)])
    content += [
        note(t("compare.not_measurable", lang), translated(asked.not_measurable, lang)),
        html.H3(t("beside.recorded", lang)),
        *paragraphs([t("beside.recorded_lead", lang)]),
        follow_up_table(asked, chosen, register, lang),
        html.P(link(t("compare.about", lang, id=asked.id), recommendation_url(asked.id, lang))),
    ]
    return content


def recommendation_announcement(asked: Recommendation, areas: Sequence[Area], lang: Lang) -> str:
    """What a screen reader is told when a choice has changed the page."""
    names = ", ".join(area.name for area in areas)
    what = f"{asked.id}. {translated(asked.title, lang)}. {names}"
    return t("compare.updated", lang, what=what)


def _figures(
    asked: Recommendation,
    columns: Sequence[RecommendationColumn],
    areas: Sequence[Area],
    lang: Lang,
) -> Component:
    caption = t("recommendation.caption", lang, id=asked.id)
    if len(areas) > SIDE_BY_SIDE + 1:
        # So many columns fit nowhere: the areas become the rows.
        heads = [Column(t("column.area", lang)), *(Column(_heading(one, lang)) for one in columns)]
        rows = [Row([_name(a, lang), *(_cell(one, a, lang) for one in columns)]) for a in areas]
        return table(caption, heads, rows, is_tall=True)
    return stacked_table(
        caption,
        [t("column.indicator", lang), *(area_label(area, lang) for area in areas)],
        [(_subject(one, lang), [_cell(one, area, lang) for area in areas]) for one in columns],
    )


def _subject(column: RecommendationColumn, lang: Lang) -> Node:
    title = translated(column.definition.title, lang)
    about = t(f"population_short.{column.definition.population}", lang)
    period = period_name(column.period, lang) if column.period else None
    under = ", ".join(part for part in (period, about) if part)
    return html.Div([html.Div(html.Strong(title)), html.Div(under, className="small")])


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
        lines.insert(0, t("beside.of_region", lang, region=area_label(value, lang)))
    comparison = column.comparisons.get(area.code)
    if comparison is not None:
        lines.append(_beside(comparison, column.definition, lang))
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


def _beside(comparison: Comparison, definition: Definition, lang: Lang) -> str:
    """The word of the release beside what it was said of; a reason where there is none."""
    comparator = t(f"comparator.{_BESIDE[comparison.benchmark_kind]}", lang)
    said = translated(word(comparison.code), lang)
    if comparison.reason is not None:
        reason = translated(reason_text(comparison.reason), lang)
        return t("beside.too_few", lang, comparator=comparator, word=said, reason=reason)
    if comparison.benchmark_value is None:
        return t("beside.word", lang, comparator=comparator, word=said)
    amount = format_number(comparison.benchmark_value, lang, definition.decimals)
    return t("beside.word_and_value", lang, comparator=comparator, word=said, value=amount)
