"""Sentences and questions of all municipalities, on the whole fictitious set."""

import re

import pytest

from indicators.api import Release
from indicators.comparison.records import Comparison
from indicators.narrative.narrative import Narrative
from indicators.narrative.phrases import SENTENCES
from indicators.values import Area
from indicators.wording import LANGS, Lang, translated
from tests.indicators.narrative.reading import judging_words, numbers

pytestmark = pytest.mark.slow

# The two figures of a comparison, however they are written: a number, or two bounds.
COMPARED = re.compile(r"^(?P<own>.*?) in .+? (?:en|and) (?P<other>.*?) in ")


@pytest.fixture(scope="module")
def narratives(demonstration_release: Release) -> list[tuple[Area, Narrative]]:
    areas = demonstration_release.areas("municipality")
    assert len(areas) == 342
    return [(area, demonstration_release.narrative(area)) for area in areas]


def test_every_comparison_says_what_its_figures_say(
    demonstration_release: Release, narratives: list[tuple[Area, Narrative]]
) -> None:
    compared = 0
    for area, narrative in narratives:
        for one in narrative.indicators:
            definition = demonstration_release.indicator(one.indicator_id)
            assert definition
            shown = demonstration_release.shown_area(definition, area)
            stored = demonstration_release.comparisons(
                one.indicator_id, shown.code, one.figure.period_code or ""
            )
            for statement, comparison in zip(one.comparisons, stored, strict=True):
                assert statement.code == comparison.code
                if comparison.code == "too_few_data":
                    assert SENTENCES.get("clearly_higher", "nl") not in statement.text.nl
                    continue
                compared += 1
                for lang in LANGS:
                    text = translated(statement.text, lang)
                    title = translated(definition.title, lang)
                    check_order(text.removeprefix(f"{title}: "), comparison, lang)
                    if definition.polarity_at(shown.level) == "not_judged":
                        plain = without_names(text, title, area.name)
                        assert not judging_words(plain, lang), text
    assert compared > 10_000


def check_order(text: str, comparison: Comparison, lang: Lang) -> None:
    """The numbers in the sentence stand as its word says."""
    found = COMPARED.match(text)
    assert found, text
    own, other = (numbers(without_unit(found[side]), lang) for side in ("own", "other"))
    assert own and other, text
    if "higher" in comparison.code:
        assert min(own) >= max(other), text
    if "lower" in comparison.code:
        assert max(own) <= min(other), text


def without_unit(text: str) -> str:
    for unit in ("per 1.000", "per 1,000", "per 100"):
        text = text.replace(unit, "")
    return text


def without_names(text: str, *names: str) -> str:
    """There is a municipality Best."""
    for name in names:
        text = text.replace(name, "")
    return text


def test_every_municipality_is_told_something_and_asked_something(
    narratives: list[tuple[Area, Narrative]],
) -> None:
    for area, narrative in narratives:
        assert narrative.stands_out and narrative.indicators
        recommendations = {question.recommendation_id for question in narrative.questions}
        assert {"R1", "R5", "R6", "R8"} <= recommendations
        for question in narrative.questions:
            for lang in LANGS:
                text = translated(question.text, lang)
                assert area.name in text or "Veilig Thuis" in text
                assert not judging_words(without_names(text, area.name), lang), text
                assert "{" not in text and "None" not in text
