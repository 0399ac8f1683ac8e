import pytest

from dashboard.state import ViewState
from dashboard.urls import (
    compare_url,
    data_url,
    download_url,
    home_url,
    in_language,
    municipality_url,
    recommendation_url,
    slug,
    split_language,
    status_url,
)
from tests.dashboard.records import area


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amsterdam", "amsterdam"),
        ("'s-Gravenhage", "s-gravenhage"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen-gerwen-en-nederwetten"),
        ("Bergen (NH.)", "bergen-nh"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_addresses_in_both_languages() -> None:
    groningen = area("GM0014", "Groningen")

    assert home_url("nl") == "/"
    assert home_url("en") == "/en"
    assert home_url("nl", search="den haag") == "/?zoek=den+haag"
    assert home_url("en", fragment="aanbevelingen") == "/en#aanbevelingen"
    assert municipality_url(groningen, "nl") == "/gemeente/GM0014-groningen"
    assert municipality_url(groningen, "en", fragment="C1") == "/en/gemeente/GM0014-groningen#C1"
    assert compare_url(ViewState(), "nl") == "/vergelijk"
    assert (
        compare_url(ViewState(areas=("GM0014", "NL01")), "en", fragment="tabel")
        == "/en/vergelijk?gebieden=GM0014,NL01#tabel"
    )
    assert recommendation_url("R2", "en") == "/en/aanbeveling/R2"
    assert (data_url("nl"), status_url("en")) == ("/data", "/en/status")


def test_files_have_one_address_for_both_languages() -> None:
    assert download_url("2026-11-23.1", "indicatoren") == "/data/2026-11-23.1/indicatoren.csv"
    assert (
        download_url("latest", "indicatoren", {"gebieden": ["GM0014", "NL01"], "indicator": ["C1"]})
        == "/data/latest/indicatoren.csv?gebieden=GM0014,NL01&indicator=C1"
    )


@pytest.mark.parametrize(
    ("path", "lang", "rest"),
    [
        ("/", "nl", "/"),
        ("", "nl", "/"),
        ("/en", "en", "/"),
        ("/en/", "en", "/"),
        ("/en/data", "en", "/data"),
        ("/enschede", "nl", "/enschede"),
        ("/data", "nl", "/data"),
    ],
)
def test_language_is_the_first_part_of_a_path(path: str, lang: str, rest: str) -> None:
    assert split_language(path) == (lang, rest)


def test_the_same_page_in_the_other_language() -> None:
    assert in_language("/", "", "en") == "/en"
    assert in_language("/", "zoek=a", "nl") == "/?zoek=a"
    assert in_language("/vergelijk", "indicator=A1", "en") == "/en/vergelijk?indicator=A1"
