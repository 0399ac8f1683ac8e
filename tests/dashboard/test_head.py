"""The head of every public page: for browsers, search engines and whoever shares an address."""

import json
import struct
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.charts.drawing.card import HEIGHT, WIDTH
from dashboard.head import DESCRIPTION_LENGTH, TITLE_LENGTH
from dashboard.sitemap import public_pages
from dashboard.urls import in_version
from indicators.api import Release, ReleaseStore
from indicators.wording import LANGS
from tests.dashboard.html_reader import Node, read_html

ORIGIN = "https://hulpmonitor.example"
# Of what there is for each municipality these stand for all.
MUNICIPALITIES = ("GM0014", "GM1731")


@pytest.fixture(scope="module")
def public(figures_data: Path) -> Client:
    """The site at an address of its own, whatever a request asks for."""
    return create_app(ReleaseStore(figures_data), ORIGIN).server.test_client()


@pytest.fixture(scope="module")
def release(figures_data: Path) -> Release:
    found = ReleaseStore(figures_data).newest()
    assert found is not None
    return found


@cache
def head_of(client: Client, address: str) -> Node:
    response = client.get(address)
    assert response.status_code == 200, address
    return read_html(response.text).one("head")


def addresses(release: Release) -> list[str]:
    """Every public page in both languages, with a few municipalities for all."""
    return [
        address
        for by_lang in public_pages(release)
        for address in by_lang.values()
        if "/gemeente/" not in address or any(code in address for code in MUNICIPALITIES)
    ]


def link(head: Node, rel: str, **attributes: str) -> str:
    return str(head.one("link", rel=rel, **attributes).attributes["href"])


def meta(head: Node, **attributes: str) -> str:
    return str(head.one("meta", **attributes).attributes["content"])


def data(head: Node, kind: str) -> dict[str, object]:
    found = [json.loads(one.text()) for one in head.all("script", type="application/ld+json")]
    records = [one for one in found if one["@type"] == kind]
    assert len(records) == 1
    return records[0]


def test_every_page_says_what_it_is_in_few_words(public: Client, release: Release) -> None:
    titles, descriptions = {}, {}
    for address in addresses(release):
        head = head_of(public, address)
        title, description = head.one("title").text(), meta(head, name="description")
        assert 10 <= len(title) <= TITLE_LENGTH, address
        assert 40 <= len(description) <= DESCRIPTION_LENGTH, f"{address}: {description}"
        assert description.endswith((".", "…")), address
        lang = address.startswith("/en")
        assert titles.setdefault((lang, title), address) == address
        assert descriptions.setdefault((lang, description), address) == address
        assert meta(head, property="og:title") == title
        assert meta(head, property="og:description") == description
        assert not head.all("meta", name="robots"), address
        assert len(head.all("meta", name="theme-color")) == 2


def test_every_page_names_its_own_address_and_its_twin(public: Client, release: Release) -> None:
    for address in addresses(release):
        head = head_of(public, address)
        assert link(head, "canonical") == ORIGIN + address
        assert meta(head, property="og:url") == ORIGIN + address
        twins = {
            str(one.attributes["hreflang"]): str(one.attributes["href"])
            for one in head.all("link", rel="alternate")
        }
        assert set(twins) == {*LANGS, "x-default"}
        assert twins["x-default"] == twins["nl"]
        for lang in LANGS:
            twin = head_of(public, twins[lang].removeprefix(ORIGIN))
            assert link(twin, "alternate", hreflang="nl") == twins["nl"]
            assert link(twin, "alternate", hreflang="en") == twins["en"]
            assert link(twin, "canonical") == twins[lang]


