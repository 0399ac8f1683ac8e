import re
from typing import Any

import pytest

from dashboard.i18n.text import t
from dashboard.sentences import (
    area_label,
    bounds_text,
    calculation,
    count_text,
    figure_sentences,
    has_anything,
    numerator_text,
    place,
    remarks,
    value_text,
)
from indicators.api import Release
from indicators.definition import read_definitions
from indicators.values import IndicatorValue
from indicators.wording import LANGS, Lang, translated
from tests.dashboard.records import (
    area,
    assessed_in_noord_en_oost_gelderland,
    definition,
    groningen_repeat_reports,
    midden_drenthe_services,
    not_there,
)

# Whom each figure is about: a sentence that does not say so misleads.
POPULATION = {
    ("child_abuse", "nl"): "kindermishandeling",
    ("child_abuse", "en"): "child abuse",
    ("all_domestic_violence", "nl"): "alle huiselijk geweld (ook tussen volwassenen)",
    ("all_domestic_violence", "en"): "all domestic violence (also between adults)",
    ("all_young_people", "nl"): "jongeren",
    ("all_young_people", "en"): "young people",
    ("all_children", "nl"): "kinderen",
    ("all_children", "en"): "children",
    ("all_households", "nl"): "huishoudens met kinderen",
    ("all_households", "en"): "households with children",
    ("all_inhabitants", "nl"): "inwoners",
    ("all_inhabitants", "en"): "inhabitants",
}
CHILDREN = re.compile(r"\b(kind|kinderen|child|children)\b", re.IGNORECASE)


def test_a_published_figure() -> None:
    value, c1 = groningen_repeat_reports(), definition("C1")

    assert figure_sentences(value, c1, "nl") == [
        "In 2023 (voorlopig) waren in Groningen 51,3 per 100 meldingen van alle huiselijk geweld "
        "(ook tussen volwassenen) een hermelding.",
        "Door afronding ligt het cijfer tussen 51,0 en 51,6.",
    ]
    assert figure_sentences(value, c1, "en") == [
        "In 2023 (provisional), 51.3 per 100 reports of all domestic violence (also between "
        "adults) in Groningen were repeat reports.",
        "Because of rounding, the figure lies between 51.0 and 51.6.",
    ]
    assert calculation(value, c1, "nl") == (
        "895 hermeldingen van alle huiselijk geweld, op 1.745 ontvangen meldingen van alle "
        "huiselijk geweld."
    )


def test_a_suppressed_figure_keeps_its_bounds_and_says_why() -> None:
    value, a2 = midden_drenthe_services(), definition("A2")

    assert value_text(value, a2, "nl") == "tussen 0 en 42,4"
    assert figure_sentences(value, a2, "nl") == [
        "In 2023 (voorlopig) rondde Veilig Thuis in Midden-Drenthe tussen 0 en 42,4 diensten af "
        "per 100 casussen van kindermishandeling. Een dienst is een onderzoek of een traject "
        "voorwaarden en vervolg.",
        "CBS geeft hier geen getal: het is te klein, onbekend of geheim.",
        "Wat wel is gepubliceerd, laat alleen deze grenzen toe.",
        "De aantallen zijn klein. Zie dit cijfer als indicatief.",
    ]
    assert calculation(value, a2, "nl").startswith("ten hoogste 18 afgeronde onderzoeken")
    assert ", op 45 casussen van kindermishandeling" in calculation(value, a2, "nl")


def test_a_region_is_named_as_a_region() -> None:
    value, a1 = assessed_in_noord_en_oost_gelderland(), definition("A1")

    assert figure_sentences(value, a1, "nl")[0] == (
        "Aan het eind van 2023 (voorlopig) waren in de Veilig Thuis-regio Noord- en "
        "Oost-Gelderland tussen 99,6 en 100,0 per 100 meldingen van alle huiselijk geweld (ook "
        "tussen volwassenen) beoordeeld."
    )
    assert numerator_text(value, "nl") == "tussen 2.799 en 2.812"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "reason",
    ["unknown_or_secret", "impossible", "not_delivered", "not_published", "withheld_by_us"],
)
def test_without_any_number_there_is_a_reason_in_words(lang: Lang, reason: Any) -> None:
    value = not_there(missing_reason=reason)
    period = {"nl": "2023 (voorlopig)", "en": "2023 (provisional)"}[lang]

    assert figure_sentences(value, definition("C1"), lang) == [
        t("sentence.no_figure", lang, place="Groningen", period=period),
        t(f"missing.{reason}", lang),
    ]
    assert remarks(value, lang) == t(f"missing_short.{reason}", lang)


