"""Where old municipalities lie, over several steps."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from indicators.boundary_years.events import EventError, between, read_events
from indicators.boundary_years.links import Link, link
from ingest.reference_areas import municipalities_on
from tests.indicators.boundary_years.trees import CODES, History, event, histories

DAY = date(2020, 1, 1)


@given(histories())
def test_every_part_lies_where_it_lies_by_hand(history: History) -> None:
    found = link(CODES, history.events)
    assert {(part.old_code, part.new_code): Fraction(part.share) for part in found} == {
        (old, new): share for old, lies in history.parts.items() for new, share in lies.items()
    }
    for part in found:
        assert part.is_split == (len(history.parts[part.old_code]) > 1)
        assert sum(history.parts[part.old_code].values()) == 1


def test_haaren_lies_in_four_and_weesp_ended_within_a_year() -> None:
    found = link(municipalities_on(DAY), between(read_events(), DAY, date(2025, 1, 1)))
    haaren = {part.new_code: part for part in found if part.old_code == "GM0788"}
    assert {code: round(part.share * 14318) for code, part in haaren.items()} == {
        "GM0824": 5827,
        "GM0865": 4900,
        "GM0757": 2149,
        "GM0855": 1442,
    }
    assert all(part.is_split for part in haaren.values())
    assert Link("GM0457", "GM0363", first_day=date(2022, 3, 24)) in found
    # Three people went from Leeuwarden to Waadhoeke: ignored, but no longer exact.
    assert Link("GM0080", "GM0080", has_small_change=True) in found
    assert Link("GM1949", "GM1949", has_small_change=True) in found


def test_parts_that_come_together_again_are_a_whole() -> None:
    events = [
        event(DAY, "split", "GM0001", "GM0002", 0.25),
        event(DAY, "split", "GM0001", "GM0003", 0.75),
        event(date(2021, 1, 1), "dissolved_into", "GM0003", "GM0002"),
    ]
    found = link(["GM0001", "GM0002", "GM0003"], events)
    assert [(part.old_code, part.share, part.is_split) for part in found] == [
        ("GM0001", 1.0, False),
        ("GM0002", 1.0, False),
        ("GM0003", 1.0, False),
    ]
    assert found[0].first_day == DAY


def test_a_part_of_unknown_size_leaves_both_sides_unknown() -> None:
    went = replace(event(DAY, "boundary_change", "GM0001", "GM0002", 0.1), treatment="unknown")
    found = link(["GM0001", "GM0002"], [went])
    assert [(part.old_code, part.new_code, part.share, part.is_unknown) for part in found] == [
        ("GM0001", "GM0001", 1.0, True),
        ("GM0001", "GM0002", 0.0, True),
        ("GM0002", "GM0002", 1.0, False),
    ]


def test_parts_that_are_not_the_whole_are_refused() -> None:
    with pytest.raises(EventError, match="GM0001"):
        link(["GM0001"], [event(DAY, "split", "GM0001", "GM0002", 0.25)])
