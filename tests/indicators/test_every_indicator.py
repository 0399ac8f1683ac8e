"""No indicator's query silently finds nothing, and none is there without what it needs."""

import itertools
from collections.abc import Iterator

import duckdb
import pytest

from indicators.definition import Definition, read_definitions
from indicators.mart import compute
from ingest.source import FigureSource, figure_sources
from tests.indicators.core_tables import Cell, compute_all, make_core

pytestmark = pytest.mark.slow

YEAR = "2024JJ00"
AREAS = ("GM0363", "VT01", "NL01")  # Amsterdam is in our list of municipalities
NEEDING = [one for one in read_definitions().values() if one.needs]


def everything(source: FigureSource) -> Iterator[Cell]:
    """A number in every cell that the source file gives a name: every topic by every term.

    The first cell of a table is its total: what the five parts of 84852NED add up to.
    """
    topics = ["children_0_17"] if source.transformation else list(source.topics)
    dimensions = [] if source.transformation else source.categories
    terms = [[*spec.terms, *spec.term_patterns] for spec in dimensions]
    for number, topic in enumerate(topics):
        for position, chosen in enumerate(itertools.product(*terms)):
            first, second = (*chosen, None, None)[:2]
            most = 1000 if number or position else 4925
            text = "10" if topic.endswith("_pct") else str(most - 50 * number - 5 * position)
            # Outcomes of investigations are printed per Veilig Thuis region only.
            for area in AREAS[1:] if source.id == "84853NED" else AREAS:
                yield topic, first, second, area, YEAR, text


@pytest.fixture
def core() -> duckdb.DuckDBPyConnection:
    sources = {name: source for one in read_definitions().values() for name in one.sources
               if isinstance(source := figure_sources().get(name), FigureSource)}  # fmt: skip
    cells = {name: list(everything(source)) for name, source in sources.items()}
    connection = make_core(cells, {YEAR: "definitive"})
    connection.execute("UPDATE core.area SET veilig_thuis_code = 'VT01' WHERE area_code = 'GM0363'")
    return connection


def test_every_indicator_finds_a_value(core: duckdb.DuckDBPyConnection) -> None:
    rows = compute_all(core)
    for one in read_definitions().values():
        found = [
            rows[one.id, area, YEAR]["value"] for area in AREAS if (one.id, area, YEAR) in rows
        ]
        assert any(value is not None for value in found), one.id
    assert not core.execute("FROM core.issue").fetchall()


def test_each_carries_its_marks(core: duckdb.DuckDBPyConnection) -> None:
    rows = compute_all(core)
    for (indicator, area, _), row in rows.items():
        if area not in AREAS:
            continue
        one = read_definitions()[indicator]
        assert row["complement_of"] == one.complement_of
        is_of_region = one.is_regional and area == "GM0363"
        assert row["shown_area_code"] == ("VT01" if is_of_region else area)
        assert row["source_tables"] and row["licence"]
        if is_of_region:
            assert (row["value"], row["missing_reason"]) == (None, "not_published")
        if not one.has_counts:
            assert row["numerator"] is None and row["denominator"] is None


def test_a_count_and_a_class_are_as_published(core: duckdb.DuckDBPyConnection) -> None:
    rows = compute_all(core)
    children, urbanity = rows["K1", "GM0363", YEAR], rows["K4", "GM0363", YEAR]
    assert (children["value"], children["lower"], children["upper"]) == (4925, 4925, 4925)
    assert (urbanity["value"], urbanity["unit"]) == (1, "urbanity_class")
    assert "gebiedsindelingen" in urbanity["source_tables"]


@pytest.mark.parametrize("one", NEEDING, ids=[one.id for one in NEEDING])
def test_each_is_left_out_when_something_that_it_needs_is_not_found(one: Definition) -> None:
    source, terms = next(iter(one.needs.items()))
    connection = make_core({source: []}, {YEAR: "definitive"})
    connection.execute(
        "UPDATE core.term SET is_found = false WHERE source_id = ? AND term = ?",
        [source, terms[-1]],
    )
    compute(connection, [one], "2026-01-01.1")
    assert connection.execute("SELECT count(*) FROM mart.indicator_value").fetchone() == (0,)
    ((found, subject, nl, en),) = connection.execute(
        "SELECT source_id, subject, message_nl, message_en FROM core.issue "
        "WHERE subject <> 'chain_step_not_available'"
    ).fetchall()
    assert (found, subject) == (source, "indicator_not_available")
    for message in (nl, en):
        assert one.id in message and terms[-1] in message


def test_finished_and_unfinished_investigations_are_a_hundred_together() -> None:
    counts = {f"VT{number:02}": (number * 13 + 20, 500 - number * 7) for number in range(1, 28)}
    cells: list[Cell] = [
        ("investigations_completed", outcome, None, area, YEAR, str(5 * (count // 5)))
        for area, (finished, extra) in counts.items()
        for outcome, count in (("not_ended_early", finished), ("total", finished + extra))
    ]
    rows = compute_all(make_core({"84853NED": cells}, {YEAR: "definitive"}))
    for area in counts:
        finished, unfinished = (rows[name, area, YEAR] for name in ("A3", "C4"))
        assert finished["value"] + unfinished["value"] == pytest.approx(100, abs=0.1001)
        assert finished["lower"] + unfinished["upper"] == pytest.approx(100, abs=0.1001)