def figures(indicator_id: str) -> list[IndicatorValue]:
    shapes = [
        groningen_repeat_reports(),
        midden_drenthe_services(),
        groningen_repeat_reports(status="definitive", reliability="indicative", is_own_sum=True),
        groningen_repeat_reports(period_code="2025HJ01", status="not_stated"),
        groningen_repeat_reports(area_level="veilig_thuis_region"),
        groningen_repeat_reports(area_level="province", status="revised_provisional"),
    ]
    return [IndicatorValue(**{**vars(shape), "indicator_id": indicator_id}) for shape in shapes]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("indicator_id", read_definitions())
def test_every_sentence_names_population_area_period_and_number(
    indicator_id: str, lang: Lang
) -> None:
    one = definition(indicator_id)
    for value in figures(indicator_id):
        first = figure_sentences(value, one, lang)[0]

        assert POPULATION[one.population, lang] in first
        assert place(value.area_name, value.area_level, lang) in first
        assert value.period_code[:4] in first
        assert str(value_text(value, one, lang)) in first
        if value.status != "definitive":
            assert t(f"status.{value.status}", lang) in first


ABOUT_ALL = [
    one.id for one in read_definitions().values() if one.population == "all_domestic_violence"
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("indicator_id", ABOUT_ALL)
def test_a_figure_on_all_domestic_violence_never_speaks_of_children(
    indicator_id: str, lang: Lang
) -> None:
    one = definition(indicator_id)
    for value in figures(indicator_id):
        text = " ".join([*figure_sentences(value, one, lang), calculation(value, one, lang)])
        assert not CHILDREN.search(text), text
        assert not CHILDREN.search(translated(one.title, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_an_indicator_without_a_sentence_of_its_own_still_names_everything(lang: Lang) -> None:
    other = definition("C1").model_copy(update={"id": "Z9"})
    first, *_ = figure_sentences(groningen_repeat_reports(), other, lang)

    assert other.denominator_label is not None
    for label in (other.numerator_label, other.denominator_label):
        assert translated(label, lang) in first
    assert POPULATION["all_domestic_violence", lang] in first
    for part in ("Groningen", "2023", str(value_text(groningen_repeat_reports(), other, lang))):
        assert part in first


@pytest.mark.parametrize(
    ("number", "lower", "upper", "text"),
    [
        (895, 892.5, 897.5, "895"),
        (0, 0, 0, "0"),
        (None, 0, 9, "ten hoogste 9"),
        (None, -2.5, 9.4, "ten hoogste 9"),
        (None, 2798.5, 2812.5, "tussen 2.799 en 2.812"),
        (None, None, 9, None),
        (None, None, None, None),
    ],
)
def test_counts(number: Any, lower: Any, upper: Any, text: str | None) -> None:
    assert count_text(number, lower, upper, "nl") == text


def test_a_published_share_has_no_counts() -> None:
    assert calculation(groningen_repeat_reports(), definition("B3"), "nl") == (
        "CBS publiceert alleen het percentage, zonder de aantallen."
    )


def test_zero_is_a_number_and_missing_is_not() -> None:
    zero = groningen_repeat_reports(value=0.0, lower=0.0, upper=0.4, numerator=0)

    assert value_text(zero, definition("C1"), "nl") == "0,0"
    assert bounds_text(zero, definition("C1"), "nl") == "tussen 0 en 0,4"
    assert numerator_text(zero, "nl") == "0"
    assert value_text(not_there(), definition("C1"), "nl") is None
    assert numerator_text(not_there(), "nl") is None
    assert has_anything(zero) and not has_anything(not_there())


def test_areas_with_the_same_name_are_told_apart() -> None:
    groningen = area("GM0014", "Groningen")
    province = area("PV20", "Groningen", level="province")

    assert area_label(groningen, "nl") == "Groningen"
    assert area_label(province, "nl") == "Groningen (provincie)"
    assert place("Groningen", "province", "en") == "the province of Groningen"


def test_a_suppressed_remainder_is_named_instead_of_the_rest(release: Release) -> None:
    """Noord- en Oost-Gelderland: a dot for what is not yet assessed, on 2,810 reports."""
    value, a1 = release.value("A1", "VT14", "2023JJ00"), read_definitions()["A1"]
    assert value is not None
    text = calculation(value, a1, "nl")
    assert text.startswith("ten hoogste 9 meldingen van alle huiselijk geweld die aan het eind")
    assert "nog niet zijn beoordeeld, op 2.810 ontvangen meldingen" in text
    assert calculation(value, a1, "en").startswith("at most 9 reports of all domestic")
