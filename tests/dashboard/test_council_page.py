"""The council page as the server sends it, and the addresses that lead to it."""

import gzip
import re

import pytest
from werkzeug.test import Client

from tests.dashboard.fetching import GRONINGEN, fetch, get
from tests.dashboard.html_reader import read_html


def test_numbers_of_groningen_stand_in_sentence_calculation_and_table(client: Client) -> None:
    block = get(client, GRONINGEN).one("article", id="C1")

    assert block.one("strong", **{"class": "amount"}).text() == "51,3"
    assert "waren in Groningen 51,3 per 100 meldingen van alle huiselijk geweld" in block.text()
    assert "895 hermeldingen van alle huiselijk geweld, op 1.745 ontvangen" in block.text()
    assert "tussen 51,0 en 51,6" in block.text()
    comparison = block.all("table")[0].rows()
    assert comparison[0] == ["Gebied", "Waarde", "Dit gebied is"]
    assert comparison[1] == ["Dit gebied", "51,3", ""]
    assert comparison[2][:2] == ["Nederland", "38,1"]
    assert "licentie CC BY 4.0" in block.text().replace("Licentie", "licentie")
    files = [str(one.attributes["href"]) for one in block.all("a", **{"class": "file"})]
    assert any(one.startswith("/data/2026") and "indicator=C1" in one for one in files)


def test_the_same_in_english(client: Client) -> None:
    block = get(client, GRONINGEN, "en").one("article", id="C1")

    assert block.one("strong", **{"class": "amount"}).text() == "51.3"
    assert "between 51.0 and 51.6" in block.text() and "1,745" in block.text()


def test_suppression_gives_bounds_a_reason_and_the_regions_figure(client: Client) -> None:
    block = get(client, "/gemeente/GM1731-midden-drenthe").one("article", id="A2")

    assert block.one("strong", **{"class": "amount range"}).text() == "tussen 0 en 42,4"
    assert "CBS geeft hier geen getal: het is te klein, onbekend of geheim." in block.text()
    assert "ten hoogste 18" in block.text() and "op 45 casussen" in block.text()
    assert (
        "Voor de Veilig Thuis-regio Drenthe is het cijfer 16,0 per 100. 130 afgeronde onderzoeken "
        "en afgeronde diensten voorwaarden en vervolg, kindermishandeling, op 810 casussen van "
        "kindermishandeling met een of meer meldingen. Dat is niet het cijfer van de gemeente "
        "Midden-Drenthe." in block.text()
    )
    marks = [
        one.attributes["data-code"] for one in block.all("span") if "data-code" in one.attributes
    ]
    assert marks == ["unknown_or_secret", "only_bounds", "indicative", "provisional"]


def test_a_count_is_shown_where_only_the_denominator_is_missing(client: Client) -> None:
    block = get(client, "/gemeente/GM1731-midden-drenthe").one("article", id="V1")

    assert block.one("strong", **{"class": "amount none"}).text() == "geen cijfer"
    assert "65 ontvangen meldingen van kindermishandeling, op niet bekend" in block.text()
    assert "een tabel nodig die niet in deze uitgave zit: 03759ned" in block.text()


def test_a_figure_per_region_stands_on_the_page_of_a_municipality_as_its_regions(
    client: Client,
) -> None:
    """Amsterdam-Amstelland: 150 of 210 investigations were not closed prematurely."""
    section = get(client, "/gemeente/GM0363-amsterdam").one("section", id="onderzoek")

    assert "71,4" in section.text()
    assert "de Veilig Thuis-regio Amsterdam-Amstelland" in section.text()


def test_the_rest_of_another_figure_is_on_no_page(client: Client) -> None:
    text = fetch(client, "/gemeente/GM0363-amsterdam")[1]
    assert 'id="A5"' not in text and 'id="C4"' not in text
    assert 'id="C1b"' in text
    compared = get(client, "/vergelijk?indicator=A5")
    assert 'Het cijfer "A5" kennen wij niet.' in compared.text()
    assert "zonder vervolg" not in compared.text()


