"""Every term is used, has both languages, and leads where it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from dash import dcc
from werkzeug.test import Client

import indicators
from dashboard.components.term import term, terms_line
from dashboard.glossary.terms import occurring, read_terms
from dashboard.i18n.text import texts
from dashboard.methods.methods import FILE as METHODS
from indicators.wording import LANGS, Lang, translated
from tests.dashboard.html_reader import Node, read_html

PACKAGE = Path(indicators.__file__).parent
TEXTS_OF_FIGURES = [
    *PACKAGE.glob("definitions/*.yaml"), PACKAGE / "recommendations.yaml",
    *PACKAGE.glob("chain/*.yaml"), *PACKAGE.glob("narrative/*.yaml"),
]  # fmt: skip


def page(client: Client, lang: Lang) -> Node:
    response = client.get("/begrippen" if lang == "nl" else "/en/begrippen")
    assert response.status_code == 200
    return read_html(response.text)


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for one in content.values():
            yield from _strings(one)
    elif isinstance(content, list):
        for one in content:
            yield from _strings(one)


def test_every_term_occurs_in_what_readers_see() -> None:
    """The glossary itself does not count: a word that is nowhere else needs no explanation."""
    said = [text for key, text in texts("nl").items() if not key.startswith("glossary.")]
    for path in (*TEXTS_OF_FIGURES, METHODS):
        said += _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert len(read_terms()) >= 30
    assert [one.id for one in occurring(said, "nl")] == [*read_terms()]


@pytest.mark.parametrize("lang", LANGS)
def test_every_term_stands_on_the_page_with_definition_and_source(
    client: Client, lang: Lang
) -> None:
    found = page(client, lang)
    names = found.all("dt")
    meanings = found.all("dd")
    assert sorted(str(one.attributes["id"]) for one in names) == sorted(read_terms())
    for name, meaning in zip(names, meanings, strict=True):
        one = read_terms()[str(name.attributes["id"])]
        assert name.text().startswith(translated(one.term, lang))
        assert translated(one.definition, lang) in meaning.text()
        assert translated(one.source, lang) in meaning.text()
        links = [link.attributes["href"] for link in meaning.all("a")]
        prefix = "" if lang == "nl" else "/en"
        assert links == [f"{prefix}/begrippen#{other}" for other in one.see]


@pytest.mark.parametrize("lang", LANGS)
def test_terms_stand_from_a_to_z_under_their_letter(client: Client, lang: Lang) -> None:
    found = page(client, lang)
    letters = [one.text() for one in found.all("h2")]
    assert letters == sorted(letters)
    assert [one.text() for one in found.all("nav")[-1].all("a")] == letters


def test_a_definition_is_one_short_text_in_each_language() -> None:
    for one in read_terms().values():
        for lang in LANGS:
            text = translated(one.definition, lang)
            assert text.endswith(".") and len(text) < 300, one.id


def test_a_word_links_to_its_meaning() -> None:
    found = term("hermelding", "nl", "hermeldingen")
    assert isinstance(found, dcc.Link)
    assert (found.children, found.href) == ("hermeldingen", "/begrippen#hermelding")
    with pytest.raises(KeyError):
        term("bestaat-niet", "nl")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Van de hermeldingen", "nl", ["hermelding"]),
        ("een voorlopig cijfer", "nl", ["voorlopig", "indicator"]),
        ("a supervision order", "en", ["ots"]),
        ("aanmeldingen", "nl", []),
        ("niets bijzonders", "nl", []),
    ],
)
def test_terms_are_found_as_words(text: str, lang: Lang, expected: list[str]) -> None:
    assert sorted(one.id for one in occurring([text], lang)) == sorted(expected)
    assert bool(terms_line([text], lang)) == bool(expected)
