"""The compare page: one indicator for all areas, or chosen areas beside a recommendation.

The address is the state. `page` makes the controls from the address; one callback writes the
address when a control is used, unless the address says the same already (it runs whenever the
page is put in place, and rewriting then would cost the reader an extra step back).
"""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import dash
from dash import Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.choices import (
    LEVELS,
    chosen_definition,
    indicator_view,
    known_choices,
    newest_period,
    period_in_view,
    periods_of,
    recommendation_columns,
)
from dashboard.components.basics import Node, note, paragraphs
from dashboard.components.choices import (
    AREAS,
    PERIOD,
    SUBJECT,
    area_options,
    choices_form,
    period_options,
    subject_options,
)
from dashboard.components.compare_results import indicator_results
from dashboard.components.frame import LANGUAGE_LINK, window_title
from dashboard.components.recommendation_results import recommendation_results
from dashboard.i18n.text import other_lang, t
from dashboard.newest import COUNTRY
from dashboard.page import ABOUT, ADDRESS, Page, PageRequest
from dashboard.shown import shown
from dashboard.state import Params, Problem, ViewState, parse, serialise
from dashboard.urls import compare_url, split_language
from indicators.api import Release, ReleaseStore
from indicators.wording import Lang, translated

RESULTS = "compare-results"


def page(request: PageRequest) -> Page:
    """The page for an address; what in it cannot be followed is named."""
    release, lang = request.release, request.lang
    state, problems = parse(request.params, known_choices(release))
    content = [
        html.H1(t("compare.title", lang)),
        html.P(t("compare.lead", lang), className="lead"),
        *(_problem(problem, lang) for problem in problems),
        choices_form(
            state,
            period_in_view(release, state),
            subject_options(shown(release.indicators()), release.recommendations(), lang),
            period_options(periods_of(release, state.indicator), lang),
            area_options([area for level in LEVELS for area in release.areas(level)], lang),
            lang,
        ),
        html.Div(results(release, state, lang), id=RESULTS),
    ]
    return Page(title(release, state, lang), content)


def skeleton() -> list[Component]:
    """The controls without content, so that Dash can check the callback against its ids."""
    return [
        choices_form(ViewState(), None, [], [], [], "nl"),
        html.Div(id=RESULTS),
        html.A(id=LANGUAGE_LINK),
    ]


def results(release: Release, state: ViewState, lang: Lang) -> list[Node]:
    """Everything below the controls."""
    asked = release.recommendation(state.recommendation)
    if asked is not None:
        codes = [*state.areas, *([] if COUNTRY in state.areas else [COUNTRY])]
        areas = [area for code in codes if (area := release.area(code))]
        columns = recommendation_columns(release, list(asked.indicators), areas)
        return recommendation_results(asked, columns, areas, lang)
    view = indicator_view(release, state)
    if view is None:
        definition = chosen_definition(release, state)
        return [
            html.H2(translated(definition.title, lang)),
            *paragraphs([t("compare.nothing", lang, tables=", ".join(definition.sources))]),
        ]
    areas = {area.code: area for area in release.areas("municipality", current_only=False)}
    sources = [one for one in release.sources() if one.id in view.definition.sources]
    return indicator_results(view, areas, sources, lang)


def title(release: Release, state: ViewState, lang: Lang) -> str:
    """The title of the window."""
    asked = release.recommendation(state.recommendation)
    chosen = asked or chosen_definition(release, state)
    return t("compare.window", lang, subject=translated(chosen.title, lang))


def choose(release: Release, subject: Any, period: Any, areas: Any, search: Any) -> ViewState:
    """The state that the controls ask for; the address lends what has no control (the sorting).

    The values come from a browser and can be anything; what is not known falls back.
    """
    known = known_choices(release)
    before, _ = parse(_params(search), known)
    wanted: Params = {
        "indicator": _texts(subject),
        "periode": _texts(period),
        "gebieden": _texts(areas),
        "sorteer": before.sort,
    }
    state, _ = parse(wanted, known)
    # A period that nobody chose stays unnamed, so that the address keeps meaning the newest.
    if not before.period and _texts(period) == [newest_period(release, before.indicator)]:
        return replace(state, period="")
    return state


def register(app: dash.Dash, store: ReleaseStore) -> None:
    """Let the controls take effect at once."""

    @app.callback(
        Output(RESULTS, "children"),
        Output(ADDRESS, "search"),
        Output(PERIOD, "data"),
        Output(PERIOD, "value"),
        Output(PERIOD, "disabled"),
        Output(LANGUAGE_LINK, "href"),
        Output(ABOUT, "data", allow_duplicate=True),
        Input(SUBJECT, "value"),
        Input(PERIOD, "value"),
        Input(AREAS, "value"),
        State(ADDRESS, "search"),
        State(ADDRESS, "pathname"),
        prevent_initial_call=True,
    )
    def update_results(
        subject: Any, period: Any, areas: Any, search: Any, pathname: Any
    ) -> tuple[Any, ...]:
        release = store.newest()
        lang, _ = split_language(str(pathname or ""))
        if release is None:
            return (no_update,) * 7
        state = choose(release, subject, period, areas, search)
        if state == parse(_params(search), known_choices(release))[0]:
            return (no_update,) * 7
        return (
            results(release, state, lang),
            f"?{serialise(state)}" if serialise(state) else "",
            period_options(periods_of(release, state.indicator), lang),
            period_in_view(release, state),
            bool(state.recommendation),
            compare_url(state, other_lang(lang)),
            {
                "title": window_title(title(release, state, lang), lang),
                "lang": lang,
                "written": compare_url(state, lang),
            },
        )


def _problem(problem: Problem, lang: Lang) -> Component:
    text = t(f"compare.problem_{problem.parameter}", lang, seen=problem.seen)
    return note(t("compare.problem", lang), text)


def _params(search: Any) -> Params:
    return parse_qs(str(search or "").removeprefix("?"))


def _texts(value: Any) -> list[str]:
    """What a control holds, as texts: nothing, one or several."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
