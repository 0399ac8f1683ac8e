"""The bounds of ratios: exact on boxes, right in every draw, and none where figures contradict."""

import math
from fractions import Fraction
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.audits import failures
from indicators.definition import Definition, read_definitions
from indicators.mart import compute
from ingest.source import figure_sources
from tests.indicators.core_tables import Cell, compute_all, make_core
from tests.ingest.made_cells import Bounds, Key, narrowed
from tests.ingest.suppression import Sum, published

pytestmark = pytest.mark.slow

YEAR = "2023JJ00"
Box = tuple[int, int]


class Made(Definition):
    """A definition with a query of its own."""

    own_sql: str

    @property
    def sql(self) -> str:
        return self.own_sql


def computed(
    boxes: list[tuple[Box, Box, Box | None]], *, kind: str = "proportion", complement: bool = False
) -> tuple[list[dict], list[str]]:
    """What comes of numerators, denominators and remainders without values, and the issues."""
    areas = [f"GM{number:04}" for number in range(len(boxes))]
    cells: list[Cell] = [("reports_received", None, None, area, YEAR, "100") for area in areas]
    connection = make_core({"85361NED": cells}, {YEAR: "definitive"})
    connection.execute(
        "CREATE TEMP TABLE box (area_code VARCHAR, n1 INT, n2 INT, d1 INT, d2 INT, m1 INT, m2 INT)"
    )
    rows = [(a, *n, *d, *(m or (None, None))) for a, (n, d, m) in zip(areas, boxes, strict=True)]
    connection.executemany("INSERT INTO box VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    template = read_definitions()["A1" if complement else "C1"].model_dump()
    cell = "bounded_by(no_bounds(), {0}1, {0}2) AS {1}"
    query = (
        f"SELECT area_code, '{YEAR}' AS period_code, {cell.format('n', 'numerator')}, "
        f"{cell.format('d', 'denominator')}, {cell.format('m', 'remainder')} FROM box"
    )
    # Made of the table that was delivered, whatever the template is made of.
    changes = {"kind": kind, "own_sql": query, "sources": ["85361NED"], "needs": {}}
    compute(connection, [Made.model_validate(template | changes)], "2026-01-01.1")
    cursor = connection.execute("FROM mart.indicator_value WHERE area_code < 'GM9' ORDER BY ALL")
    names = [column[0] for column in cursor.description or []]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    issues = connection.execute("SELECT message_en FROM core.issue WHERE subject = 'bounds'")
    return found, [message for (message,) in issues.fetchall()]


def interval(highest: int) -> st.SearchStrategy[Box]:
    ends = st.integers(0, highest)
    return st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))


boxes = st.tuples(
    interval(30), interval(20).map(lambda d: (d[0] + 20, d[1] + 20)), st.none() | interval(25)
)


def by_enumeration(n: Box, d: Box, m: Box | None) -> tuple[Fraction, Fraction] | None:
    """The least and the most of n / d over all whole counts with n + m = d; corners are whole."""
    least_m, most_m = m or (0, d[1])
    shares = [
        Fraction(count, total)
        for total in range(d[0], d[1] + 1)
        for count in range(n[0], n[1] + 1)
        if least_m <= total - count <= most_m
    ]
    return (min(shares), max(shares)) if shares else None


@settings(max_examples=8)
@given(st.lists(boxes, min_size=1, max_size=40), st.booleans())
def test_a_proportion_has_exactly_the_bounds_that_its_counts_allow(
    drawn: list[tuple[Box, Box, Box | None]], complement: bool
) -> None:
    rows, issues = computed(drawn, complement=complement)
    for (n, d, m), row in zip(drawn, rows, strict=True):
        expected = by_enumeration(n, d, m)
        if expected is None:
            assert (row["missing_reason"], row["lower"], row["upper"]) == (
                "contradicted", None, None
            )  # fmt: skip
            assert row["area_code"] in issues[0] or "more" in issues[0]
            continue
        lowest, highest = (1 - expected[1], 1 - expected[0]) if complement else expected
        assert row["lower"] == math.floor(lowest * 1000) / 10, (n, d, m)
        assert row["upper"] == math.ceil(highest * 1000) / 10, (n, d, m)
    contradicted = [row for row in rows if row["missing_reason"] == "contradicted"]
    assert len(issues) == (1 if contradicted else 0)


