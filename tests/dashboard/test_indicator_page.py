"""The page of an indicator as the server sends it: definition, all areas, and the calculation."""

import re

import pytest
from dash import html
from werkzeug.test import Client

from dashboard.components.explanation import explanation_parts, lines_list
from dashboard.explaining import as_text
from dashboard.i18n.text import t
from dashboard.server_html import to_html
from dashboard.urls import in_language
from indicators.api import Release
from indicators.definition import read_definitions
from indicators.explain.explanation import Explanation
from indicators.wording import LANGS, Lang, translated
from tests.dashboard.html_reader import Node, read_html

SHOWN = [one.id for one in read_definitions().values() if one.is_shown]


def get(client: Client, path: str, lang: Lang = "nl", status: int = 200) -> Node:
    bare, _, query = path.partition("?")
    response = client.get(in_language(bare, query, lang))
    assert response.status_code == status, response.text[:300]
    return read_html(response.text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("indicator_id", SHOWN)
def test_every_part_of_a_definition_is_on_its_page(
    client: Client, indicator_id: str, lang: Lang
) -> None:
    definition = read_definitions()[indicator_id]
    page = get(client, f"/indicator/{indicator_id}", lang)
    text = page.one("main").text()

    assert page.one("h1").text() == translated(definition.title, lang)
    said = [
        definition.description_short, definition.description_long, definition.why_it_matters,
        definition.does_not_show, definition.numerator_label, definition.polarity_reason,
        definition.responsible_role, *definition.caveats,
        *(one.reason for one in definition.breaks),
    ]  # fmt: skip
    for one in said:
        assert " ".join(translated(one, lang).split()) in text
    assert t("indicator.checked_by_nobody", lang) in page.one("section", id="beheer").text()
    hrefs = [str(link.attributes["href"]) for link in page.all("a")]
    for recommendation in definition.recommendations:
        assert in_language(f"/aanbeveling/{recommendation}", "", lang) in hrefs
    for source in definition.sources:
        assert f"({source})" in page.one("section", id="bronnen").text()


def test_a_judgement_is_said_per_level_or_for_none(client: Client) -> None:
    judged = get(client, "/indicator/A1").one("section", id="oordeel").text()
    assert "Gemeenten geen oordeel" in judged
    assert "Veilig Thuis-regio's hoger is beter" in judged
    assert "geen oordeel, voor geen enkel soort gebied" in (
        get(client, "/indicator/V1").one("section", id="oordeel").text()
    )


def test_legal_terms_stand_beside_the_figure_that_they_are_about(client: Client) -> None:
    assert "vijf" in get(client, "/indicator/A1").one("section", id="termijnen").text()
    assert not get(client, "/indicator/C1").all("section", id="termijnen")


def test_the_overview_has_every_indicator_once(client: Client) -> None:
    page = get(client, "/indicator")
    hrefs = [str(link.attributes["href"]) for link in page.one("main").all("a")]
    assert sorted(one for one in hrefs if "/indicator/" in one) == sorted(
        f"/indicator/{one}" for one in SHOWN
    )


def test_an_id_in_other_letters_and_the_rest_of_a_figure_lead_to_the_page_itself(
    client: Client,
) -> None:
    for given, lasting in (("c1", "C1"), ("A5", "B1"), ("c4", "A3"), ("R1A", "R1a")):
        response = client.get(f"/en/indicator/{given}?periode=2023JJ00")
        assert response.status_code == 308
        assert response.headers["Location"] == f"/en/indicator/{lasting}?periode=2023JJ00"
    assert get(client, "/indicator/Z9", status=404)


def test_areas_are_sorted_by_links(client: Client) -> None:
    def rows(query: str) -> list[list[str]]:
        section = get(client, f"/indicator/A1?{query}").one("section", id="gebieden")
        return section.all("table")[0].rows()[1:]

    by_name, by_value = rows(""), rows("sorteer=-waarde")
    assert sorted(by_name) == sorted(by_value)
    assert by_name == sorted(by_name, key=lambda row: row[0].casefold())
    values = [float(row[1].replace(",", ".")) for row in by_value if row[1]]
    assert len(values) > 2 and values == sorted(values, reverse=True)
    assert rows("sorteer=waarde")[0][1] == by_value[len(values) - 1][1]

    page = get(client, "/indicator/A1?sorteer=-waarde&periode=2023JJ00&gebied=PV25")
    link = page.one("section", id="gebieden").one("th", **{"aria-sort": "descending"}).one("a")
    assert link.attributes["href"] == (
        "/indicator/A1?periode=2023JJ00&sorteer=waarde&gebied=PV25#gebieden"
    )


def test_what_is_not_known_in_the_address_is_named(client: Client) -> None:
    page = get(client, "/indicator/C1?periode=1066&gebied=GM9999&sorteer=prijs")
    notes = " ".join(one.text() for one in page.one("main").all("p", **{"class": "note"}))
    assert '"1066"' in notes and '"GM9999"' in notes and '"prijs"' in notes


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "asked",
    [
        ("B1", "PV25", "2023JJ00"),  # a sum of cells in both parts
        ("A1", "VT14", "2023JJ00"),  # a dot
        ("A2", "GM1731", "2023JJ00"),  # two dots
        ("B3", "NL01", "2023JJ00"),  # a published share
        ("C1", "GM0014", "2023JJ00"),
    ],
)
def test_the_calculation_says_what_the_command_line_says(
    client: Client, release: Release, asked: tuple[str, str, str], lang: Lang
) -> None:
    indicator_id, area, period = asked
    page = get(client, f"/indicator/{indicator_id}?gebied={area}&periode={period}", lang)
    said = page.one("section", id="berekening").text()
    explanation = release.explain(*asked)

    for line in as_text(explanation, lang).splitlines():
        text = line.strip()
        # Cells are a table here: each of their lines is looked for in parts below.
        if any(cell.source_id in text for cell in explanation.cells) or text.startswith("["):
            continue
        if text.startswith((t("explain.printed", lang, text="", read="")[:12],)):
            continue
        if text in _headings(lang) or _is_heading_of_text(text, explanation, lang):
            continue
        assert " ".join(text.split()) in said, text
    for cell in explanation.cells:
        for part in (cell.source_id, cell.topic_title, *cell.categories, cell.area_title):
            assert part in said
        assert cell.published_text is None or cell.published_text in said


