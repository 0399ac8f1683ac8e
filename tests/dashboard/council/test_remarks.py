"""Which questions and remarks come first."""

from dashboard.council.remarks import FIRST_ASKED, FIRST_STAND_OUT, questions, stands_out
from indicators.definition import read_definitions
from indicators.narrative.facts import Facts
from indicators.narrative.narrative import tell
from tests.indicators.narrative.made_facts import (
    AREAS,
    PLACE,
    comparison,
    facts,
    trend,
    value,
)

DEFINITIONS = read_definitions()
HEADLINES = {"V1", "A1", "B1", "C1"}


def plain(indicator_id: str) -> Facts:
    return facts(DEFINITIONS[indicator_id])


def changed(indicator_id: str) -> Facts:
    definition = DEFINITIONS[indicator_id]
    return facts(definition, years=trend(definition))


def different(indicator_id: str, code: str) -> Facts:
    definition = DEFINITIONS[indicator_id]
    return facts(definition, comparisons=(comparison(definition, code=code),))


def test_at_most_so_many_come_first_and_all_are_there() -> None:
    found = [plain(one) for one in DEFINITIONS if DEFINITIONS[one].is_shown]
    said = tell(PLACE, found, AREAS)
    listed = questions(said, HEADLINES, "nl")

    assert len(listed.first) == FIRST_ASKED
    assert len(listed.first) + len(listed.more) == len(said.questions)
    assert listed.short == f"{len(said.questions)} vragen"
    texts = [one.text for one in (*listed.first, *listed.more)]
    assert sorted(texts) == sorted(one.text.nl for one in said.questions)


def test_a_clear_difference_is_asked_about_before_what_can_be_asked_of_everybody() -> None:
    headlines = {"V1", "A1", "A2", "A3", "B1", "B2"}
    others = [plain(one) for one in sorted(headlines)]

    def first(c1: Facts) -> list[str]:
        said = tell(PLACE, [*others, c1], AREAS)
        (of_c1,) = [one.text.nl for one in said.questions if one.indicator_id == "C1"]
        asked = [one.text for one in questions(said, headlines, "nl").first]
        return [text for text in asked if text == of_c1]

    assert first(different("C1", "clearly_higher"))
    assert not first(plain("C1"))


def test_a_suppressed_headline_is_asked_about_before_other_figures() -> None:
    dot = value(DEFINITIONS["V1"], value=None, lower=None, upper=None,
                missing_reason="unknown_or_secret")  # fmt: skip
    found = [facts(DEFINITIONS["V1"], value=dot), *(plain(one) for one in ("A3", "D1", "E1"))]
    said = tell(PLACE, found, AREAS)
    first = questions(said, HEADLINES, "nl").first
    assert "niet bekend" in first[0].text


def test_what_stands_out_is_counted_and_the_first_shown() -> None:
    said = tell(PLACE, [changed(one) for one in ("V1", "C1", "C2", "E1")], AREAS)
    listed = stands_out(said, PLACE, "en")
    assert len(listed.first) == FIRST_STAND_OUT
    assert listed.short == f"{len(said.stands_out)} things"
    assert listed.first[0].about is not None


def test_that_nothing_stands_out_is_said_and_not_counted() -> None:
    same = tell(PLACE, [different("C1", "not_distinguishable")], AREAS)
    assert stands_out(same, PLACE, "nl").short == "niets groter dan toeval"
    nothing = tell(PLACE, [plain("C1")], AREAS)
    listed = stands_out(nothing, PLACE, "nl")
    assert listed.short == "niets te vergelijken"
    assert listed.first[0].about is None
