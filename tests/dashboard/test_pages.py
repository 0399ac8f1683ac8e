"""Every page in both languages as the server sends it: what a reader without JavaScript gets."""

import gzip
import re
from functools import cache

import pytest
from werkzeug.test import Client

from dashboard.i18n.text import t
from dashboard.urls import in_language
from indicators.tables import TABLES
from indicators.wording import LANGS, Lang
from tests.dashboard.html_reader import Node, read_html

GRONINGEN = "/gemeente/GM0014-groningen"
# Whose pages we lead to: publishers of figures and of the law.
PUBLISHERS = ("https://opendata.cbs.nl/", "https://api.pdok.nl/", "https://wetten.overheid.nl/")
ALL = [
    "/",
    GRONINGEN,
    "/gemeente/GM1731-midden-drenthe",
    "/vergelijk",
    "/indicator",
    "/indicator/C1",
    "/indicator/A3?gebied=GM0363&periode=2023JJ00",
    "/gemeente/GM1731-midden-drenthe/keten",
    "/aanbeveling",
    *(f"/aanbeveling/R{number}" for number in range(1, 10)),
    "/data",
    "/status",
    "/methode",
    "/begrippen",
    "/toegankelijkheid",
]


@cache
def fetch(client: Client, address: str) -> tuple[int, str]:
    """One page, asked for once: many tests look at it."""
    response = client.get(address)
    # A drawing has no text.
    return response.status_code, response.text if response.mimetype.startswith("text/") else ""


@cache
def read(client: Client, address: str) -> Node:
    return read_html(fetch(client, address)[1])


def get(client: Client, path: str, lang: Lang = "nl", status: int = 200) -> Node:
    bare, _, query = path.partition("?")
    address = in_language(bare, query, lang)
    assert fetch(client, address)[0] == status, fetch(client, address)[1][:300]
    return read(client, address)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ALL)
class TestEveryPage:
    def test_has_language_title_viewport_one_heading_and_one_main(
        self, client: Client, path: str, lang: Lang
    ) -> None:
        page = get(client, path, lang)

        assert page.one("html").attributes["lang"] == lang
        assert page.one("head").one("title").text().endswith(" | Hulpmonitor")
        assert page.one("meta", name="viewport")
        heading = page.one("main").one("h1").text()
        assert heading and heading == page.one("h1").text()

    def test_has_links_to_the_other_language_data_and_status(
        self, client: Client, path: str, lang: Lang
    ) -> None:
        page = get(client, path, lang)
        other = "en" if lang == "nl" else "nl"

        switch = page.one("a", id="language-link")
        assert switch.attributes["href"] == in_language(path, "", other)
        assert (switch.attributes["hreflang"], switch.attributes["lang"]) == (other, other)
        footer = page.all("footer")[0]
        hrefs = [link.attributes["href"] for link in footer.all("a")]
        assert hrefs[:2] == [in_language("/data", "", lang), in_language("/status", "", lang)]
        assert t("footer.attribution", lang) in footer.text()

    def test_says_that_it_is_a_selection(self, client: Client, path: str, lang: Lang) -> None:
        page = get(client, path, lang)

        assert t("banner.selection", lang) in page.one("aside").text()
        assert t("banner.fictitious", lang) not in page.text()
        assert not page.all("meta", name="robots")

    def test_has_no_id_twice_and_every_label_its_field(
        self, client: Client, path: str, lang: Lang
    ) -> None:
        _, text = fetch(client, in_language(path, "", lang))
        ids = re.findall(r' id="([^"]+)"', text)
        page = get(client, path, lang)

        assert sorted(ids) == sorted(set(ids))
        for label in page.all("label"):
            assert label.attributes["for"] in ids
        for name in re.findall(r' aria-labelledby="([^"]+)"', text):
            assert name in ids

    def test_every_link_of_ours_leads_to_a_page(
        self, client: Client, path: str, lang: Lang
    ) -> None:
        page = get(client, path, lang)
        ids = re.findall(r' id="([^"]+)"', fetch(client, in_language(path, "", lang))[1])
        targets = {str(link.attributes["href"]) for link in page.all("a")}
        # One municipality stands for the 342.
        municipalities = sorted(one for one in targets if "/gemeente/" in one)

        assert targets
        for target in targets - set(municipalities[1:]):
            if target.startswith("#"):
                assert target[1:] in ids
            elif target.startswith("/"):
                assert fetch(client, target.partition("#")[0])[0] == 200, target
            else:
                assert target.startswith(PUBLISHERS)

    def test_mentions_no_page_that_does_not_exist(
        self, client: Client, path: str, lang: Lang
    ) -> None:
        _, text = fetch(client, in_language(path, "", lang))

        for absent in ("/opvolging",):
            assert absent not in text


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


