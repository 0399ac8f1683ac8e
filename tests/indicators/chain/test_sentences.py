"""Every sentence, read back: the numbers in it are those of its figure and no others."""

import math
import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.api import Release
from indicators.chain.records import ChainStep, StepFigure
from indicators.chain.sentences import instead_sentence, step_sentences
from indicators.chain.steps import Step, read_steps
from indicators.values import MissingReason
from tests.indicators.chain.chain_rows import assessment, computed, core, history, kinds
from tests.indicators.chain.test_steps import JUDGING, PEOPLE, POPULATION

STEPS = {step.id: step for step in read_steps().steps}


def numbers(sentence: str) -> list[int]:
    """The numbers of a sentence in order; thousands are grouped with a full stop or a comma."""
    return [int(re.sub(r"[.,]", "", n)) for n in re.findall(r"\d+(?:[.,]\d{3})*", sentence)]


def range_of(value: float | None, lower: float | None, upper: float | None) -> list[int]:
    if value is not None:
        return [int(value)]
    if lower is None or upper is None:
        return []
    ends = [math.ceil(lower), math.floor(upper)]
    return ends if ends[0] != ends[1] else ends[:1]


def expected_numbers(figure: StepFigure) -> list[int]:
    """What the first sentence has to say after its period, worked out from the row alone."""
    counted = range_of(figure.value, figure.lower, figure.upper)
    if figure.value is None and counted and counted[0] <= 0:
        counted = counted[1:]  # at most
    if not counted or (figure.is_remainder and figure.value == 0):
        return []
    found = counted
    if figure.relation == "part":
        found = range_of(figure.parent_value, figure.parent_lower, figure.parent_upper) + found
    if figure.share_lower is not None and figure.share_upper is not None:
        found = [
            *found,
            *range_of(None, math.floor(figure.share_lower), math.ceil(figure.share_upper)),
            100,
        ]
    return found


def check(figure: StepFigure) -> None:
    step = STEPS[figure.step_id]
    parent = STEPS.get(step.parent or "")
    sentences = step_sentences(step, parent, figure)
    for lang, place in (("nl", 0), ("en", 1)):
        first, *others = (getattr(sentence, lang) for sentence in sentences)
        said = numbers(first)
        if not step.has_share and figure.is_known:
            assert said.pop(0) == int(figure.period_code[:4])
        assert said == expected_numbers(figure), first
        names = {POPULATION[one.population][place] for one in (step, parent) if one}
        assert any(name in first for name in names), first
        for sentence in (first, *others):
            assert not JUDGING.search(sentence), sentence
            assert not PEOPLE.search(sentence), sentence
            assert "{" not in sentence
            assert sentence.endswith(".")
            assert sentence[0].isupper()
        for other in others:
            assert set(numbers(other)) <= {20, 100}
        if figure.relation == "follows":
            assert not re.search(r"\b(van de|daarvan|waarvan|of the|of those)\b", first, re.I)


@pytest.mark.parametrize(
    ("area", "period"),
    [
        ("PV25", "2023JJ00"), ("VT05", "2023JJ00"), ("VT06", "2023JJ00"), ("VT14", "2023JJ00"),
        ("VT02", "2023JJ00"), ("GM1731", "2023JJ00"), ("NL01", "2023JJ00"), ("GM0014", "2023JJ00"),
        ("GM1680", "2023JJ00"), ("PV24", "2023JJ00"), ("NL01", "2020JJ00"),
    ],
)  # fmt: skip
def test_no_sentence_on_published_figures_says_another_number(
    release: Release, area: str, period: str
) -> None:
    chain = release.chain(area, period)
    assert chain is not None
    for one in chain.walk():
        check(one.figure)
        assert one.sentences == tuple(
            step_sentences(one.step, STEPS.get(one.step.parent or ""), one.figure)
        )


texts = st.one_of(st.integers(2, 900).map(lambda n: str(5 * n)), st.sampled_from([".", ""]))


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.lists(texts, min_size=15, max_size=15), min_size=1, max_size=10))
def test_no_sentence_says_another_number(areas: list[list[str]]) -> None:
    assessments, histories, kinds_of_violence = [], [], []
    for number, row in enumerate(areas):
        area = f"GM{number:04}"
        assessments += assessment(row[0], tuple(row[1:5]), row[5], area)
        histories += history(row[6], tuple(row[7:11]), area)
        kinds_of_violence += kinds(
            area,
            reports_received=row[11],
            cases_with_report=row[12],
            investigations_completed=row[13],
            conditions_and_follow_up_completed=row[14],
        )
    rows = computed(
        core({"84852NED": assessments, "85361NED": histories, "84851NED": kinds_of_violence})
    )
    for figure in rows.values():
        check(figure)


def said(release: Release, area: str, step: str) -> ChainStep:
    chain = release.chain(area, "2023JJ00")
    assert chain is not None
    return chain.step(step)


