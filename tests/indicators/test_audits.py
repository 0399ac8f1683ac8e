"""Every audit finds what it is there for, and nothing in a release of published figures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from indicators import audits

pytestmark = pytest.mark.slow

# A made-up trend and a figure that was added up, of areas that the figures have.
TREND = """
    INSERT INTO mart.trend BY NAME
    SELECT 'C1' AS indicator_id, 'GM0014' AS area_code, '{kind}' AS period_kind,
           '{first}' AS first_period, '{last}' AS last_period, {points} AS points,
           'increasing' AS code, {recast} AS is_recast, 1 AS slope, 4 AS chi_squared,
           1 AS mean, 0 AS lower_limit, 2 AS upper_limit
    ON CONFLICT DO UPDATE SET first_period = excluded.first_period, points = excluded.points,
        last_period = excluded.last_period, code = excluded.code, is_recast = excluded.is_recast,
        slope = 1, chi_squared = 4, mean = 1, lower_limit = 0, upper_limit = 2, reason = NULL
"""
FIVE_YEARS = {"kind": "year", "first": "2019JJ00", "last": "2023JJ00", "points": 5}
RECAST = """
    INSERT INTO mart.recast_value BY NAME
    SELECT * EXCLUDE (numerator, numerator_lower, numerator_upper, denominator,
                      denominator_lower, denominator_upper, area_level, shown_area_code,
                      complement_of, is_own_sum, value, lower, upper, missing_reason, reliability)
               REPLACE (2023 AS boundary_year),
           2025 AS target_boundary_year, '' AS members, false AS is_exact,
           {kind} AS recast_kind, {refusal} AS refusal, {value} AS value
    FROM mart.indicator_value
    WHERE indicator_id = 'C1' AND area_code = 'GM0014' AND period_code = '2023JJ00'
"""
ADDED_UP = RECAST.format(kind="'whole'", refusal="NULL", value="1")
REVISION = """
    INSERT INTO mart.revision BY NAME
    SELECT indicator_id, indicator_order, area_code, area_name, area_level, period_code,
           period_kind, unit, 'source_revision' AS cause, '' AS evidence,
           value AS from_value, {to} AS to_value, {difference} AS difference,
           {difference} AS difference_lower, {difference} AS difference_upper,
           '{older}' AS from_release_id, source_tables, source_change_keys, retrieved_at,
           release_id, licence, is_fictitious, is_selection
    FROM mart.indicator_value
    WHERE indicator_id = 'C1' AND area_code = 'GM0014' AND period_code = '2023JJ00'
