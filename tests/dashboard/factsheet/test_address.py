"""The address of a sheet: what it gives, for how long, and what it says when it cannot."""

import pytest
from werkzeug.test import Client

from dashboard.urls import factsheet_url
from indicators.api import Release
from indicators.wording import LANGS, Lang
from tests.dashboard.factsheet.reading import close, text_of
from tests.dashboard.html_reader import read_html


def address(release: Release, lang: Lang = "nl") -> str:
    area = release.area("GM0014")
    assert area is not None
    return factsheet_url(area, release.id, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_leads_to_its_own_sheet(client: Client, release: Release, lang: Lang) -> None:
    page = read_html(client.get(f"{'/en' if lang == 'en' else ''}/gemeente/GM0014-groningen").text)
    (link,) = page.all("a", href=address(release, lang))
    assert "PDF" in link.text() and "A4" in link.text()
    response = client.get(address(release, lang))
    assert response.status_code == 200 and response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="hulpmonitor-groningen-{release.id}-{lang}.pdf"'
    )
    heading = page.one("h1").text()
    text = close(text_of(response.data))
    assert close(heading) in text
    assert f"/gemeente/GM0014-groningen?versie={release.id}" in text


def test_a_dated_sheet_may_be_kept_for_good(client: Client, release: Release) -> None:
    first = client.get(address(release))
    assert "immutable" in first.headers["Cache-Control"]
    again = client.get(address(release), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_without_a_version_it_leads_to_the_newest(client: Client, release: Release) -> None:
    response = client.get("/gemeente/GM0014/factsheet.pdf")
    assert response.status_code == 302 and response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Location"] == address(release)


def test_another_name_behind_the_code_leads_to_the_lasting_one(
    client: Client, release: Release
) -> None:
    response = client.get(f"/gemeente/GM0014-anders/factsheet.pdf?versie={release.id}")
    assert response.status_code == 302 and response.headers["Location"] == address(release)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gemeente/GM9999/factsheet.pdf", "geen gemeente GM9999"),
        ("/gemeente/groningen/factsheet.pdf", "geen gemeente groningen"),
        ("/en/gemeente/GM0014/factsheet.pdf?versie=1999-01-01.1", "no release 1999-01-01.1"),
    ],
)
def test_what_is_not_there_is_said(client: Client, path: str, said: str) -> None:
    response = client.get(path)
    assert response.status_code == 404 and response.mimetype == "text/plain"
    assert said in response.text


def test_without_any_release_it_says_so(empty_client: Client) -> None:
    response = empty_client.get("/gemeente/GM0014/factsheet.pdf")
    assert response.status_code == 404 and "nog geen uitgave" in response.text
