"""Everything that is said about one area: what stands out, figure by figure, and what to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.definition import Definition
from indicators.narrative.comparing import comparison_statement, figure_statement, in_both
from indicators.narrative.facts import Facts, Query, gather
from indicators.narrative.phrases import SENTENCES, place
from indicators.narrative.questions import Question, questions
from indicators.narrative.statement import Statement
from indicators.narrative.trending import half_years_statement, years_statement
from indicators.values import Area

# Only what chance makes of one figure in five hundred: of the words at 95 per cent every page would
# have some by chance alone.
_STANDS_OUT = ("clearly_higher", "clearly_lower")
_CHANGES = ("increasing", "decreasing")


@dataclass(frozen=True)
class OfIndicator:
    """What is said about one figure: the figure, beside each benchmark, and over time."""

    indicator_id: str
    figure: Statement
    comparisons: tuple[Statement, ...]
    trends: tuple[Statement, ...]


@dataclass(frozen=True)
class Narrative:
    """What is said about one area. `stands_out` is never empty: it also says that nothing does."""

    area: Area
    stands_out: tuple[Statement, ...]
    indicators: tuple[OfIndicator, ...]
    questions: tuple[Question, ...]


def narrative(
    query: Query, areas: Mapping[str, Area], area: Area, definitions: Iterable[Definition]
) -> Narrative:
    """Sentences and questions for one area, from a release's figures."""
    return tell(area, gather(query, areas, area, definitions), areas)


def tell(area: Area, found: list[Facts], areas: Mapping[str, Area]) -> Narrative:
    """The same from facts that are at hand."""
    said = tuple(_of_indicator(facts, areas) for facts in found)
    return Narrative(area, _stands_out(area, said), said, questions(area, found, areas))


def _of_indicator(facts: Facts, areas: Mapping[str, Area]) -> OfIndicator:
    trends = (years_statement(facts), half_years_statement(facts))
    return OfIndicator(
        facts.definition.id,
        figure_statement(facts),
        tuple(comparison_statement(facts, one, areas) for one in facts.comparisons),
        tuple(trend for trend in trends if trend is not None),
    )


def _stands_out(area: Area, said: tuple[OfIndicator, ...]) -> tuple[Statement, ...]:
    """One clear difference an indicator, then changes over five years, then half-years.

    Figures of one family (V1, V1b, V1c) count the same events in different ways: what they all say
    is said once.
    """
    clear = [next((c for c in one.comparisons if c.code in _STANDS_OUT), None) for one in said]
    trends = [trend for one in said for trend in one.trends]
    found = [
        *(one for one in clear if one is not None),
        *(trend for trend in trends if trend.about == "trend" and trend.code in _CHANGES),
        *(trend for trend in trends if trend.about == "half_years"),
    ]
    first = {(one.about, (one.indicator_id or "")[:2], one.code): one for one in reversed(found)}
    if found:
        return tuple(one for one in found if one in first.values())
    could = any(c.code != "too_few_data" for one in said for c in one.comparisons)
    key = "nothing_stands_out" if could else "nothing_compared"
    text = in_both(lambda lang: SENTENCES.get(key, lang, place=place(area, lang)))
    return (Statement("area", key, text, area_code=area.code),)
