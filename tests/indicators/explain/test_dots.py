"""Every dot says why its bounds are so, and the sums that it names leave exactly those."""

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from indicators.explain.dots import with_bounds
from indicators.explain.not_followed import NotFollowedError
from indicators.explain.published_cell import PublishedCell, Sum, read_cells
from indicators.explain.trace import traced_core
from tests.indicators.core_tables import Cell
from tests.indicators.explain.small_release import release_of
from tests.ingest.made_cells import Key, narrowed
from tests.ingest.test_bounds import ASSESSMENT, INVOLVEMENT, SHAPES, Shape, drawn, of, one_area

pytestmark = pytest.mark.slow

DECLARED = (0.0, 9.0)
PERIOD = "2023JJ00"


def dots_of(shape: Shape, texts: dict[Key, str], folder: Path) -> Iterator[PublishedCell]:
    """The dots of a release with these texts and the bounds that loading gives them."""
    bounds, _ = narrowed(shape.source, texts, folder / "loaded")
    cells: list[Cell] = []
    for (topic, *codes, area), text in texts.items():
        first, second = (*codes, None, None)[:2]
        cells.append((topic, first, second, area, PERIOD, text))

    def put_bounds(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("DELETE FROM core.area WHERE area_code = 'GM9001'")
        for (topic, *codes, area), pair in bounds.items():
            first, second = (*codes, None, None)[:2]
            connection.execute(
                "UPDATE core.observation SET lower = ?, upper = ? WHERE value IS NULL "
                "AND topic = ? AND area_code = ? AND category_1 IS NOT DISTINCT FROM ? "
                "AND category_2 IS NOT DISTINCT FROM ?",
                [*pair, topic, area, first, second],
            )

    release = release_of(folder / "release", {shape.source.id: cells}, [], put_bounds)
    with traced_core(release.directory / "warehouse.duckdb") as connection:
        for cell in read_cells(connection, "o.value IS NULL", {}).values():
            yield with_bounds(connection, cell)


def left_by(cell: PublishedCell, one: Sum) -> tuple[float, float]:
    """What a sum leaves for a cell, from the printed bounds of the others."""

    def ends(terms: list) -> tuple[float, float]:
        uppers = [math.inf if term.upper is None else term.upper for term in terms]
        return sum(term.lower for term in terms), sum(uppers)

    if one.total.cell is not None and _same(one.total.cell, cell):
        return ends(list(one.parts))
    others = ends([term for term in one.parts if term.cell is None or not _same(term.cell, cell)])
    total = ends([one.total])
    return total[0] - others[1], total[1] - others[0]


def _same(one: PublishedCell, other: PublishedCell) -> bool:
    return (one.topic, one.category_codes) == (other.topic, other.category_codes)


def _holds(cell: PublishedCell, one: Sum) -> bool:
    return any(term.cell is not None and _same(term.cell, cell) for term in (one.total, *one.parts))


@pytest.mark.parametrize("name", ["categories", "nested topics"])
def test_the_sums_that_a_dot_names_leave_its_bounds(name: str, tmp_path: Path) -> None:
    shape = SHAPES[name]
    texts = {key: text for key, text in drawn(shape, 5)[1].items() if key[-1] < "GM0050"}
    seen: Counter[str] = Counter()
    for cell in dots_of(shape, texts, tmp_path):
        seen.update([cell.bounds, *cell.doubts])
        if cell.bounds == "contradicted":
            continue
        low, high = (0.0, math.inf) if cell.doubts else DECLARED
        for one in cell.sums:
            if _holds(cell, one):
                least, most = left_by(cell, one)
                low, high = max(low, least), min(high, most)
        expected = (None, None) if high == math.inf else (math.ceil(low), math.floor(high))
        assert (cell.lower, cell.upper) == expected, cell
        assert (cell.evidence is None) == bool(cell.doubts)
    assert seen["narrowed"] > 10
    assert seen["dot_beside"] > 10
    assert seen["silent_area"] > 0


def test_a_dot_names_what_it_is_believed_for_and_what_narrowed_it(tmp_path: Path) -> None:
    texts = one_area("40", "30", "20", "10", ".", "120")
    (cell,) = dots_of(SHAPES["categories"], texts, tmp_path)
    assert (cell.lower, cell.upper, cell.bounds, cell.doubts) == (8, 9, "narrowed", ())
    assert cell.evidence == ASSESSMENT.dot_bound.evidence  # type: ignore[union-attr]
    (one,) = cell.sums
    assert one.total.cell is not None
    assert one.total.cell.published_text == "120"
    assert [term.cell.published_text for term in one.parts if term.cell] == [
        "40", "30", "20", "10", ".",
    ]  # fmt: skip


def test_a_total_with_a_printed_part_is_doubted_and_topics_bound_it(tmp_path: Path) -> None:
    texts = {
        ("repeat_report", "GM0001"): ".",
        ("repeat_report_several_known", "GM0001"): "20",
        ("repeat_report_one_known", "GM0001"): "15",
        ("first_report", "GM0001"): "100",
    }
    (cell,) = dots_of(SHAPES["nested topics"], texts, tmp_path)  # type: ignore[arg-type]
    assert (cell.lower, cell.upper) == (math.ceil(17.5 + 12.5), math.floor(22.5 + 17.5))
    assert (cell.bounds, cell.doubts, cell.evidence) == ("narrowed", ("printed_part",), None)
    names = {term.cell.topic for one in cell.sums for term in one.parts if term.cell}
    assert names == set(INVOLVEMENT.adds_up[1].parts)


@pytest.mark.parametrize("is_written_down", [True, False])
def test_a_dot_that_its_region_made_us_doubt_says_so(is_written_down: bool, tmp_path: Path) -> None:
    cells: list[Cell] = [
        ("advices_started", "total", None, "GM0001", PERIOD, "50"),
        ("reports_received", "total", None, "GM0001", PERIOD, "."),
    ]

    def doubted(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            "UPDATE core.observation SET lower = NULL, upper = NULL WHERE value IS NULL"
        )
        if is_written_down:
            connection.execute(
                "INSERT INTO core.doubted_cell VALUES "
                "('84849NED', 'reports_received', 'total', NULL, NULL, 'GM0001', ?)",
                [PERIOD],
            )

    release = release_of(tmp_path, {"84849NED": cells}, [], doubted)
    with traced_core(release.directory / "warehouse.duckdb") as connection:
        (dot,) = read_cells(connection, "o.value IS NULL", {}).values()
        if not is_written_down:
            with pytest.raises(NotFollowedError):
                with_bounds(connection, dot)
            return
        told = with_bounds(connection, dot)
    assert (told.bounds, told.doubts, told.evidence) == ("doubted", ("region",), None)


def test_sums_that_exclude_each_other_are_told(tmp_path: Path) -> None:
    texts = one_area("40", "30", "20", "10", ".", "200")
    (cell,) = dots_of(SHAPES["categories"], texts, tmp_path)
    assert (cell.bounds, cell.lower, cell.upper) == ("contradicted", 0, 202)
    assert len(cell.sums) == 1


def test_other_bounds_than_those_of_the_source_file_are_not_explained(tmp_path: Path) -> None:
    texts = one_area("40", "30", "20", "10", ".", "120")
    changed = SHAPES["categories"]
    release = release_of(
        tmp_path,
        {
            changed.source.id: [
                (topic, first, second, area, PERIOD, text)
                for (topic, first, second, area), text in texts.items()  # type: ignore[misc]
            ]
        },
        [],
    )
    with traced_core(release.directory / "warehouse.duckdb") as connection:
        (cell,) = read_cells(connection, "o.value IS NULL", {}).values()
        assert cell.category_codes[1] == of(4)[2]
        with pytest.raises(NotFollowedError, match=r"\(8, 9\); expected \(0\.0, 9\.0\)"):
            with_bounds(connection, cell)
