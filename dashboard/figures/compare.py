"""All areas in one chart: each figure against the size of what it was computed from.

Size comes first because small areas swing most. There is no rank and no good or bad colour.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dashboard.figures.template import CHOSEN, NEUTRAL, SYMBOLS, figure
from dashboard.i18n.text import t
from dashboard.sentences import bounds_text, denominator_text, value_text
from indicators.definition import Definition
from indicators.values import AreaLevel, IndicatorValue
from indicators.wording import Lang, translated

COUNTRY = "NL01"


def compare_figure(
    values: Sequence[IndicatorValue], chosen: Sequence[str], definition: Definition, lang: Lang
) -> dict[str, Any]:
    """Municipalities, or regions, as grey dots; the chosen areas with a sign, name and bounds.

    `values` are of one indicator and one period; those without a value are not drawn (the page
    lists them in words). Where the publisher gives no counts, dots with equal values are stacked.
    """
    shown = [value for value in values if value.value is not None]
    positions = _positions(shown, definition)
    crowd = [
        value
        for value in shown
        if value.area_level == crowd_level(definition) and value.area_code not in chosen
    ]
    traces = [_crowd(crowd, positions, definition, lang)]
    for number, code in enumerate(chosen):
        marked = [value for value in shown if value.area_code == code and code in positions]
        traces += [_chosen(value, positions, number, definition, lang) for value in marked]
    country = next((value for value in shown if value.area_code == COUNTRY), None)
    layout = _layout(definition, country, lang, is_named=COUNTRY in chosen)
    if any(value.is_fictitious for value in shown):
        layout.setdefault("annotations", []).append(_watermark(lang))
    return figure(traces, layout)


def crowd_level(definition: Definition) -> AreaLevel:
    """The level of the smallest areas that have figures of their own."""
    return "veilig_thuis_region" if definition.is_regional else "municipality"


def _positions(
    values: Sequence[IndicatorValue], definition: Definition
) -> dict[str, tuple[float, float]]:
    """Area code -> x and y."""
    if definition.has_counts:
        return {
            value.area_code: (value.denominator, value.value)
            for value in values
            if value.denominator and value.value is not None
        }
    stacks: dict[float, int] = defaultdict(int)
    positions = {}
    for value in values:
        if value.value is not None:
            stacks[value.value] += 1
            positions[value.area_code] = (value.value, float(stacks[value.value]))
    return positions


def _crowd(
    values: Sequence[IndicatorValue],
    positions: dict[str, tuple[float, float]],
    definition: Definition,
    lang: Lang,
) -> dict[str, Any]:
    drawn = [value for value in values if value.area_code in positions]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t(f"levels.{crowd_level(definition)}", lang),
        "x": [positions[value.area_code][0] for value in drawn],
        "y": [positions[value.area_code][1] for value in drawn],
        "text": [_hover(value, definition, lang) for value in drawn],
        "hoverinfo": "text",
        "marker": {"color": NEUTRAL, "size": 8, "opacity": 0.7},
    }


def _chosen(
    value: IndicatorValue,
    positions: dict[str, tuple[float, float]],
    number: int,
    definition: Definition,
    lang: Lang,
) -> dict[str, Any]:
    x, y = positions[value.area_code]
    # The name runs towards the middle, so that it stays within a narrow chart.
    middle = (min(positions.values())[0] * max(positions.values())[0]) ** 0.5
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "name": value.area_name,
        "x": [x],
        "y": [y],
        "text": [f"<b>{value.area_name}</b>"],
        "textposition": "top left" if x > middle else "top right",
        "cliponaxis": False,
        "hovertext": [_hover(value, definition, lang)],
        "hoverinfo": "text",
        "marker": {
            "color": CHOSEN,
            "size": 13,
            "symbol": SYMBOLS[number % len(SYMBOLS)],
        },
    }
    if value.value is not None and value.lower is not None and value.upper is not None:
        trace["error_y" if definition.has_counts else "error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [value.upper - value.value],
            "arrayminus": [value.value - value.lower],
            "color": CHOSEN,
            "thickness": 2,
        }
    return trace


def _hover(value: IndicatorValue, definition: Definition, lang: Lang) -> str:
    lines = [
        f"<b>{value.area_name}</b>",
        f"{value_text(value, definition, lang)} {t(f'unit.{definition.unit}', lang)}",
        bounds_text(value, definition, lang),
        denominator_text(value, lang)
        and f"{t('column.denominator', lang)}: {denominator_text(value, lang)}",
    ]
    return "<br>".join(line for line in lines if line)


def _layout(
    definition: Definition, country: IndicatorValue | None, lang: Lang, *, is_named: bool
) -> dict[str, Any]:
    unit = t(f"unit.{definition.unit}", lang)
    value_title = t("chart.value", lang, unit=unit)
    if definition.denominator_label and definition.has_counts:
        label = translated(definition.denominator_label, lang)
        axes: dict[str, Any] = {
            "xaxis": {"type": "log", "title": {"text": label}, "dtick": "D2", "tickformat": ",d"},
            "yaxis": {"title": {"text": value_title}, "rangemode": "tozero"},
        }
    else:
        axes = {
            "xaxis": {"title": {"text": value_title}},
            "yaxis": {"title": {"text": t("chart.stacked", lang)}, "rangemode": "tozero"},
        }
    if country is None or country.value is None:
        return axes
    across = definition.has_counts
    axes["shapes"] = [_line(country.value, across=across)]
    if not is_named:
        text = t("chart.country", lang, value=value_text(country, definition, lang))
        axes["annotations"] = [_line_label(country.value, text, across=across)]
    return axes


def _line(value: float, *, across: bool) -> dict[str, Any]:
    own, other = ("y", "x") if across else ("x", "y")
    return {
        "type": "line",
        f"{own}0": value,
        f"{own}1": value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": "paper",
        "line": {"color": NEUTRAL, "width": 1.5, "dash": "dash"},
    }


def _line_label(value: float, text: str, *, across: bool) -> dict[str, Any]:
    label: dict[str, Any] = {"text": text, "showarrow": False, "yanchor": "bottom"}
    if across:
        return label | {"y": value, "x": 1, "xref": "paper", "xanchor": "right"}
    return label | {"x": value, "y": 1, "yref": "paper", "xanchor": "left"}


def _watermark(lang: Lang) -> dict[str, Any]:
    return {
        "text": t("chart.fictitious", lang),
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "textangle": -20,
        "opacity": 0.35,
        "font": {"size": 22},
    }