@pytest.mark.parametrize(
    ("asked", "lasting"),
    [
        ("/?utm_source=krant", "/"),
        ("/en?zoek=xyz", "/en"),
        ("/vergelijk?indicator=C1&kaart=tegels&sorteer=-waarde&utm_source=x", "/vergelijk"),
        ("/vergelijk?indicator=A1&periode=2023JJ00", "/vergelijk?indicator=A1"),
        ("/en/vergelijk?areas=GM0014&recommendation=R2",
         "/en/vergelijk?aanbeveling=R2&gebieden=GM0014"),
        ("/indicator/C1?sorteer=-waarde&periode=2023JJ00&fbclid=1", "/indicator/C1"),
        ("/indicator/C1?gebied=gm0014&sorteer=naam", "/indicator/C1?gebied=GM0014"),
        ("/gemeente/GM0014-groningen/keten?periode=niets", "/gemeente/GM0014-groningen/keten"),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_not_in_the_address(
    public: Client, asked: str, lasting: str
) -> None:
    assert link(head_of(public, asked), "canonical") == ORIGIN + lasting


def test_a_page_of_one_release_is_that_of_its_release(public: Client, release: Release) -> None:
    dated = in_version("/vergelijk?gebieden=GM0014", release.id)

    assert link(head_of(public, dated + "&utm_source=x"), "canonical") == ORIGIN + dated


def test_without_a_setting_the_address_is_the_one_that_was_asked_for(client: Client) -> None:
    head = read_html(client.get("/data", base_url="http://gemeente.example:8050").text).one("head")

    assert link(head, "canonical") == "http://gemeente.example:8050/data"


def test_a_page_that_is_not_there_has_no_address_and_is_not_found_in_a_search(
    public: Client,
) -> None:
    head = read_html(public.get("/nergens").text).one("head")

    assert meta(head, name="robots") == "noindex"
    assert not head.all("link", rel="canonical") and not head.all("meta", property="og:url")


def test_every_page_has_a_picture_of_its_release(public: Client, release: Release) -> None:
    pictures = {
        meta(head_of(public, address), property="og:image") for address in addresses(release)
    }
    names = {urlsplit(one).path.rpartition("/")[2] for one in pictures}
    assert {"site.png", "gemeente-GM0014.png", "cijfer-C1.png", "aanbeveling-R5.png"} <= names
    for picture in pictures:
        assert picture.startswith(ORIGIN) and f"/beeld/{release.id}/" in picture
        response = public.get(picture.removeprefix(ORIGIN))
        assert response.mimetype == "image/png" and "immutable" in response.headers["Cache-Control"]
        assert response.data.startswith(b"\x89PNG")
        assert struct.unpack(">II", response.data[16:24]) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "path", ["/beeld/2001-01-01.1/site.png", "/beeld/{id}/gemeente-NL01.png", "/beeld/{id}/x.png"]
)
def test_a_picture_of_nothing_is_refused(public: Client, release: Release, path: str) -> None:
    response = public.get(path.format(id=release.id))

    assert response.status_code == 404 and "gemeente-GM0363" in response.text


def test_figures_that_can_be_downloaded_are_described_for_catalogues(
    public: Client, release: Release
) -> None:
    for address in ("/data", "/en/data", "/indicator/C1", "/en/indicator/V1"):
        record = data(head_of(public, address), "Dataset")
        assert record["@context"] == "https://schema.org"
        assert record["url"] == ORIGIN + address
        assert record["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert record["version"] == release.manifest["version"]
        assert record["identifier"] == release.id
        assert record["dateModified"] == release.manifest["built_at"][:10]
        assert 50 <= len(str(record["description"])) <= 5000  # what Google asks
        assert record["isBasedOn"] and record["temporalCoverage"] and record["spatialCoverage"]
        assert record["creator"]["name"] == "Hulpmonitor"  # type: ignore[index]
        for file in record["distribution"]:  # type: ignore[attr-defined]
            response = public.get(file["contentUrl"].removeprefix(ORIGIN))
            assert response.status_code == 200 and response.mimetype == "text/csv"
            assert file["encodingFormat"] == "text/csv"

    files = data(head_of(public, "/data"), "Dataset")["distribution"]
    assert len(files) == len(release.tables())  # type: ignore[arg-type]
    tables = {one["url"] for one in data(head_of(public, "/indicator/C1"), "Dataset")["isBasedOn"]}  # type: ignore[attr-defined]
    sources = {one.id: one for one in release.sources()}
    c1 = release.indicator("C1")
    assert c1 is not None and tables == {sources[one].url for one in c1.sources}


def test_what_stands_under_another_page_says_where(public: Client) -> None:
    steps = data(head_of(public, "/gemeente/GM0014-groningen/keten"), "BreadcrumbList")

    assert [(one["position"], one["item"]) for one in steps["itemListElement"]] == [  # type: ignore[attr-defined]
        (1, f"{ORIGIN}/"),
        (2, f"{ORIGIN}/gemeente/GM0014-groningen"),
        (3, f"{ORIGIN}/gemeente/GM0014-groningen/keten"),
    ]
