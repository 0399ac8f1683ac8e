"""What the compare page shows for a choice of indicator, period and areas."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.choices import IndicatorView
from dashboard.components.basics import (
    Column,
    Node,
    Row,
    aria,
    bullet_list,
    csv_link,
    link,
    paragraphs,
    table,
)
from dashboard.components.rows import figure_cells, figure_columns
from dashboard.components.sources import source_line
from dashboard.figures.compare import compare_figure, crowd_level
from dashboard.figures.template import config
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import (
    area_label,
    figure_sentences,
    has_anything,
    place,
    short_reason,
)
from dashboard.state import Sort, ViewState
from dashboard.urls import compare_url, download_url, municipality_url
from indicators.values import Area, IndicatorValue, SourceState
from indicators.wording import Lang, translated

TABLE = "tabel"


def indicator_results(
    view: IndicatorView,
    areas: dict[str, Area],
    sources: Sequence[SourceState],
    lang: Lang,
) -> list[Node]:
    """Sentences on the chosen areas, the table of all, what is missing, the chart, the limits.

    `areas` gives every area by its code, for the links; `sources` are those of the indicator.
    """
    definition, period = view.definition, period_name(view.period, lang)
    title = translated(definition.title, lang)
    shown = [value for value in view.values if has_anything(value)]
    file = download_url(
        view.release_id, "indicatoren", {"indicator": [definition.id], "periode": [view.period]}
    )
    content: list[Node] = [
        html.H2(f"{title}, {period}"),
        *paragraphs([translated(definition.description_short, lang)]),
        *_chosen(view, areas, lang),
    ]
    if shown:
        content += [
            html.H3(t("compare.all_areas", lang), id=TABLE),
            *paragraphs(
                [
                    t("compare.no_ranking", lang),
                    translated(definition.polarity_reason, lang),
                ]
            ),
            _table(view, shown, areas, lang),
        ]
    content += [*_missing(view, lang), *_chart(view, lang)]
    content += [
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
        content.append(
            html.P([*origin, " ", csv_link(t("figure.csv", lang), file)], className="small")
        )
    return content


def _chosen(view: IndicatorView, areas: dict[str, Area], lang: Lang) -> list[Node]:
    wanted = {*view.state.areas, COUNTRY} if view.state.areas else {COUNTRY}
    by_region = []
    if view.definition.is_regional:
        by_region = [areas[code] for code in view.state.areas if code in areas]
        wanted |= {area.veilig_thuis_code or "" for area in by_region}
    values = [value for value in view.values if value.area_code in wanted]
    items = [
        html.Span(
            [
                html.Strong(f"{area_label(value, lang)}: "),
                " ".join(figure_sentences(value, view.definition, lang)),
            ]
        )
        for value in sorted(values, key=lambda value: value.area_code == COUNTRY)
    ]
    items += [_of_region(area, view, lang) for area in by_region]
    hint = [] if view.state.areas else paragraphs([t("compare.choose_hint", lang)])
    return [html.H3(t("compare.chosen", lang)), *hint, bullet_list(items)]


def _of_region(area: Area, view: IndicatorView, lang: Lang) -> Component:
    """Whose figure stands for a municipality that has none of its own."""
    code = area.veilig_thuis_code
    region = next((value for value in view.values if value.area_code == code), None)
    if region is None:
        said = t("missing.not_published", lang)
    else:
        said = t(
            "figure.region_only", lang, region=place(region.area_name, region.area_level, lang)
        )
    return html.Span([html.Strong(f"{area.name}: "), said])


def _table(
    view: IndicatorView, shown: list[IndicatorValue], areas: dict[str, Area], lang: Lang
) -> Component:
    heads = [Column(t("column.area", lang)), *figure_columns(view.definition, lang)]
    columns = [_sorted_column(column, view.state, lang) for column in heads]
    rows = [
        Row(
            [
                _area_name(value, areas, lang),
                *figure_cells(value, view.definition, lang),
            ],
            is_chosen=value.area_code in view.state.areas,
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


def _sorted_column(column: Column, state: ViewState, lang: Lang) -> Column:
    """The column with a link that sorts by it; unchanged where sorting makes no sense."""
    # Names from A first; numbers from the largest first, as a reader expects.
    orders: dict[str, tuple[Sort, Sort]] = {
        t("column.area", lang): ("naam", "-naam"),
        t("column.value", lang): ("-waarde", "waarde"),
        t("column.denominator", lang): ("-noemer", "noemer"),
    }
    if column.text not in orders:
        return column
    first, second = orders[column.text]
    target = replace(state, sort=second if state.sort == first else first)
    href = compare_url(target, lang, fragment=TABLE)
    if state.sort not in (first, second):
        return replace(column, href=href)
    direction = "descending" if state.sort.startswith("-") else "ascending"
    return replace(column, href=href, direction=direction)


def _area_name(value: IndicatorValue, areas: dict[str, Area], lang: Lang) -> Node:
    area = areas.get(value.area_code)
    if area is None or area.level != "municipality":
        return area_label(value, lang)
    return link(area.name, municipality_url(area, lang, fragment=value.indicator_id))


def _missing(view: IndicatorView, lang: Lang) -> list[Node]:
    """Every area without any number, under its reason."""
    without = [value for value in view.values if not has_anything(value)]
    if not without:
        return []
    by_reason = groupby(
        sorted(without, key=lambda value: short_reason(value, lang)),
        key=lambda value: short_reason(value, lang),
    )
    items = []
    for reason, group in by_reason:
        names = [area_label(value, lang) for value in group]
        heading = t("compare.missing_reason", lang, reason=reason, count=len(names))
        items.append(html.Details([html.Summary(heading), html.P(", ".join(names))]))
    return [html.H3(t("compare.missing", lang)), *items]


def _chart(view: IndicatorView, lang: Lang) -> list[Node]:
    if not any(value.value is not None for value in view.values):
        return []
    caption = "compare-chart-caption"
    graph = dcc.Graph(
        id="compare-chart",
        figure=compare_figure(view.values, view.state.areas, view.definition, lang),
        config=config(lang),
        responsive=True,
        className="chart",
    )
    text = t(
        "chart.caption",
        lang,
        dot=t(f"chart.dot.{crowd_level(view.definition)}", lang),
        title=translated(view.definition.title, lang),
        period=period_name(view.period, lang),
    )
    return [
        html.Figure(
            [html.Figcaption(text, id=caption), graph],
            className="needs-script",
            **aria(labelledby=caption),
        )
    ]
