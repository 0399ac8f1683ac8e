"""The app as a whole: before the first release, a new one while it runs, health, headers."""

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.i18n.text import t
from dashboard.urls import in_language
from indicators.api import ReleaseStore
from indicators.run_log import RunSummary, TableRun, append_run
from indicators.wording import LANGS, Lang
from ingest.source import read_sources
from tests.dashboard.html_reader import read_html

PAGES = ("/", "/gemeente/GM0014-groningen", "/vergelijk", "/aanbeveling/R2", "/data", "/nergens")


def ask_page(client: Client, where: object) -> Any:
    """What Dash's own request for a page is answered with."""
    return client.post(
        "/_dash-update-component",
        json={
            "output": "..page-content.children...page-about.data..",
            "outputs": [
                {"id": "page-content", "property": "children"},
                {"id": "page-about", "property": "data"},
            ],
            "inputs": [{"id": "where", "property": "data", "value": where}],
            "changedPropIds": ["where.data"],
        },
    )


class TestWithoutRelease:
    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("path", PAGES[:-1])
    def test_every_page_says_that_there_are_no_figures_yet(
        self, empty_client: Client, path: str, lang: Lang
    ) -> None:
        response = empty_client.get(in_language(path, "", lang))
        page = read_html(response.text)

        assert response.status_code == 503
        assert page.one("html").attributes["lang"] == lang
        assert page.one("h1").text() == t("no_release.title", lang)
        assert t("footer.no_release", lang) in page.text()

    def test_a_page_that_does_not_exist_is_still_not_found(self, empty_client: Client) -> None:
        assert empty_client.get("/nergens").status_code == 404

    def test_status_answers_and_tells_of_the_last_run(
        self, empty_client: Client, empty_data: Path
    ) -> None:
        assert t("status_page.no_run", "nl") in empty_client.get("/status").text
        message = "TransportError: <CBS> did not answer"
        failed = RunSummary(
            "2026-11-23T01:15:00+00:00",
            "2026-11-23T01:15:30+00:00",
            "failed",
            None,
            message,
            (TableRun("84851NED", "not_tried", reason="unreachable"),),
        )
        append_run(empty_data, failed)
        page = read_html(empty_client.get("/status").text)

        assert "Geen van de " in page.one("p", id="samenvatting").text()
        assert t("status_page.last_failed", "nl") in page.text()
        assert page.one("span", lang="en").text() == message
        assert page.one("section", id="keren").one("table").rows()[1] == [
            "23 november 2026, 02:15",
            "23 november 2026, 02:15",
            "mislukt; de vorige uitgave blijft staan",
            "1 niet geprobeerd",
            message,
        ]
        remarks = page.one("section", id="opmerkingen").text()
        assert "lukte het ophalen niet: de bron was niet te bereiken." in remarks
        assert t("no_release.failed", "nl") in empty_client.get("/").text

    def test_it_is_healthy(self, empty_client: Client) -> None:
        response = empty_client.get("/healthz")

        assert (response.status_code, response.text) == (200, "ok, no release yet\n")


def test_a_first_release_shows_without_restart(
    empty_client: Client, empty_data: Path, figures_data: Path
) -> None:
    assert empty_client.get("/").status_code == 503

    shutil.copytree(figures_data / "releases", empty_data / "releases")

    assert empty_client.get("/").status_code == 200
    assert "51,3" in empty_client.get("/gemeente/GM0014-groningen").text


def test_health_reads_from_the_warehouse(
    client: Client, empty_client: Client, empty_data: Path, figures_data: Path
) -> None:
    assert re.fullmatch(
        rf"ok, release \S+, {len(read_sources())} sources\n", client.get("/healthz").text
    )

    shutil.copytree(figures_data / "releases", empty_data / "releases")
    for warehouse in (empty_data / "releases").glob("*/warehouse.duckdb"):
        warehouse.write_bytes(b"no database")
    response = empty_client.get("/healthz")

    assert response.status_code == 503
    assert response.text.startswith("release cannot be read: ")


def test_several_apps_live_in_one_process(figures_data: Path, tmp_path: Path) -> None:
    full = create_app(ReleaseStore(figures_data)).server.test_client()
    empty = create_app(ReleaseStore(tmp_path)).server.test_client()

    for _ in range(2):
        assert (full.get("/").status_code, empty.get("/").status_code) == (200, 503)


