"""The page about accessibility says what tests wrote down, and nothing that they did not."""

import re
from datetime import date
from pathlib import Path

import pytest
from dash import html

from dashboard.accessibility import Results, ResultsError, Violation, read_results, write_results
from dashboard.i18n.text import t
from dashboard.pages.accessibility import BY_HAND, page_of
from dashboard.server_html import to_html
from indicators.wording import LANGS, Lang
from tests.dashboard.html_reader import Node, read_html

BROKEN = Violation(
    "/vergelijk", "dark, phone", "color-contrast", "serious", 3, "https://example.org/contrast"
)
RESULTS = Results(
    date(2026, 11, 24), "4.11.0", ("/", "/vergelijk"), ("nl", "en"),
    ("light, desktop", "dark, phone", "light, phone"), (),
)  # fmt: skip


def read(results: Results | None, lang: Lang = "nl") -> Node:
    return read_html(to_html(html.Main(page_of(results, lang).content)))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results = Results(**{**vars(RESULTS), "violations": (BROKEN,)})
    assert read_results(path) is None
    write_results(results, path)
    assert read_results(path) == results
    assert results.looks == 12


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"day": "yesterday"}'])
def test_another_form_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(text)
    with pytest.raises(ResultsError, match="Run the test again"):
        read_results(path)


@pytest.mark.parametrize("lang", LANGS)
def test_without_results_it_says_that_there_are_none(lang: Lang) -> None:
    section = read(None, lang).one("section", id="getest")
    assert section.one("p").text() == t("accessibility.no_results", lang)
    assert not section.all("dl")


@pytest.mark.parametrize("lang", LANGS)
def test_results_stand_on_the_page_with_their_limits(lang: Lang) -> None:
    text = read(RESULTS, lang).one("section", id="getest").text()
    for part in ("2026", "4.11.0", "nl, en", "dark, phone", "12", "/vergelijk"):
        assert part in text
    assert t("accessibility.none_found", lang) in text


def test_every_fault_has_a_row() -> None:
    results = Results(**{**vars(RESULTS), "violations": (BROKEN, BROKEN)})
    table = read(results).one("section", id="getest").one("table")
    assert table.rows()[1][:2] == ["/vergelijk", "dark, phone"]
    assert len(table.rows()) == 3
    assert "De machine vond geen fouten" not in read(results).text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("results", [None, RESULTS])
def test_it_never_claims_a_status_by_itself(results: Results | None, lang: Lang) -> None:
    text = read(results, lang).text()
    assert not re.search(r"\bstatus [A-E]\b", text)
    assert t("accessibility.no_statement_title", lang) in text
    assert "EN 301 549" in text and "WCAG 2.1" in text and "WCAG 2.2" in text


def test_it_lists_what_a_person_must_look_at() -> None:
    assert len(read(None).one("section", id="met-de-hand").all("li")) == len(BY_HAND)
