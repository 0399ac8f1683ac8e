"""Addresses of charts: what they give, for how long, and what they say when they cannot."""

import struct
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from dashboard.charts.asked import WIDTHS
from dashboard.charts.kinds import KINDS
from dashboard.charts.png import ZOOM
from dashboard.charts.position import position
from dashboard.embed import embed_page
from indicators.api import Release
from tests.dashboard.charts.reading import parsed
from tests.dashboard.records import definition

STAND = "stand.svg?indicator=C1&gebieden=GM0014&periode=2023JJ00"


@pytest.fixture(scope="module")
def base(release: Release) -> str:
    return f"/grafiek/{release.id}/"


def test_a_dated_drawing_may_be_kept_for_good(client: Client, base: str) -> None:
    response = client.get(base + STAND)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert client.get(base + STAND).data == response.data
    again = client.get(base + STAND, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert response.headers["Content-Disposition"].endswith('-stand.svg"')


def test_a_file_says_what_it_is_and_where_it_comes_from(client: Client, base: str) -> None:
    drawing = parsed(client.get(base + STAND).text)
    texts = " ".join(one.text or "" for one in drawing.iter("text"))
    assert drawing.findtext("title") == (
        "Hermeldingen van huiselijk geweld, 2023: Groningen naast andere gebieden"
    )
    assert "51,3" in (drawing.findtext("desc") or "")
    assert "tabel 85361NED" in texts and "Licentie CC BY 4.0" in texts
    assert base.split("/")[2] in texts
    style = drawing.findtext("style") or ""
    assert "var(" not in style and ".own" in style


def test_the_english_twin_is_english(client: Client, base: str) -> None:
    drawing = client.get("/en" + base + STAND).text
    assert 'lang="en"' in drawing and "51.3" in drawing and "beside other areas" in drawing


@pytest.mark.parametrize("width", WIDTHS)
def test_a_png_has_the_size_of_its_drawing(client: Client, base: str, width: int) -> None:
    query = f"?indicator=C1&gebieden=GM0014&breedte={width}"
    svg = parsed(client.get(base + "stand.svg" + query).text)
    png = client.get(base + "stand.png" + query)
    assert png.headers["Content-Type"] == "image/png"
    assert png.data.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", png.data[16:24])
    wanted = [float(svg.get(name, "")) * ZOOM for name in ("width", "height")]
    assert size == pytest.approx(wanted, abs=2)


def test_latest_leads_to_the_dated_address(client: Client, base: str) -> None:
    for start, form in (("/grafiek", ".svg"), ("/en/grafiek", ".png"), ("/embed", "")):
        response = client.get(f"{start}/latest/stand{form}?indicator=C1&gebieden=GM0014")
        assert response.status_code == 302
        assert response.headers["Location"] == (
            f"{start}/{base.split('/')[2]}/stand{form}?indicator=C1&gebieden=GM0014"
        )


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("taart.svg?indicator=C1", 404, ["'taart'", "stand, verloop, trechter, keten"]),
        ("stand.svg?gebieden=GM0014", 400, ["geen indicator", "C1"]),
        ("stand.svg?indicator=Z9&gebieden=GM0014", 400, ["'Z9'", "C1"]),
        ("stand.svg?indicator=C1", 400, ["Aantal gebieden: 0", "1 tot en met 1"]),
        ("stand.svg?indicator=C1&gebieden=GM9999", 400, ["'GM9999'", "GM0363"]),
        ("stand.svg?indicator=C1&gebieden=GM0014,GM0363", 400, ["Aantal gebieden: 2"]),
        ("stand.svg?indicator=C1&gebieden=GM0014&periode=1999JJ00", 400, ["1999", "2023JJ00"]),
        ("stand.svg?indicator=C1&gebieden=GM0014&breedte=5", 400, ["'5'", "360, 640"]),
        ("stand.svg?indicator=C1&gebieden=GM0014&kleur=rood", 400, ["kleur", "breedte"]),
        ("stand.svg?indicator=K1&gebieden=GM0014", 404, ["geen grafiek van de soort stand"]),
    ],
)
def test_what_cannot_be_given_is_said_with_what_was_expected(
    client: Client, base: str, address: str, status: int, words: list[str]
) -> None:
    response = client.get(base + address)
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/plain")
    for word in words:
        assert word in response.text
    in_english = client.get("/en" + base + address)
    assert in_english.status_code == status and in_english.text != response.text


