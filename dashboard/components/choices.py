"""The form of the compare page: plain lists and a field, the same with and without JavaScript.

It is sent with GET. With JavaScript (assets/choices.js) a choice from a list is sent at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, data, kept_value, step_link
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from dashboard.shown import by_question
from dashboard.state import Comparator, ViewState
from dashboard.urls import compare_url
from indicators.definition import Definition, Recommendation
from indicators.values import Area, Period
from indicators.wording import Lang, translated

SUBJECT = "compare-subject-select"
PERIOD = "compare-period-select"
COMPARATOR = "compare-comparator-select"
ADD = "compare-add-input"
# A typed name of an area that is to be added; the form always sends it, empty or not.
ADDED = "toevoegen"

Options = list[dict[str, Any]]


def choices_form(
    state: ViewState,
    options: Mapping[str, Options],
    names: Sequence[str],
    typed: str,
    lang: Lang,
) -> Component:
    """The form; `options` by id of the list, without those that do not apply.

    `names` are suggestions for the area to add, `typed` what was typed there and not understood.
    """
    chosen = {
        SUBJECT: state.recommendation or state.indicator,
        PERIOD: state.period,
        COMPARATOR: state.comparator,
    }
    names_and_labels = {
        SUBJECT: ("indicator", "compare.subject"),
        PERIOD: ("periode", "compare.period"),
        COMPARATOR: ("vergelijking", "compare.comparator"),
    }
    lists = [
        native_select(one, *_named(names_and_labels[one], lang), options[one], chosen[one])
        for one in names_and_labels
        if one in options
    ]
    field = dmc.Autocomplete(
        id=ADD,
        name=ADDED,
        label=t("compare.add", lang),
        data=list(names),
        value=typed,
        limit=8,
        openOnFocus=False,
        size="md",
        className="field wide",
    )
    add = html.Button(t("compare.add_button", lang), type="submit")
    show = html.Button(t("compare.show", lang), type="submit", className="without-script")
    return html.Form(
        [*lists, html.Div([field, add], className="add-area"), *_kept(state), show],
        action=compare_url(ViewState(), lang),
        method="get",
        className="choices",
        **data(live="true"),
    )


def chips(state: ViewState, areas: Sequence[Area], lang: Lang) -> Component | None:
    """The chosen areas, each with a link that takes it away; None without any."""
    if not areas:
        return None
    items = [
        html.Li([html.Span(area_label(area, lang)), _without(state, area, lang)]) for area in areas
    ]
    label = t("compare.chosen_areas", lang)
    return html.Ul(items, className="chips", **aria(label=label))


def native_select(
    element_id: str, name: str, label: str, options: Options, chosen: str
) -> Component:
    """A list with its label, as the browser has it: for a thumb and a screen reader alike."""
    return html.Div(
        [
            html.Label(label, htmlFor=element_id),
            html.Select([_element(row, chosen) for row in options], id=element_id, name=name),
        ],
        className="field",
    )


def subject_options(
    indicators: Sequence[Definition], recommendations: Sequence[Recommendation], lang: Lang
) -> Options:
    """Indicators under the question that they answer, and recommendations."""
    return [
        *(
            {
                "group": t(f"council.{question}", lang),
                "items": [_option(one.id, translated(one.title, lang)) for one in group],
            }
            for question, group in by_question(indicators)
        ),
        {
            "group": t("compare.by_recommendation", lang),
            "items": [
                _option(one.id, f"{one.id}. {translated(one.title, lang)}")
                for one in recommendations
            ],
        },
    ]


def newest_or(periods: Sequence[Period], newest: str | None, lang: Lang) -> Options:
    """The newest period without naming it in the address, and every period by its own name."""
    name = period_name(newest, lang) if newest else t("count.unknown", lang)
    return [_option("", t("compare.newest", lang, period=name)), *period_options(periods, lang)]


def comparator_options(comparators: Sequence[Comparator], lang: Lang) -> Options:
    """What can be compared with; the first is what is used when nothing is chosen."""
    return [
        _option(one if number else "", t(f"comparator.{one}", lang))
        for number, one in enumerate(comparators)
    ]


def period_options(periods: Sequence[Period], lang: Lang) -> Options:
    """Years and half-years, each under their own heading."""
    return [
        {
            "group": t(f"compare.{kind}", lang),
            "items": [_option(period.code, period_name(period.code, lang)) for period in group],
        }
        for kind, group in groupby(periods, key=lambda period: period.kind)
    ]


def area_options(areas: Sequence[Area], lang: Lang) -> Options:
    """Areas by level; a name that occurs at several levels says which one it is."""
    return [
        {
            "group": t(f"levels.{level}", lang),
            "items": [_option(area.code, area_label(area, lang)) for area in group],
        }
        for level, group in groupby(areas, key=lambda area: area.level)
    ]


def _named(names: tuple[str, str], lang: Lang) -> tuple[str, str]:
    name, label = names
    return name, t(label, lang)


def _kept(state: ViewState) -> list[Component]:
    """What has no control in the form, and must not get lost by sending it."""
    fields = {"gebieden": ",".join(state.areas)}
    if not state.recommendation:
        fields |= {"kaart": state.map, "reeks": state.series, "sorteer": state.sort}
    return [kept_value(name, value) for name, value in fields.items() if value]


def _without(state: ViewState, area: Area, lang: Lang) -> Component:
    rest = tuple(code for code in state.areas if code != area.code)
    href = compare_url(replace(state, areas=rest), lang)
    label = t("compare.take_away", lang, area=area_label(area, lang))
    return step_link("×", href, label=label)


def _element(row: Mapping[str, Any], chosen: str) -> Component:
    if "group" in row:
        items = [_element(item, chosen) for item in row["items"]]
        return html.Optgroup(items, label=row["group"])
    return html.Option(row["label"], value=row["value"], selected=row["value"] == chosen)


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}
