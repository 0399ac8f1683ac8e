"""What a reader does, in a real browser."""

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.dashboard.browsing import Reader, reader

pytestmark = pytest.mark.browser

REPEAT = "Hermeldingen van huiselijk geweld"
GRONINGEN = "/gemeente/GM0014-groningen"


def test_search_open_compare_back_reload_and_download(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/")
    page.get_by_role("textbox", name="Zoek uw gemeente").fill("gron")
    page.get_by_role("button", name="Zoek").click()
    visitor.wait_for_dash()
    visitor.is_at("/?zoek=gron")

    page.get_by_role("main").get_by_role("link", name="Groningen", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemeente Groningen")
    visitor.is_at(GRONINGEN)
    expect(page).to_have_title("Gemeente Groningen | Hulpmonitor")
    block = page.get_by_role("article", name=REPEAT)
    expect(block.locator(".amount")).to_have_text("51,3")

    block.get_by_text("Zo is dit berekend", exact=True).click()
    with page.expect_download() as waiting:
        block.get_by_role("link", name="Deze cijfers als CSV").click()
    assert waiting.value.suggested_filename.startswith("hulpmonitor-")
    text = waiting.value.path().read_text(encoding="utf-8")
    shown = {row["period_code"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert shown["2023JJ00"]["value"].replace(".", ",") == block.locator(".amount").inner_text()

    page.get_by_role("navigation").get_by_role("link", name="Vergelijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vergelijk gebieden")
    visitor.is_at("/vergelijk")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemeente Groningen")
    page.reload()
    visitor.wait_for_dash()
    expect(block.locator(".amount")).to_have_text("51,3")


def test_tab_passes_the_map_in_one_step_and_its_list_is_the_way_by_keyboard(
    visitor: Reader,
) -> None:
    page = visitor.page
    visitor.open("/")
    before = page.get_by_role("link", name="Kies op de kaart")
    before.focus()
    page.keyboard.press("Enter")
    visitor.is_at("/#kaart")
    page.locator("#kaart").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    # No area of the drawing: its files, how to use it elsewhere, and then the list.
    for stop in (".take-along a >> nth=0", ".take-along a >> nth=1", ".use-elsewhere summary"):
        page.keyboard.press("Tab")
        expect(page.locator(f"#kaart {stop}")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#kaart .map-list summary")).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#kaart .map-list a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Gemeente "))


def test_an_area_on_the_map_leads_to_its_page(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/")
    page.get_by_role("link", name=re.compile("^Groningen: ")).first.click()

    visitor.is_at(GRONINGEN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemeente Groningen")


@pytest.mark.parametrize(
    "path", ["/", GRONINGEN, "/vergelijk", "/aanbeveling/R2", "/data", "/status"]
)
def test_dash_takes_over_without_leaving_anything_double(visitor: Reader, path: str) -> None:
    page = visitor.page
    visitor.open(path)

    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("#first-response")).to_have_count(0)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert sorted(ids) == sorted(set(ids))


def test_taking_over_keeps_what_was_typed_and_where_the_reader_is(
    browser: Browser, site: str
) -> None:
    with reader(browser, site) as visitor:
        page = visitor.page
        # Hold Dash back until the reader is busy with the first response.
        held = []
        page.route("**/_dash-layout", lambda route: held.append(route))
        page.goto(f"{site}/")
        page.get_by_role("combobox", name="Zoek uw gemeente").fill("drent")
        page.evaluate("window.scrollTo({top: 300, behavior: 'instant'})")
        assert page.locator("#first-response").count() == 1
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()
        visitor.wait_for_dash()

        field = page.get_by_role("textbox", name="Zoek uw gemeente")
        expect(field).to_have_value("drent")
        expect(field).to_be_focused()
        assert page.evaluate("window.scrollY") == 300


def test_without_javascript_the_same_numbers_stand_there(browser: Browser, site: str) -> None:
    def numbers(visitor: Reader) -> list[str]:
        return (
            visitor.page.get_by_role("article", name=REPEAT)
            .locator("td, .amount")
            .all_inner_texts()
        )

    with reader(browser, site) as drawn:
        drawn.open(GRONINGEN)
        with reader(browser, site, java_script_enabled=False) as plain:
            plain.page.goto(site + GRONINGEN)
            assert "51,3" in numbers(plain)
            assert numbers(plain) == numbers(drawn)


def test_without_javascript_everything_can_be_reached(browser: Browser, site: str) -> None:
    with reader(browser, site, java_script_enabled=False) as visitor:
        page = visitor.page
        page.goto(site + "/")
        page.get_by_label("Zoek uw gemeente").fill("midden-drenthe")
        page.get_by_role("button", name="Zoek").click()
        visitor.is_at("/gemeente/GM1731-midden-drenthe")
        expect(page.get_by_text("tussen 0 en 42,4", exact=True).first).to_be_visible()
        page.get_by_role("navigation").get_by_role("link", name="Vergelijk").click()
        page.get_by_label("Cijfer of aanbeveling").select_option("R2")
        page.get_by_label("Gebied toevoegen").fill("midden-drenthe")
        page.get_by_role("button", name="Toon").click()
        page.get_by_label("Gebied toevoegen").fill("Drenthe (Veilig Thuis-regio)")
        page.get_by_role("button", name="Voeg toe").click()
        visitor.is_at("/vergelijk?aanbeveling=R2&gebieden=GM1731,VT02")
        services = page.get_by_role("row", name=re.compile("^Afgeronde diensten"))
        expect(services).to_contain_text("16,0 per 100")


def test_a_keyboard_is_enough(visitor: Reader) -> None:
    page = visitor.page
    visitor.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Zoek uw gemeente")).to_be_focused()
    page.keyboard.type("groning")
    page.keyboard.press("Enter")
    visitor.is_at("/?zoek=groning")
    visitor.wait_for_dash()
    page.locator(".found a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemeente Groningen")
    # A page that came without loading begins at its heading, for a screen reader too.
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_remarks_are_reached_by_keyboard_and_without_javascript(
    browser: Browser, site: str
) -> None:
    for options in ({}, {"java_script_enabled": False}):
        with reader(browser, site, **options) as visitor:
            page = visitor.page
            page.goto(f"{site}/status")
            if not options:
                visitor.wait_for_dash()
            entry = page.get_by_role("row", name="03759ned").get_by_role(
                "link", name=re.compile("opmerking")
            )
            entry.focus()
            page.keyboard.press("Enter")
            visitor.is_at("/status#opmerkingen-03759ned")
            expect(page.locator("#opmerkingen-03759ned")).to_be_in_viewport()


def test_the_language_link_loads_the_same_page(visitor: Reader) -> None:
    page = visitor.page
    visitor.open(GRONINGEN)
    page.get_by_role("link", name="English").click()
    visitor.wait_for_dash()

    visitor.is_at(f"/en{GRONINGEN}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Municipality of Groningen")
    expect(page.locator("article#C1 .amount")).to_have_text("51.3")


@pytest.mark.parametrize(
    "path", ["/", GRONINGEN, "/vergelijk?aanbeveling=R2&gebieden=GM1731", "/status"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(
    browser: Browser, site: str, path: str, scheme: str
) -> None:
    phone = {"viewport": {"width": 320, "height": 640}, "color_scheme": scheme}
    with reader(browser, site, **phone) as visitor:
        visitor.open(path)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_missing_page_says_so_and_leads_on(browser: Browser, site: str) -> None:
    with reader(browser, site) as visitor:
        visitor.open("/nergens")
        # The browser itself reports the status of the document.
        assert [one for one in visitor.troubles if "404" not in one] == []
        visitor.troubles.clear()
        visitor.page.get_by_role("main").get_by_role("link", name="Naar de voorpagina").click()
        visitor.is_at("/")
        expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("geweld thuis")


def test_the_menu_of_a_phone_and_the_choice_of_colours(browser: Browser, site: str) -> None:
    phone = {"viewport": {"width": 375, "height": 800}, "color_scheme": "light"}
    with reader(browser, site, **phone) as visitor:
        page = visitor.page
        visitor.open(GRONINGEN)
        expect(page.get_by_role("link", name="Vergelijk", exact=True)).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        page.get_by_label("Kleuren").select_option("Donker")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")

        page.get_by_role("link", name="Vergelijk", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vergelijk gebieden")
        expect(page.get_by_role("link", name="Data", exact=True)).to_be_hidden()

        # Loaded anew, it is dark before Dash has drawn anything, and the switch says so.
        page.goto(visitor.base + "/status", wait_until="commit")
        expect(page.locator("html[data-theme=dark] #first-response")).to_be_attached()
        visitor.wait_for_dash()
        expect(page.locator("#theme-select")).to_have_value("dark")
        page.get_by_text("Menu", exact=True).click()
        page.get_by_label("Kleuren").select_option("Zoals mijn apparaat")
        expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
        page.keyboard.press("Escape")
        expect(page.get_by_label("Kleuren")).to_be_hidden()
        expect(page.locator("details.menu > summary")).to_be_focused()
