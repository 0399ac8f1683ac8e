"""A municipality is found however its name is typed, and it is known by which name."""

import pytest

from indicators.api import Release
from indicators.place_names import Match


def met(release: Release, text: str) -> list[tuple[str, Match, str, int | None]]:
    return [(one.area.name, one.match, one.name, one.since) for one in release.search_areas(text)]


@pytest.mark.parametrize(
    ("typed", "name", "match"),
    [
        ("utrecht", "Utrecht", "exact"),
        ("  's gravenhage ", "'s-Gravenhage", "exact"),
        ("GM0363", "Amsterdam", "exact"),
        ("Capelle a/d IJssel", "Capelle aan den IJssel", "exact"),
        ("ysselstein", "IJsselstein", "exact"),
        ("denhaag", "'s-Gravenhage", "everyday"),
        ("Den Bosch", "'s-Hertogenbosch", "everyday"),
        ("Zuidwest-Friesland", "Súdwest-Fryslân", "everyday"),
        ("sudwest", "Súdwest-Fryslân", "beginning"),
        ("haag", "'s-Gravenhage", "part"),
    ],
)
def test_how_a_name_is_met(release: Release, typed: str, name: str, match: Match) -> None:
    first = release.search_areas(typed)[0]

    assert (first.area.name, first.match) == (name, match)


def test_a_name_with_its_spaces_goes_before_one_without(release: Release) -> None:
    names = [name for name, *_ in met(release, "bergen")]

    assert names[:3] == ["Bergen (L.)", "Bergen (NH.)", "Bergen op Zoom"]
    assert names.index("Berg en Dal") > 2


def test_an_earlier_name_tells_since_when(release: Release) -> None:
    assert met(release, "weesp") == [("Amsterdam", "earlier", "Weesp", 2022)]
    assert {(name, year) for name, _, _, year in met(release, "winsum")} == {
        ("Het Hogeland", 2019),
        ("Westerkwartier", 2019),
    }


def test_nobody_is_met_by_an_earlier_name_that_is_its_own(release: Release) -> None:
    assert [match for _, match, *_ in met(release, "groningen")] == ["exact", "part"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("amsterdm", "Amsterdam"), ("rotterdma", "Rotterdam"), ("hertogenbosh", "'s-Hertogenbosch")],
)
def test_a_wrong_letter_brings_up_the_name_that_was_meant(
    release: Release, typed: str, name: str
) -> None:
    assert met(release, typed) == []
    assert release.areas_alike(typed)[0].name == name


def test_nothing_comes_up_for_what_is_like_no_name(release: Release) -> None:
    assert release.areas_alike("qqqq") == []
    assert release.areas_alike("") == []