def test_no_address_reaches_out_of_the_releases(client: Client) -> None:
    for name in ("..", "%2e%2e", "..%2f..", "2026-11-24.1%2f..", "9999-01-01.1"):
        response = client.get(f"/grafiek/{name}/stand.svg?indicator=C1&gebieden=GM0014")
        assert response.status_code in (404, 308)


def test_without_a_release_there_is_no_chart(empty_client: Client) -> None:
    assert empty_client.get("/grafiek/latest/" + STAND).status_code == 404


WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["C1", "A2", "K1", "GM0014", "GM0363,NL01", "2023JJ00", "jaar", "800", "NL01"]),
)
NAMES = st.one_of(
    st.sampled_from(["indicator", "gebieden", "periode", "reeks", "breedte", "taal"]),
    st.text(max_size=6),
)


@settings(max_examples=150)
@given(
    kind=st.one_of(st.sampled_from([*KINDS]), st.text(max_size=8)),
    pairs=st.lists(st.tuples(NAMES, WORDS), max_size=5),
    start=st.sampled_from(["/grafiek", "/en/grafiek", "/embed", "/en/embed"]),
)
def test_junk_is_refused_and_never_breaks(
    client: Client, release: Release, kind: str, pairs: list[tuple[str, str]], start: str
) -> None:
    form = "" if start.endswith("embed") else ".svg"
    path = f"{start}/{release.id}/{urlencode({'': kind})[1:]}{form}"
    response = client.get(f"{path}?{urlencode(pairs)}")
    assert response.status_code in (200, 308, 400, 404)


@given(query=st.binary(max_size=40))
def test_a_query_of_any_bytes_is_answered(client: Client, base: str, query: bytes) -> None:
    response = client.open(base + "stand.svg", query_string=query.decode("latin-1"))
    assert response.status_code in (400, 404)


# Embedding


def test_only_an_embedded_chart_may_stand_in_a_frame(client: Client, release: Release) -> None:
    address = f"/embed/{release.id}/stand?indicator=C1&gebieden=GM0014"
    framed = client.get(address)
    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "script-src" not in framed.headers["Content-Security-Policy"]
    for other in ("/", f"/grafiek/{release.id}/{STAND}", "/data"):
        headers = client.get(other).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_an_embedded_chart_has_words_table_source_and_a_way_back(
    client: Client, release: Release
) -> None:
    page = client.get(f"/en/embed/{release.id}/stand?indicator=C1&gebieden=GM0014").text
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<svg" in page and "<details><summary>The figures in a table" in page
    assert "table 85361NED" in page and release.id in page
    assert 'href="/en/vergelijk?periode=2023JJ00&amp;gebieden=GM0014"' in page
    assert "<script" not in page and "iframe" not in page


def test_an_embedded_chart_says_when_there_is_something_newer(release: Release) -> None:
    area = release.area("GM0014")
    assert area is not None
    chart = position(release, definition("C1"), area, "nl")
    assert chart is not None
    older = replace(chart, about=replace(chart.about, release_id="2026-01-01.1"))
    assert "Er zijn nieuwere cijfers" not in embed_page(chart, 640, release)
    page = embed_page(older, 640, release)
    assert "Er zijn nieuwere cijfers" in page
    assert f'href="/embed/{release.id}/stand?indicator=C1&amp;gebieden=GM0014' in page
