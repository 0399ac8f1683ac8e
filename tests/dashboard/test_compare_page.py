"""The compare page, as the server sends it and as its callback answers."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from werkzeug.test import Client

from dashboard.choices import find_areas, known_choices
from dashboard.components.area_table import sort_values
from dashboard.state import parse
from indicators.api import Release
from indicators.definition import read_definitions, read_recommendations
from tests.dashboard.html_reader import read_html
from tests.dashboard.records import groningen_repeat_reports


def rows(client: Client, query: str, number: int = 0) -> list[list[str]]:
    page = read_html(client.get(f"/vergelijk?{query}").text)
    return page.one("div", id="compare-results").all("table")[number].rows()


def test_all_areas_with_a_figure_and_the_rest_with_its_reason(client: Client) -> None:
    page = read_html(client.get("/vergelijk?periode=2023JJ00").text)
    results = page.one("div", id="compare-results")

    assert results.one("h2").text() == "Hermeldingen van huiselijk geweld, 2023"
    names = [row[0] for row in results.one("section", id="tabel").one("table").rows()[1:]]
    assert names == ["Groningen", "Nederland"]
    without = [
        one for one in results.all("details") if "niet geleverd" in one.one("summary").text()
    ]
    assert "Amsterdam" in without[0].text()


def test_a_figure_per_region_is_compared_by_region(client: Client) -> None:
    page = read_html(client.get("/vergelijk?indicator=A3&gebieden=GM0363").text)
    results = page.one("div", id="compare-results")

    names = [row[0] for row in results.one("section", id="tabel").one("table").rows()[1:]]
    assert names == ["Amsterdam-Amstelland (Veilig Thuis-regio)", "Nederland"]
    chosen = results.all("ul")[0].text()
    assert "in de Veilig Thuis-regio Amsterdam-Amstelland 71,4" in chosen
    assert "Amsterdam: Dit cijfer is van de Veilig Thuis-regio Amsterdam-Amstelland" in chosen
    assert "Aalsmeer" not in results.one("section", id="tabel").text()


def test_beside_a_recommendation_a_municipality_has_its_regions_figure(client: Client) -> None:
    table = rows(client, "aanbeveling=R2&gebieden=GM0363")
    row = next(row for row in table if row[0].startswith("Onderzoeken naar"))

    assert table[0][1] == "Amsterdam"
    assert row[1].startswith("cijfer van Amsterdam-Amstelland (Veilig Thuis-regio)")
    assert "71,4 per 100" in row[1]


@pytest.mark.parametrize(
    ("sort", "heading", "direction", "next_sort"),
    [
        ("", 0, "ascending", "-naam"),
        ("waarde", 1, "ascending", "-waarde"),
        ("-waarde", 1, "descending", "waarde"),
        ("-noemer", 4, "descending", "noemer"),
    ],
)
def test_headings_sort(
    client: Client, sort: str, heading: int, direction: str, next_sort: str
) -> None:
    page = read_html(client.get(f"/vergelijk?sorteer={sort}").text)
    heads = page.one("section", id="tabel").one("thead").all("th")
    sorted_by = [head for head in heads if "aria-sort" in head.attributes]

    assert [head.attributes["aria-sort"] for head in sorted_by] == [direction]
    assert sorted_by == [heads[heading]]
    href = str(heads[heading].one("a").attributes["href"])
    assert href == f"/vergelijk?sorteer={next_sort}#tabel"


def test_sorting_keeps_what_is_unknown_at_the_end() -> None:
    values = [
        groningen_repeat_reports(area_name=name, value=value, denominator=size)
        for name, value, size in (("A", 2.0, 9), ("B", None, None), ("C", 3.0, 5))
    ]

    def order(sort: Any) -> str:
        return "".join(value.area_name for value in sort_values(values, sort))

    assert order("naam") == "ABC"
    assert order("-naam") == "CBA"
    assert order("waarde") == "ACB"
    assert order("-waarde") == "CAB"
    assert order("noemer") == "CAB"
    assert order("-noemer") == "ACB"


def test_chosen_areas_are_told_in_sentences_and_marked(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM0014").text)
    results = page.one("div", id="compare-results")

    assert "In 2023 (voorlopig) waren in Groningen 51,3 per 100" in results.all("ul")[0].text()
    marked = [row.all("th")[0].text() for row in results.all("tr", **{"class": "chosen"})]
    assert marked == ["Groningen"]


def test_the_controls_say_what_is_chosen_and_work_as_a_form(client: Client) -> None:
    page = read_html(client.get("/vergelijk?indicator=A1&gebieden=VT05,VT06&kaart=grenzen").text)
    form = page.one("main").one("form")

    assert (form.attributes["action"], form.attributes["method"]) == ("/vergelijk", "get")
    chosen = {
        select.attributes["name"]: [
            one.attributes["value"] for one in select.all("option") if "selected" in one.attributes
        ]
        for select in form.all("select")
    }
    assert chosen == {
        "indicator": ["A1"], "periode": [""], "vergelijking": [""], "gebieden": ["VT05,VT06"],
        "kaart": ["grenzen"], "reeks": ["jaren"], "sorteer": ["naam"],
    }  # fmt: skip
    assert form.one("input").attributes["name"] == "toevoegen"
    assert {one.attributes["type"] for one in form.all("button")} == {"submit"}


def sent(client: Client, **fields: str) -> str:
    """Where the form leads; every field is sent, empty or not."""
    answer = client.get(f"/vergelijk?{urlencode({'toevoegen': '', **fields})}")
    assert answer.status_code == 308
    return answer.location


def test_what_the_form_sends_has_a_short_address(client: Client) -> None:
    assert sent(client, indicator="C1", periode="", vergelijking="", sorteer="naam") == "/vergelijk"
    assert sent(client, indicator="R2", gebieden="GM1731") == (
        "/vergelijk?aanbeveling=R2&gebieden=GM1731"
    )
    assert sent(client, indicator="A1", toevoegen="gm0014") == (
        "/vergelijk?indicator=A1&gebieden=GM0014"
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [("groningen", "GM0014"), ("Groningen (provincie)", "PV20"), ("Den  Haag", "GM0518"),
     ("'s-gravenhage", "GM0518"), ("sudwest fryslan", "GM1900"), ("nl01", "NL01"),
     ("Drenthe (Veilig Thuis-regio)", "VT02"), ("Haren", "GM0014")],
)  # fmt: skip
def test_an_area_is_added_by_a_name_typed_loosely(client: Client, typed: str, code: str) -> None:
    assert sent(client, gebieden="GM1731", toevoegen=typed) == (
        "/vergelijk?gebieden=" + ",".join(sorted(["GM1731", code]))
    )


def test_a_name_of_several_areas_offers_them(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM0014&toevoegen=bergen%20").text).one("main")
    offered = {one.text(): one.attributes["href"] for one in page.all("ul")[0].all("a")}

    assert 'Welk gebied bedoelt u met "bergen"?' in page.text()
    assert offered["Bergen op Zoom"] == "/vergelijk?gebieden=GM0014,GM0748"
    assert page.one("form").one("input").attributes["value"] == "bergen"


def test_a_name_of_nothing_is_named(client: Client) -> None:
    page = read_html(client.get("/vergelijk?toevoegen=atlantis").text)

    assert 'Wij vonden geen gebied bij "atlantis".' in page.one("main").text()


def test_a_choice_that_the_form_sends_and_cannot_be_followed_is_named(client: Client) -> None:
    text = client.get("/vergelijk?toevoegen=&indicator=C1&periode=1999JJ00").text

    assert "1999JJ00" in read_html(text).one("main").text()


def test_chosen_areas_can_be_taken_away(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM0014,GM1731&kaart=grenzen").text)
    chips = page.one("ul", **{"class": "chips"}).all("li")

    assert [one.text() for one in chips] == ["Groningen ×", "Midden-Drenthe ×"]
    link = chips[0].one("a").attributes
    assert link["href"] == "/vergelijk?gebieden=GM1731&kaart=grenzen"
    assert link["aria-label"] == "Groningen weghalen"


def test_a_municipality_that_is_gone_is_shown_as_todays(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM0017").text).one("main")

    assert 'De gemeente "GM0017" bestaat niet meer.' in page.text()
    assert [one.text() for one in page.one("ul", **{"class": "chips"}).all("li")] == ["Groningen ×"]


def test_too_many_areas_are_counted_and_said(client: Client, release: Release) -> None:
    codes = ",".join(area.code for area in release.areas("municipality")[:60])
    page = read_html(client.get(f"/vergelijk?gebieden={codes}").text).one("main")

    assert "U koos 60 gebieden. Wij laten er ten hoogste 40 tegelijk zien." in page.text()
    assert len(page.one("ul", **{"class": "chips"}).all("li")) == 40


def test_a_recommendation_puts_chosen_areas_side_by_side(client: Client) -> None:
    table = rows(client, "aanbeveling=R2&gebieden=VT02,GM1731")

    assert table[0] == ["Cijfer", "Drenthe (Veilig Thuis-regio)", "Midden-Drenthe", "Nederland"]
    services = next(row for row in table if "diensten" in row[0].casefold())
    assert "kindermishandeling" in services[0] and "2023" in services[0]
    assert "tussen 0 en 42,4 per 100" in services[2]
    assert "te klein, onbekend of geheim" in services[2]
    assert "16,0 per 100" in services[1] and "130 op 810" in services[1]
    assert services[3] == "niet geleverd"


def test_more_areas_than_have_a_column_are_rows(client: Client, release: Release) -> None:
    chosen = [area for area in release.areas("municipality")][:9]
    table = rows(client, f"aanbeveling=R2&gebieden={','.join(area.code for area in chosen)}")

    assert table[0][0] == "Gebied"
    assert [row[0] for row in table[1:]] == [*(area.name for area in chosen), "Nederland"]


def test_what_is_recorded_stands_apart_from_figures(client: Client) -> None:
    recorded = rows(client, "aanbeveling=R1&gebieden=GM0014,GM1731", number=1)

    assert recorded[0] == ["Onderdeel", "Groningen", "Midden-Drenthe"]
    assert [row[0].split()[0] for row in recorded[1:]] == ["R1.1", "R1.2", "R1.3", "R1.4"]
    for row in recorded[1:]:
        assert "openbare cijfers geven alleen achtergrond" in row[0]
        assert row[1] == row[2] and row[1].startswith("Nog niets vastgelegd: formele reactie,")
        assert not any(letter.isdigit() for letter in row[1])


def test_a_recommendation_never_gives_a_total(client: Client) -> None:
    page = read_html(client.get("/vergelijk?aanbeveling=R2&gebieden=GM1731").text)

    assert "Wij tellen deze cijfers niet op tot een score." in page.text()
    assert "Geen openbaar cijfer laat zien hoe snel Veilig Thuis" in page.text()


@pytest.mark.parametrize("asked", ["R5", "R6"])
def test_a_recommendation_without_figures_says_so(client: Client, asked: str) -> None:
    page = read_html(client.get(f"/vergelijk?aanbeveling={asked}&gebieden=GM0014").text)
    results = page.one("div", id="compare-results")

    assert "Er bestaat geen openbaar cijfer over deze aanbeveling." in results.text()
    # What is recorded is the only table.
    assert results.one("table").one("caption").text().startswith("Vastgelegd")


def test_what_cannot_be_followed_is_named(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM9,<b>&periode=oud&x=1").text)
    problem = "Niet alles in dit adres is gelukt."

    assert {one.text() for one in page.one("main").all("p", **{"class": "note"})} == {
        f'{problem} De periode "oud" is er niet voor dit cijfer. U ziet de nieuwste.',
        f'{problem} Het gebied "GM9" kennen wij niet.',
        f'{problem} Het gebied "<b>" kennen wij niet.',
    }


ADDRESSES = [
    "", "gebieden=GM0014", "periode=2020HJ02&indicator=A1", "gebieden=GM0014&sorteer=-waarde",
    "gebieden=GM0014,GM1731&vergelijking=vergelijkbaar", "vergelijking=klasse&gebieden=GM0014",
    "toevoegen=berg&gebieden=GM0014", "indicator=A3&gebieden=GM0363&reeks=halfjaren",
    *(f"aanbeveling={one}&gebieden=GM0014,VT02" for one in read_recommendations()),
    *(f"indicator={one.id}&gebieden=GM0014" for one in read_definitions().values() if one.is_shown),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("query", ADDRESSES)
def test_every_link_on_the_page_is_an_address_that_is_understood(
    client: Client, release: Release, query: str, lang: str
) -> None:
    answer = client.get(f"{lang}/vergelijk?{query}")
    page = read_html(answer.text)

    assert answer.status_code == 200
    links = [str(one.attributes["href"]) for one in page.all("a")]
    ours = [one for one in links if urlsplit(one).path == f"{lang}/vergelijk"]
    assert len(ours) > 1
    for one in ours:
        assert parse(parse_qs(urlsplit(one).query), known_choices(release))[1] == ()
    said = page.one("div", id="compare-results").attributes["data-announce"]
    assert said and said.startswith("Updated: " if lang else "Bijgewerkt: ")


def test_a_typed_name_never_fails(release: Release) -> None:
    for typed in ("", " ", "'s-", "%", "ß", "GM", "x" * 300, "\x00"):
        assert all(area.code for area in find_areas(release, typed))
