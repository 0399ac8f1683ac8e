"""The recommendations: which figures belong to them, what none shows, and what was done."""

import pytest
from werkzeug.test import Client

from dashboard.follow_up import FollowUp
from dashboard.i18n.text import t
from dashboard.pages.recommendation import state_section
from dashboard.server_html import to_html
from dashboard.urls import in_language
from indicators.api import Release
from indicators.definition import read_recommendations
from indicators.wording import LANGS, Lang, translated
from ingest.source import Translated
from tests.dashboard.html_reader import Node, read_html


def get(client: Client, path: str, lang: Lang = "nl") -> Node:
    response = client.get(in_language(path, "", lang))
    assert response.status_code == 200, response.text[:300]
    return read_html(response.text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_overview_has_all_nine_and_says_which_have_no_figure(
    client: Client, lang: Lang
) -> None:
    rows = get(client, "/aanbeveling", lang).one("table").rows()[1:]
    recommendations = list(read_recommendations().values())
    assert [row[0] for row in rows] == [
        f"{one.id}. {translated(one.title, lang)}" for one in recommendations
    ]
    none = [row[0][:2] for row in rows if row[2] == t("measurable.no", lang)]
    assert none == ["R5", "R6"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", read_recommendations())
def test_nothing_is_recorded_yet_on_any_part_for_any_addressee(
    client: Client, name: str, lang: Lang
) -> None:
    asked = read_recommendations()[name]
    section = get(client, f"/aanbeveling/{name}", lang).one("section", id="stand")
    rows = section.one("table").rows()[1:]
    assert len(rows) == len(asked.parts) * len(asked.addressees)
    assert {row[2] for row in rows} == {t("recommendation.nothing_recorded", lang)}
    for part in asked.parts:
        assert f"{part.id}: {translated(part.text, lang)}" in [row[0] for row in rows]


def test_each_leads_to_the_one_before_and_the_one_after(client: Client) -> None:
    def around(name: str) -> list[str]:
        page = get(client, f"/aanbeveling/{name}")
        return [str(one.attributes["href"]) for one in page.one("main").all("nav")[-1].all("a")]

    assert around("R1") == ["/aanbeveling/R2", "/aanbeveling"]
    assert around("R5") == ["/aanbeveling/R4", "/aanbeveling/R6", "/aanbeveling"]
    assert around("R9") == ["/aanbeveling/R8", "/aanbeveling"]


def test_legal_terms_stand_as_text_beside_r8_only(client: Client) -> None:
    terms = get(client, "/aanbeveling/R8").one("section", id="termijnen").text()
    assert "tien weken" in terms
    assert "wordt niet per gemeente gepubliceerd" in terms
    assert "Opgeschreven op 24 november 2026." in terms
    assert not get(client, "/aanbeveling/R2").all("section", id="termijnen")


def test_figures_lead_to_their_definition_and_to_the_comparison(client: Client) -> None:
    links = get(client, "/aanbeveling/R2").one("section", id="cijfers").all("a")
    hrefs = [str(one.attributes["href"]) for one in links]
    assert hrefs == [*(f"/indicator/A{n}" for n in range(1, 5)), "/vergelijk?aanbeveling=R2"]


def test_small_letters_lead_to_the_page_itself(client: Client) -> None:
    response = client.get("/en/aanbeveling/r2?utm_source=krant")
    assert response.status_code == 308
    assert response.headers["Location"] == "/en/aanbeveling/R2?utm_source=krant"


def test_what_is_recorded_is_counted_per_kind_of_addressee(release: Release) -> None:
    answered = FollowUp(response=Translated(nl="ja", en="yes"))

    def register(part_id: str, area_code: str) -> FollowUp:
        return answered if (part_id, area_code) == ("R2.1", "GM0014") else FollowUp()

    asked = read_recommendations()["R2"]
    section = state_section(release, asked, register, "nl")
    rows = read_html(to_html(section)).one("table").rows()[1:]
    assert [row[2] for row in rows if row[0].startswith("R2.1")] == [
        "bij 1 van 342", "nog niets vastgelegd",
    ]  # fmt: skip
    assert {row[2] for row in rows if not row[0].startswith("R2.1")} <= {"nog niets vastgelegd"}
