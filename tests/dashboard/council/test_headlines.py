"""Which figure answers a question."""

from dataclasses import replace

import pytest

from dashboard.council.headlines import CANDIDATES, headline
from indicators.definition import read_definitions
from indicators.narrative.facts import Facts
from tests.indicators.narrative.made_facts import REGION, facts, value


def made(indicator_id: str, *, number: float | None = 12.3, lower: float | None = 12.1) -> Facts:
    definition = read_definitions()[indicator_id]
    return facts(definition, value=value(definition, value=number, lower=lower))


def of_region(indicator_id: str) -> Facts:
    return replace(made(indicator_id), shown=REGION)


def chosen(*found: Facts) -> str:
    return headline("investigation", {one.definition.id: one for one in found})


def test_the_first_candidate_with_a_number_of_its_own_answers() -> None:
    assert chosen(made("A1"), made("A2"), of_region("A3")) == "A1"
    assert chosen(made("A1", number=None, lower=None), made("A2"), of_region("A3")) == "A2"


def test_bounds_are_as_good_as_a_number() -> None:
    assert chosen(made("A1", number=None), made("A2")) == "A1"


def test_a_figure_of_the_region_answers_only_where_there_is_none_of_its_own() -> None:
    nothing = made("A1", number=None, lower=None)
    assert chosen(nothing, of_region("A3")) == "A3"
    assert chosen(of_region("A3"), made("A2")) == "A2"


def test_without_any_number_the_first_says_why() -> None:
    assert chosen() == "A1"
    assert chosen(made("A2", number=None, lower=None)) == "A1"


@pytest.mark.parametrize("question", CANDIDATES)
def test_candidates_are_shown_figures_of_their_question(question: str) -> None:
    for one in CANDIDATES[question]:  # type: ignore[index]
        definition = read_definitions()[one]
        assert definition.question == question
        assert definition.is_shown and definition.part_of is None
