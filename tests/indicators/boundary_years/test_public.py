"""What a release made of published figures says of recasting, and the words for it."""

from typing import get_args

import pytest

from indicators.api import Release
from indicators.boundary_years.events import planned_events, read_events
from indicators.boundary_years.places import BoundaryYearError
from indicators.boundary_years.values import (
    KIND_WORDS,
    REFUSAL_WORDS,
    RecastKind,
    RecastRefusal,
)


def test_every_kind_and_refusal_has_words() -> None:
    assert set(KIND_WORDS) == set(get_args(RecastKind))
    assert set(REFUSAL_WORDS) == set(get_args(RecastRefusal))
    texts = [text for words in (*KIND_WORDS.values(), *REFUSAL_WORDS.values()) for text in
             (words.nl, words.en)]  # fmt: skip
    assert len(set(texts)) == len(texts)


def test_a_selection_of_cells_has_no_members_to_add_up(release: Release) -> None:
    rows = release.recast("A1", 2025)
    assert {row.refusal for row in rows} <= {
        "member_not_delivered",
        "unclear_division",
        "already_published",
    }
    assert {"GM1992", "GM0824"} <= {row.area_code for row in rows}
    assert {row.value for row in rows} == {None}


def test_another_year_is_asked_of_a_release_that_nobody_can_change(release: Release) -> None:
    for _ in range(2):
        assert {row.target_boundary_year for row in release.recast("A1", 2022)} == {2022}
    assert release.recast("Z9", 2022) == []
    with pytest.raises(BoundaryYearError):
        release.recast("A1", 2030)


def test_the_file_of_reclassifications_has_every_event_and_every_plan(release: Release) -> None:
    table = release.table("herindelingen")
    assert table is not None
    lines = b"".join(release.csv(table, {})).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(read_events()) + len(planned_events())
    (weesp,) = b"".join(release.csv(table, {"oud": ["GM0457"]})).decode().splitlines()[1:]
    for text in ("2022-03-24", "Weesp", "GM0363", "whole"):
        assert text in weesp
    (plan,) = b"".join(release.csv(table, {"oud": ["GM1696"]})).decode().splitlines()[1:]
    assert "planned" in plan


def test_the_file_of_recast_figures_can_be_limited(release: Release) -> None:
    table = release.table("herrekend")
    assert table is not None
    lines = b"".join(release.csv(table, {"gebieden": ["GM1992"]})).decode().splitlines()
    assert len(lines) > 1
    assert all("GM1992" in line for line in lines[1:])