def test_the_five_answers_stand_in_fixed_order(client: Client) -> None:
    page = get(client, GRONINGEN)

    assert [one.text() for one in page.all("h2")] == [
        "In het kort",
        "1. Hoeveel meldingen zijn er?",
        "2. Wordt ernaar gekeken?",
        "3. Volgt er hulp?",
        "4. Blijven gezinnen in beeld?",
        "5. Wat deed de gemeente met de aanbevelingen?",
        "Wat valt op?",
        "Hoe zeker is dit?",
        "Vragen voor de raad",
        "Achtergrond",
        "Downloaden en afdrukken",
    ]
    follow_up = page.one("section", id="aanbevelingen")
    assert "Geen openbaar cijfer laat zien wat deze gemeente" in follow_up.text()
    assert [row[2] for row in follow_up.one("table").rows()[1:]] == ["nog niets vastgelegd"] * 9


def test_the_short_answers_lead_to_every_part_of_the_page(client: Client) -> None:
    page = get(client, GRONINGEN)
    short = page.one("section", id="kort")
    fragments = [str(one.attributes["href"])[1:] for one in short.all("a")]

    assert fragments == [
        "meldingen", "onderzoek", "hulp", "in-beeld", "aanbevelingen",
        "opvallend", "zekerheid", "vragen", "context", "downloaden",
    ]  # fmt: skip
    assert "Hermeldingen van huiselijk geweld: 51,3 per 100 (2023)" in short.text()


def test_the_last_lines_on_paper_give_the_address_of_this_release(client: Client) -> None:
    response = client.get(GRONINGEN, base_url="https://monitor.example")
    paper = read_html(response.text).one("div", **{"class": "print-source"}).text()

    release = re.search(r"Uitgave (\S+),", paper)
    assert release
    assert paper.endswith(f"https://monitor.example{GRONINGEN}?versie={release[1]}")


def test_the_page_is_light(client: Client) -> None:
    """Read on a phone: all of it below 100 kB, and what comes over the line below 30 kB."""
    text = fetch(client, GRONINGEN)[1].encode()
    assert len(text) < 100_000
    assert len(gzip.compress(text)) < 30_000
    assert len(gzip.compress(text[: text.index(b"51,3")])) < 10_000


def test_a_municipality_has_one_lasting_address(client: Client) -> None:
    for path in ("GM0014", "gm0014-groningen", "GM0014-iets-anders", "GM0014-groningen/"):
        response = client.get(f"/gemeente/{path}")
        assert (response.status_code, response.headers["Location"]) == (308, GRONINGEN)
    response = client.get("/en/gemeente/GM0014?utm_source=krant")
    assert response.headers["Location"] == f"/en{GRONINGEN}?utm_source=krant"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("utrecht", "/gemeente/GM0344-utrecht"),
        ("Midden-Drenthe", "/gemeente/GM1731-midden-drenthe"),
        ("den-haag", "/gemeente/GM0518-s-gravenhage"),
        ("sudwest%20fryslan", "/gemeente/GM1900-sudwest-fryslan"),
        ("littenseradiel", "/?zoek=littenseradiel"),  # divided between three
        ("muiden", "/gemeente/GM1942-gooise-meren"),
        ("bergen", "/?zoek=bergen"),
    ],
)
def test_a_name_in_the_address_leads_to_its_municipality_or_to_a_search(
    client: Client, name: str, place: str
) -> None:
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/gemeente/{name}")
        expected = place.replace("/?", "?") if prefix and place.startswith("/?") else place
        assert response.headers["Location"] == prefix + expected


def test_a_municipality_that_is_gone_says_what_became_of_it(client: Client) -> None:
    main = get(client, "/gemeente/GM0424").one("main")

    assert main.one("h1").text() == "Gemeente Muiden"
    assert "Op 1 januari 2016 ging Muiden op in Gooise Meren." in main.text()
    assert [one.attributes["href"] for one in main.all("a")] == ["/gemeente/GM1942-gooise-meren"]
