"""Published figures of CBS, as they stand on its own pages, against what we compute from them."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from indicators.api import Release
from indicators.rounding import implied_totals, percentage

FIGURES = Path(__file__).parent.parent / "figures"
YEAR = "2023JJ00"


def published_pairs() -> dict[str, dict[str, dict[str, str]]]:
    """85361NED: by region and measure, the published count and percentage."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    with (FIGURES / "85361NED.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            measure, _, unit = row["measure"].rpartition(" (")
            found[row["region_label"]][measure][unit.rstrip(")")] = row["value_num"]
    return found


def complete_pairs(measures: dict[str, dict[str, str]]) -> list[tuple[int, float]]:
    return [
        (int(float(pair["aantal"])), float(pair["%"]))
        for pair in measures.values()
        if pair.get("aantal") and pair.get("%")
    ]


REGIONS = sorted(region for region, found in published_pairs().items() if complete_pairs(found))


def test_there_are_percentages_to_reproduce() -> None:
    assert len(REGIONS) >= 15
    assert sum(len(complete_pairs(published_pairs()[region])) for region in REGIONS) >= 55


@pytest.mark.parametrize("region", REGIONS)
def test_every_published_percentage_follows_from_its_rounded_count(region: str) -> None:
    measures = published_pairs()[region]
    pairs = complete_pairs(measures)
    totals = implied_totals(pairs)
    assert totals, f"no multiple of five reproduces {pairs}"
    published = measures["Ontvangen meldingen, totaal"].get("aantal")
    if published:
        assert int(published) in totals
        assert all(percentage(count, int(published)) == share for count, share in pairs)


@pytest.mark.parametrize(
    ("indicator", "area", "value", "numerator", "denominator"),
    [
        ("A1", "VT05", 98.9, 3025, 3060),  # Gelderland-Midden
        ("A1", "VT06", 90.9, 2450, 2695),  # Gelderland-Zuid
        ("A1", "PV25", 96.7, 8280, 8565),
        ("B1", "PV25", 97.8, 8100, 8280),
        ("A2", "VT02", 16.0, 130, 810),  # Drenthe: (50 + 80) / 810
        ("C1", "NL01", 38.1, 48555, 127340),
        ("C1", "GM0014", 51.3, 895, 1745),
        ("R1a", "NL01", 4.2, 5400, 127340),
        ("B3", "NL01", 13.9, None, None),
    ],
)
def test_the_indicator_is_what_the_published_figures_make_it(
    release: Release,
    indicator: str,
    area: str,
    value: float,
    numerator: float | None,
    denominator: float | None,
) -> None:
    row = release.value(indicator, area, YEAR)
    assert row is not None
    assert (row.value, row.numerator, row.denominator) == (value, numerator, denominator)
    assert row.lower is not None
    assert row.upper is not None
    assert row.lower <= value <= row.upper
    assert row.missing_reason is None


def test_a_dot_among_the_assessments_gives_bounds_and_not_zero(release: Release) -> None:
    """Noord- en Oost-Gelderland: 2,810 reports, `Nog niet beoordeeld` is a dot."""
    assessed = release.value("A1", "VT14", YEAR)
    followed = release.value("B1", "VT14", YEAR)
    assert assessed is not None
    assert followed is not None
    assert (assessed.value, assessed.missing_reason) == (None, "unknown_or_secret")
    assert (assessed.lower, assessed.upper) == (99.6, 100)  # 1 - 9 / 2,807.5
    assert (followed.value, followed.numerator) == (None, 2790)
    # 2,790 and 15 without a next step: 2,782.5 / (2,782.5 + 17.5) and 2,797.5 / (2,797.5 + 12.5).
    assert (followed.lower, followed.upper) == (99.3, 99.6)


def test_too_little_to_say_for_a_small_municipality(release: Release) -> None:
    """Midden-Drenthe: both services are dots on 45 cases, so anything up to 18 / 42.5."""
    row = release.value("A2", "GM1731", YEAR)
    assert row is not None
    assert (row.value, row.missing_reason) == (None, "unknown_or_secret")
    assert (row.lower, row.upper, row.denominator) == (0, 42.4, 45)
    assert row.reliability == "indicative"


def test_without_the_population_table_the_rate_is_not_delivered_but_its_reports_are(
    release: Release,
) -> None:
    row = release.value("V1", "GM1731", YEAR)
    assert row is not None
    assert (row.value, row.missing_reason) == (None, "not_delivered")
    assert row.numerator == 65
    assert row.is_selection


def test_of_two_versions_of_a_period_the_definitive_one_counts(release: Release) -> None:
    row = release.value("B3", "NL01", YEAR)
    assert row is not None
    assert (row.value, row.status) == (13.9, "definitive")
