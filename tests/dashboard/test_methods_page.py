"""The methods in plain words: one text for the page and the docs, with the numbers of the code."""

from pathlib import Path

import pytest
from werkzeug.test import Client

from dashboard.i18n.text import has_text, texts
from dashboard.methods.methods import filled, plain, read_chapters, read_methods
from dashboard.methods.numbers import chosen_numbers, example_numbers
from indicators.api import Release
from indicators.bilingual import TextsError, places
from indicators.comparison.rows import MINIMUM_DENOMINATOR
from indicators.wording import LANGS, Lang, translated
from tests.dashboard.html_reader import Node, read_html
from tests.tools.methods.page import CHAPTERS

DOCS = Path(__file__).parents[2] / "docs" / "methods.md"


def page(client: Client, lang: Lang) -> Node:
    response = client.get("/methode" if lang == "nl" else "/en/methode")
    assert response.status_code == 200
    return read_html(response.text)


@pytest.mark.parametrize("lang", LANGS)
def test_every_method_has_its_place_with_all_it_says(client: Client, lang: Lang) -> None:
    found = page(client, lang)
    text = found.text()
    headings = {one.attributes.get("id"): one.text() for one in found.all("h3")}
    for one in read_methods().values():
        assert headings[one.id] == translated(one.title, lang)
        for part in (one.plain, *one.more, *([one.example] if one.example else [])):
            assert filled(translated(part, lang), lang) in text
        if one.formula:
            assert filled(one.formula.nl if lang == "nl" else one.formula.en, lang) in text
    links = [str(one.attributes["href"]) for one in found.all("nav")[-1].all("a")]
    assert links == [f"#{one}" for one in read_methods()]


def test_signs_are_for_eyes_only_because_the_words_say_the_same(client: Client) -> None:
    formulas = page(client, "nl").all("p", **{"class": "formula"})
    assert len(formulas) == sum(1 for one in read_methods().values() if one.formula)
    assert all(one.attributes["aria-hidden"] == "true" for one in formulas)


def test_docs_and_page_have_the_same_methods_and_the_same_sentence() -> None:
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    chapters = "".join(path.read_text(encoding="utf-8") for path in CHAPTERS.glob("*.md"))
    for method_id in read_methods():
        assert chapters.count(f"<<plain:{method_id}>>") == 1, method_id
        assert f"**In plain words.** {plain(method_id, 'en')}" in text
    assert chapters.count("\n## ") + 1 >= len(read_methods())


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_name_the_same_numbers(lang: Lang) -> None:
    used: set[str] = set()
    for one in read_methods().values():
        for part in (one.plain, *one.more, *([one.example] if one.example else [])):
            assert places(part.nl) == places(part.en), one.id
            used |= places(translated(part, lang))
        if one.formula:
            assert places(one.formula.nl) == places(one.formula.en) == places(one.formula.signs)
            used |= places(one.formula.nl)
    assert example_numbers(lang).keys() <= used
    with pytest.raises(TextsError, match="nothing_such"):
        filled("{nothing_such}", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_that_was_chosen_has_a_name_and_a_reason(client: Client, lang: Lang) -> None:
    rows = [row for table in page(client, lang).all("table") for row in table.rows()]
    for name, number in chosen_numbers(lang).items():
        assert has_text(f"method_number.{name}") and has_text(f"method_reason.{name}")
        named = texts(lang)[f"method_number.{name}"]
        assert [number] == [row[1] for row in rows if row[0] == named]


def test_numbers_are_those_of_the_code() -> None:
    assert chosen_numbers("nl")["minimum"] == str(MINIMUM_DENOMINATOR)
    assert chosen_numbers("nl")["level_998"] == "99,8%"
    assert plain("drempels", "en") == (
        "Below 20 we show no ratio; below 100 we call it an indication."
    )


def test_examples_are_figures_that_were_published(release: Release) -> None:
    """Groningen's repeat reports and Gelderland's follow-up stand in the texts."""
    groningen = release.value("C1", "GM0014", "2023JJ00")
    assert groningen is not None
    assert (groningen.numerator, groningen.denominator) == (895, 1745)
    gelderland = release.value("B1", "PV25", "2023JJ00")
    assert gelderland is not None
    assert (gelderland.lower, gelderland.upper) == (97.7, 97.9)
    assert example_numbers("en")["gelderland"] == f"{gelderland.value}"
    advices = release.value("R9a", "GM1731", "2023JJ00")
    assert advices is not None and example_numbers("en")["advices"] == f"{advices.value}"


def test_chapters_hold_every_method_once() -> None:
    listed = [one.id for chapter in read_chapters() for one in chapter.methods]
    assert len(listed) == len(set(listed)) == len(read_methods())
