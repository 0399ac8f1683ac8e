import csv
import gzip
import hashlib
import io
from pathlib import Path

import pytest
from werkzeug.test import Client

from indicators.api import Release
from indicators.tables import TABLES


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_whole_table_is_the_file_of_the_release(
    client: Client, release: Release, table: object
) -> None:
    name = table.name  # type: ignore[attr-defined]
    response = client.get(f"/data/{release.id}/{name}.csv")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="hulpmonitor-{release.id}-{name}.csv"'
    )
    wanted = release.manifest["files"][name]["sha256"]
    assert hashlib.sha256(response.data).hexdigest() == wanted
    assert response.headers["ETag"] == f'"{wanted}"'


def test_a_large_table_travels_packed_to_who_can_unpack_it(
    client: Client, release: Release
) -> None:
    address = f"/data/{release.id}/broncijfers.csv"
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_latest_leads_to_the_dated_address_with_its_filters(
    client: Client, release: Release
) -> None:
    response = client.get("/data/latest/indicatoren.csv?gebieden=GM0014&indicator=C1")

    assert response.status_code == 302
    assert response.headers["Location"] == (
        f"/data/{release.id}/indicatoren.csv?gebieden=GM0014&indicator=C1"
    )


def test_a_filter_gives_the_same_rows_and_columns(client: Client, release: Release) -> None:
    whole = client.get(f"/data/{release.id}/indicatoren.csv").text
    part = client.get(f"/data/{release.id}/indicatoren.csv?gebieden=GM0014,NL01&indicator=C1")

    assert lines(part.text) == [
        row
        for row in lines(whole)
        if row["area_code"] in ("GM0014", "NL01") and row["indicator_id"] == "C1"
    ]
    assert part.text.splitlines()[0] == whole.splitlines()[0]
    assert "-selectie.csv" in part.headers["Content-Disposition"]


def test_every_published_figure_of_groningen_is_in_its_file(client: Client) -> None:
    (row,) = lines(
        client.get(
            "/data/latest/indicatoren.csv?gebieden=GM0014&indicator=C1&periode=2023JJ00",
            follow_redirects=True,
        ).text
    )

    assert (row["value"], row["numerator"], row["denominator"]) == ("51.3", "895", "1745")
    assert (row["lower"], row["upper"], row["missing_reason"]) == ("51", "51.6", "")
    assert (row["status"], row["population"]) == ("provisional", "all_domestic_violence")


def test_what_has_not_changed_is_not_sent_again(client: Client, release: Release) -> None:
    for query in ("", "?indicator=C1"):
        address = f"/data/{release.id}/indicatoren.csv{query}"
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"/data/{release.id}/indicatoren.csv?indicator=A1").headers["ETag"]
    assert other != tag


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/data/{id}/indicatoren.csv?kleur=rood", 400, "saw filter 'kleur'; expected one of"),
        ("/data/{id}/indicatoren.csv?gebieden=GM9999", 400, "saw gebieden ['GM9999']"),
        ("/data/{id}/indicatoren.csv?gebieden=", 400, "saw gebieden ['']"),
        ("/data/{id}/indicatoren.csv?gebieden=' OR 1=1", 400, "expected values that occur"),
        ("/data/{id}/onbekend.csv", 404, "indicatoren, vergelijking, ontwikkeling"),
        ("/data/2001-01-01.1/indicatoren.csv", 404, '"2001-01-01.1"'),
        ("/data/..%2f..%2fetc/indicatoren.csv", 404, ""),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(
    client: Client, release: Release, address: str, status: int, words: str
) -> None:
    response = client.get(address.format(id=release.id))

    assert response.status_code == status
    assert words in response.text


def test_before_the_first_release_there_is_no_file(empty_client: Client) -> None:
    response = empty_client.get("/data/latest/indicatoren.csv")

    assert (response.status_code, response.mimetype) == (404, "text/plain")
    assert "latest" in response.text


def test_a_damaged_directory_name_is_no_way_out(client: Client, figures_data: Path) -> None:
    secret = figures_data / "secret.csv"
    secret.write_text("secret")
    for name in ("../../secret", "..%2F..%2Fsecret", "%2e%2e/%2e%2e/secret"):
        response = client.get(f"/data/latest/{name}.csv", follow_redirects=True)
        assert response.status_code == 404
        assert response.text != "secret"
