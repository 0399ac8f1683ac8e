"""Without JavaScript: sentences, figures, forms that can be sent and files that can be had."""

import pytest
from werkzeug.test import Client

from dashboard.urls import in_language
from indicators.wording import LANGS, Lang
from tests.dashboard.html_reader import Node, read_html

GRONINGEN = "/gemeente/GM0014-groningen"
# Where a reader chooses something, with what can be chosen by name in the address.
FORMS = {
    "/": {"zoek"},
    GRONINGEN: {"zoek"},
    "/vergelijk": {"indicator", "periode", "toevoegen"},
    "/indicator/C1": {"periode", "gebied"},
    f"{GRONINGEN}/keten": {"periode"},
}
PATHS = (*FORMS, "/indicator", "/aanbeveling", "/aanbeveling/R2", "/methode", "/begrippen",
         "/toegankelijkheid", "/data", "/status")  # fmt: skip
WITH_FILES = (GRONINGEN, f"{GRONINGEN}/keten", "/vergelijk", "/indicator/C1", "/data")
WITH_TABLES = (GRONINGEN, f"{GRONINGEN}/keten", "/vergelijk", "/indicator", "/indicator/C1",
               "/aanbeveling", "/aanbeveling/R2", "/data", "/status")  # fmt: skip


def get(client: Client, path: str, lang: Lang) -> Node:
    response = client.get(in_language(path, "", lang))
    assert response.status_code == 200
    return read_html(response.text)


def controls(form: Node) -> list[Node]:
    found = [*form.all("input"), *form.all("select"), *form.all("textarea")]
    return [one for one in found if "hidden" not in one.attributes]


def has_name(one: Node, page: Node) -> bool:
    own = one.attributes.get("id")
    labels = [label for label in page.all("label") if label.attributes.get("for") == own]
    return bool(one.attributes.get("aria-label") or any(label.text() for label in labels))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_reads_as_a_page(client: Client, path: str, lang: Lang) -> None:
    page = get(client, path, lang)
    main = page.one("main")

    assert main.one("h1").text()
    assert any(one.text().endswith((".", ".)")) for one in main.all("p"))
    for form in page.all("form"):
        assert form.attributes.get("method", "get") in ("get", "GET")
        assert str(form.attributes["action"]).startswith("/")
        assert form.all("button", type="submit") or form.all("input", type="submit"), path
        for one in controls(form):
            assert has_name(one, page), f"{path}: {one.attributes}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", FORMS)
def test_every_choice_can_be_sent(client: Client, path: str, lang: Lang) -> None:
    page = get(client, path, lang)

    named = {str(one.attributes.get("name")) for form in page.all("form") for one in controls(form)}
    assert FORMS[path] <= named


@pytest.mark.parametrize("path", WITH_TABLES)
def test_figures_are_in_tables(client: Client, path: str) -> None:
    tables = get(client, path, "nl").one("main").all("table")

    assert tables and all(one.one("caption").text() and len(one.rows()) > 1 for one in tables)


@pytest.mark.parametrize("path", WITH_FILES)
def test_files_can_be_had(client: Client, path: str) -> None:
    links = [str(one.attributes["href"]) for one in get(client, path, "nl").one("main").all("a")]
    files = [one for one in links if one.partition("?")[0].endswith(".csv")]

    assert files
    assert client.get(files[0], follow_redirects=True).mimetype == "text/csv"
