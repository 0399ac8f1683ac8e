"""The compare page, as the server sends it and as its callback answers."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from dashboard.choices import known_choices, newest_period
from dashboard.components.compare_results import sort_values
from dashboard.pages.compare import choose
from dashboard.state import ViewState, parse
from indicators.api import Release
from tests.dashboard.html_reader import read_html
from tests.dashboard.records import groningen_repeat_reports


def rows(client: Client, query: str, number: int = 0) -> list[list[str]]:
    page = read_html(client.get(f"/vergelijk?{query}").text)
    return page.one("div", id="compare-results").all("table")[number].rows()


def test_all_areas_with_a_figure_and_the_rest_with_its_reason(client: Client) -> None:
    page = read_html(client.get("/vergelijk?periode=2023JJ00").text)
    results = page.one("div", id="compare-results")

    assert results.one("h2").text() == "Hermeldingen van huiselijk geweld, 2023"
    names = [row[0] for row in results.one("table").rows()[1:]]
    assert names == ["Groningen", "Nederland"]
    assert "Amsterdam" in results.all("details")[0].text()
    assert "niet geleverd" in results.all("summary")[0].text()


def test_a_figure_per_region_is_compared_by_region(client: Client) -> None:
    page = read_html(client.get("/vergelijk?indicator=A3&gebieden=GM0363").text)
    results = page.one("div", id="compare-results")

    names = [row[0] for row in results.one("table").rows()[1:]]
    assert names == ["Amsterdam-Amstelland (Veilig Thuis-regio)", "Nederland"]
    chosen = results.all("ul")[0].text()
    assert "in de Veilig Thuis-regio Amsterdam-Amstelland 71,4" in chosen
    assert "Amsterdam: Dit cijfer is van de Veilig Thuis-regio Amsterdam-Amstelland" in chosen
    assert "Aalsmeer" not in results.text()


def test_beside_a_recommendation_a_municipality_has_its_regions_figure(client: Client) -> None:
    table = rows(client, "aanbeveling=R2&gebieden=GM0363")
    column = next(n for n, head in enumerate(table[0]) if head.startswith("Onderzoeken naar"))

    assert table[1][0] == "Amsterdam"
    assert table[1][column].startswith("Amsterdam-Amstelland (Veilig Thuis-regio)")
    assert "71,4 per 100" in table[1][column]


def test_the_table_stands_before_the_chart(client: Client) -> None:
    text = client.get("/vergelijk").text

    assert 0 < text.index("<table>") < text.index("<figure")


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
    heads = page.one("div", id="compare-results").one("thead").all("th")
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
    page = read_html(client.get("/vergelijk?indicator=A1&gebieden=VT05,VT06").text)
    form = page.one("main").one("form")

    assert (form.attributes["action"], form.attributes["method"]) == ("/vergelijk", "get")
    chosen = {
        select.attributes["name"]: [
            one.attributes["value"] for one in select.all("option") if "selected" in one.attributes
        ]
        for select in form.all("select")
    }
    assert chosen == {"indicator": ["A1"], "periode": ["2023JJ00"], "gebieden": ["VT05", "VT06"]}
    assert form.one("button").attributes["type"] == "submit"


def test_a_recommendation_puts_chosen_areas_side_by_side(client: Client) -> None:
    table = rows(client, "aanbeveling=R2&gebieden=VT02,GM1731")

    assert [row[0] for row in table] == [
        "Gebied", "Midden-Drenthe", "Drenthe (Veilig Thuis-regio)", "Nederland",
    ]  # fmt: skip
    assert "tussen 0 en 42,4 per 100" in table[1][2]
    assert "te klein, onbekend of geheim" in table[1][2]
    assert "16,0 per 100" in table[2][2] and "130 op 810" in table[2][2]
    assert table[3][2] == "niet geleverd"


def test_a_recommendation_never_gives_a_total(client: Client) -> None:
    page = read_html(client.get("/vergelijk?aanbeveling=R2&gebieden=GM1731").text)

    assert "Wij tellen deze cijfers niet op tot een score." in page.text()
    assert "Geen openbaar cijfer laat zien hoe snel Veilig Thuis" in page.text()


def test_a_recommendation_without_figures_says_so(client: Client) -> None:
    page = read_html(client.get("/vergelijk?aanbeveling=R5").text)
    results = page.one("div", id="compare-results")

    assert "Er bestaat geen openbaar cijfer over deze aanbeveling." in results.text()
    assert not results.all("table")


def test_what_cannot_be_followed_is_named(client: Client) -> None:
    page = read_html(client.get("/vergelijk?gebieden=GM9,<b>&periode=oud&x=1").text)
    problem = "Niet alles in dit adres is gelukt."

    assert {one.text() for one in page.one("main").all("p", **{"class": "note"})} == {
        f'{problem} De periode "oud" is er niet voor dit cijfer. U ziet de nieuwste.',
        f'{problem} Het gebied "GM9" kennen wij niet.',
        f'{problem} Het gebied "<b>" kennen wij niet.',
    }


short = st.text(max_size=8)
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    short,
    st.lists(st.one_of(short, st.none(), st.integers()), max_size=3),
    st.dictionaries(short, short, max_size=2),
)


class TestChoose:
    """What the controls ask for, given the address."""

    def test_the_controls_as_the_page_set_them_change_nothing(self, release: Release) -> None:
        for search in ("", "?indicator=A1", "?periode=2023JJ00&gebieden=NL01&sorteer=-waarde"):
            state, _ = parse(parse_qs(search[1:]), known_choices(release))
            period = state.period or newest_period(release, state.indicator)
            assert choose(release, state.indicator, period, list(state.areas), search) == state

    def test_another_indicator_starts_at_its_newest_period(self, release: Release) -> None:
        assert choose(release, "A1", "2023JJ00", [], "") == ViewState("A1")

    def test_a_chosen_period_stays_where_it_exists(self, release: Release) -> None:
        chosen = choose(release, "B1", "2020JJ00", [], "?indicator=A1&periode=2020JJ00")
        assert chosen == ViewState("B1", period="2020JJ00")
        gone = choose(release, "C1", "2020JJ00", [], "?indicator=A1&periode=2020JJ00")
        assert gone == ViewState("C1")

    def test_sorting_stays(self, release: Release) -> None:
        state = choose(release, "C1", "2023JJ00", ["NL01"], "?sorteer=-waarde")
        assert state == ViewState(areas=("NL01",), sort="-waarde")

    def test_a_recommendation_drops_what_does_not_apply(self, release: Release) -> None:
        state = choose(release, "R2", "2023JJ00", ["GM0014"], "?indicator=A1&periode=2020JJ00")
        assert state == ViewState(recommendation="R2", areas=("GM0014",))

    @given(st.tuples(*[ANYTHING] * 4))
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_anything_a_browser_sends_gives_a_view(
        self, release: Release, given: tuple[Any, ...]
    ) -> None:
        assert choose(release, *given).indicator in known_choices(release).indicators