def test_gelderland_in_words(release: Release) -> None:
    first = said(release, "PV25", "reports").sentences[0]
    assert first.nl == (
        "In 2023 zijn er 8.565 meldingen van alle huiselijk geweld (ook tussen volwassenen) "
        "ontvangen in de provincie Gelderland (voorlopig cijfer)."
    )
    assessed = said(release, "PV25", "assessed").sentences
    assert assessed[0].nl == (
        "Van de 8.565 meldingen van alle huiselijk geweld zijn er ongeveer 8.280 beoordeeld: "
        "96 tot 97 van de 100."
    )
    assert assessed[0].en == (
        "Of the 8,565 reports of all domestic violence, roughly 8,280 were assessed: "
        "96 to 97 out of 100."
    )
    assert len(assessed) == 1
    left = said(release, "PV25", "next_step_unknown").sentences[0]
    assert left == STEPS["next_step_unknown"].when_zero


def test_drenthe_in_words(release: Release) -> None:
    assert said(release, "VT02", "investigations_child_abuse").sentences[0].nl == (
        "In dezelfde periode heeft Veilig Thuis 50 onderzoeken naar kindermishandeling afgerond: "
        "5 tot 7 per 100 casussen van kindermishandeling."
    )
    assert said(release, "VT02", "conditions_and_follow_up_child_abuse").sentences[0].en == (
        "In the same period, Veilig Thuis completed 80 'conditions and follow-up' services on "
        "child abuse: 9 to 11 per 100 cases of child abuse."
    )


def test_repeat_reports_of_the_country_in_words(release: Release) -> None:
    assert said(release, "NL01", "repeat_report").sentences[0].nl == (
        "Van de 127.340 meldingen van alle huiselijk geweld zijn er 48.555 een hermelding, over "
        "mensen bij wie Veilig Thuis niet meer betrokken was: 38 tot 39 van de 100."
    )


def test_a_dot_in_words(release: Release) -> None:
    waiting = said(release, "VT14", "not_yet_assessed").sentences
    assert [sentence.nl for sentence in waiting] == [
        "Van de 2.810 meldingen van alle huiselijk geweld waren er aan het eind van de periode ten "
        "hoogste 9 nog niet beoordeeld: 0 tot 1 van de 100.",
        "Het precieze aantal is niet gepubliceerd.",
    ]
    here = said(release, "VT14", "handed_over").sentences[0].nl
    assert here.startswith("Van de 2.799 tot 2.812 beoordeelde meldingen van alle huiselijk geweld")


def test_nothing_known_says_why_and_a_larger_area_is_named(release: Release) -> None:
    found = said(release, "GM1731", "repeat_report")
    assert found.sentences[0].nl == (
        "Hermeldingen van alle huiselijk geweld: niet bekend. Wat hiervoor nodig is, staat niet in "
        "deze uitgave."
    )
    assert found.instead is not None
    assert found.instead.area_code == "NL01"
    assert found.instead_sentence is not None
    assert found.instead_sentence.nl.startswith("Voor Nederland: van de 127.340 meldingen")
    assert found.instead_sentence.en.startswith("For the Netherlands: of the 127,340 reports")
    # With bounds of its own no other area takes its place.
    assert said(release, "GM1731", "investigations_child_abuse").instead is None


# A count of the chain is never withheld; only its share is.
@pytest.mark.parametrize("reason", sorted({*get_args(MissingReason)} - {"withheld_by_us"}))
def test_every_reason_for_a_missing_count_is_said(reason: MissingReason) -> None:
    found = computed(core({"85361NED": history("100", ("40", "30", "20", "10"))}))
    known = found["first_report", "GM0001", "2023JJ00"]
    missing = replace(known, value=None, lower=None, upper=None, missing_reason=reason)
    (sentence,) = step_sentences(STEPS["first_report"], STEPS["reports_by_history"], missing)
    assert "niet bekend. " in sentence.nl
    assert "not known. " in sentence.en


def test_a_small_or_a_tiny_parent_is_said() -> None:
    rows = computed(
        core(
            {
                "84851NED": [
                    *kinds(cases_with_report="45", investigations_completed="10"),
                    *kinds("GM0002", cases_with_report="15", investigations_completed="10"),
                ]
            }
        )
    )
    step, parent = STEPS["investigations_child_abuse"], STEPS["cases_child_abuse"]

    def of(area: str) -> list[str]:
        return [s.nl for s in step_sentences(step, parent, rows[step.id, area, "2023JJ00"])]

    assert of("GM0001")[1:] == [
        "Dit is indicatief: het gaat om minder dan 100 casussen van kindermishandeling."
    ]
    assert of("GM0002") == [
        "In dezelfde periode heeft Veilig Thuis 10 onderzoeken naar kindermishandeling afgerond.",
        "Per 100 tonen wij dit niet: het gaat om minder dan 20 casussen van kindermishandeling.",
    ]


def test_the_sentence_of_a_larger_area_keeps_its_own_numbers(release: Release) -> None:
    step: Step = STEPS["cases"]
    figure = said(release, "VT02", "cases").figure
    sentence = instead_sentence(step, STEPS["reports_by_kind"], figure)
    assert numbers(sentence.nl) == numbers(sentence.en) == expected_numbers(figure)
    assert "Veilig Thuis-regio Drenthe" in sentence.nl
