"""The compare page: one indicator for all areas, or chosen areas beside a recommendation.

The address is the state, and the page a function of it: the form is sent with GET, and every other
choice is a link. With JavaScript the same addresses are followed without loading anew
(assets/choices.js), so that there is one way for a choice to become a page.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs

from dash import html
from dash.development.base_component import Component

from dashboard.choices import (
    LEVELS,
    chosen_definition,
    comparators_of,
    find_areas,
    known_choices,
    newest_period,
    periods_of,
)
from dashboard.comparing import chosen_areas, indicator_view, recommendation_columns, side_by_side
from dashboard.components.basics import Node, bullet_list, data, note, paragraphs, step_link
from dashboard.components.choices import (
    ADDED,
    COMPARATOR,
    PERIOD,
    SUBJECT,
    Options,
    chips,
    choices_form,
    comparator_options,
    newest_or,
    subject_options,
)
from dashboard.components.compare_drawings import drawings
from dashboard.components.compare_results import announcement, indicator_results
from dashboard.components.recommendation_results import (
    recommendation_announcement,
    recommendation_results,
)
from dashboard.follow_up import nothing_recorded
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.sentences import area_label
from dashboard.shown import shown
from dashboard.state import MAXIMUM_AREAS, Problem, ViewState, parse
from dashboard.urls import compare_url, in_version, picture_name
from indicators.api import Release
from indicators.definition import Recommendation
from indicators.values import Area
from indicators.wording import Lang, translated

RESULTS = "compare-results"


def page(request: PageRequest) -> Page | Redirect:
    """The page for an address; what in it cannot be followed is named.

    What the form sends is sent on to the short address of the same view.
    """
    release, lang = request.release, request.lang
    state, problems = parse(request.params, known_choices(release))
    sent = parse_qs(request.query, keep_blank_values=True).get(ADDED)
    typed = (sent or [""])[0].strip()
    found = find_areas(release, typed)
    if sent is not None and not problems and (not typed or len(found) == 1):
        areas = tuple(sorted({*state.areas, *(area.code for area in found)}))
        if len(areas) <= MAXIMUM_AREAS:
            short = compare_url(replace(state, areas=areas), lang)
            return Redirect(in_version(short, request.version) if request.version else short)
        problems = (Problem("gebieden", str(len(areas)), "too_many"),)
        found = []
    asked = release.recommendation(state.recommendation)
    results, said = _results(release, state, asked, lang)
    content: Content = [
        html.H1(t("compare.title", lang)),
        html.P(t("compare.lead", lang), className="lead"),
        html.Div([*(_problem(one, lang) for one in problems), *_which(typed, found, state, lang)]),
        choices_form(
            state,
            _options(release, state, lang),
            [area_label(area, lang) for level in LEVELS for area in release.areas(level)],
            typed,
            lang,
        ),
        html.Div(chips(state, chosen_areas(release, state), lang)),
        html.Div(results, id=RESULTS, **data(announce=said)),
    ]
    return Page(
        title(release, state, lang),
        content,
        t("description.compare", lang, subject=_subject(release, state, lang)),
        address=compare_url(_lasting(release, state), lang),
        picture=picture_name("aanbeveling", asked.id)
        if asked
        else picture_name("cijfer", state.indicator),
    )


def title(release: Release, state: ViewState, lang: Lang) -> str:
    """The title of the window."""
    # By the id too: long titles that begin alike are cut off alike.
    name = state.recommendation or state.indicator
    return t("compare.window", lang, subject=f"{name}: {_subject(release, state, lang)}")


def _subject(release: Release, state: ViewState, lang: Lang) -> str:
    asked = release.recommendation(state.recommendation)
    return translated((asked or chosen_definition(release, state)).title, lang)


def _lasting(release: Release, state: ViewState) -> ViewState:
    """The same figures: without the newest period by name, in the order and map of every reader."""
    newest = newest_period(release, state.indicator)
    period = state.period if state.period != newest else ""
    return replace(state, period=period, map=ViewState.map, sort=ViewState.sort)


def _results(
    release: Release, state: ViewState, asked: Recommendation | None, lang: Lang
) -> tuple[Sequence[Node], str]:
    """Everything below the form, and what is said when it changes."""
    if asked is not None:
        areas = side_by_side(release, state)
        columns = recommendation_columns(release, asked.indicators, areas)
        shown_results = recommendation_results(asked, columns, areas, nothing_recorded, lang)
        return shown_results, recommendation_announcement(asked, areas, lang)
    view = indicator_view(release, state)
    if view is None:
        definition = chosen_definition(release, state)
        name = translated(definition.title, lang)
        text = t("compare.nothing", lang, tables=", ".join(definition.sources))
        said = t("compare.updated", lang, what=f"{name}: {t('figure.none', lang)}")
        return [html.H2(name), *paragraphs([text])], said
    areas_by_code = {area.code: area for area in release.areas(current_only=False)}
    sources = [one for one in release.sources() if one.id in view.definition.sources]
    drawn = drawings(release, view, lang)
    return (
        indicator_results(view, areas_by_code, sources, drawn, lang),
        announcement(view, lang),
    )


def _options(release: Release, state: ViewState, lang: Lang) -> dict[str, Options]:
    options = {
        SUBJECT: subject_options(shown(release.indicators()), release.recommendations(), lang)
    }
    if state.recommendation:
        return options
    options[PERIOD] = newest_or(
        periods_of(release, state.indicator), newest_period(release, state.indicator), lang
    )
    comparators = comparators_of(chosen_definition(release, state))
    if comparators:
        options[COMPARATOR] = comparator_options(comparators, lang)
    return options


def _problem(problem: Problem, lang: Lang) -> Component:
    values = {"seen": problem.seen}
    if problem.kind == "too_many":
        values["most"] = str(MAXIMUM_AREAS)
    suffix = "" if problem.kind == "unknown" else f"_{problem.kind}"
    text = t(f"compare.problem_{problem.parameter}{suffix}", lang, **values)
    return note(t("compare.problem", lang), text)


def _which(typed: str, found: Sequence[Area], state: ViewState, lang: Lang) -> Sequence[Component]:
    """The areas that a typed name can stand for, each with a link that adds it."""
    if not typed or len(found) == 1:
        return []
    if not found:
        text = t("compare.problem_toevoegen", lang, seen=typed)
        return [note(t("compare.problem", lang), text)]
    links = [
        step_link(
            area_label(area, lang),
            compare_url(replace(state, areas=tuple(sorted({*state.areas, area.code}))), lang),
        )
        for area in found
    ]
    return [html.P(t("compare.which", lang, seen=typed)), bullet_list(links)]
