"""From report to help: the table by rules, and the page as the server sends it."""

from dataclasses import replace

import pytest
from werkzeug.test import Client

from dashboard.chain_table import chain_cell, chain_table
from dashboard.i18n.text import t
from dashboard.urls import in_language
from indicators.api import Release
from indicators.chain.steps import read_steps
from indicators.wording import LANGS, Lang, translated
from tests.dashboard.html_reader import Node, read_html

DRENTHE = "/gemeente/GM1731-midden-drenthe/keten"


def get(client: Client, path: str, lang: Lang = "nl") -> Node:
    bare, _, query = path.partition("?")
    response = client.get(in_language(bare, query, lang))
    assert response.status_code == 200, response.text[:300]
    return read_html(response.text)


def test_the_published_steps_of_gelderland(release: Release) -> None:
    """84852NED, 2023, provisional; per 100 as worked out in docs/chain.md."""
    chain = release.chain("PV25", "2023JJ00")
    assert chain is not None
    rows = {row.step_id: row for row in chain_table(chain, "nl", ()).rows}
    cells = {name: (row.cells[0].amount, row.cells[0].share) for name, row in rows.items()}

    assert cells["reports"] == ("8.565", None)
    assert cells["assessed"] == ("ongeveer 8.280", "96,7 per 100, tussen 96,6 en 96,8")
    assert cells["handed_over"] == ("4.335", "52,4 per 100, tussen 52,2 en 52,5")
    assert cells["next_step_unknown"][0] == "0"
    assert rows["handed_over"].depth == 2
    assert (
        rows["handed_over"].relation
        == "deel van de beoordeelde meldingen van alle huiselijk geweld"
    )
    assert rows["reports"].relation == ""


def test_a_dot_is_a_word_a_range_and_a_reason(release: Release) -> None:
    chain = release.chain("VT14", "2023JJ00")
    assert chain is not None
    cell = chain_cell(chain.step("not_yet_assessed").figure, "nl")
    assert (cell.is_known, cell.amount) == (False, "ten hoogste 9")
    assert cell.remark.startswith("geen getal van CBS")
    figure = replace(chain.step("not_yet_assessed").figure, lower=None, upper=None)
    assert chain_cell(figure, "nl").amount is None
    assert chain_cell(None, "en").remark == "not published for this kind of area"


def test_small_numbers_are_said_to_be_small(release: Release) -> None:
    chain = release.chain("VT14", "2023JJ00")
    assert chain is not None
    figure = replace(
        chain.step("assessed").figure, reliability="indicative", is_own_sum=True,
        share_missing_reason="withheld_by_us", share_lower=None,
    )  # fmt: skip
    cell = chain_cell(figure, "nl")
    assert "indicatief" in cell.remark and "eigen optelling" in cell.remark
    assert "noemer lager dan 20" in cell.remark and cell.share is None


@pytest.mark.parametrize("lang", LANGS)
def test_every_step_has_a_row_and_its_sentences(
    client: Client, release: Release, lang: Lang
) -> None:
    page = get(client, f"{DRENTHE}?periode=2023JJ00", lang)
    chain = release.chain("GM1731", "2023JJ00")
    assert chain is not None
    section = page.one("section", id="keten")
    rows = section.one("table").rows()
    assert len(rows) == len(read_steps().steps) + 1
    assert len(rows[0]) == 4  # the step, the municipality, its region, the country
    for node, row in zip(chain.walk(), rows[1:], strict=True):
        assert row[0].startswith(translated(node.step.title, lang))
        item = page.one("li", id=f"stap-{node.step.id.replace('_', '-')}").text()
        for sentence in node.sentences:
            assert " ".join(translated(sentence, lang).split()) in item
        if node.instead_sentence:
            assert translated(node.instead_sentence, lang) in item
        if node.figure.value is None:
            assert t("chain_page.unknown", lang) in row[1]
            assert translated(node.unknown, lang) in page.text()
        for caveat in node.caveats:
            assert " ".join(translated(caveat, lang).split()) in page.text()


def test_what_is_not_known_has_word_sign_and_pattern(client: Client) -> None:
    table = get(client, f"{DRENTHE}?periode=2023JJ00").one("section", id="keten").one("table")
    marks = table.all("span", **{"class": "mark unknown"})
    assert marks
    for one in marks:
        assert one.one("span", **{"class": "sign"}).attributes["aria-hidden"] == "true"
        assert one.text() == "? niet bekend"
    assert "mogelijk: ten hoogste 9" in table.text()


def test_it_says_that_it_is_not_one_family(client: Client) -> None:
    text = get(client, DRENTHE).one("main").text()
    assert "Dit is niet de weg van één gezin." in text
    assert "Lees het als 'per 100', niet als 'van die'." in text
    assert "Of er na de overdracht hulp kwam, is nergens gepubliceerd." in text


def test_the_period_is_chosen_by_address(client: Client) -> None:
    page = get(client, f"{DRENTHE}?periode=1066")
    assert 'De periode "1066" is er niet.' in page.text()
    options = page.one("form", **{"class": "search chosen"}).all("option", selected=None)
    assert [one.text() for one in options] == ["2023"]


def test_it_has_one_lasting_address(client: Client) -> None:
    for path in ("GM1731", "gm1731-iets"):
        response = client.get(f"/en/gemeente/{path}/keten?periode=2023JJ00")
        assert response.status_code == 308
        assert response.headers["Location"] == f"/en{DRENTHE}?periode=2023JJ00"
    assert client.get("/gemeente/VT02/keten").status_code == 404


def test_the_drawing_comes_after_the_table_and_has_the_same_area_and_period(
    client: Client,
) -> None:
    page = get(client, f"{DRENTHE}?periode=2023JJ00")
    sections = [str(one.attributes["id"]) for one in page.one("main").all("section")]
    assert sections[:2] == ["keten", "tekening"]
    name = page.one("section", id="tekening").one("figcaption").text()
    assert "Midden-Drenthe" in name and "2023" in name
