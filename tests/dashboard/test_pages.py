"""Every page in both languages as the server sends it: what a reader without JavaScript gets."""

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
    return response.status_code, response.text


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
        ids = {one.attributes["id"] for tag in ("section", "article", "main", "h3")
               for one in page.all(tag) if "id" in one.attributes}  # fmt: skip
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
                assert target.startswith(("https://opendata.cbs.nl/", "https://api.pdok.nl/"))

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
    comparison = block.all("table")[0].rows()
    assert comparison == [
        ["Gebied", "Waarde", "Grenzen", "Teller", "Noemer", "Opmerking"],
        ["Groningen", "51,3", "tussen 51,0 en 51,6", "895", "1.745", "voorlopig"],
        ["Groningen (Veilig Thuis-regio)", "", "", "", "",
         "niet gepubliceerd voor dit soort gebied"],
        ["Groningen (provincie)", "", "", "", "", "niet geleverd"],
        ["Nederland", "38,1", "tussen 38,1 en 38,2", "48.555", "127.340", "voorlopig"],
    ]  # fmt: skip
    assert "licentie CC BY 4.0" in block.text().replace("Licentie", "licentie")
    assert "/data/2026" in str(block.one("a", **{"class": "file"}).attributes["href"])


def test_the_same_in_english(client: Client) -> None:
    block = get(client, GRONINGEN, "en").one("article", id="C1")

    assert block.one("strong", **{"class": "amount"}).text() == "51.3"
    assert ["Groningen", "51.3", "between 51.0 and 51.6", "895", "1,745", "provisional"] in (
        block.all("table")[0].rows()
    )


def test_suppression_gives_bounds_a_reason_and_the_regions_figure(client: Client) -> None:
    block = get(client, "/gemeente/GM1731-midden-drenthe").one("article", id="A2")

    assert block.one("strong", **{"class": "amount range"}).text() == "tussen 0 en 42,4"
    assert "CBS geeft hier geen getal: het is te klein, onbekend of geheim." in block.text()
    assert "ten hoogste 18" in block.text() and "op 45 casussen" in block.text()
    assert (
        "Voor de Veilig Thuis-regio Drenthe is het cijfer 16,0 per 100. Dat is niet het cijfer "
        "van de gemeente Midden-Drenthe." in block.text()
    )
    assert "indicatief" in block.text()


def test_a_count_is_shown_where_only_the_denominator_is_missing(client: Client) -> None:
    block = get(client, "/gemeente/GM1731-midden-drenthe").one("article", id="V1")

    assert block.one("strong", **{"class": "amount none"}).text() == "geen cijfer"
    assert "65 ontvangen meldingen van kindermishandeling, op niet bekend" in block.text()
    assert "zitten niet in deze uitgave" in block.text()


def test_a_figure_that_is_nowhere_is_one_plain_line(client: Client) -> None:
    page = get(client, GRONINGEN)

    assert page.one("article", id="V1").text() == (
        "Meldingen van kindermishandeling per 1.000 kinderen "
        "Voor dit cijfer is een tabel nodig die niet in deze uitgave zit: 03759ned."
    )
    assert "geen enkel cijfer" in page.one("article", id="A2").text()


def test_a_figure_per_region_stands_on_the_page_of_a_municipality_as_its_regions(
    client: Client,
) -> None:
    """Amsterdam-Amstelland: 150 of 210 investigations were not closed prematurely."""
    page = get(client, "/gemeente/GM0363-amsterdam")
    block = page.one("article", id="A3")

    assert block.one("strong", **{"class": "amount"}).text() == "71,4"
    assert "in de Veilig Thuis-regio Amsterdam-Amstelland 71,4" in block.text()
    assert (
        "Dit cijfer is van de Veilig Thuis-regio Amsterdam-Amstelland; er is geen cijfer per "
        "gemeente." in block.text()
    )
    first = block.all("table")[0].rows()[1]
    assert first[:2] == ["Amsterdam-Amstelland (Veilig Thuis-regio)", "71,4"]
    short = page.one("section", id="kort").one("table").rows()
    title = "Onderzoeken naar huiselijk geweld die niet voortijdig zijn afgesloten"
    (row,) = [row for row in short if row[0] == title]
    assert "Amsterdam-Amstelland (Veilig Thuis-regio)" in row[1]


def test_the_rest_of_another_figure_is_on_no_page(client: Client) -> None:
    page = get(client, "/gemeente/GM0363-amsterdam")
    assert not page.all("article", id="A5") and not page.all("article", id="C4")
    assert "C1b" in {one.attributes["id"] for one in page.all("article")}
    compared = get(client, "/vergelijk?indicator=A5")
    assert 'Het cijfer "A5" kennen wij niet.' in compared.text()
    assert "zonder vervolg" not in compared.text()


def test_the_page_of_r7_says_that_two_figures_are_read_per_region(client: Client) -> None:
    text = get(client, "/aanbeveling/R7").one("section", id="cijfers").text()
    assert "Lees A1 en A3 hier per Veilig Thuis-regio" in text


def test_the_five_answers_stand_in_fixed_order(client: Client) -> None:
    headings = [one.text() for one in get(client, GRONINGEN).all("h2")]

    assert headings == [
        "In het kort",
        "1. Hoeveel meldingen zijn er?",
        "2. Wordt ernaar gekeken?",
        "3. Volgt er hulp?",
        "4. Blijven gezinnen in beeld?",
        "5. Wat deed de gemeente met de aanbevelingen?",
        "Achtergrond",
    ]
    assert "Geen openbaar cijfer laat zien wat deze gemeente daarmee deed." in (
        get(client, GRONINGEN).one("section", id="aanbevelingen").text()
    )


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
        "/gemeente/utrecht",
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
    assert page.one("form").attributes["role"] == "search"
    assert "<script>alert" not in client.get(path).text


def test_a_name_in_the_address_finds_the_municipality(client: Client) -> None:
    page = get(client, "/gemeente/midden-drenthe", status=404)

    assert "/gemeente/GM1731-midden-drenthe" in [
        link.attributes["href"] for link in page.one("main").all("a")
    ]


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
    assert len(page.one("details").all("a")) == 342


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