@settings(max_examples=3)
@given(st.lists(boxes, min_size=1, max_size=40))
def test_a_rate_has_no_cap_and_no_remainder(drawn: list[tuple[Box, Box, Box | None]]) -> None:
    rows, issues = computed(drawn, kind="rate")
    assert issues == []
    for (n, d, _), row in zip(drawn, rows, strict=True):
        assert row["lower"] == math.floor(Fraction(n[0], d[1]) * 1000) / 10
        assert row["upper"] == math.ceil(Fraction(n[1], d[0]) * 1000) / 10


def assessment(*texts: str) -> dict[str, dict]:
    names = (
        "total", "follow_up_by_veilig_thuis", "transfer", "no_follow_up", "regional_arrangement",
        "not_yet_assessed",
    )  # fmt: skip
    cells: list[Cell] = [
        ("reports_received", "total", name, "GM0001", YEAR, text)
        for name, text in zip(names, texts, strict=True)
    ]
    rows = compute_all(make_core({"84852NED": cells}, {YEAR: "provisional"}))
    return {name: rows[name, "GM0001", YEAR] for name in ("A1", "B1")}


def test_a_part_above_its_total_gives_neither_a_figure_nor_bounds() -> None:
    # 120 not yet assessed of 100: the rest would be below zero.
    rows = assessment("100", "40", "30", "10", "20", "120")
    for row in rows.values():
        assert (row["value"], row["lower"], row["upper"]) == (None, None, None)
    assert {row["missing_reason"] for row in rows.values()} == {"contradicted"}
    for row in rows.values():
        for column in ("numerator", "denominator"):
            assert (
                row[column + "_lower"] is None or row[column + "_lower"] <= row[column + "_upper"]
            )
    assert (rows["A1"]["numerator"], rows["A1"]["numerator_lower"]) == (None, None)
    # 105 of 100 can be a matter of rounding: 102.5 of 102.5.
    row = assessment("100", "40", "30", "10", "20", "105")["A1"]
    assert (row["value"], row["lower"], row["upper"]) == (0, 0, 0)


def test_a_share_outside_its_bounds_is_the_nearest_possible_one() -> None:
    # 80 of 90 by subtraction, but 20 have no next step: at most 77.5 of 95.
    row = assessment("100", "40", "30", "20", "10", "10")["B1"]
    assert (row["numerator"], row["denominator"]) == (80, 90)
    assert row["upper"] == math.ceil(77.5 / 95 * 1000) / 10
    assert row["value"] == row["upper"]


def test_an_unbounded_part_is_bounded_by_the_rest_of_its_denominator() -> None:
    rows, _ = computed([((0, 90), (90, 100), (5, 10))])
    assert (rows[0]["numerator_lower"], rows[0]["numerator_upper"]) == (80, 90)
    assert (rows[0]["lower"], rows[0]["upper"]) == (88.8, 94.8)


def test_with_and_without_a_follow_up_mirror_each_other_whatever_is_printed() -> None:
    draw = np.random.default_rng(5)
    names = ("follow_up_by_veilig_thuis", "transfer", "regional_arrangement", "no_follow_up",
             "not_yet_assessed", "total")  # fmt: skip
    cells: list[Cell] = []
    for number in range(200):
        counts = draw.poisson(draw.choice([3, 15, 60, 400], size=5)).tolist()
        texts = ["." if count < 10 else str(5 * round(count / 5)) for count in counts]
        texts.append(str(5 * round(sum(counts) / 5)))
        cells += [
            ("reports_received", "total", name, f"GM{number:04}", YEAR, text)
            for name, text in zip(names, texts, strict=True)
        ]
    rows = compute_all(make_core({"84852NED": cells}, {YEAR: "definitive"}))
    bounded = 0
    for number in range(200):
        followed, rest = (rows[name, f"GM{number:04}", YEAR] for name in ("B1", "A5"))
        assert (followed["lower"] is None) == (rest["upper"] is None)
        if followed["lower"] is not None:
            bounded += 1
            assert followed["lower"] == pytest.approx(100 - rest["upper"])
            assert followed["upper"] == pytest.approx(100 - rest["lower"])
    assert bounded > 120


def test_a_start_in_crisis_is_rounded_once_though_it_is_in_the_sum() -> None:
    cells: list[Cell] = [
        (topic, "total", None, "GM0001", YEAR, text)
        for topic, text in (("started_in_crisis", "100"), ("started_without_crisis", "900"))
    ]
    row = compute_all(make_core({"85097NED": cells}, {YEAR: "definitive"}))["E1", "GM0001", YEAR]
    assert row["value"] == 10
    assert row["lower"] == math.floor(1000 * 97.5 / (97.5 + 902.5)) / 10
    assert row["upper"] == math.ceil(1000 * 102.5 / (102.5 + 897.5)) / 10