"""

BROKEN = [
    ("trend_is_a_word_or_a_reason", "UPDATE mart.trend SET reason = NULL"),
    ("trend_is_a_word_or_a_reason", "UPDATE mart.trend SET slope = 1, chi_squared = 4, mean = 1"),
    (
        "trend_is_a_word_or_a_reason",
        TREND.format(**FIVE_YEARS, recast=False) + "; UPDATE mart.trend SET slope = NULL",
    ),
    (
        "trend_is_of_one_kind_of_period",
        TREND.format(**FIVE_YEARS | {"first": "2019HJ01"}, recast=False),
    ),
    ("trend_is_of_one_kind_of_period", TREND.format(**FIVE_YEARS | {"points": 4}, recast=False)),
    (
        "trend_is_of_one_kind_of_period",
        TREND.format(kind="half_year", first="2021HJ02", last="2023HJ02", points=4, recast=False),
    ),
    ("trend_marks_what_was_recast", TREND.format(**FIVE_YEARS, recast=False) + ";" + ADDED_UP),
    (
        "trend_marks_what_was_recast",
        TREND.format(**FIVE_YEARS, recast=True)
        + ";"
        + RECAST.format(kind="NULL", refusal="'unknown_share'", value="NULL"),
    ),
    ("recast_is_a_value_or_a_reason", RECAST.format(kind="'whole'", refusal="NULL", value="NULL")),
    ("revision_is_a_difference", REVISION.format(to="value", difference="0", older="before")),
    ("revision_is_a_difference", REVISION.format(to="value + 2", difference="1", older="before")),
    (
        "revision_is_a_difference",
        REVISION.format(to="value + 1", difference="1", older="before")
        + "; UPDATE mart.revision SET from_release_id = release_id",
    ),
    (
        "figures_lie_within_their_intervals",
        "UPDATE mart.comparison SET upper_95 = -1 WHERE upper_95 IS NOT NULL",
    ),
    (
        "figures_lie_within_their_intervals",
        "UPDATE mart.comparison SET limit_lower_998 = 100, limit_lower_95 = 99",
    ),
    (
        "rests_and_regional_figures_are_not_compared",
        "UPDATE mart.indicator_value SET complement_of = 'B1'",
    ),
    (
        "rests_and_regional_figures_are_not_compared",
        "UPDATE mart.indicator_value SET area_level = 'province'",
    ),
    (
        "rests_and_regional_figures_are_not_compared",
        "UPDATE mart.indicator_value SET shown_area_code = 'VT01'; "
        "UPDATE mart.comparison SET code = 'clearly_higher'",
    ),
    (
        "complements_make_up_the_whole",
        "UPDATE mart.indicator_value SET lower = lower + 9, upper = 100 WHERE indicator_id = 'A5'",
    ),
    (
        "complements_make_up_the_whole",
        "UPDATE mart.indicator_value SET lower = 0, upper = 0 WHERE indicator_id = 'C4'",
    ),
    (
        "figures_of_a_region_stand_in_by_name",
        "UPDATE mart.indicator_value SET value = 1 WHERE shown_area_code <> area_code",
    ),
    (
        "figures_of_a_region_stand_in_by_name",
        "UPDATE mart.indicator_value SET shown_area_code = 'NL01' "
        "WHERE shown_area_code <> area_code",
    ),
]
# These are tried where what they are about is tested.
ELSEWHERE = {
    *(path.stem for path in audits.FOLDER.glob("chain_*.sql")),
    "cells_lie_within_their_bounds",
    "counts_lie_within_their_bounds",
    "peers_are_others",
    "too_few_data_has_a_reason",
    "words_need_a_denominator",
    "words_need_a_value",
}
BROKEN += [
    ("cells_are_a_number_or_a_reason", "UPDATE core.observation SET missing_reason = NULL"),
    ("missing_has_a_reason", "UPDATE mart.indicator_value SET missing_reason = NULL"),
    (
        "real_and_fictitious_never_meet",
        "UPDATE core.source SET is_fictitious = true WHERE source_id = '85361NED'",
    ),
    ("small_denominators_give_no_ratio", "UPDATE mart.indicator_value SET denominator = 15"),
    ("value_lies_within_its_bounds", "UPDATE mart.indicator_value SET lower = value + 1"),
    (
        "only_dots_have_bounds",
        "UPDATE mart.indicator_value SET value = NULL, missing_reason = 'impossible' "
        "WHERE lower IS NOT NULL",
    ),
    (
        "only_dots_have_bounds",
        "UPDATE core.observation SET value = NULL, missing_reason = 'not_delivered'",
    ),
    (
        "only_dots_have_bounds",
        "UPDATE mart.chain_step SET value = NULL, missing_reason = 'unexplained'",
    ),
]


@pytest.fixture(scope="module")
def warehouse(
    figures_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy, which may be written in, of the warehouse of published figures."""
    (published,) = (figures_data / "releases").glob("*/warehouse.duckdb")
    copied = shutil.copy(published, tmp_path_factory.mktemp("audits") / "warehouse.duckdb")
    with duckdb.connect(copied) as connection:
        yield connection


def found(warehouse: duckdb.DuckDBPyConnection, change: str) -> set[str]:
    warehouse.execute("BEGIN")
    try:
        warehouse.execute(change)
        failures = list(audits.failures(warehouse))
    finally:
        warehouse.execute("ROLLBACK")
    return {failure.split(":")[0].removeprefix("audit ") for failure in failures}


def test_published_figures_pass(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert list(audits.failures(warehouse)) == []


def test_every_audit_is_tried() -> None:
    every = {path.stem for path in audits.FOLDER.glob("*.sql")}
    assert {audit for audit, _ in BROKEN} | ELSEWHERE == every


@pytest.mark.parametrize(("audit", "change"), BROKEN)
def test_what_is_broken_is_found(
    warehouse: duckdb.DuckDBPyConnection, audit: str, change: str
) -> None:
    assert audit in found(warehouse, change)


@pytest.mark.parametrize(
    "change",
    [
        TREND.format(**FIVE_YEARS, recast=True) + ";" + ADDED_UP,
        TREND.format(kind="half_year", first="2021HJ02", last="2023HJ02", points=5, recast=False),
        REVISION.format(to="value + 1", difference="1", older="before"),
    ],
)
def test_what_is_made_up_is_otherwise_sound(
    warehouse: duckdb.DuckDBPyConnection, change: str
) -> None:
    assert found(warehouse, change) == set()