def test_the_page_of_r7_says_that_two_figures_are_read_per_region(client: Client) -> None:
    text = get(client, "/aanbeveling/R7").one("section", id="cijfers").text()
    assert "Lees A1 en A3 hier per Veilig Thuis-regio" in text


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


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "path",
    [
        "/bestaat-niet",
        "/gemeente/GM9999-nergens",
        "/gemeente/VT02-drenthe",
        "/gemeente/qqq",
        "/aanbeveling/R10",
        "/data/",
        "/vergelijk/meer",
        "/gemeente/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
def test_what_is_not_there_gets_a_helpful_page(client: Client, path: str, lang: Lang) -> None:
    if path == "/data/":
        assert client.get(path).headers["Location"] == "/data"
        return
    page = get(client, path, lang, status=404)

    assert page.one("h1").text() == t("not_found.title", lang)
    assert page.one("main").one("form").attributes["role"] == "search"
    assert "<script>alert" not in client.get(path).text


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


def test_nothing_redirects_to_another_host(client: Client) -> None:
    for path in ("//elders.example/", "/en//elders.example/", "/vergelijk//elders.example/"):
        response = client.get(path, base_url="http://localhost")
        assert not response.headers.get("Location", "/").startswith(("//", "http://elders"))


def test_a_search_finds_by_part_and_former_name_and_says_which(client: Client) -> None:
    def found(text: str) -> str:
        return get(client, f"/?zoek={text}").one("div", **{"class": "found"}).text()

    assert found("gron") == "Groningen Midden-Groningen"
    assert (
        found("haren") == "Groningen (Haren hoort hier sinds 2019 bij, helemaal of voor een deel)"
    )
    assert "Leeuwarden (Littenseradiel hoort hier" in found("littenseradiel")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("utrecht", "/gemeente/GM0344-utrecht"),
        ("sudwest fryslan", "/gemeente/GM1900-sudwest-fryslan"),
        ("Den+Haag", "/gemeente/GM0518-s-gravenhage"),
        ("%27s-Gravenhage", "/gemeente/GM0518-s-gravenhage"),
        ("den bosch", "/gemeente/GM0796-s-hertogenbosch"),
        ("ysselstein", "/gemeente/GM0353-ijsselstein"),
        ("gm0014", "/gemeente/GM0014-groningen"),
    ],
)
def test_one_municipality_that_is_found_is_gone_to_at_once(
    client: Client, typed: str, page: str
) -> None:
    for prefix in ("", "/en"):
        response = client.get(f"{prefix or '/'}?zoek={typed}")
        # Not for good: another name may begin alike tomorrow.
        assert (response.status_code, response.headers["Location"]) == (302, prefix + page)


def test_a_search_without_result_says_so_and_what_is_spelled_alike(client: Client) -> None:
    nothing = get(client, "/?zoek=<b>qqq").one("div", role="status")
    near = get(client, "/?zoek=amsterdm").one("div", role="status")

    assert 'Wij vonden geen gemeente bij "<b>qqq"' in nothing.text()
    assert "Andere dorpen en wijken kennen wij niet" in nothing.text()
    assert not nothing.all("a")
    assert [one.text() for one in near.all("a")] == ["Amsterdam"]


def test_home_lists_every_municipality_under_its_letter(client: Client) -> None:
    listed = get(client, "/").one("section", id="gemeenten")
    letters = [one.text() for one in listed.one("nav").all("a")]

    assert len(listed.all("a")) == 342 + len(letters)
    assert letters == sorted(letters) == [one.text() for one in listed.all("h3")]


def test_home_answers_five_questions_for_the_country(client: Client) -> None:
    country = get(client, "/").one("section", id="nederland")
    headings = [one.text() for one in country.all("h3")]
    rows = [row for one in country.all("table") for row in one.rows()]
    repeat = country.all("article")[3]

    assert [one[:2] for one in headings] == ["1.", "2.", "3.", "4.", "5."]
    assert "38,1 per 100 tussen 38,1 en 38,2 2023, voorlopig" in repeat.text()
    assert "geen cijfer voor Nederland" in country.all("article")[0].text()
    assert ["Hermeldingen van huiselijk geweld", "38,1 per 100", "tussen 38,1 en 38,2", "2023",
            "voorlopig"] in rows  # fmt: skip
    assert [row[-1] for row in rows if row[0].startswith("Meldingen van kinderm")] == [
        "niet geleverd"
    ]
    assert "per gemeente bestaat dit cijfer niet" in country.one("div", role="note").text()


def test_home_has_the_map_of_the_first_indicator_with_figures(client: Client) -> None:
    page = get(client, "/").one("section", id="kaart")

    assert len(page.one("svg").all("a")) == 342
    assert len(page.one("details", **{"class": "map-list"}).all("a")) == 342


@pytest.mark.parametrize("number", [5, 6])
def test_recommendations_without_figures_say_so(client: Client, number: int) -> None:
    text = get(client, f"/aanbeveling/R{number}").one("section", id="cijfers").text()

    assert "Er bestaat geen openbaar cijfer over deze aanbeveling." in text


def test_recommendation_r2_shows_its_figures_and_limits(client: Client) -> None:
    page = get(client, "/aanbeveling/R2")
    figures = page.one("section", id="cijfers")

    assert page.one("h1").text() == "R2. Onderzoek elke melding echt"
    # A1 to A4; A5 is the rest of B1 and in the files only.
    assert len(figures.one("table").rows()) == 5
    assert "alle huiselijk geweld (ook tussen volwassenen)" in figures.text()
    assert "Een veiligheidsbeoordeling is geen onderzoek." in figures.text()
    assert page.one("section", id="niet-te-meten").all("p")


def test_data_lists_every_file_with_its_columns(client: Client) -> None:
    page = get(client, "/data")
    files = [one.text() for one in page.one("section", id="bestanden").all("a")]

    assert files == [f"{table.name}.csv" for table in TABLES]
    assert "missing_reason" in page.text()
