"""All figures of one municipality in one small table, before the explanations."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Column, Node, Row, table
from dashboard.council import Figure
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import area_label, bounds_text, remarks, value_text
from indicators.definition import Definition
from indicators.values import IndicatorValue
from indicators.wording import Lang, translated


def in_short(area_name: str, figures: Sequence[Figure], lang: Lang) -> Component:
    """One row an indicator, with the country beside it."""
    columns = [
        Column(t("column.indicator", lang)),
        Column(area_name, "number"),
        Column(t("column.country", lang), "number"),
        Column(t("column.period", lang), "short"),
        Column(t("column.remarks", lang)),
    ]
    caption = t("council.in_short_caption", lang, area=area_name)
    return table(caption, columns, [_row(one, lang) for one in figures], says_heading=True)


def _row(figure: Figure, lang: Lang) -> Row:
    definition, value = figure.definition, figure.value
    name = html.A(translated(definition.title, lang), href=f"#{definition.id}")
    if value is None:
        return Row([name, None, None, None, t("missing_short.not_delivered", lang)])
    country = next((one for area, one in figure.comparators if area.code == COUNTRY), None)
    return Row(
        [
            name,
            _own_amount(figure, value, lang),
            _amount(country, definition, lang) if country else None,
            period_name(value.period_code, lang),
            remarks(value, lang),
        ]
    )


def _own_amount(figure: Figure, value: IndicatorValue, lang: Lang) -> Node:
    amount = _amount(value, figure.definition, lang)
    if amount is None or not figure.is_of_region:
        return amount
    return html.Div([amount, html.Div(area_label(value, lang))])


def _amount(value: IndicatorValue, definition: Definition, lang: Lang) -> Node:
    """The number with its bounds below it, or the bounds alone."""
    amount = value_text(value, definition, lang)
    if amount is None:
        return None
    unit = t(f"unit.{definition.unit}", lang)
    lines = [html.Div(html.Strong(f"{amount} {unit}"))]
    if value.value is not None:
        lines.append(html.Div(bounds_text(value, definition, lang)))
    return html.Div(lines)
