"""The door for the dashboard: areas, searching, periods and filtered files."""

import csv
import io

import pytest

from indicators.api import Release, ReleaseStore, UnknownFilterError
from indicators.place_names import loose
from indicators.tables import INDICATOR_VALUES, OBSERVATIONS


def test_the_areas_are_the_municipalities_regions_and_provinces_of_today(release: Release) -> None:
    counts = {
        level: len(release.areas(level))
        for level in ("country", "province", "veilig_thuis_region", "municipality")
    }
    assert counts == {
        "country": 1, "province": 12, "veilig_thuis_region": 25, "municipality": 342,
    }  # fmt: skip
    for area in release.areas("municipality"):
        assert release.area(area.province_code or "") is not None
        assert release.area(area.veilig_thuis_code or "") is not None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Groningen", "GM0014"),
        ("groningen", "GM0014"),
        ("den haag", "GM0518"),
        ("gravenhage", "GM0518"),
        ("'s-Hertogenbosch", "GM0796"),
        ("s hertogenbosch", "GM0796"),
        ("sudwest", "GM1900"),
        ("Súdwest-Fryslân", "GM1900"),
        ("GM0363", "GM0363"),
        ("Haren", "GM0014"),  # part of Groningen since 2019
        ("Littenseradiel", "GM0080"),  # split over three in 2018; Leeuwarden is one
    ],
)
def test_a_municipality_is_found_however_it_is_typed(
    release: Release, typed: str, first: str
) -> None:
    found = [area.code for area in release.find_areas(typed)]
    assert first in found[:3], found


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "%", "'"])
def test_nothing_is_found_for_nothing(release: Release, typed: str) -> None:
    assert release.find_areas(typed) == []


def test_names_sort_as_a_reader_looks_for_them(release: Release) -> None:
    names = [loose(area.name) for area in release.areas("municipality")]
    assert names == sorted(names)


def test_the_newest_period_is_one_with_figures(release: Release) -> None:
    newest = release.newest_period("B3", "half_year")
    assert newest is not None
    assert newest.code == "2025HJ01"
    assert release.newest_period("V1") is None


def rows(chunks: object) -> list[dict[str, str]]:
    text = b"".join(chunks).decode("utf-8")  # type: ignore[call-overload]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_filtered_file_is_the_same_rows_of_the_whole_file(release: Release) -> None:
    whole = rows(release.csv(INDICATOR_VALUES, {}))
    some = rows(
        release.csv(INDICATOR_VALUES, {"gebieden": ["GM0014", "NL01"], "indicator": ["C1"]})
    )
    assert some == [
        row
        for row in whole
        if row["area_code"] in ("GM0014", "NL01") and row["indicator_id"] == "C1"
    ]
    assert some


def test_a_file_says_no_number_with_its_reason(release: Release) -> None:
    cells = rows(release.csv(OBSERVATIONS, {"bron": ["84852NED"], "gebieden": ["VT14"]}))
    by_category = {(row["category_1"], row["category_2"]): row for row in cells}
    assert len(cells) == len(by_category) == 6
    dots = [row for row in cells if row["published_text"] == "."]
    assert [(row["value"], row["lower"], row["upper"], row["missing_reason"]) for row in dots] == [
        ("", "0", "9", "unknown_or_secret")
    ]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"gemeente": ["GM0014"]}, "saw filter 'gemeente'; expected one of"),
        ({"gebieden": ["GM0014' OR 1=1"]}, "expected values that occur"),
        ({"indicator": ["Z9"]}, r"saw indicator \['Z9'\]"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(
    release: Release, filters: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(UnknownFilterError, match=said):
        release.csv(INDICATOR_VALUES, filters)


@pytest.mark.parametrize("name", ["../../etc", "2026-01-01", "newest", "", "2026-01-01.1/..", "x"])
def test_only_a_release_id_opens_a_release(figures_data: object, name: str) -> None:
    assert ReleaseStore(figures_data).get(name) is None  # type: ignore[arg-type]


def test_a_municipality_is_shown_the_figure_of_its_region_and_whose_it_is(release: Release) -> None:
    """84853NED has no municipalities; Amsterdam lies in Amsterdam-Amstelland: 150 of 210."""
    own = release.value("A3", "GM0363", "2023JJ00")
    assert own is not None
    assert (own.value, own.missing_reason) == (None, "not_published")
    shown = release.shown_value("A3", "GM0363", "2023JJ00")
    assert shown is not None
    assert (shown.area.code, shown.value.area_code, shown.value.value) == ("VT01", "VT01", 71.4)


def test_where_an_area_has_figures_of_its_own_they_are_shown(release: Release) -> None:
    for indicator, area in (("C1", "GM0014"), ("A3", "NL01"), ("C1", "GM1731")):
        shown = release.shown_value(indicator, area, "2023JJ00")
        assert shown is not None
        assert shown.area.code == area
        assert shown.value == release.value(indicator, area, "2023JJ00")
    assert release.shown_value("C1", "VT01", "2023JJ00") is None
    assert release.shown_value("A3", "GM9999", "2023JJ00") is None


def test_the_file_and_the_definition_agree_on_whose_figure_is_shown(release: Release) -> None:
    definition = release.indicator("A3")
    assert definition is not None
    for area in release.areas("municipality"):
        shown = release.shown_value("A3", area.code, "2023JJ00")
        assert shown is not None
        assert shown.area == release.shown_area(definition, area)


def test_a_download_without_rows_is_known_before_it_is_asked_for(release: Release) -> None:
    assert release.has_rows(INDICATOR_VALUES, "indicator", "C1")
    assert release.has_rows(OBSERVATIONS, "bron", "84852NED")
    assert not release.has_rows(OBSERVATIONS, "bron", "70739ned")
    with pytest.raises(UnknownFilterError):
        release.csv(OBSERVATIONS, {"bron": ["70739ned"]})