def _headings(lang: Lang) -> set[str]:
    return {t(key, lang) for key in ("explain.cells", "explain.arithmetic", "explain.sources")}


def _is_heading_of_text(text: str, explanation: Explanation, lang: Lang) -> bool:
    """The first paragraph: the page has it as sentence, definition and title."""
    first = as_text(explanation, lang).split("\n\n")[0]
    return text in [line.strip() for line in first.splitlines()]


def test_numbers_of_the_sum_stand_on_the_page(client: Client) -> None:
    page = get(client, "/indicator/B1?gebied=PV25&periode=2023JJ00")
    said = page.one("section", id="berekening")
    assert "(3.595 + 4.335 + 170) / (8.565 - 285) x 100 = 97,8" in said.text()
    cells = said.all("table")[0].rows()
    assert cells[1] == [
        "[1]", "84852NED (andere site)",
        "Ontvangen meldingen > Totaal > Vervolgstappen beleggen bij Veilig Thuis",
        "Gelderland (PV) (PV25)", "2023 (2023JJ00)", "3595", "3.595 (tussen 3.592,5 en 3.597,5)",
    ]  # fmt: skip
    command = re.search(r"hulpmonitor explain [\w ]+", said.text())
    assert command and command[0].strip() == "hulpmonitor explain B1 PV25 2023JJ00"


def test_the_figure_of_the_region_is_named_where_a_municipality_has_none(client: Client) -> None:
    page = get(client, "/indicator/A3?gebied=GM0363&periode=2023JJ00")
    said = page.one("section", id="berekening").text()
    assert "Amsterdam-Amstelland (Veilig Thuis-regio) (VT01): 71,4" in said
    assert "Voor dit gebied en deze periode staat er geen cel in de tabel." in said


def test_a_figure_that_there_is_not_is_told_in_words(client: Client) -> None:
    page = get(client, "/indicator/C1?gebied=VT06&periode=2023JJ00")
    assert "VT06" in page.text()


def test_a_sum_of_ours_opens_to_its_cells(release: Release) -> None:
    explanation = release.explain("V1", "GM0014", "2023")
    page = read_html(to_html(html.Main(explanation_parts(explanation, "nl"))))
    sums = [cell for cell in explanation.cells if cell.parts]
    found = [one for one in page.all("details") if one.all("table")]
    assert len(found) == len(sums)
    for cell, opened in zip(sums, found, strict=True):
        assert len(opened.one("table").rows()) == len(cell.parts) + 1


def test_lines_become_a_list_in_a_list() -> None:
    page = read_html(to_html(lines_list(["a", "  b", "    c", "  d", "e"])))
    outer = page.children[0]
    assert isinstance(outer, Node)
    assert [one.text() for one in outer.children if isinstance(one, Node)] == ["a b c d", "e"]
    assert [one.text() for one in page.all("li")] == ["a b c d", "b c", "c", "d", "e"]
