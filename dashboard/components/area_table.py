"""All areas of one indicator in one period, in a table that sorts by links."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.comparing import IndicatorView
from dashboard.components.basics import Column, Node, Row, link, table
from dashboard.components.rows import figure_cells, figure_columns
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import area_label, has_anything, short_reason
from dashboard.state import Sort
from dashboard.urls import municipality_url
from indicators.comparison.words import word
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang, translated


def area_table(
    view: IndicatorView,
    areas: Mapping[str, Area],
    address: Callable[[Sort], str],
    lang: Lang,
    *,
    chosen: Collection[str] = (),
    has_words: bool = False,
) -> Component:
    """The figures that there are; `address` gives the page in another order.

    `chosen` areas are marked; `has_words` adds how each compares with the comparator of the view.
    """
    orders = _orders(lang)
    *figures, remark = figure_columns(view.definition, lang)
    words = [_word_column(view, lang)] if has_words else []
    columns = [
        _sorted(column, orders.get(column.text), view.state.sort, address)
        for column in (Column(t("column.area", lang)), *figures, *words, remark)
    ]
    shown = [value for value in view.values if has_anything(value)]
    rows = [
        Row(
            [_name(value, areas, lang), *_cells(value, view, lang, has_words=has_words)],
            is_chosen=value.area_code in chosen,
        )
        for value in sort_values(shown, view.state.sort)
    ]
    caption = t(
        "compare.caption",
        lang,
        title=translated(view.definition.title, lang),
        period=period_name(view.period, lang),
        unit=t(f"unit.{view.definition.unit}", lang),
    )
    return table(caption, columns, rows, is_tall=True)


def sort_values(values: Sequence[IndicatorValue], sort: Sort) -> list[IndicatorValue]:
    """Rows in the order asked for; `values` come by name, and rows without a number stay last."""
    column, largest_first = sort.removeprefix("-"), sort.startswith("-")
    if column == "naam":
        return list(reversed(values)) if largest_first else list(values)
    field = {"waarde": "value", "noemer": "denominator"}[column]
    known = [value for value in values if getattr(value, field) is not None]
    unknown = [value for value in values if getattr(value, field) is None]
    known.sort(key=lambda value: getattr(value, field), reverse=largest_first)
    return [*known, *unknown]


def areas_without(view: IndicatorView, lang: Lang) -> list[Component]:
    """Every area without any number, folded away under its reason."""
    without = [value for value in view.values if not has_anything(value)]
    by_reason = groupby(
        sorted(without, key=lambda value: short_reason(value, lang)),
        key=lambda value: short_reason(value, lang),
    )
    found: list[Component] = []
    for reason, group in by_reason:
        names = [area_label(value, lang) for value in group]
        heading = t("compare.missing_reason", lang, reason=reason, count=len(names))
        found.append(html.Details([html.Summary(heading), html.P(", ".join(names))]))
    return [html.H3(t("compare.missing", lang)), *found] if found else []


def _word_column(view: IndicatorView, lang: Lang) -> Column:
    return Column(t("compare.word", lang, comparator=t(f"comparator.{view.comparator}", lang)))


def _cells(
    value: IndicatorValue, view: IndicatorView, lang: Lang, *, has_words: bool
) -> list[str | None]:
    *cells, remark = figure_cells(value, view.definition, lang)
    if not has_words:
        return [*cells, remark]
    comparison = view.comparisons.get(value.area_code)
    return [*cells, translated(word(comparison.code), lang) if comparison else None, remark]


def _orders(lang: Lang) -> dict[str, tuple[Sort, Sort]]:
    """By heading, the order that its link asks for first and the other way round."""
    return {
        t("column.area", lang): ("naam", "-naam"),
        t("column.value", lang): ("-waarde", "waarde"),
        t("column.denominator", lang): ("-noemer", "noemer"),
    }


def _sorted(
    column: Column, order: tuple[Sort, Sort] | None, sort: Sort, address: Callable[[Sort], str]
) -> Column:
    if order is None:
        return column
    first, second = order
    href = address(second if sort == first else first)
    if sort not in order:
        return replace(column, href=href)
    direction = "descending" if sort.startswith("-") else "ascending"
    return replace(column, href=href, direction=direction)


def _name(value: IndicatorValue, areas: Mapping[str, Area], lang: Lang) -> Node:
    area = areas.get(value.area_code)
    if area is None or area.level != "municipality":
        return area_label(value, lang)
    return link(area.name, municipality_url(area, lang, fragment=value.indicator_id))
