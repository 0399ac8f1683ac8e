"""Council questions: asked where they make sense, and never with a hole in them."""

import pytest
from hypothesis import given

from indicators.definition import read_definitions, read_recommendations
from indicators.narrative.facts import Facts
from indicators.narrative.questions import Question, Template, questions, read_templates
from indicators.wording import LANGS, translated
from tests.indicators.narrative.made_facts import (
    AREAS,
    PLACE,
    any_facts,
    comparison,
    facts,
    of_the_region,
    value,
)
from tests.indicators.narrative.reading import judging_words

V1 = read_definitions()["V1"]


def ask(*found: Facts) -> dict[str, Question]:
    return {question.id: question for question in questions(PLACE, found, AREAS)}


def test_every_recommendation_has_a_question() -> None:
    assert {t.recommendation for t in read_templates()} >= set(read_recommendations()) - {"R7"}
    assert {t.recommendation for t in read_templates()} <= set(read_recommendations())


def test_an_indicator_and_its_recommendation_belong_together() -> None:
    for template in read_templates():
        if template.indicator:
            definition = read_definitions()[template.indicator]
            assert template.recommendation in definition.recommendations, template.id
            assert definition.is_shown


def test_ids_are_unique_and_every_question_ends_as_one() -> None:
    ids = [template.id for template in read_templates()]
    assert len(ids) == len(set(ids))
    for template in read_templates():
        assert template.nl.endswith("?") and template.en.endswith("?")


def test_a_difference_is_asked_about_with_its_numbers() -> None:
    asked = ask(facts(V1, comparisons=(comparison(V1),)))
    assert asked["V1-differs"].text.nl.startswith(
        "In Assen waren er 12,3 meldingen van kindermishandeling per 1.000 kinderen, en in "
        "Nederland 9,8 (2023). Hoe verklaart het college dit verschil"
    )
    assert "V1-any" not in asked


def test_without_a_difference_the_general_question_is_asked() -> None:
    asked = ask(facts(V1, comparisons=(comparison(V1, code="not_distinguishable"),)))
    assert "V1-any" in asked and "V1-differs" not in asked
    assert "Nederland" not in asked["V1-any"].text.nl


def test_without_a_figure_it_is_asked_for() -> None:
    none = value(V1, value=None, lower=None, upper=None, missing_reason="unknown_or_secret")
    asked = ask(facts(V1, value=none))
    assert set(asked) & {"V1-differs", "V1-any", "V1-none"} == {"V1-none"}


def test_bounds_alone_are_asked_about_as_not_known() -> None:
    assert "V1-none" in ask(facts(V1, value=value(V1, value=None, lower=3.0, upper=13.0)))


def test_what_cannot_be_measured_is_always_asked() -> None:
    assert {question.recommendation_id for question in ask().values()} == {"R1", "R5", "R6", "R8"}


@given(any_facts())
def test_no_question_has_a_hole_or_a_judgement(found: Facts) -> None:
    for one in (found, of_the_region(found)):
        for question in ask(one).values():
            for lang in LANGS:
                text = translated(question.text, lang)
                assert "{" not in text and "  " not in text and " ," not in text
                assert not judging_words(text, lang), text


@given(any_facts())
def test_a_question_compares_only_what_was_compared(found: Facts) -> None:
    for question in ask(found).values():
        if question.indicator_id and question.when.endswith(("higher", "lower")):
            assert question.when in {one.code for one in found.comparisons}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"indicator": "Z9"}, "there is no indicator Z9"),
        ({"nl": "In {period} {value}?"}, "other places"),
        ({"nl": "{benchmark_value}?", "en": "{benchmark_value}?"}, "not known in all cases"),
        ({"nl": "{value}?", "en": "{value}?", "when": ["no_figure"]}, "not known in all cases"),
        ({"indicator": None, "nl": "?", "en": "?", "when": ["increasing"]}, "always asked"),
    ],
)
def test_a_question_that_cannot_always_be_filled_in_is_refused(
    change: dict[str, object], message: str
) -> None:
    good = {"id": "x", "recommendation": "R9", "indicator": "V1", "when": ["always"],
            "nl": "{place}?", "en": "{place}?"}  # fmt: skip
    Template.model_validate(good)
    with pytest.raises(ValueError, match=message):
        Template.model_validate(good | change)
