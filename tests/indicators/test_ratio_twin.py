"""The shared ratio beside its slow twin, on random cells of every kind that there is."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import ratio
from indicators.definition import Definition, read_definitions
from ingest.warehouse import insert_rows
from tests.indicators.core_tables import Cell as Published
from tests.indicators.core_tables import make_core
from tests.indicators.ratio_twin import ABSENT, Cell, Figure, figure

pytestmark = pytest.mark.slow

YEAR = "2023JJ00"
SOURCE = "85361NED"
AREAS = [f"GM{number:04}" for number in range(40)]
# One of each kind, and a complement; all of a table that the made core has.
RULES = {
    name: read_definitions()[name].model_copy(update={"sources": [SOURCE], "reference": None})
    for name in ("C1", "A1", "V1", "A2", "B3", "K1", "K4")
}
ONE, HUNDRED = (Cell(Fraction(n), Fraction(n), Fraction(n)) for n in (1, 100))
Draw = tuple[Cell | None, Cell | None, Cell | None]


def numbers(lowest: int, highest: int) -> st.SearchStrategy[Cell]:
    """Rounded to fives, unrounded, or rounded in a way that nobody knows."""

    def rounded(n: int) -> Cell:
        return Cell(
            Fraction(5 * n), max(Fraction(0), Fraction(10 * n - 5, 2)), Fraction(10 * n + 5, 2)
        )

    fives = st.integers(lowest // 5, highest // 5).map(rounded)
    exact = st.integers(max(1, lowest), highest).map(
        lambda n: Cell(Fraction(n), Fraction(n), Fraction(n))
    )
    bare = st.integers(lowest, highest).map(lambda n: Cell(Fraction(n)))
    return st.one_of(fives, fives, fives, exact, bare)


def dots(lowest: int, highest: int) -> st.SearchStrategy[Cell]:
    def dot(ends: tuple[int, int]) -> Cell:
        low, high = sorted(ends)
        return Cell(None, Fraction(low), Fraction(high + 1), "unknown_or_secret")

    ends = st.integers(lowest, highest)
    return st.tuples(ends, ends).map(dot)


without_bounds = st.sampled_from(
    [
        None,
        Cell(reason="unknown_or_secret"),
        Cell(reason="impossible"),
        Cell(reason="unexplained"),
        Cell(reason="contradicted"),
    ]
)


def cells(lowest: int, highest: int) -> st.SearchStrategy[Cell | None]:
    some = numbers(lowest, highest)
    known = st.one_of(some, some, some, dots(lowest, min(highest, lowest + 15)))
    own = st.tuples(known, st.sampled_from([False, False, True])).map(
        lambda drawn: replace(drawn[0], is_own_sum=drawn[1])
    )
    return st.one_of(own, own, own, without_bounds)


def adding_up(drawn: tuple[Cell, Cell, int]) -> Draw:
    """A part and a rest, and a whole that is off by no more than rounding."""
    part, rest, off = drawn
    sizes = [cell.value if cell.value is not None else cell.lower for cell in (part, rest)]
    middle = max(Fraction(0), sum((size or Fraction(0) for size in sizes), Fraction(off)))
    return part, Cell(middle, max(Fraction(0), middle - 5), middle + 5), rest


small = st.one_of(numbers(0, 60), dots(0, 15))
fitting = st.tuples(small, small, st.integers(-10, 10)).map(adding_up)
anything: st.SearchStrategy[Draw] = st.tuples(
    cells(0, 120), cells(0, 130), st.one_of(st.none(), cells(0, 60))
)
# Of cells that know nothing of each other hardly any add up.
draws = st.one_of(fitting, anything)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    rows: list[Published] = [("reports_received", None, None, a, YEAR, "100") for a in AREAS]
    with make_core({SOURCE: rows}, {YEAR: "definitive"}) as made:
        folder = Path(ratio.__file__).parent
        for name in ("mart.sql", "cells.sql"):
            made.execute((folder / name).read_text(encoding="utf-8"))
        ratio.place_rules(made, RULES.values())
        made.execute(
            "CREATE TEMP TABLE drawn (indicator_id VARCHAR, area_code VARCHAR, "
            + ", ".join(
                f"{side}_value DOUBLE, {side}_lower DOUBLE, {side}_upper DOUBLE, "
                f"{side}_reason VARCHAR, {side}_own BOOLEAN"
                for side in "nmd"
            )
            + ")"
        )
        yield made


def computed(
    connection: duckdb.DuckDBPyConnection, drawn: dict[tuple[str, str], Draw]
) -> dict[tuple[str, str], dict]:
    connection.execute("DELETE FROM mart.indicator_value; DELETE FROM drawn")
    insert_rows(
        connection,
        "drawn",
        [(*key, *_plain(n), *_plain(m), *_plain(d)) for key, (n, d, m) in drawn.items()],
    )
    cell = (
        "CASE WHEN {0}_own IS NOT NULL THEN {{'value': {0}_value, 'lower': {0}_lower, "
        "'upper': {0}_upper, 'missing_reason': {0}_reason, 'is_own_sum': {0}_own}} END AS {1}"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE counted AS SELECT indicator_id, area_code, "
        f"'{YEAR}' AS period_code, {cell.format('n', 'numerator')}, "
        f"{cell.format('d', 'denominator')}, {cell.format('m', 'remainder')} FROM drawn"
    )
    ratio.insert_ratios(connection, "r", "mart.indicator_value", only_counted=True)
    cursor = connection.execute("FROM mart.indicator_value")
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(row["indicator_id"], row["area_code"]): row for row in rows}


def _plain(cell: Cell | None) -> tuple[object, ...]:
    if cell is None:
        return (None,) * 5
    return (*(None if n is None else float(n) for n in cell.triple), cell.reason, cell.is_own_sum)


def of_kind(definition: Definition, draw: Draw) -> Draw:
    """What the query of such an indicator can give."""
    part, whole, rest = draw
    if definition.kind == "published_share":
        return part, HUNDRED, None
    if not definition.has_counts:
        return part, ONE, None
    return part, whole, rest if definition.kind == "proportion" else None


def shown(definition: Definition, row: dict) -> dict[str, object]:
    columns = ["value", "lower", "upper", "missing_reason", "reliability", "is_own_sum"]
    if definition.has_counts:
        columns += [
            f"{side}{end}"
            for side in ("numerator", "denominator")
            for end in ("", "_lower", "_upper")
        ]
    return {column: row[column] for column in columns}


def expected(definition: Definition, found: Figure) -> dict[str, object]:
    def plain(number: Fraction | None) -> float | None:
        return None if number is None else float(number)

    told: dict[str, object] = {
        "value": plain(found.value),
        "lower": plain(found.lower),
        "upper": plain(found.upper),
        "missing_reason": found.reason,
        "reliability": found.reliability,
        "is_own_sum": found.is_own_sum,
    }
    if definition.has_counts:
        for side, cell in (("numerator", found.numerator), ("denominator", found.denominator)):
            for end, number in zip(("", "_lower", "_upper"), cell.triple, strict=True):
                told[f"{side}{end}"] = plain(number)
    return told


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(sorted(RULES)), draws), min_size=1, max_size=len(AREAS)))
def test_every_figure_is_what_the_slow_twin_makes_of_it(
    connection: duckdb.DuckDBPyConnection, made: list[tuple[str, Draw]]
) -> None:
    drawn = {
        (name, area): of_kind(RULES[name], draw)
        for area, (name, draw) in zip(AREAS, made, strict=False)
    }
    rows = computed(connection, drawn)
    assert set(rows) == set(drawn)
    for (name, area), (part, whole, rest) in drawn.items():
        twin = figure(RULES[name], part or ABSENT, whole or ABSENT, rest)
        row = shown(RULES[name], rows[name, area])
        assert row == expected(RULES[name], twin), (name, part, whole, rest)
