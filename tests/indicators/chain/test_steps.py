"""What steps.yaml may say: its form, and every word of it that a reader sees."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from indicators.chain import sentences, steps
from indicators.chain.steps import Steps, read_steps

# A count of reports says nothing about how many children; child abuse is a kind of violence.
PEOPLE = re.compile(
    r"\b(een kind|kinderen|jongeren|gezinnen|child(?! abuse)|children|famil\w+)\b", re.I
)
JUDGING = re.compile(
    r"\b(slechts|maar liefst|helaas|goede?|slechte?|beter|slechter|zorgelijk\w*|ernstig\w*|"
    r"onvoldoende|voldoende|te weinig|te veel|te lang|tekort\w*|falen|faalt|schokkend|alarmerend|"
    r"terecht|onterecht|moet|moeten|hoort|only a|merely|unfortunately|good|bad|better|worse|poor|"
    r"poorly|worrying|serious|insufficient|sufficient|too few|too many|too long|fail|fails|failing|"
    r"alarming|shocking|should|must|ought)\b",
    re.I,
)
POPULATION = {
    "all_domestic_violence": ("alle huiselijk geweld", "all domestic violence"),
    "child_abuse": ("kindermishandeling", "child abuse"),
}
UNIT = {
    "reports": (r"meldingen", r"reports"),
    "cases": (r"casussen", r"cases"),
    "services": (r"onderzoeken|diensten", r"investigations|services"),
    "transfers": (r"overdrachten", r"transfers"),
}
SENTENCES = [text for one in sentences.SENTENCES.by_key.values() for text in (one.nl, one.en)]


def texts(value: Any) -> Iterator[str]:
    """Every Dutch and English text in a file."""
    if isinstance(value, dict):
        if set(value) == {"nl", "en"}:
            yield from value.values()
        else:
            for one in value.values():
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


CONTENT = yaml.safe_load(steps.STEPS.read_text(encoding="utf-8"))
ALL_TEXTS = [*texts(CONTENT), *SENTENCES]


def test_there_are_texts_to_look_at() -> None:
    assert len(ALL_TEXTS) > 200
    assert JUDGING.search("Dat zijn er slechts tien")
    assert PEOPLE.search("10 kinderen") and PEOPLE.search("10 children")
    assert not PEOPLE.search("kindermishandeling and child abuse")


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_no_text_judges_or_counts_people(text: str) -> None:
    assert not JUDGING.search(text)
    assert not PEOPLE.search(text)


@pytest.mark.parametrize("step", read_steps().steps, ids=lambda step: step.id)
def test_every_step_names_its_unit_and_its_population(step: steps.Step) -> None:
    for lang, place in (("nl", 0), ("en", 1)):
        for text in (step.title, step.noun):
            words = getattr(text, lang)
            # A repeat report is a report.
            assert re.search(UNIT[step.unit][place], words, re.I), words
            assert POPULATION[step.population][place] in words
        clause = getattr(step.clause, lang)
        assert clause.count("{count}") == 1
        if step.relation != "part":  # the sentence of a part begins with what it is a part of
            assert re.search(UNIT[step.unit][place], clause)
            assert POPULATION[step.population][place] in clause


@pytest.mark.parametrize("step", read_steps().steps, ids=lambda step: step.id)
def test_another_unit_or_another_cohort_is_never_a_part(step: steps.Step) -> None:
    by_id = {one.id: one for one in read_steps().steps}
    parent = by_id.get(step.parent or "")
    assert step.caveats or parent is None
    if step.relation == "part":
        assert parent is not None
        assert parent.unit == step.unit == "reports"
    if step.unit == "services":
        assert "cohort" in step.caveats
        assert step.relation == "follows"
    if step.unit == "transfers":
        assert {"transfers", "help_not_shown"} <= set(step.caveats)
        assert step.relation == "follows"


def changed(step_id: str, **values: object) -> dict[str, Any]:
    content = yaml.safe_load(steps.STEPS.read_text(encoding="utf-8"))
    next(step for step in content["steps"] if step["id"] == step_id).update(values)
    return content


@pytest.mark.parametrize(
    ("step", "values", "message"),
    [
        ("cases", {"parent": "no_such_step"}, "expected parent no_such_step before it"),
        ("cases", {"relation": None}, "parent and relation together"),
        ("cases", {"relation": "part"}, "a part counts in the unit of its parent"),
        ("cases", {"caveats": ["no_such_text"]}, "no text named"),
        ("cases", {"unknown": "no_such_text"}, "no text named"),
        ("cases", {"id": "reports"}, "saw reports twice"),
        ("cases", {"cells": []}, "exactly one of cells, complement_of and remainder"),
        ("cases", {"when_zero": {"nl": "x", "en": "x"}}, "a remainder, and nothing else"),
        ("assessed", {"relation": "follows"}, "is a part"),
        ("assessed", {"complement_of": "cases"}, "a step with the same parent"),
        ("cases", {"cells": [{"source": "1NED", "topic": "x"}]}, "expected a table of"),
        ("cases", {"cells": [{"source": "84851NED", "topic": "x"}]}, "expected a topic of"),
        (
            "cases",
            {
                "cells": [
                    {
                        "source": "84851NED",
                        "topic": "cases_with_report",
                        "categories": {"kind_of_violence": "no_such_kind"},
                    }
                ]
            },
            "saw kind_of_violence no_such_kind",
        ),
    ],
)
def test_what_does_not_hang_together_is_refused(
    step: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        Steps.model_validate(changed(step, **values))
