"""No sentence says anything else than its number."""

from dataclasses import replace

import pytest
from hypothesis import given

from indicators.definition import read_definitions
from indicators.narrative.facts import Facts
from indicators.narrative.narrative import Narrative, tell
from indicators.narrative.phrases import MISSING, SENTENCES
from indicators.values import MissingReason
from indicators.wording import LANGS, Lang, translated
from tests.indicators.narrative.made_facts import (
    AREAS,
    COUNTRY,
    PLACE,
    SHOWN,
    any_facts,
    comparison,
    facts,
    of_the_region,
    trend,
    value,
)
from tests.indicators.narrative.reading import judging_words, numbers

V1 = read_definitions()["V1"]
HIGHER: dict[Lang, tuple[str, ...]] = {"nl": ("hoger", "steeg"), "en": ("higher", "rose")}
LOWER: dict[Lang, tuple[str, ...]] = {"nl": ("lager", "daalde"), "en": ("lower", "fell")}


def said(narrative: Narrative) -> list[tuple[str, str, Lang]]:
    """Every statement's code and text, in both languages."""
    statements = [
        *narrative.stands_out,
        *(s for one in narrative.indicators for s in (one.figure, *one.comparisons, *one.trends)),
    ]
    return [(s.code, translated(s.text, lang), lang) for s in statements for lang in LANGS]


def about(found: Facts) -> Narrative:
    return tell(found.area, [found], AREAS)


@given(any_facts())
def test_every_number_in_a_sentence_is_a_number_of_its_facts(found: Facts) -> None:
    figures = [found.value.value, found.value.lower, found.value.upper]
    for one in found.comparisons:
        figures += [one.benchmark_value, one.benchmark_lower, one.benchmark_upper]
    decimals = found.definition.decimals
    known = {float(f"{number:.{decimals}f}") for number in figures if number is not None}
    known |= {float(one.tested) for one in found.comparisons}
    known |= {round(one.expected_flags_998, 1) for one in found.comparisons}
    assert found.years and found.years.slope and found.years.detectable_80
    for change in (abs(found.years.slope), found.years.detectable_80):
        known |= {float(f"{change:.{digits}f}") for digits in (decimals, decimals + 1)}
    known |= {2019.0, 2023.0, 12.0, 20.0}  # periods, and words about thresholds
    for _, text, lang in said(about(found)):
        named = translated(found.definition.title, lang)
        rest = text.replace(named, "").replace("per 1.000", "").replace("per 1,000", "")
        rest = rest.replace("per 100", "")
        assert set(numbers(rest, lang)) <= known, text


@given(any_facts())
def test_every_word_is_the_word_of_its_code(found: Facts) -> None:
    for code, text, lang in said(about(found)):
        named = translated(found.definition.title, lang)
        polarity = SENTENCES.get(found.definition.polarity_at(found.shown.level), lang)
        rest = text.replace(named, "").replace(polarity, "")
        up, down = (any(w in rest.split() for w in words[lang]) for words in (HIGHER, LOWER))
        assert up == (code in ("clearly_higher", "possibly_higher", "increasing")), text
        if code != "too_few_data":  # its reason speaks of a denominator that is lower than 20
            assert down == (code in ("clearly_lower", "possibly_lower", "decreasing")), text


@given(any_facts())
def test_nothing_that_is_not_judged_is_judged(found: Facts) -> None:
    for one in (found, of_the_region(found)):
        for _, text, lang in said(about(one)):
            if one.definition.polarity_at(one.shown.level) == "not_judged":
                assert not judging_words(text, lang), text


@given(any_facts())
def test_nothing_is_compared_when_the_data_cannot(found: Facts) -> None:
    narrative = about(found)
    (one,) = narrative.indicators
    for statement, made in zip(one.comparisons, found.comparisons, strict=True):
        assert (statement.code == "too_few_data") == (made.code == "too_few_data")
        if made.code == "too_few_data":
            for lang in LANGS:
                words = [SENTENCES.get(c, lang) for c in ("clearly_higher", "possibly_lower")]
                assert not any(word in translated(statement.text, lang) for word in words)
    for statement in narrative.stands_out:
        assert not statement.code.startswith("possibly")


@given(any_facts())
def test_the_area_is_named_and_a_region_is_called_one(found: Facts) -> None:
    for _, text, lang in said(about(of_the_region(found))):
        region = (
            "de Veilig Thuis-regio Drenthe" if lang == "nl" else "the Veilig Thuis region Drenthe"
        )
        assert region in text or PLACE.name in text
    (one,) = about(of_the_region(found)).indicators
    assert "Er is geen cijfer per gemeente." in one.figure.text.nl


