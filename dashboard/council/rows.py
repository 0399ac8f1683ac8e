"""A figure in one row: what stands folded behind an answer, and in the background."""

from collections.abc import Iterable

from dashboard.chosen import Chosen
from dashboard.council.amounts import amount_of
from dashboard.council.comparing import word_beside
from dashboard.council.content import FigureRow, Link
from dashboard.council.figures import FiguresOfArea
from dashboard.i18n.text import t
from dashboard.sentences import calculation
from dashboard.state import ViewState
from dashboard.urls import compare_url, indicator_url
from indicators.api import Release
from indicators.definition import Definition
from indicators.narrative.facts import Facts
from indicators.values import Area
from indicators.wording import Lang, translated


def figure_rows(
    release: Release,
    area: Area,
    figures: FiguresOfArea,
    definitions: Iterable[Definition],
    lang: Lang,
) -> tuple[FigureRow, ...]:
    """A row for each indicator, in the order given."""
    return tuple(_row(release, area, figures, one, lang) for one in definitions)


def compare_link(definition: Definition, area: Area, lang: Lang) -> Link:
    """To the compare page, with this municipality lit up."""
    state = ViewState(indicator=definition.id, areas=(area.code,))
    title = translated(definition.title, lang)
    return Link(t("council.compare_figure", lang, title=title), compare_url(state, lang))


def calculation_link(
    definition: Definition, area: Area, facts: Facts | None, text: str, lang: Lang
) -> Link:
    """To the indicator's page, where this figure is worked out down to its published cells."""
    if facts is None:
        return Link(text, indicator_url(definition.id, lang))
    chosen = Chosen(period=facts.value.period_code, area=area.code)
    return Link(text, indicator_url(definition.id, lang, chosen, fragment="berekening"))


def absent_text(release: Release, definition: Definition, lang: Lang) -> str:
    """Why there is not even a row: a table that was not delivered, or nothing about this place."""
    missing = [
        source.id
        for source in release.sources()
        if source.id in definition.sources and not source.is_delivered
    ]
    if missing:
        return t("figure.table_missing", lang, tables=", ".join(missing))
    return t("figure.nothing", lang)


def _row(
    release: Release, area: Area, figures: FiguresOfArea, definition: Definition, lang: Lang
) -> FigureRow:
    facts = figures.get(definition.id)
    word, against = word_beside(release, facts, lang)
    return FigureRow(
        definition=definition,
        amount=amount_of(facts, lang) if facts else None,
        calculation=calculation(facts.value, definition, lang) if facts else None,
        absent=None if facts else absent_text(release, definition, lang),
        word=word,
        against=against,
        about=calculation_link(definition, area, facts, translated(definition.title, lang), lang),
        compare=compare_link(definition, area, lang),
        is_part=definition.part_of is not None,
    )
