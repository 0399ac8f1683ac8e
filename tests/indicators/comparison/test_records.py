"""Comparisons, classes and peers as the dashboard reads them, from real published figures."""

import pytest

from indicators.api import Release
from indicators.comparison.peer_model import read_peer_model
from indicators.tables import TABLES


def test_a_figure_stands_beside_the_published_one(release: Release) -> None:
    period = release.newest_period("C1")
    assert period is not None
    found = release.comparisons("C1", "GM0363", period.code)
    country = release.value("C1", "NL01", period.code)

    assert [one.benchmark_kind for one in found] == [
        "country", "veilig_thuis_region", "province", "class", "peers",
    ]  # fmt: skip
    assert country is not None
    assert country.value == 38.1
    # Amsterdam has 4% of the reports: the Netherlands without it.
    assert found[0].is_area_taken_out
    assert found[0].is_own_sum
    assert found[0].benchmark_value == pytest.approx(38.1, abs=0.5)
    # A selection of a few areas: nothing to see how areas differ.
    assert {(one.code, one.reason) for one in found} <= {
        ("too_few_data", "too_few_areas"),
        ("too_few_data", "no_benchmark"),
    }


def test_no_comparison_is_made_of_half_a_year_or_an_unknown_place(release: Release) -> None:
    half_year = release.newest_period("C1", "half_year")
    assert half_year is not None
    assert release.comparisons("C1", "GM0363", half_year.code) == []
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
