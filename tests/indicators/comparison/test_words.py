"""The vocabulary is fixed, in both languages, and never says better or worse."""

import re
from pathlib import Path
from typing import get_args

import pytest

from indicators.comparison.words import Code, Reason, reason_text, rule, word
from indicators.statistics import judgement

JUDGES = re.compile(r"\b(beter|slechter|goed|slecht|better|worse|good|bad)\b", re.IGNORECASE)


def test_the_six_words() -> None:
    assert {code: word(code).nl for code in get_args(Code)} == {
        "clearly_higher": "duidelijk hoger",
        "possibly_higher": "mogelijk hoger",
        "not_distinguishable": "niet te onderscheiden",
        "possibly_lower": "mogelijk lager",
        "clearly_lower": "duidelijk lager",
        "too_few_data": "te weinig gegevens",
    }
    assert [word(code).en for code in get_args(Code)] == [
        "clearly higher", "possibly higher", "not distinguishable", "possibly lower",
        "clearly lower", "too few data",
    ]  # fmt: skip


@pytest.mark.parametrize("code", get_args(Code))
def test_every_word_has_a_rule_and_the_statistics_know_it(code: Code) -> None:
    assert rule(code).nl.endswith(".")
    assert rule(code).en.endswith(".")
    assert code in (judgement.judge.__doc__ or "")


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_is_a_sentence_in_both_languages(reason: Reason) -> None:
    assert reason_text(reason).nl.endswith(".")
    assert reason_text(reason).en.endswith(".")


def test_no_text_judges() -> None:
    texts = [word(code) for code in get_args(Code)]
    texts += [rule(code) for code in get_args(Code)]
    texts += [reason_text(reason) for reason in get_args(Reason)]
    for text in texts:
        assert not JUDGES.search(text.nl)
        assert not JUDGES.search(text.en)


def test_higher_and_lower_are_said_of_the_right_limits() -> None:
    assert "boven de grens van 99,8%" in rule("clearly_higher").nl
    assert "boven de grens van 95%" in rule("possibly_higher").nl
    assert "onder de grens van 95%" in rule("possibly_lower").nl
    assert "onder de grens van 99,8%" in rule("clearly_lower").nl


def test_the_words_and_reasons_are_explained_in_the_docs() -> None:
    naming = (Path(__file__).parents[3] / "docs" / "naming.md").read_text(encoding="utf-8")
    for code in get_args(Code):
        assert f"`{code}`" in naming
        assert word(code).nl in naming
    for reason in get_args(Reason):
        assert f"| `{reason}` |" in naming
