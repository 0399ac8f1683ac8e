"""The content of the council page on published figures, as plain records."""

import pytest

from dashboard.council.build import council_content
from dashboard.council.content import Answer, CouncilContent, FigureRow
from dashboard.council.register import Recorded
from indicators.api import Release
from indicators.wording import LANGS, Lang
from ingest.source import Translated


def content_of(release: Release, code: str, lang: Lang = "nl") -> CouncilContent:
    area = release.area(code)
    assert area is not None
    return council_content(release, area, lang)


def answer(content: CouncilContent, name: str) -> Answer:
    (found,) = [one for one in content.answers if one.name == name]
    return found


def row(content: CouncilContent, indicator_id: str) -> FigureRow:
    rows = [one for answer in content.answers for one in answer.more]
    (found,) = [one for one in rows if one.definition.id == indicator_id]
    return found


@pytest.fixture(scope="module")
def groningen(release: Release) -> CouncilContent:
    return content_of(release, "GM0014")


@pytest.fixture(scope="module")
def midden_drenthe(release: Release) -> CouncilContent:
    return content_of(release, "GM1731")


@pytest.fixture(scope="module")
def amsterdam(release: Release) -> CouncilContent:
    return content_of(release, "GM0363")


def test_five_answers_in_fixed_order(groningen: CouncilContent) -> None:
    assert [one.name for one in groningen.answers] == [
        "reports", "investigation", "help", "in_view",
    ]  # fmt: skip
    assert [one.number for one in groningen.answers] == [1, 2, 3, 4]
    assert groningen.follow_up.number == 5


def test_a_published_figure_has_number_bounds_unit_period_and_status(
    groningen: CouncilContent,
) -> None:
    """85361NED: 895 of 1,745 reports."""
    found = answer(groningen, "in_view")
    assert found.indicator_id == "C1"
    assert "waren in Groningen 51,3 per 100 meldingen van alle huiselijk geweld" in found.sentence
    assert found.amount is not None
    assert (found.amount.number, found.amount.unit, found.amount.bounds, found.amount.period) == (
        "51,3", "per 100", "tussen 51,0 en 51,6", "2023",
    )  # fmt: skip
    assert [one.code for one in found.amount.marks] == ["provisional"]
    assert found.per_what == "per 100 ontvangen meldingen van alle huiselijk geweld"


def test_what_a_number_carries_is_all_there(groningen: CouncilContent) -> None:
    provenance = answer(groningen, "in_view").provenance
    assert provenance is not None
    pairs = dict(provenance.pairs)
    assert pairs["Cijfer"].startswith("51,3 per 100 ontvangen meldingen")
    assert pairs["Grenzen door afronden en afschermen"] == "tussen 51,0 en 51,6"
    assert "895 hermeldingen" in pairs["Berekening"] and "1.745" in pairs["Berekening"]
    assert pairs["Periode en status"] == "2023, voorlopig"
    assert pairs["Gebied"] == "Groningen (GM0014)"
    assert pairs["Gemeentegrenzen van het jaar"] == "2023"
    assert pairs["Indicator"] == "C1, versie 1.0.0"
    assert pairs["Uitgave"] == groningen.release_id
    assert provenance.value.licence == "CC BY 4.0"
    assert [one.id for one in provenance.sources] == ["85361NED"]
    assert "gebied=GM0014" in provenance.in_full.href
    assert "gebieden=GM0014&indicator=C1" in provenance.download.href


def test_a_comparison_has_a_word_of_the_vocabulary_or_the_reason(
    groningen: CouncilContent, release: Release
) -> None:
    found = answer(groningen, "in_view")
    stored = release.comparisons("C1", "GM0014", "2023JJ00")
    assert [one.code for one in found.beside] == [one.code for one in stored]
    assert found.verdict is not None
    if all(one.code == "too_few_data" for one in stored):
        assert found.verdict.startswith("Vergelijken kan niet.") and found.sureness is None
    else:
        assert found.word is not None and found.word in found.verdict


def test_a_table_that_was_not_delivered_is_named(groningen: CouncilContent) -> None:
    found = answer(groningen, "reports")
    assert found.indicator_id == "V1" and found.amount is not None
    assert found.amount.number is None
    assert [one.code for one in found.amount.marks] == ["not_delivered"]
    assert found.certainty[0].endswith("niet in deze uitgave zit: 03759ned.")
    assert found.verdict is None and found.beside == () and found.chart is None


