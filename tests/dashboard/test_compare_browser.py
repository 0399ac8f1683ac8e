"""What a reader does on the compare page, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.dashboard.browsing import Reader

pytestmark = pytest.mark.browser

REPEAT = "Hermeldingen van huiselijk geweld"
ASSESSED = "Meldingen van huiselijk geweld die zijn beoordeeld"


def test_every_choice_is_in_the_address_and_a_step_back(visitor: Reader) -> None:
    page = visitor.page
    heading = page.locator("#compare-results h2")
    subject = page.get_by_role("combobox", name="Cijfer of aanbeveling")
    period = page.get_by_role("combobox", name="Periode")
    visitor.open("/vergelijk")
    expect(heading).to_have_text(f"{REPEAT}, 2023")

    subject.select_option(ASSESSED)
    expect(heading).to_have_text(f"{ASSESSED}, 2023")
    visitor.is_at("/vergelijk?indicator=A1")
    period.select_option("2e halfjaar 2020")
    visitor.is_at("/vergelijk?indicator=A1&periode=2020HJ02")
    period.select_option("2023")
    visitor.is_at("/vergelijk?indicator=A1&periode=2023JJ00")
    page.get_by_role("textbox", name="Gebied toevoegen").fill("gelderland-zuid")
    page.keyboard.press("Enter")
    visitor.is_at("/vergelijk?indicator=A1&periode=2023JJ00&gebieden=VT06")
    expect(page.locator("#compare-results")).to_contain_text("90,9 per 100")
    expect(page.locator("#language-link")).to_have_attribute(
        "href", "/en/vergelijk?indicator=A1&periode=2023JJ00&gebieden=VT06"
    )

    page.go_back()
    expect(page.locator("#compare-results")).not_to_contain_text("90,9 per 100")
    page.go_back()
    expect(period).to_have_value("2020HJ02")
    page.go_back()
    visitor.is_at("/vergelijk?indicator=A1")
    page.go_back()
    visitor.is_at("/vergelijk")
    expect(heading).to_have_text(f"{REPEAT}, 2023")
    expect(subject).to_have_value("C1")
    page.go_forward()
    expect(heading).to_have_text(f"{ASSESSED}, 2023")
    page.reload()
    visitor.wait_for_dash()
    expect(heading).to_have_text(f"{ASSESSED}, 2023")


def test_a_choice_is_announced_and_the_focus_stays(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk?gebieden=GM0014")
    said = page.get_by_role("status")
    expect(said).to_have_text("")

    comparator = page.get_by_role("combobox", name="Vergelijken met")
    comparator.focus()
    comparator.select_option("de eigen provincie")
    expect(said).to_contain_text("Bijgewerkt: Hermeldingen van huiselijk geweld, 2023")
    expect(said).to_contain_text("vergeleken met de eigen provincie")
    expect(comparator).to_be_focused()
    visitor.is_at("/vergelijk?gebieden=GM0014&vergelijking=provincie")

    page.get_by_role("link", name="Groningen weghalen").click()
    visitor.is_at("/vergelijk?vergelijking=provincie")
    expect(said).not_to_contain_text("gekozen: Groningen")
    expect(page.get_by_role("textbox", name="Gebied toevoegen")).to_be_focused()


def test_an_area_is_added_by_keyboard(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk")
    field = page.get_by_role("textbox", name="Gebied toevoegen")
    field.focus()
    page.keyboard.type("midden drenthe")
    page.keyboard.press("Enter")

    visitor.is_at("/vergelijk?gebieden=GM1731")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    expect(page.get_by_role("list", name="Gekozen gebieden")).to_contain_text("Midden-Drenthe")


def test_a_recommendation_is_chosen_from_the_same_list(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk?gebieden=GM1731")
    page.get_by_role("combobox", name="Cijfer of aanbeveling").select_option(
        "R2. Onderzoek elke melding echt"
    )

    visitor.is_at("/vergelijk?aanbeveling=R2&gebieden=GM1731")
    expect(page.get_by_role("row", name=re.compile("^Afgeronde diensten"))).to_contain_text(
        "tussen 0 en 42,4 per 100"
    )
    expect(page.get_by_role("combobox", name="Periode")).to_have_count(0)
    expect(page).to_have_title("Vergelijk R2: Onderzoek elke melding echt | Hulpmonitor")


def test_headings_sort_the_table_and_keep_the_reader_there(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk")
    heading = page.get_by_role("columnheader", name="Waarde")
    heading.get_by_role("link").focus()
    page.keyboard.press("Enter")

    visitor.is_at("/vergelijk?sorteer=-waarde")
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(heading.get_by_role("link")).to_be_focused()
    expect(heading).to_be_in_viewport()
    names = page.locator("#tabel tbody th")
    expect(names).to_have_text(["Groningen", "Nederland"])


def test_a_chart_shows_the_numbers_of_the_table(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/vergelijk?gebieden=GM0014")

    figure = page.get_by_role("figure", name=re.compile("Hermeldingen.*Groningen")).first
    expect(figure.locator(".js-plotly-plot")).to_be_visible()
    expect(figure.locator(".inline-svg svg")).to_be_hidden()
    room, drawn = (figure.locator(one).bounding_box() for one in (".inline-svg", ".chart"))
    assert room == drawn


def test_an_address_with_junk_costs_one_step_back(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/status")
    visitor.open("/vergelijk?utm_source=krant&gebieden=GM9999,NL01&indicator=C1")
    expect(page.get_by_text('Het gebied "GM9999" kennen wij niet.')).to_be_visible()
    expect(page.locator("#compare-results table").first).to_be_attached()

    page.go_back()
    visitor.is_at("/status")
    expect(page.get_by_role("heading", level=1)).to_have_text("Actualiteit")
