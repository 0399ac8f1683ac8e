"""Trends of many areas at once beside their slow twin: gaps, breaks, recasts and mixed periods."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicators
from indicators import trend
from indicators.comparison.comparators import JUDGED_AS
from indicators.comparison.counts import COLUMNS
from indicators.definition import Break, Definition, read_definitions
from ingest.source import Translated
from ingest.warehouse import insert_rows
from tests.indicators.trend.trend_twin import Counts, Figure, Published, Row, rows

pytestmark = pytest.mark.slow

AREAS = ["GM0001", "GM0002", "GM0003"]
GONE = "GM0009"  # a municipality that is no more
FIRST, LAST = 2015, 2024
YEARS = [f"{year}JJ00" for year in range(FIRST, LAST + 1)]
HALVES = [f"{year}HJ0{half}" for year in range(2018, LAST + 1) for half in (1, 2)]
NOTHING: Counts = (None, None, None)
RULES = {name: read_definitions()[name] for name in ("C1", "V1", "A2", "B3")}


def around(count: int) -> Counts:
    return 5.0 * count, max(0.0, 5.0 * count - 2.5), 5.0 * count + 2.5


figures = st.builds(
    lambda part, whole: Figure(100.0 * part / whole, around(part), around(whole)),
    st.one_of(st.integers(0, 40), st.just(20)),
    st.sampled_from([40, 44, 60]),
)
withheld = figures.map(lambda one: Figure(None, one.numerator, one.denominator))
unbounded = figures.map(
    lambda one: Figure(one.value, (one.numerator[0], None, None), one.denominator)
)
no_figure = st.just(Figure(None, NOTHING, NOTHING))
shown = figures.map(Published)
with_holes = st.one_of(*[figures] * 12, unbounded, withheld, no_figure).map(Published)
added_up = st.tuples(st.sampled_from(["whole", "renamed"]), st.none(), figures)
refused = st.one_of(
    st.tuples(st.just("split"), st.none(), figures),
    *[
        st.tuples(st.none(), st.just(refusal), no_figure)
        for refusal in ("unknown_share", "already_published")
    ],
)
recast = st.builds(Published, figures, recast=st.one_of(*[added_up] * 5, refused))
SORTS = [shown, with_holes, st.one_of(shown, shown, recast), st.one_of(with_holes, recast)]
Release = dict[tuple[str, str], Published]


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Years and half-years of some areas; a period may be nobody's, and a row not there at all."""
    found: Release = {}
    periods = [
        *YEARS[draw(st.integers(0, 6)) : draw(st.integers(6, len(YEARS)))],
        *HALVES[draw(st.integers(0, 9)) : draw(st.integers(7, len(HALVES)))],
    ]
    nobodys = draw(st.sampled_from([*[None] * 20, *YEARS]))
    for area in AREAS:
        sort = draw(st.sampled_from(SORTS))
        is_unpublished = draw(st.sampled_from([False] * 7 + [True]))
        absent = draw(st.sampled_from([*[None] * 40, *YEARS, *HALVES]))
        for period in periods:
            if period not in (nobodys, absent):
                published = draw(sort)
                found[area, period] = replace(published, is_unpublished_level=is_unpublished)
    return found


def broken(definition: Definition, codes: list[str]) -> Definition:
    reason = Translated(nl="breuk", en="break")
    breaks = [Break(period=code, reason=reason) for code in codes]
    return definition.model_copy(update={"breaks": breaks})


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    root = Path(indicators.__file__).parent
    with duckdb.connect() as made:
        made.execute("CREATE SCHEMA core")
        made.execute("CREATE TABLE core.area (area_code VARCHAR, is_current BOOLEAN)")
        insert_rows(made, "core.area", [*((area, True) for area in AREAS), (GONE, False)])
        for path in (root / "mart.sql", root / "boundary_years" / "mart.sql"):
            text = path.read_text(encoding="utf-8")
            # The trend needs the tables; the views hold them against the release as a whole.
            made.execute(text.split("CREATE VIEW")[0])
        for table in ("indicator_value", "recast_value"):
            for (name,) in made.execute(
                "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'mart' "
                "AND table_name = ? AND NOT is_nullable AND column_name NOT IN "
                "('indicator_id', 'area_code', 'period_code')",
                [table],
            ).fetchall():
                made.execute(f"ALTER TABLE mart.{table} ALTER {name} DROP NOT NULL")
        yield made


def fill(
    connection: duckdb.DuckDBPyConnection, definition: Definition, release: Release
) -> dict[tuple[str, str], Row]:
    connection.execute("DELETE FROM mart.indicator_value; DELETE FROM mart.recast_value")
    connection.execute("DROP VIEW IF EXISTS mart.marked_trend; DROP TABLE IF EXISTS mart.trend")
    everybody = release | {(GONE, period): one for (_, period), one in release.items()}
    columns = ", ".join(["indicator_id", "area_code", "period_code", "value", *COLUMNS])
    marks = ", ".join("?" * (4 + len(COLUMNS)))
    for (area, period), one in everybody.items():
        key = [definition.id, area, period]
        connection.execute(
            f"INSERT INTO mart.indicator_value ({columns}, period_kind, missing_reason) "
            f"VALUES ({marks}, ?, ?)",
            [
                *key,
                *_numbers(one.figure),
                "year" if "JJ" in period else "half_year",
                "not_published" if one.is_unpublished_level else None,
            ],
        )
        if one.recast is not None:
            kind, refusal, figure = one.recast
            connection.execute(
                f"INSERT INTO mart.recast_value ({columns}, recast_kind, refusal) "
                f"VALUES ({marks}, ?, ?)",
                [*key, *_numbers(figure), kind, refusal],
            )
    trend.fill(connection, [definition])
    return {
        (area, kind): Row(*row)
        for area, kind, *row in connection.execute(
            "SELECT area_code, period_kind, first_period, last_period, points, code, reason, "
            "is_recast FROM mart.trend"
        ).fetchall()
    }


def _numbers(figure: Figure) -> list[float | None]:
    return [figure.value, *figure.numerator, *figure.denominator]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(RULES)),
    releases(),
    st.lists(st.sampled_from([*YEARS[:4], *YEARS, *HALVES, "2030JJ00"]), max_size=1),
)
def test_every_trend_is_seen_in_the_points_of_the_slow_twin(
    connection: duckdb.DuckDBPyConnection, name: str, release: Release, breaks: list[str]
) -> None:
    definition = broken(RULES[name], breaks)
    expected = {
        (area, kind): row
        for kind in ("year", "half_year")
        for area, row in rows(
            release,
            kind,
            breaks,
            JUDGED_AS[definition.kind],
            has_counts=definition.kind != "published_share",
        ).items()
    }
    assert fill(connection, definition, release) == expected
