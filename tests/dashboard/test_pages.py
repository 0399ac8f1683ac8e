"""Every page in both languages as the server sends it: what a reader without JavaScript gets."""

import re

import pytest
from werkzeug.test import Client

from dashboard.i18n.text import t
from dashboard.urls import in_language
from indicators.tables import TABLES
from indicators.wording import LANGS, Lang
from tests.dashboard.fetching import GRONINGEN, fetch, get

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


def test_the_page_of_r7_says_that_two_figures_are_read_per_region(client: Client) -> None:
    text = get(client, "/aanbeveling/R7").one("section", id="cijfers").text()
    assert "Lees A1 en A3 hier per Veilig Thuis-regio" in text


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


def test_nothing_redirects_to_another_host(client: Client) -> None:
    for path in ("//elders.example/", "/en//elders.example/", "/vergelijk//elders.example/"):
        response = client.get(path, base_url="http://localhost")
        assert not response.headers.get("Location", "/").startswith(("//", "http://elders"))


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
