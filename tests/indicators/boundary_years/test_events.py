"""The list of reclassifications, and what applying it does to a list of municipalities."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from indicators.boundary_years.events import (
    SMALL_CHANGE,
    EventError,
    all_events,
    apply_events,
    between,
    planned_events,
    read_events,
)
from ingest.reference_areas import municipalities_on, read_reference
from tests.indicators.core_tables import make_core

GEO = Path(__file__).parents[4] / "shared" / "data" / "geo"
COUNTS = {int(r["year"]): int(r["municipalities"]) for r in read_reference("municipality_counts")}


def after(year: int, codes: set[str], until: date) -> set[str]:
    return apply_events(codes, between(read_events(), date(year, 1, 1), until))


@pytest.mark.parametrize("year", COUNTS)
def test_the_events_lead_from_the_list_of_2015_to_as_many_as_cbs_counts(year: int) -> None:
    codes = after(2015, set(municipalities_on(date(2015, 1, 1))), date(year, 1, 1))
    assert len(codes) == COUNTS[year]
    assert codes == set(municipalities_on(date(year, 1, 1)))


def test_weesp_makes_one_less_within_2022() -> None:
    first = set(municipalities_on(date(2022, 1, 1)))
    assert [len(after(2022, first, day)) for day in (date(2022, 3, 23), date(2022, 3, 24))] == [
        345,
        344,
    ]
    assert first - after(2022, first, date(2022, 12, 31)) == {"GM0457"}


def test_the_events_lead_from_the_published_list_of_2017_to_the_published_lists() -> None:
    if not GEO.exists():
        pytest.skip("the published lists are not beside this checkout")
    lists: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows("population_series_kwb.csv"):
        lists[int(row["jaar"])].add(row["code"])
    for year in (2025, 2026):
        lists[year] = {row["code"] for row in rows(f"gemeenten_{year}.csv")}
    years = [year for year in lists if year > 2017]
    assert years == [2018, 2019, 2022, 2023, 2024, 2025, 2026]
    for year in years:
        assert after(2017, lists[2017], date(year, 1, 1)) == lists[year], year


def test_every_number_of_the_published_list_of_changes_is_in_ours() -> None:
    if not GEO.exists():
        pytest.skip("the published list of changes is not beside this checkout")
    ours = (*read_reference("reclassifications"), *read_reference("planned_reclassifications"))
    names = ("date", "old_code", "new_code", "inhabitants_moved", "inhabitants_old", "share_of_old")
    theirs = (
        "datum",
        "oude_code",
        "nieuwe_code",
        "inwoners_overgegaan",
        "inwoners_oude_totaal",
        "aandeel_van_oude",
    )
    assert sorted(tuple(row[name] for name in names) for row in ours) == sorted(
        tuple(row[name] for name in theirs) for row in rows("herindelingen.csv")
    )


def test_a_share_is_the_inhabitants_who_moved_of_all_and_shares_are_the_whole() -> None:
    parts = defaultdict(float)
    for row in read_reference("reclassifications"):
        if row["inhabitants_moved"] and row["inhabitants_old"]:
            share = int(row["inhabitants_moved"]) / int(row["inhabitants_old"])
            assert float(row["share_of_old"]) == pytest.approx(share, abs=1e-6)
    for event in read_events():
        if event.kind == "split":
            assert event.share is not None
            parts[event.old_name] += event.share
    assert parts == pytest.approx(
        {"Maasdonk": 1, "Littenseradiel": 1, "Winsum": 1, "Haaren": 1}, abs=1e-12
    )


def test_a_plan_is_kept_apart_and_changes_nothing() -> None:
    (plan,) = planned_events()
    assert (plan.old_name, plan.new_name, plan.day.year) == ("Wijdemeren", "Hilversum", 2027)
    assert plan not in read_events()
    assert "GM1696" in after(2015, set(municipalities_on(date(2015, 1, 1))), date(2030, 1, 1))


def test_a_change_of_a_boundary_is_divided_from_half_a_per_cent_and_ignored_below() -> None:
    found = {
        (e.old_name, e.new_name): (e.treatment, round(e.share or 0, 4))
        for e in read_events()
        if e.kind == "boundary_change"
    }
    assert found == {
        ("Slochteren", "Groningen"): ("split", 0.0653),
        ("Nissewaard", "Hellevoetsluis"): ("split", 0.014),
        ("Tilburg", "Goirle"): ("ignored", 0.0003),  # 67 people, 0.3 per cent of Goirle
        ("Nijmegen", "Berg en Dal"): ("ignored", 0.0001),
        ("Leeuwarden", "Waadhoeke"): ("ignored", 0.0),
    }


@pytest.mark.parametrize(
    ("kind", "old", "new", "moved", "treatment"),
    [
        ("boundary_change", "GM0014", "GM0034", 100, "ignored"),
        ("boundary_change", "GM0014", "GM0034", 2000, "split"),
        # So few of Groningen, but more than half a per cent of Schiermonnikoog.
        ("boundary_change", "GM0014", "GM0088", 40, "split"),
        ("boundary_change", "GM0014", "GM0034", None, "unknown"),
        ("boundary_change", "GM0014", "GM0530", 20, "unknown"),  # Hellevoetsluis has no size
        ("dissolved", "GM0014", "GM0034", 1000, "unknown"),
    ],
)
def test_what_only_cbs_tells_is_used_as_far_as_it_can_be(
    kind: str, old: str, new: str, moved: int | None, treatment: str
) -> None:
    connection = make_core({}, {})
    for change in (
        ("2024-01-01", kind, old, new, moved),
        ("2022-03-24", "dissolved", "GM0457", "GM0363", 1),  # our list has it, and is followed
        ("2024-01-01", "boundary_change", old, "GM0998", None),  # across the border
        ("2014-01-01", "dissolved", "GM0001", "GM0002", 1),
    ):
        connection.execute(
            "INSERT INTO core.reclassification VALUES ('70739ned', ?, ?, ?, ?, ?)", change
        )
    (told,) = set(all_events(connection)) - set(read_events())
    assert (told.treatment, told.is_dissolution, told.day) == (treatment, False, date(2024, 1, 1))
    assert (told.share is not None) == (moved is not None and kind == "boundary_change")
    assert SMALL_CHANGE == 0.005


def test_a_municipality_that_is_not_there_cannot_end() -> None:
    with pytest.raises(EventError, match="GM0457"):
        after(2022, {"GM0363"}, date(2023, 1, 1))


def rows(name: str) -> list[dict[str, str]]:
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