def test_a_suppressed_figure_keeps_its_bounds_and_its_reason(
    midden_drenthe: CouncilContent,
) -> None:
    """84851NED: two dots on 45 cases."""
    found = answer(midden_drenthe, "investigation")
    assert found.indicator_id == "A2"
    assert found.amount is not None
    assert found.amount.number == "tussen 0 en 42,4" and found.amount.is_range
    assert [one.code for one in found.amount.marks] == [
        "unknown_or_secret", "only_bounds", "indicative", "provisional",
    ]  # fmt: skip
    text = " ".join(found.certainty)
    assert "CBS geeft hier geen getal: het is te klein, onbekend of geheim." in text
    assert (
        "Voor de Veilig Thuis-regio Drenthe is het cijfer 16,0 per 100. 130 afgeronde onderzoeken "
        "en afgeronde diensten voorwaarden en vervolg, kindermishandeling, op 810 casussen van "
        "kindermishandeling met een of meer meldingen. Dat is niet het cijfer van de gemeente "
        "Midden-Drenthe." in text
    )


def test_a_figure_of_the_region_is_named_as_its_regions(amsterdam: CouncilContent) -> None:
    found = answer(amsterdam, "investigation")
    shown = found if found.indicator_id == "A3" else None
    amount = shown.amount if shown else row(amsterdam, "A3").amount
    assert amount is not None and amount.number == "71,4"
    assert amount.of_area == "de Veilig Thuis-regio Amsterdam-Amstelland"
    assert amount.marks[-1].word == amount.of_area


def test_the_rest_of_another_figure_is_nowhere(amsterdam: CouncilContent) -> None:
    shown = {one.indicator_id for one in amsterdam.answers}
    shown |= {one.definition.id for answer in amsterdam.answers for one in answer.more}
    assert not shown & {"A5", "C4"}
    assert {"V1", "C1b", "C1c"} <= shown


def test_every_shown_figure_stands_on_the_page_once(
    groningen: CouncilContent, release: Release
) -> None:
    background = groningen.background
    found = [
        *(one.indicator_id for one in groningen.answers),
        *(one.definition.id for answer in groningen.answers for one in answer.more),
        *(one.definition.id for one, _ in background.rows),
        *(one.definition.id for one in background.who_reports),
    ]
    assert sorted(found) == sorted(one.id for one in release.indicators() if one.is_shown)


def test_nothing_is_on_record_yet(groningen: CouncilContent) -> None:
    follow_up = groningen.follow_up
    assert follow_up.sentence.startswith("Over Groningen is nog niets vastgelegd")
    assert [one.state for one in follow_up.rows] == ["nog niets vastgelegd"] * 9


def test_what_is_on_record_takes_its_place(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Recorded({"R2": Translated(nl="antwoord gegeven", en="answered")})
    monkeypatch.setattr("dashboard.council.following.recorded_about", lambda _: answered)
    follow_up = content_of(release, "GM0014", "en").follow_up
    assert follow_up.sentence == (
        "Something is registered about Groningen for 1 of the 9 recommendations."
    )
    assert [one.state for one in follow_up.rows].count("answered") == 1


def test_legal_terms_stand_beside_the_second_answer_only(groningen: CouncilContent) -> None:
    assert [len(one.legal_terms) for one in groningen.answers] == [0, 3, 0, 0]
    first = answer(groningen, "investigation").legal_terms[0]
    assert "vijf dagen" in first.text and "niet per gemeente gepubliceerd" in first.remark
    assert "is niet nagegaan" in first.remark


def test_the_background_says_what_has_no_figure(groningen: CouncilContent) -> None:
    background = groningen.background
    assert [one.definition.id for one, _ in background.rows] == ["K1", "K2", "K3", "K4"]
    text = " ".join(background.without_figure)
    assert "60060ned" in text and "Leerproblemen" in text and "Psychische" in text


def test_marks_are_counted_over_all_figures(midden_drenthe: CouncilContent) -> None:
    counted = {mark.code: text for mark, text in midden_drenthe.how_sure.marks}
    assert "not_delivered" in counted and "unknown_or_secret" in counted


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["GM0014", "GM1731", "GM0363", "GM0088"])
def test_it_is_made_in_both_languages(release: Release, code: str, lang: Lang) -> None:
    content = content_of(release, code, lang)
    assert content.title.endswith(content.area.name)
