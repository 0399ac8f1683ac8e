"""The sums over members against a slow twin, against the truth, and against what went in."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.boundary_years.links import link
from tests.indicators.boundary_years.trees import CODES, History, histories
from tests.indicators.core_tables import make_core

pytestmark = pytest.mark.slow

INDICATORS = Path(__file__).parents[3] / "indicators"
FOLDER = INDICATORS / "boundary_years"
PERIOD = "2015JJ00"
CONNECTION = make_core({}, {})

# Value, lower, upper, as published; a dot has no value.
Cell = tuple[float | None, float, float]

for name in ("mart.sql", "cells.sql", "boundary_years/macros.sql"):
    CONNECTION.execute((INDICATORS / name).read_text(encoding="utf-8"))
CONNECTION.execute(
    "CREATE TEMP TABLE recast_target (year INTEGER, area_code VARCHAR, area_name VARCHAR, "
    "is_created BOOLEAN, refusal VARCHAR)"
)
CONNECTION.execute(
    "CREATE TEMP TABLE recast_member (year INTEGER, area_code VARCHAR, member_code VARCHAR, "
    "share DOUBLE, is_split BOOLEAN, is_unknown BOOLEAN, has_small_change BOOLEAN, "
    "is_mid_year BOOLEAN)"
)
CONNECTION.execute(
    "CREATE TEMP TABLE counted AS SELECT '' AS indicator_id, '' AS area_code, '' AS period_code, "
    "exactly(0) AS numerator, exactly(0) AS denominator LIMIT 0"
)
CONNECTION.execute(
    "CREATE TEMP TABLE recast_rule AS SELECT 'X' AS indicator_id, 'ratio' AS kind, "
    "['85361NED'] AS sources, false AS persons_overlap"
)
CONNECTION.execute(
    "INSERT INTO mart.indicator_value BY NAME SELECT 'X' AS indicator_id, 0 AS indicator_order, "
    "'' AS area_code, '' AS area_name, '' AS area_level, ? AS period_code, '' AS period_kind, "
    "'' AS unit, '' AS population, '' AS status, false AS is_own_sum, 2015 AS boundary_year, "
    "'' AS indicator_version, '' AS source_tables, '' AS source_change_keys, '' AS release_id, "
    "'' AS licence, false AS is_fictitious, false AS is_selection",
    [PERIOD],
)


def summed(history: History, cells: dict[str, tuple[Cell, Cell]]) -> dict[str, tuple[Cell, Cell]]:
    """What sum.sql makes of published numerators and denominators, by new code."""
    connection = CONNECTION
    for table in ("recast_target", "recast_member", "counted"):
        connection.execute(f"DELETE FROM {table}")
    links = link(CODES, history.events)
    for part in links:
        connection.execute(
            "INSERT INTO recast_member VALUES (2015, ?, ?, ?, ?, false, false, false)",
            [part.new_code, part.old_code, part.share, part.is_split],
        )
    connection.execute(
        "INSERT INTO recast_target "
        "SELECT DISTINCT year, area_code, area_code, false, NULL FROM recast_member"
    )
    for code, pair in cells.items():
        numerator, denominator = (
            {
                "value": value,
                "lower": lower,
                "upper": upper,
                "missing_reason": "unknown_or_secret" if value is None else None,
                "is_own_sum": False,
            }
            for value, lower, upper in pair
        )
        connection.execute(
            "INSERT INTO counted VALUES ('X', ?, ?, ?, ?)", [code, PERIOD, numerator, denominator]
        )
    connection.execute((FOLDER / "sum.sql").read_text(encoding="utf-8"))
    rows = connection.execute(
        "SELECT area_code, refusal, numerator, denominator FROM recast_sum"
    ).fetchall()
    assert all(refusal is None for _, refusal, _, _ in rows)
    return {
        code: (
            (numerator["value"], numerator["lower"], numerator["upper"]),
            (denominator["value"], denominator["lower"], denominator["upper"]),
        )
        for code, _, numerator, denominator in rows
    }


def twin(history: History, cells: dict[str, Cell]) -> dict[str, Cell]:
    """The same, for one count, with a loop and exact fractions."""
    new_codes = {code for lies in history.parts.values() for code in lies}
    found: dict[str, Cell] = {}
    for new in new_codes:
        value: Fraction | None = Fraction(0)
        lower = upper = Fraction(0)
        for old, lies in history.parts.items():
            if new not in lies:
                continue
            printed, low, high = cells[old]
            if value is not None:
                value = None if printed is None else value + lies[new] * Fraction(printed)
            if lies[new] == 1:
                lower += Fraction(low)
            upper += Fraction(high)
        found[new] = (None if value is None else float(value), float(lower), float(upper))
    return found


def rounded(count: int, is_secret: bool) -> Cell:
    """A count as CBS prints it: a multiple of five, or a dot for one below ten."""
    if is_secret and count < 10:
        return None, 0, 9
    printed = 5 * ((count + 2) // 5)
    return printed, max(0, printed - 2.5), printed + 2.5


def exact(count: int, _: bool) -> Cell:
    return count, count, count


Publish = Callable[[int, bool], Cell]
counts = st.lists(st.integers(0, 400), min_size=len(CODES), max_size=len(CODES))
secrets = st.lists(st.booleans(), min_size=len(CODES), max_size=len(CODES))


@settings(max_examples=60)
@given(histories(), counts, counts, secrets, st.sampled_from([rounded, exact]))
def test_sums_are_what_they_are_by_hand(
    history: History, tops: list[int], bottoms: list[int], dots: list[bool], publish: Publish
) -> None:
    numerators = {c: publish(n, dot) for c, n, dot in zip(CODES, tops, dots, strict=True)}
    denominators = {c: publish(n, False) for c, n in zip(CODES, bottoms, strict=True)}
    cells = {code: (numerators[code], denominators[code]) for code in CODES}
    by_hand = [twin(history, numerators), twin(history, denominators)]
    found = summed(history, cells)
    assert {code: pair[0] for code, pair in found.items()} == by_hand[0]
    assert {code: pair[1] for code, pair in found.items()} == by_hand[1]


@settings(max_examples=60)
@given(histories(), counts)
def test_nobody_is_lost_and_nobody_is_added(history: History, people: list[int]) -> None:
    cells = {
        code: (exact(n, False), exact(2 * n, False)) for code, n in zip(CODES, people, strict=True)
    }
    found = summed(history, cells)
    assert sum(pair[0][0] or 0 for pair in found.values()) == sum(people)
    assert sum(pair[1][0] or 0 for pair in found.values()) == 2 * sum(people)


@settings(max_examples=60)
@given(histories(), counts, secrets, st.integers(0, 2**32))
def test_the_truth_lies_within_the_bounds(
    history: History, people: list[int], dots: list[bool], seed: int
) -> None:
    # Everybody in an old municipality comes to live in one of its parts, whatever its share.
    random, truth = Random(seed), dict[str, int]()
    for code, number in zip(CODES, people, strict=True):
        places = sorted(history.parts[code])
        for place in places:
            truth.setdefault(place, 0)
        favourite = random.choice(places)  # all in one place must be within the bounds too
        for _ in range(number):
            truth[favourite if random.random() < 0.5 else random.choice(places)] += 1
    cells = {
        code: (rounded(number, dot), rounded(number, dot))
        for code, number, dot in zip(CODES, people, dots, strict=True)
    }
    for code, (numerator, denominator) in summed(history, cells).items():
        assert numerator[1] <= truth[code] <= numerator[2]
        assert numerator == denominator
        assert numerator[0] is None or numerator[1] <= numerator[0] <= numerator[2]
