"""`?versie=`: a page of one release, and everything on it leads to that release."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from dash import dcc, html
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.dated import dated
from dashboard.server_html import to_html
from dashboard.urls import in_version
from indicators.api import ReleaseStore
from tests.dashboard.html_reader import Node, read_html

PAGES = [
    "/", "/?zoek=bergen", "/gemeente/GM0014-groningen", "/vergelijk?gebieden=GM0014",
    "/vergelijk?aanbeveling=R2&gebieden=GM0014", "/aanbeveling/R2", "/data", "/status", "/nergens",
]  # fmt: skip


@pytest.fixture(scope="module")
def older(figures_data: Path) -> str:
    return (figures_data / "releases" / "newest").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def two_releases(
    figures_data: Path, older: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("two")
    releases = data / "releases"
    shutil.copytree(figures_data / "releases", releases)
    shutil.copytree(releases / older, releases / "2099-01-01.1")
    manifest = releases / "2099-01-01.1" / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(content | {"id": "2099-01-01.1"}), encoding="utf-8")
    (releases / "newest").write_text("2099-01-01.1", encoding="utf-8")
    yield create_app(ReleaseStore(data)).server.test_client()


def with_version(path: str, version: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}versie={version}"


def leads_to_pages(page: Node) -> list[str]:
    links = [str(one.attributes["href"]) for one in page.all("a")]
    return [one for one in links if one.startswith("/") and "." not in urlsplit(one).path]


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_everything_on_a_dated_page_leads_to_its_release(
    two_releases: Client, older: str, path: str, lang: str
) -> None:
    page = read_html(two_releases.get(with_version(lang + path, older)).text)
    newer, *others = sorted(
        leads_to_pages(page), key=lambda one: f"versie={older}" in urlsplit(one).query
    )

    assert len(others) > 5
    assert all(parse_qs(urlsplit(one).query)["versie"] == [older] for one in others)
    assert newer == page.one("aside").one("a").attributes["href"]
    assert "versie" not in newer
    for form in page.all("form"):
        kept = form.one("select", name="versie").one("option")
        assert kept.attributes["value"] == older
    assert f"U bekijkt uitgave {older}." in page.text() or lang


def test_the_newest_release_has_no_banner_and_a_lasting_address(two_releases: Client) -> None:
    page = read_html(two_releases.get("/vergelijk?gebieden=GM0014").text)

    assert not page.all("aside") or "U bekijkt uitgave" not in page.one("aside").text()
    lasting = [one for one in leads_to_pages(page) if "versie" in one]
    assert lasting == ["/vergelijk?gebieden=GM0014&versie=2099-01-01.1"]


def test_an_unknown_release_is_named(two_releases: Client) -> None:
    answer = two_releases.get("/vergelijk?gebieden=GM0014&versie=2020-01-01.1")
    page = read_html(answer.text)

    assert answer.status_code == 404
    assert 'Het adres vraagt om uitgave "2020-01-01.1".' in page.text()
    links = [str(one.attributes["href"]) for one in page.one("main").all("a")]
    assert links == ["/vergelijk?gebieden=GM0014", "/data"]


@pytest.mark.parametrize("junk", ["../../etc", "%00", "latest", "a" * 500, "2026-11-23"])
def test_junk_for_a_release_is_no_error(two_releases: Client, junk: str) -> None:
    assert two_releases.get(f"/?versie={junk}").status_code == 404


def test_an_empty_release_is_none(two_releases: Client) -> None:
    assert two_releases.get("/?versie=").status_code == 200


@settings(deadline=None)
@given(st.text(max_size=30), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]", fullmatch=True))
def test_putting_a_release_in_an_address_can_be_undone(words: str, release_id: str) -> None:
    plain = in_version(f"/vergelijk?{words.replace('#', '')}", "")

    assert in_version(in_version(plain, release_id), "") == plain
    assert parse_qs(urlsplit(in_version(plain, release_id)).query)["versie"] == [release_id]


@pytest.mark.parametrize(
    "other", ["#inhoud", "https://www.cbs.nl/", "mailto:a@b.nl", "/data/x/y.csv", "//elders.nl/x"]
)
def test_what_is_no_page_keeps_its_address(other: str) -> None:
    assert in_version(other, "2026-11-23.1") == other


def test_the_tree_that_was_given_stays_as_it_was() -> None:
    tree = html.Div([html.Form([], action="/vergelijk"), dcc.Link("a", href="/data")])
    before = to_html(tree)

    assert to_html(dated(tree, "2026-11-23.1")) != before
    assert to_html(tree) == before
