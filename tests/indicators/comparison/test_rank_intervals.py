"""Where areas can stand, on records as a release gives them."""

from dataclasses import replace

import pytest

from indicators.api import Release
from indicators.comparison.rank_intervals import RankInterval, rank_intervals
from indicators.values import IndicatorValue
from tests.dashboard.records import definition, groningen_repeat_reports, not_there

REGIONS = {"GM1": "VT1", "GM2": "VT1", "GM3": "VT2", "GM4": "VT2"}


def reports(code: str, repeats: float, of: float, indicator_id: str = "C1") -> IndicatorValue:
    return groningen_repeat_reports(
        indicator_id=indicator_id, area_code=code, numerator_lower=repeats - 2.5,
        numerator_upper=repeats + 2.5, denominator_lower=of - 2.5, denominator_upper=of + 2.5,
    )  # fmt: skip


FOUR = [("GM1", 100, 1000), ("GM2", 600, 1000), ("GM3", 300, 1000), ("GM4", 310, 1000)]


def test_only_what_is_sure_gives_a_place() -> None:
    found = rank_intervals(definition("C1"), [reports(*one) for one in FOUR], REGIONS.get)

    assert found == {
        "GM1": RankInterval(4, 4, 4, 3, 0),
        "GM2": RankInterval(1, 1, 4, 0, 3),
        "GM3": RankInterval(2, 3, 4, 1, 1),
        "GM4": RankInterval(2, 3, 4, 1, 1),
    }


def test_an_area_of_which_nothing_is_known_can_stand_anywhere() -> None:
    unknown = not_there(area_code="GM5")
    found = rank_intervals(
        definition("C1"), [*(reports(*one) for one in FOUR), unknown], REGIONS.get
    )

    assert found["GM5"] == RankInterval(1, 5, 5, 0, 0)
    assert found["GM1"] == RankInterval(4, 5, 5, 3, 0)


def test_an_area_that_has_no_such_figure_is_no_area_to_stand_among() -> None:
    without = not_there(area_code="GM5", missing_reason="not_published")
    found = rank_intervals(
        definition("C1"), [*(reports(*one) for one in FOUR), without], REGIONS.get
    )

    assert set(found) == {"GM1", "GM2", "GM3", "GM4"}


def test_what_is_compared_within_a_region_is_placed_there_only() -> None:
    values = [reports(*one, indicator_id="A2") for one in FOUR]
    found = rank_intervals(definition("A2"), values, REGIONS.get)

    assert found["GM1"] == RankInterval(2, 2, 2, 1, 0)
    assert found["GM3"] == RankInterval(1, 2, 2, 0, 0)
    alone = [replace(values[0], area_level="veilig_thuis_region")]
    assert rank_intervals(definition("A2"), alone * 2, REGIONS.get) == {}


@pytest.mark.parametrize("indicator_id", ["K1", "B5", "C4"])
def test_what_is_not_compared_has_no_places(indicator_id: str) -> None:
    values = [reports(*one, indicator_id=indicator_id) for one in FOUR]

    assert rank_intervals(definition(indicator_id), values, REGIONS.get) == {}


def test_a_release_places_its_regions_and_not_what_is_shown_for_municipalities(
    release: Release,
) -> None:
    found = release.rank_intervals("A3", "2023JJ00")

    assert found and all(code.startswith("VT") for code in found)
    assert all(1 <= one.first <= one.last <= one.areas for one in found.values())
    assert release.rank_intervals("X9", "2023JJ00") == {}
