"""The controls of the compare page: lists with labels, in a form that works without JavaScript."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import aria, data
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from dashboard.shown import by_question
from dashboard.state import ViewState
from dashboard.urls import compare_url
from indicators.definition import Definition, Recommendation
from indicators.values import Area, Period
from indicators.wording import Lang, translated

SUBJECT = "compare-subject-select"
PERIOD = "compare-period-select"
AREAS = "compare-areas-select"

Options = list[dict[str, Any]]


def choices_form(
    state: ViewState,
    period: str | None,
    subjects: Options,
    periods: Options,
    areas: Options,
    lang: Lang,
) -> Component:
    """The form; with JavaScript every choice takes effect at once and the button is hidden."""
    fields = [
        dmc.Select(
            id=SUBJECT,
            name="indicator",
            label=t("compare.subject", lang),
            data=subjects,
            value=state.recommendation or state.indicator,
            allowDeselect=False,
            size="md",
            className="field wide",
        ),
        dmc.Select(
            id=PERIOD,
            name="periode",
            label=t("compare.period", lang),
            data=periods,
            value=period,
            allowDeselect=False,
            size="md",
            disabled=bool(state.recommendation),
            className="field",
        ),
        dmc.MultiSelect(
            id=AREAS,
            name="gebieden",
            label=t("compare.areas", lang),
            data=areas,
            value=list(state.areas),
            searchable=True,
            size="md",
            clearable=True,
            limit=60,
            nothingFoundMessage=t("compare.no_such_area", lang),
            clearButtonProps=cast(Any, aria(label=t("compare.clear_areas", lang))),
            className="field wide",
        ),
    ]
    button = html.Button(t("compare.show", lang), type="submit", className="without-script")
    return html.Form(
        [*fields, button],
        action=compare_url(ViewState(), lang),
        method="get",
        className="choices",
        **data(live="true"),
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


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}
