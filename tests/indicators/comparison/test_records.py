"""Comparisons, classes and peers as the dashboard reads them, from real published figures."""

import pytest

from indicators.api import Release
from indicators.comparison.peer_model import read_peer_model
from indicators.tables import TABLES


def test_a_figure_stands_beside_the_published_one(release: Release) -> None:
    found = release.comparisons("C1", "GM0014", "2023JJ00")
    country, area = found[0], release.value("C1", "GM0014", "2023JJ00")

    assert [one.benchmark_kind for one in found] == [
        "country", "veilig_thuis_region", "province", "class", "peers",
    ]  # fmt: skip
    # CBS prints 38.1%, and 48,555 of 127,340; 1,745 of those are Groningen's, less than 2%.
    assert (country.benchmark_code, country.benchmark_value) == ("NL01", 38.1)
    assert (country.benchmark_numerator, country.benchmark_denominator) == (48_555, 127_340)
    assert (country.benchmark_lower, country.benchmark_upper) == (38.1, 38.2)
    assert not country.is_own_sum
    assert not country.is_area_taken_out
    # 895 of 1,745 reports: Wilson gives 48.9 to 53.6, and rounding adds a little.
    assert area is not None
    assert area.value == 51.3
    assert (country.lower_95, country.upper_95) == (
        pytest.approx(48.9, abs=0.1), pytest.approx(53.6, abs=0.1),
    )  # fmt: skip
    # Fewer than ten municipalities have both counts here: nothing shows how areas differ.
    assert {(one.code, one.reason) for one in found} == {
        ("too_few_data", "too_few_areas"),
        ("too_few_data", "no_benchmark"),
    }


def test_no_comparison_is_made_of_half_a_year_or_an_unknown_place(release: Release) -> None:
    assert release.value("B3", "NL01", "2025HJ01") is not None
    assert release.comparisons("B3", "GM0014", "2025HJ01") == []
    assert release.comparisons("C1", "GM9999", "2023JJ00") == []


def test_every_municipality_has_a_class_and_ten_others(release: Release) -> None:
    model = read_peer_model()
    for area in release.areas("municipality"):
        peers = release.peers(area.code)
        codes = [peer.peer_code for peer in peers.peers]
        lengths = [peer.distance for peer in peers.peers]
        assert len(set(codes)) == model.number == 10
        assert area.code not in codes
        assert lengths == sorted(lengths)
        assert release.area_class(area.code) is not None
    assert release.area_class("NL01") is None
    assert release.peers("NL01").peers == ()
    assert release.peers("NL01").fewest_kept is None


def test_what_peers_were_found_by_stands_beside_them(release: Release) -> None:
    amsterdam = release.peers("GM0363")

    # The selection has no household or poverty figures for most municipalities.
    assert {"one_parent_share", "child_poverty"} <= set(amsterdam.left_out)
    used = [one.variable for one in amsterdam.peers[0].likeness]
    assert used == ["inhabitants", "urbanity"]
    own = {one.variable: one.own_value for one in amsterdam.peers[0].likeness}
    cls = release.area_class("GM0363")
    assert cls is not None
    assert own == {"inhabitants": cls.inhabitants, "urbanity": cls.urbanity}
    assert [one.without_variable for one in amsterdam.stability] == used
    assert amsterdam.fewest_kept == min(one.kept for one in amsterdam.stability)
    assert {one.number for one in amsterdam.stability} == {10}


def test_the_files_carry_the_marks_of_the_release(release: Release) -> None:
    names = {table.name for table in TABLES}
    assert {"vergelijking", "vergelijkbare-gemeenten", "klassen"} <= names
    for name in ("vergelijking", "vergelijkbare-gemeenten", "klassen"):
        table = release.table(name)
        assert table is not None
        head, first = b"".join(release.csv(table, {})).decode().splitlines()[:2]
        row = dict(zip(head.split(","), first.split(","), strict=False))
        assert {"release_id", "licence", "is_fictitious"} <= set(row)
        assert release.id in first