def test_a_clear_difference_in_full() -> None:
    found = facts(V1, comparisons=(comparison(V1),))
    (statement,) = about(found).stands_out
    assert statement.text.nl == (
        "Meldingen van kindermishandeling per 1.000 kinderen: 12,3 in Assen en 9,8 in Nederland "
        "(2023). Het cijfer van Assen is duidelijk hoger dan dat van Nederland. Hoe zeker: toeval, "
        "afronden en afschermen verklaren dit verschil niet. Van de 342 gebieden die wij "
        "vergeleken, zou toeval er naar verwachting 0,7 zo ver laten afwijken. Bij dit cijfer "
        "geven wij geen oordeel."
    )
    assert statement.text.en == (
        "Child abuse reports per 1,000 children: 12.3 in Assen and 9.8 in the Netherlands (2023). "
        "The figure of Assen is clearly higher than that of the Netherlands. How sure: chance, "
        "rounding and suppression do not explain this difference. Of the 342 areas that we "
        "compared, chance alone is expected to put 0.7 this far away. We give no judgement on this "
        "figure."
    )


def test_nothing_stands_out_is_said() -> None:
    same = facts(V1, comparisons=(comparison(V1, code="not_distinguishable"),))
    (statement,) = about(same).stands_out
    assert statement.code == "nothing_stands_out"
    few = facts(V1, comparisons=(comparison(V1, code="too_few_data", reason="no_value"),))
    (statement,) = about(few).stands_out
    assert statement.code == "nothing_compared"


def test_clear_differences_come_first_and_one_an_indicator() -> None:
    twice = facts(
        V1,
        comparisons=(
            comparison(V1, code="possibly_higher"),
            comparison(V1, benchmark_kind="province", benchmark_code="PV22"),
            comparison(V1, benchmark_kind="peers", is_own_sum=True),
        ),
        years=trend(V1),
    )
    found = about(twice).stands_out
    assert [(s.about, s.benchmark_kind) for s in found] == [
        ("comparison", "province"),
        ("trend", None),
    ]


def test_what_a_family_of_figures_all_says_is_said_once() -> None:
    family = [read_definitions()[name] for name in ("V1", "V1b", "V1c")]
    same = [facts(one, comparisons=(comparison(one),)) for one in family]
    assert [s.indicator_id for s in tell(PLACE, same, AREAS).stands_out] == ["V1"]
    other = facts(family[1], comparisons=(comparison(family[1], code="clearly_lower"),))
    found = tell(PLACE, [same[0], other, same[2]], AREAS).stands_out
    assert [s.indicator_id for s in found] == ["V1", "V1b"]


@pytest.mark.parametrize(
    "code", ["above_limit", "below_limit", "increasing", "decreasing", "two_of_three_above",
             "two_of_three_below", "seven_above", "seven_below", "common_cause", "cannot_say"],
)  # fmt: skip
def test_a_signal_of_half_years(code: str) -> None:
    halves = trend(
        V1, period_kind="half_year", first_period="2019HJ02", last_period="2023HJ02", points=9,
        code=code, slope=None, mean=10.0, lower_limit=8.0, upper_limit=12.0, is_trial=True,
    )  # fmt: skip
    trends = about(facts(V1, half_years=halves)).indicators[0].trends
    if code in ("common_cause", "cannot_say"):
        assert trends == ()
        return
    (statement,) = trends
    assert "proefgrenzen: de reeks heeft 9 halve jaren" in statement.text.nl
    assert "trial limits: the series has 9 half-years" in statement.text.en
    full = replace(halves, is_trial=False)
    (statement,) = about(facts(V1, half_years=full)).indicators[0].trends
    assert "proefgrenzen" not in statement.text.nl


@pytest.mark.parametrize("reason", MissingReason.__args__)
def test_every_reason_for_a_missing_figure_has_words(reason: MissingReason) -> None:
    found = facts(V1, value=value(V1, value=None, lower=None, upper=None, missing_reason=reason))
    statement = about(found).indicators[0].figure
    assert statement.code == "no_figure"
    assert MISSING.get(reason, "nl") in statement.text.nl


def test_a_large_area_is_compared_with_the_rest() -> None:
    found = facts(V1, comparisons=(comparison(V1, is_area_taken_out=True),))
    assert "9,8 in Nederland zonder de gemeente Assen" in about(found).stands_out[0].text.nl


def test_a_word_without_two_figures_is_a_fault() -> None:
    bad = comparison(V1, benchmark_value=None, benchmark_lower=None, benchmark_upper=None)
    with pytest.raises(ValueError, match="saw a word without two figures"):
        about(facts(V1, comparisons=(bad,)))


def test_every_shown_indicator_has_a_sentence_that_names_it() -> None:
    for definition in SHOWN:
        narrative = about(facts(definition, comparisons=(comparison(definition),)))
        for _, text, lang in said(narrative):
            assert text.startswith(translated(definition.title, lang))
    assert COUNTRY.code in AREAS
