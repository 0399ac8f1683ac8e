"""Published figures of CBS, as they stand on its own pages, against what we compute from them."""

import csv
import math
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
        ("A3", "NL01", 76.1, 5595, 7350),
        ("A3", "VT01", 71.4, 150, 210),  # Amsterdam-Amstelland
        ("C4", "NL01", 23.9, 1755, 7350),
        ("C4", "VT01", 28.6, 60, 210),
        ("A4", "NL01", 69.1, 2900, 4195),  # 2,900 + 1,155 + 140
        ("A5", "VT05", 2.6, 80, 3025),
        ("A5", "VT06", 3.5, 85, 2450),
        ("A5", "PV25", 2.2, 180, 8280),
        ("C1b", "NL01", 28.5, 36355, 127340),
        ("C1c", "NL01", 13.3, 16915, 127340),
        ("C1d", "NL01", 10.1, 12895, 127340),
        ("C1e", "NL01", 5.1, 6545, 127340),
        ("R1a", "NL01", 4.2, 5400, 127340),
        ("R1b", "NL01", 8.0, 10230, 127340),
        ("R1b", "VT02", 10.2, 195, 1905),  # Drenthe
        ("R9a", "VT02", 151.4, 1605, 1060),
        ("R9a", "GM1731", 107.7, 70, 65),  # Midden-Drenthe
        ("B3", "NL01", 13.9, None, None),
        ("B5", "NL01", 1.1, None, None),
        ("K2", "NL01", 23.1, 610633, 2645269),
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


@pytest.mark.parametrize(
    ("indicator", "area", "period", "value", "numerator", "denominator"),
    [
        ("C3", "NL01", "2023HJ01", 24.5, 39105, 159715),
        ("R1c", "NL01", "2023HJ01", 3.6, 5795, 159715),
        ("K2", "GM0502", "2025JJ00", 32.9, 3565, 10821),  # Capelle aan den IJssel
        ("R1b", "GM0153", "2025HJ01", 20.1, 150, 745),  # Enschede
        ("B5", "NL01", "2025HJ01", 0.9, None, None),
    ],
)
def test_so_it_is_in_other_periods(
    release: Release,
    indicator: str,
    area: str,
    period: str,
    value: float,
    numerator: float,
    denominator: float,
) -> None:
    row = release.value(indicator, area, period)
    assert row is not None
    assert (row.value, row.numerator, row.denominator) == (value, numerator, denominator)


def test_a_dot_among_the_assessments_gives_bounds_and_not_zero(release: Release) -> None:
    """Noord- en Oost-Gelderland: 2,810 reports, `Nog niet beoordeeld` is a dot."""
    assessed = release.value("A1", "VT14", YEAR)
    followed = release.value("B1", "VT14", YEAR)
    assert assessed is not None
    assert followed is not None
    assert (assessed.value, assessed.missing_reason) == (None, "unknown_or_secret")
    assert (assessed.lower, assessed.upper) == (99.6, 100)  # 1 - 9 / 2,807.5
    assert (followed.value, followed.numerator) == (None, 2790)
    # The rest has no next step: 12.5 to 17.5 of 2,795 to 2,812.5 that were assessed.
    assert (followed.lower, followed.upper) == (99.3, 99.6)


def test_a_dot_among_the_outcomes_is_in_the_numbers_that_it_belongs_to(release: Release) -> None:
    """Amsterdam-Amstelland: 80 confirmed, 35 not confirmed, a dot (0 to 9) refuted."""
    row = release.value("A4", "VT01", YEAR)
    assert row is not None
    assert (row.value, row.missing_reason) == (None, "unknown_or_secret")
    assert (row.numerator, row.denominator) == (80, None)
    assert row.lower is not None
    assert row.upper is not None
    assert row.lower <= 100 * 80 / 124 < 100 * 80 / 115 <= row.upper


@pytest.mark.parametrize("area", ["VT05", "VT06", "VT14", "PV25"])
def test_with_and_without_a_follow_up_are_a_hundred_together(release: Release, area: str) -> None:
    """The bounds mirror each other; values are off by what the rounding of five counts leaves."""
    followed, not_followed = (release.value(name, area, YEAR) for name in ("B1", "A5"))
    assert followed is not None
    assert not_followed is not None
    assert not_followed.lower is not None and not_followed.upper is not None
    assert followed.lower == pytest.approx(100 - not_followed.upper)
    assert followed.upper == pytest.approx(100 - not_followed.lower)
    if followed.value is not None and not_followed.value is not None:
        assert followed.value + not_followed.value == pytest.approx(100, abs=0.1)


def test_an_outcome_is_rounded_once_though_it_is_in_its_own_total(release: Release) -> None:
    """The Netherlands: 2,900 confirmed, 1,155 not confirmed, 140 refuted."""
    row = release.value("A4", "NL01", YEAR)
    assert row is not None
    lowest, highest = 2897.5 / (2897.5 + 1300), 2902.5 / (2902.5 + 1290)
    assert row.lower == math.floor(1000 * lowest) / 10
    assert row.upper == math.ceil(1000 * highest) / 10


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