SUMS = {
    "84852NED": lambda a: [
        Sum(
            ("reports_received", "total", "total", a),
            [
                ("reports_received", "total", part, a)
                for part in figure_sources()["84852NED"].categories[1].exhaustive.parts  # type: ignore[union-attr]
            ],
        )
    ],
    "85361NED": lambda a: [
        Sum((one.total, a), [(part, a) for part in one.parts])
        for one in figure_sources()["85361NED"].adds_up
    ],
}


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))]
)
def test_the_bounds_hold_the_true_share_in_every_draw(seed: int, tmp_path: Path) -> None:
    draw = np.random.default_rng(seed)
    truth: dict[str, dict[Key, int]] = {}
    texts: dict[str, dict[Key, str]] = {}
    bounds: dict[str, dict[Key, Bounds]] = {}
    for table, sums_of in SUMS.items():
        truth[table], texts[table] = {}, {}
        for number in range(60):
            sums = sums_of(f"GM{number:04}")
            totals = {one.total for one in sums}
            leaves = [part for one in sums for part in one.parts if part not in totals]
            means = draw.choice([0.3, 1, 5]) * draw.choice([1, 6, 12, 40, 300], size=len(leaves))
            known = dict(zip(leaves, draw.poisson(means).tolist(), strict=True))
            for one in reversed(sums):
                known[one.total] = sum(known[part] for part in one.parts)
            truth[table] |= known  # type: ignore[arg-type]
            texts[table] |= published(known, sums, draw)  # type: ignore[arg-type]
        bounds[table], _ = narrowed(figure_sources()[table], texts[table], tmp_path / table)
    rows = compute_all(_core(texts, bounds))
    shown = 0
    for number in range(60):
        area = f"GM{number:04}"
        assessed = {k[2]: n for k, n in truth["84852NED"].items() if k[-1] == area}
        involved = {k[0]: n for k, n in truth["85361NED"].items() if k[-1] == area}
        total, waiting = assessed["total"], assessed["not_yet_assessed"]
        for indicator, part, whole in (
            ("A1", total - waiting, total),
            ("B1", total - waiting - assessed["no_follow_up"], total - waiting),
            ("C1", involved["repeat_report"], involved["reports_received"]),
        ):
            row = rows[indicator, area, YEAR]
            if row["lower"] is None:
                continue
            shown += 1
            assert row["lower"] <= 100 * part / whole <= row["upper"], (area, indicator, row)
            assert row["numerator_lower"] <= part <= row["numerator_upper"], (area, indicator)
            assert row["denominator_lower"] <= whole <= row["denominator_upper"], (area, indicator)
    assert shown > 90


def _core(
    texts: dict[str, dict[Key, str]], bounds: dict[str, dict[Key, Bounds]]
) -> duckdb.DuckDBPyConnection:
    cells = {
        table: [
            (key[0], *(key[1:-1] or (None, None)), key[-1], YEAR, text)
            for key, text in texts[table].items()
        ]
        for table in texts
    }
    connection = make_core(cells, {YEAR: "definitive"})  # type: ignore[arg-type]
    for table, found in bounds.items():
        for (topic, *codes, area), (lower, upper) in found.items():
            first, second = codes or (None, None)
            connection.execute(
                "UPDATE core.observation SET lower = ?, upper = ? WHERE source_id = ? AND "
                "topic = ? AND category_1 IS NOT DISTINCT FROM ? AND "
                "category_2 IS NOT DISTINCT FROM ? AND area_code = ?",
                [lower, upper, table, topic, first, second, area],
            )
    return connection


@pytest.mark.parametrize(
    ("change", "audit"),
    [
        ("core.observation SET lower = value + 1", "cells_lie_within_their_bounds"),
        ("core.observation SET upper = NULL", "cells_lie_within_their_bounds"),
        ("mart.indicator_value SET numerator = 0", "counts_lie_within_their_bounds"),
        ("mart.indicator_value SET denominator_lower = 999", "counts_lie_within_their_bounds"),
    ],
)
def test_an_audit_finds_what_lies_outside_its_bounds(change: str, audit: str) -> None:
    cells: list[Cell] = [
        ("repeat_report", None, None, "GM0001", YEAR, "40"),
        ("reports_received", None, None, "GM0001", YEAR, "100"),
    ]
    connection = make_core({"85361NED": cells}, {YEAR: "definitive"})
    compute_all(connection)
    assert list(failures(connection)) == []
    connection.execute(f"UPDATE {change}")
    assert any(f"audit {audit}:" in failure for failure in failures(connection))
