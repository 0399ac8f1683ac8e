"""One figure of one municipality, with everything that belongs to it, as a block on its page."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    aria,
    csv_link,
    description_list,
    paragraphs,
    table,
)
from dashboard.components.rows import figure_cells, figure_columns
from dashboard.components.sources import source_line
from dashboard.council import Figure
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import (
    area_label,
    bounds_text,
    calculation,
    figure_sentences,
    place,
    value_text,
)
from dashboard.urls import download_url
from indicators.definition import Definition
from indicators.values import IndicatorValue
from indicators.wording import Lang, translated


def figure_block(figure: Figure, lang: Lang) -> Component:
    """Sentence, number, calculation, comparison, limits, source and file.

    Where there is no number at all, a plain line that says so.
    """
    value, definition = figure.value, figure.definition
    if value is None:
        return _absent(figure, lang)
    file = download_url(
        figure.release_id,
        "indicatoren",
        {"gebieden": [value.area_code], "indicator": [definition.id]},
    )
    title = f"{definition.id}-titel"
    return html.Article(
        [
            html.H3(translated(definition.title, lang), id=title),
            html.Div(
                [
                    _large_number(value, definition, lang),
                    _sentences(figure, value, lang),
                ],
                className="headline",
            ),
            description_list(
                [
                    (t("figure.calculation", lang), calculation(value, definition, lang)),
                    (
                        t("figure.does_not_show", lang),
                        translated(definition.does_not_show, lang),
                    ),
                ]
            ),
            _comparison(figure, value, lang),
            _about(definition, lang),
            _periods(figure, value.area_name, lang),
            html.P(
                [
                    *source_line(value, figure.sources, lang),
                    " ",
                    csv_link(t("figure.csv", lang), file),
                ],
                className="small",
            ),
        ],
        className="figure",
        id=definition.id,
        **aria(labelledby=title),
    )


def _absent(figure: Figure, lang: Lang) -> Component:
    missing = [source.id for source in figure.sources if not source.is_delivered]
    reason = (
        t("figure.table_missing", lang, tables=", ".join(missing))
        if missing
        else t("figure.nothing", lang)
    )
    return html.Article(
        [html.H3(translated(figure.definition.title, lang)), html.P(reason)],
        className="figure absent",
        id=figure.definition.id,
    )


def _large_number(value: IndicatorValue, definition: Definition, lang: Lang) -> Component:
    amount = value_text(value, definition, lang)
    period = period_name(value.period_code, lang)
    unit = t(f"unit.{definition.unit}", lang)
    if definition.denominator_label and definition.has_counts:
        unit = f"{unit} {translated(definition.denominator_label, lang)}"
    if amount is None:
        lines: list[Node] = [html.Strong(t("figure.none", lang), className="amount none"), period]
    else:
        kind = "amount" if value.value is not None else "amount range"
        lines = [html.Strong(amount, className=kind), unit]
        if value.value is not None and (bounds := bounds_text(value, definition, lang)):
            lines.append(bounds)
        lines.append(f"{period}, {t(f'status.{value.status}', lang)}")
    if value.reliability == "indicative":
        lines.append(html.Span(t("reliability.indicative", lang), className="mark indicative"))
    return html.Div([html.Div(line) for line in lines], className="large-number")


def _about(definition: Definition, lang: Lang) -> Component:
    texts = (
        definition.description_short,
        definition.description_long,
        definition.why_it_matters,
        definition.polarity_reason,
        *definition.caveats,
    )
    summary = html.Summary(t("figure.about", lang))
    return html.Details([summary, *paragraphs(translated(text, lang) for text in texts)])


def _sentences(figure: Figure, value: IndicatorValue, lang: Lang) -> Component:
    first, *others = figure_sentences(value, figure.definition, lang)
    texts = [" ".join(others), _of_region(figure, value, lang)]
    if figure.is_of_region:
        region = place(value.area_name, value.area_level, lang)
        texts.insert(0, t("figure.region_only", lang, region=region))
    return html.Div([html.P(first, className="first"), *paragraphs(text for text in texts if text)])


def _of_region(figure: Figure, own: IndicatorValue, lang: Lang) -> str:
    """The figure of the smallest larger area that has one, named as what it is."""
    if own.value is not None:
        return ""
    for area, value in figure.comparators:
        if value is not None and value.value is not None:
            amount = value_text(value, figure.definition, lang)
            return t(
                "figure.of_region",
                lang,
                region=place(area.name, area.level, lang),
                value=f"{amount} {t(f'unit.{figure.definition.unit}', lang)}",
                area=own.area_name,
            )
    return ""


def _comparison(figure: Figure, value: IndicatorValue, lang: Lang) -> Component:
    definition = figure.definition
    own = Row([area_label(value, lang), *figure_cells(value, definition, lang)], is_chosen=True)
    others = [
        Row([area_label(area, lang), *figure_cells(other, definition, lang)])
        for area, other in figure.comparators
    ]
    caption = t("figure.comparison", lang, period=period_name(value.period_code, lang))
    columns = [Column(t("column.area", lang)), *figure_columns(definition, lang)]
    return table(caption, columns, [own, *others])


def _periods(figure: Figure, area_name: str, lang: Lang) -> Component:
    breaks = [
        t(
            "figure.break",
            lang,
            period=period_name(one.period, lang),
            reason=translated(one.reason, lang),
        )
        for one in figure.definition.breaks
    ]
    tables = [
        table(
            t(f"figure.{kind}", lang, area=area_name),
            [Column(t("column.period", lang)), *figure_columns(figure.definition, lang)],
            [
                Row(
                    [
                        period_name(row.period_code, lang),
                        *figure_cells(row, figure.definition, lang),
                    ]
                )
                for row in reversed(rows)
            ],
        )
        for kind, rows in (("years", figure.years), ("half_years", figure.half_years))
        if rows
    ]
    return html.Details([html.Summary(t("figure.periods", lang)), *tables, *paragraphs(breaks)])
