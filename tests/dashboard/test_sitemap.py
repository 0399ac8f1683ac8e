"""What search engines are told of the site as a whole."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.sitemap import public_pages
from indicators.api import ReleaseStore

ORIGIN = "https://hulpmonitor.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def public(figures_data: Path) -> Client:
    return create_app(ReleaseStore(figures_data), ORIGIN).server.test_client()


@pytest.fixture(scope="module")
def entries(public: Client) -> list[ET.Element]:
    response = public.get("/sitemap.xml")
    assert response.status_code == 200 and response.mimetype == "application/xml"
    root = ET.fromstring(response.data)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    return root.findall("s:url", NAMES)


def test_every_page_is_there_once_with_its_twins_and_its_day(
    entries: list[ET.Element], figures_data: Path
) -> None:
    release = ReleaseStore(figures_data).newest()
    assert release is not None
    found = [one.findtext("s:loc", "", NAMES) for one in entries]
    assert len(found) == len(set(found)) < 50_000
    pages = [*public_pages(release)]
    assert set(found) == {ORIGIN + address for page in pages for address in page.values()}
    assert f"{ORIGIN}/en/gemeente/GM0014-groningen" in found
    assert f"{ORIGIN}/vergelijk?aanbeveling=R5" in found
    for entry in entries:
        assert entry.findtext("s:lastmod", "", NAMES) == release.manifest["built_at"][:10]
        twins = [one.attrib for one in entry.findall("x:link", NAMES)]
        assert [one["hreflang"] for one in twins] == ["nl", "en", "x-default"]
        assert entry.findtext("s:loc", "", NAMES) in {one["href"] for one in twins}
        assert {one["href"] for one in twins} <= set(found)


def test_every_address_leads_to_a_page(public: Client, entries: list[ET.Element]) -> None:
    found = [one.findtext("s:loc", "", NAMES).removeprefix(ORIGIN) for one in entries]
    # Pages of municipalities differ in their figures only: some stand for all.
    many = [address for address in found if "/gemeente/" in address]
    for address in [one for one in found if one not in many] + many[:: max(1, len(many) // 20)]:
        response = public.get(address)
        assert response.status_code == 200, address
        assert f'<link rel="canonical" href="{ORIGIN}{address}">' in response.text


def test_programs_are_led_to_it_and_kept_from_callbacks_only(public: Client) -> None:
    lines = public.get("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /_dash-update-component",
        "",
        f"Sitemap: {ORIGIN}/sitemap.xml",
    ]


def test_before_the_first_release_there_is_none(empty_client: Client) -> None:
    assert empty_client.get("/sitemap.xml").status_code == 404
    assert "Sitemap" not in empty_client.get("/robots.txt").text
