"""A figure as the cells of a table row, the same wherever it stands."""

from collections.abc import Sequence

from dashboard.components.basics import Column
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import (
    bounds_text,
    denominator_text,
    numerator_text,
    remarks,
    value_text,
)
from indicators.definition import Definition
from indicators.values import IndicatorValue
from indicators.wording import Lang

Cells = Sequence[str | None]


def figure_columns(definition: Definition, lang: Lang) -> list[Column]:
    """The headings above `figure_cells`."""
    counts = [
        Column(t("column.numerator", lang), "number"),
        Column(t("column.denominator", lang), "number"),
    ]
    return [
        Column(t("column.value", lang), "number"),
        Column(t("column.bounds", lang), "short"),
        *(counts if definition.has_counts else []),
        Column(t("column.remarks", lang)),
    ]


def figure_cells(value: IndicatorValue | None, definition: Definition, lang: Lang) -> Cells:
    """Value, bounds, numerator and denominator (where published) and what must be said of them.

    None is a figure that the indicator does not have for this kind of area.
    """
    if value is None:
        empty = len(figure_columns(definition, lang)) - 1
        return [*[None] * empty, t("missing_short.not_published", lang)]
    amount = value_text(value, definition, lang) if value.value is not None else None
    counts = [numerator_text(value, lang), denominator_text(value, lang)]
    return [
        amount,
        bounds_text(value, definition, lang),
        *(counts if definition.has_counts else []),
        remarks(value, lang),
    ]


def summary_columns(lang: Lang) -> list[Column]:
    """The headings above `summary_cells`."""
    return [
        Column(t("column.value", lang), "number"),
        Column(t("column.bounds", lang), "short"),
        Column(t("column.period", lang), "short"),
        Column(t("column.remarks", lang)),
    ]


def summary_cells(value: IndicatorValue | None, definition: Definition, lang: Lang) -> Cells:
    """Value with unit, bounds, period and remarks; None is a figure that was not delivered."""
    if value is None:
        return [None, None, None, t("missing_short.not_delivered", lang)]
    amount = value_text(value, definition, lang) if value.value is not None else None
    return [
        f"{amount} {t(f'unit.{definition.unit}', lang)}" if amount else None,
        bounds_text(value, definition, lang),
        period_name(value.period_code, lang),
        remarks(value, lang),
    ]