class TestFictitious:
    @pytest.fixture
    def fictitious(self, tmp_path: Path, figures_data: Path) -> Client:
        """The release as it would be if its sources had called themselves fictitious."""
        releases = tmp_path / "demonstration" / "releases"
        shutil.copytree(figures_data / "releases", releases)
        store = ReleaseStore(tmp_path)
        release = store.newest()
        assert release is not None
        release.manifest["is_fictitious"] = True
        return create_app(store).server.test_client()

    @pytest.mark.parametrize("path", PAGES)
    def test_every_page_says_so_and_stays_out_of_search_engines(
        self, fictitious: Client, path: str
    ) -> None:
        page = read_html(fictitious.get(path).text)

        assert t("banner.fictitious_title", "nl") in page.one("aside").text()
        assert page.one("meta", name="robots").attributes["content"] == "noindex"
        assert t("footer.attribution", "nl") not in page.text()

    def test_no_catalogue_and_no_search_engine_is_led_to_them(self, fictitious: Client) -> None:
        assert fictitious.get("/sitemap.xml").status_code == 404
        assert "Sitemap" not in fictitious.get("/robots.txt").text
        for path in ("/data", "/indicator/C1"):
            head = read_html(fictitious.get(path).text).one("head")
            assert not head.all("script", type="application/ld+json")
            warning = t("banner.fictitious_title", "nl")
            said = head.one("meta", name="description").attributes["content"]
            assert str(said).startswith(warning)

    def test_the_picture_that_is_shared_warns(self, fictitious: Client) -> None:
        head = read_html(fictitious.get("/gemeente/GM0014-groningen").text).one("head")
        address = str(head.one("meta", property="og:image").attributes["content"])
        response = fictitious.get(urlsplit(address).path)
        assert response.mimetype == "image/png"
        assert response.headers["X-Robots-Tag"] == "noindex"

    def test_files_say_so_in_their_name(self, fictitious: Client) -> None:
        response = fictitious.get("/data/latest/gebieden.csv", follow_redirects=True)

        assert "hulpmonitor-voorbeeldcijfers-" in response.headers["Content-Disposition"]
        assert response.headers["X-Robots-Tag"] == "noindex"


class TestNavigation:
    def test_dash_draws_the_same_page_as_the_server(self, client: Client) -> None:
        for path in ("/", "/en/gemeente/GM0014-groningen", "/status"):
            answer = ask_page(client, {"pathname": path, "search": ""}).get_json()["response"]
            page = read_html(client.get(path).text)

            about = answer["page-about"]["data"]
            assert about == {
                "title": page.one("head").one("title").text(),
                "lang": page.one("html").attributes["lang"],
                "address": path,
                "canonical": f"http://localhost{path}",
                "sent_on": False,
            }
            assert answer["page-content"]["children"]["props"]["data-address"] == path

    def test_a_redirect_is_followed(self, client: Client) -> None:
        answer = ask_page(client, {"pathname": "/gemeente/gm0014", "search": "?a=1"}).get_json()

        about = answer["response"]["page-about"]["data"]
        assert about["address"] == "/gemeente/GM0014-groningen?a=1"

    @pytest.mark.parametrize(
        "where",
        [None, 7, "x", [], {}, {"pathname": 3, "search": {}}, {"pathname": "/\x00", "search": "%"}],
    )
    def test_anything_a_browser_sends_gets_a_page(self, client: Client, where: object) -> None:
        assert ask_page(client, where).status_code == 200


class TestSecurity:
    @pytest.mark.parametrize("path", ["/", "/data/latest/gebieden.csv", "/healthz", "/nergens"])
    def test_every_response_has_the_headers(self, client: Client, path: str) -> None:
        headers = client.get(path).headers

        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]

    def test_no_script_runs_that_is_not_ours(self, client: Client) -> None:
        response = client.get("/")
        policy = response.headers["Content-Security-Policy"]

        assert "http" not in policy
        (scripts,) = [one for one in policy.split("; ") if one.startswith("script-src")]
        assert "unsafe" not in scripts
        assert scripts.count("sha256-") == response.text.count("<script>") + len(
            re.findall(r'<script id="_dash-renderer"', response.text)
        )

    def test_no_page_names_another_host_for_anything_to_load(self, client: Client) -> None:
        for path in PAGES:
            loaded = re.findall(
                r'(?:src|<link (?!rel="(?:canonical|alternate)")[^>]* href)="([^"]+)"',
                client.get(path).text,
            )
            assert loaded
            assert all(one.startswith("/") and not one.startswith("//") for one in loaded)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b'{"output": 3}',
            b'{"output": "a.b", "inputs": []}',
            b'{"output": "..page-content.children...page-about.data..", "inputs": []}',
            b'{"output": "..page-content.children...page-about.data..", "inputs": 3}',
            b'{"output": "..page-content.children...page-about.data..", "inputs": [1]}',
        ],
    )
    def test_a_request_that_no_page_sends_is_refused(self, client: Client, body: bytes) -> None:
        response = client.post(
            "/_dash-update-component", data=body, content_type="application/json"
        )

        assert (response.status_code, response.text) == (400, "not a callback of this site\n")
