"""A form for one period, and where asked one area: it is sent with GET and needs no script."""

from collections.abc import Iterable, Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.chosen import NotUsable
from dashboard.components.basics import note
from dashboard.components.choices import area_options, period_options
from dashboard.i18n.text import t
from indicators.values import Area, Period
from indicators.wording import Lang


def chosen_form(
    action: str,
    prefix: str,
    periods: Sequence[Period],
    period: str | None,
    lang: Lang,
    *,
    areas: Sequence[Area] = (),
    area: str | None = None,
) -> Component:
    """The form; `prefix` keeps its ids apart from those of other pages, `areas` may be left out."""
    fields = [
        dmc.Select(
            id=f"{prefix}-period-select",
            name="periode",
            label=t("chosen.period", lang),
            data=period_options(periods, lang),
            value=period,
            allowDeselect=False,
            size="md",
            className="field",
        )
    ]
    if areas:
        fields.append(
            dmc.Select(
                id=f"{prefix}-area-select",
                name="gebied",
                label=t("chosen.area", lang),
                placeholder=t("chosen.no_area", lang),
                data=area_options(areas, lang),
                value=area or None,
                searchable=True,
                limit=60,
                nothingFoundMessage=t("compare.no_such_area", lang),
                size="md",
                className="field wide",
            )
        )
    button = html.Button(t("chosen.show", lang), type="submit")
    return html.Form([*fields, button], action=action, method="get", className="search chosen")


def not_usable(problems: Iterable[NotUsable], lang: Lang) -> list[Component]:
    """What in the address could not be followed, each by its name."""
    return [
        note(t("compare.problem", lang), t(f"chosen.problem_{one.parameter}", lang, seen=one.seen))
        for one in problems
    ]
