"""The front page as the server sends it: the search, the letters, the country and the map."""

import pytest
from werkzeug.test import Client

from tests.dashboard.fetching import get


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
