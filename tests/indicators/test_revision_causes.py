"""Why a figure differs, rule by rule, on cells typed in by hand."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from indicators.definition import read_definitions
from indicators.mart import compute
from indicators.revisions import compare
from indicators.revisions.causes import RULES
from indicators.revisions.compare import Revision
from indicators.revisions.published_release import PublishedRelease
from tests.indicators.core_tables import Cell, make_core

pytestmark = pytest.mark.slow

YEAR = "2023JJ00"
TABLE = "85361NED"

Change = Callable[[duckdb.DuckDBPyConnection], object]


def reports(area: str, repeated: str, received: str) -> list[Cell]:
    texts = {"repeat_report": repeated, "reports_received": received}
    return [(topic, None, None, area, YEAR, text) for topic, text in texts.items()]


class Side:
    """One release: cells, a status and a version of every table, and what was done to it after."""

    def __init__(
        self,
        cells: dict[str, list[Cell]] | list[Cell],
        *,
        status: str = "provisional",
        key: str = "spring",
        code: str = "program",
        statuses: dict[str, str] | None = None,
        core: Change | None = None,
        mart: Change | None = None,
    ) -> None:
        self.cells = cells if isinstance(cells, dict) else {TABLE: cells}
        self.statuses = statuses or {YEAR: status}
        self.key, self.code, self.core, self.mart = key, code, core, mart

    def publish(self, folder: Path, release_id: str, indicator: str) -> PublishedRelease:
        connection = make_core(self.cells, self.statuses)
        connection.execute("UPDATE core.source SET snapshot_id = ?", [self.key])
        connection.execute("UPDATE core.source SET change_key = ? WHERE is_delivered", [self.key])
        if self.core:
            self.core(connection)
        compute(connection, [read_definitions()[indicator]], release_id)
        if self.mart:
            self.mart(connection)
        directory = folder / release_id
        directory.mkdir()
        connection.execute(f"ATTACH '{directory / 'warehouse.duckdb'}' AS file")
        connection.execute("COPY FROM DATABASE memory TO file")
        connection.close()
        return PublishedRelease(directory, {"id": release_id, "program_digest": self.code})


def revisions(
    folder: Path, older: Side, newer: Side, indicator: str = "C1"
) -> dict[tuple[str, str], Revision]:
    """What differs for one indicator, by area and period."""
    sides = [
        side.publish(folder, f"2026-01-01.{number}", indicator)
        for number, side in enumerate((older, newer), start=1)
    ]
    (folder / "spill").mkdir()
    rows = compare.changes(*sides, folder=folder / "spill")
    return {(row.area_code, row.period_code): row for row in rows}


def only(folder: Path, older: Side, newer: Side, indicator: str = "C1") -> Revision:
    (row,) = revisions(folder, older, newer, indicator).values()
    return row


BEFORE = reports("GM0001", "40", "100")


def test_nothing_changed_is_no_row(tmp_path: Path) -> None:
    newer = Side(BEFORE, key="autumn", code="other program")
    assert revisions(tmp_path, Side(BEFORE), newer) == {}


def test_a_corrected_cell_is_a_revision_of_the_source(tmp_path: Path) -> None:
    newer = Side(reports("GM0001", "45", "100"), key="autumn", code="other program")
    row = only(tmp_path, Side(BEFORE), newer)
    assert (row.cause, row.evidence) == ("source_revision", "85361NED spring -> autumn")
    assert (row.from_value, row.to_value, row.difference) == (40, 45, 5)
    assert (row.from_numerator, row.to_numerator) == (40, 45)
    assert row.difference_lower == round(row.to_lower - row.from_upper, 6)  # type: ignore[operator]
    assert row.difference_upper == round(row.to_upper - row.from_lower, 6)  # type: ignore[operator]


def test_another_cell_than_under_the_same_version_of_the_table_is_not_explained(
    tmp_path: Path,
) -> None:
    """Whatever program made it: the table cannot differ under one change key."""

    def refetch(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("UPDATE core.source SET snapshot_id = 'again'")

    newer = Side(reports("GM0001", "45", "100"), core=refetch, code="other program")
    row = only(tmp_path, Side(BEFORE), newer)
    assert (row.cause, row.evidence) == ("unexplained", "")


def test_a_status_that_went_up_takes_its_corrections_along(tmp_path: Path) -> None:
    newer = Side(reports("GM0001", "45", "100"), status="definitive", key="autumn")
    rows = revisions(tmp_path, Side(BEFORE), newer)
    row = rows["GM0001", YEAR]
    assert (row.cause, row.evidence) == ("provisional_to_definitive", "provisional -> definitive")
    assert (row.from_status, row.to_status, row.difference) == ("provisional", "definitive", 5)
    assert rows["GM9001", YEAR].cause == "provisional_to_definitive"


def test_a_status_that_went_up_explains_no_number_of_which_no_cell_changed(tmp_path: Path) -> None:
    newer = Side(
        BEFORE,
        status="definitive",
        key="autumn",
        mart=lambda c: c.execute("UPDATE mart.indicator_value SET value = 41 WHERE value = 40"),
    )
    rows = revisions(tmp_path, Side(BEFORE), newer)
    assert rows["GM0001", YEAR].cause == "unexplained"


def test_a_status_that_went_down_is_a_revision_of_the_source(tmp_path: Path) -> None:
    older = Side(BEFORE, status="definitive")
    rows = revisions(tmp_path, older, Side(BEFORE, key="autumn"))
    assert {row.cause for row in rows.values()} == {"source_revision"}


def test_a_number_that_became_a_dot_is_withdrawn(tmp_path: Path) -> None:
    newer = Side(reports("GM0001", ".", "100"), status="definitive", key="autumn")
    row = revisions(tmp_path, Side(BEFORE), newer)["GM0001", YEAR]
    assert (row.cause, row.evidence) == ("withdrawn", "85361NED spring -> autumn")
    assert (row.to_value, row.to_missing_reason) == (None, "unknown_or_secret")
    assert (row.difference, row.difference_lower is None) == (None, False)


def test_a_period_that_is_gone_is_withdrawn(tmp_path: Path) -> None:
    both = {YEAR: "provisional", "2022JJ00": "definitive"}
    older = Side(BEFORE, statuses=both)
    rows = revisions(tmp_path, older, Side(BEFORE, key="autumn"))
    assert {(row.period_code, row.cause) for row in rows.values()} == {("2022JJ00", "withdrawn")}


def test_an_indicator_that_is_gone_is_withdrawn_and_a_new_one_is_no_revision(
    tmp_path: Path,
) -> None:
    def without(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("DELETE FROM mart.indicator_value WHERE indicator_id = 'C1'")

    less = Side(BEFORE, mart=without)
    (tmp_path / "gone").mkdir()
    rows = revisions(tmp_path / "gone", Side(BEFORE), less)
    assert {(row.cause, row.evidence) for row in rows.values()} == {("withdrawn", "C1")}
    (tmp_path / "new").mkdir()
    assert revisions(tmp_path / "new", less, Side(BEFORE)) == {}


def test_the_first_figures_for_a_period_are_new(tmp_path: Path) -> None:
    both = {YEAR: "provisional", "2022JJ00": "definitive"}
    rows = revisions(tmp_path, Side(BEFORE), Side(BEFORE, statuses=both, key="autumn"))
    assert {(row.period_code, row.cause) for row in rows.values()} == {("2022JJ00", "new_period")}
    assert {row.from_status for row in rows.values()} == {None}


@pytest.mark.parametrize("version", ["1.1.0", None])
def test_other_numbers_from_the_same_cells_come_from_the_method(
    tmp_path: Path, version: str | None
) -> None:
    def other_method(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("UPDATE mart.indicator_value SET value = 41 WHERE value = 40")
        if version:
            connection.execute("UPDATE mart.indicator_value SET indicator_version = ?", [version])

    code = "program" if version else "other program"
    # The table has another version, but no cell for this area.
    more = BEFORE + reports("GM0002", "10", "50")
    newer = Side(more, key="autumn", mart=other_method, code=code)
    older = Side(BEFORE + reports("GM0002", "15", "50"))
    rows = revisions(tmp_path, older, newer)
    row = rows["GM0001", YEAR]
    assert (row.cause, row.evidence) == (
        "method_version",
        "1.0.0 -> 1.1.0" if version else "code",
    )
    assert rows["GM0002", YEAR].cause == "source_revision"


def test_the_same_method_on_the_same_cells_cannot_give_other_numbers(tmp_path: Path) -> None:
    newer = Side(
        BEFORE,
        mart=lambda c: c.execute("UPDATE mart.indicator_value SET value = 41 WHERE value = 40"),
    )
    assert only(tmp_path, Side(BEFORE), newer).cause == "unexplained"


def test_a_dissolved_municipality_leaves_by_reclassification(tmp_path: Path) -> None:
    def dissolve(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("UPDATE core.area SET is_current = false WHERE area_code = 'GM9001'")

    row = only(tmp_path, Side(BEFORE), Side(BEFORE, core=dissolve, key="autumn"))
    assert (row.area_code, row.cause, row.evidence) == ("GM9001", "reclassification", "GM9001")
    assert (row.from_missing_reason, row.to_status) == ("not_delivered", None)


def test_a_sum_over_other_municipalities_comes_from_the_reclassification(tmp_path: Path) -> None:
    """V1 of a Veilig Thuis region divides by our own sum of its municipalities' children."""

    def region_of(code: str, children: int) -> Change:
        def change(connection: duckdb.DuckDBPyConnection) -> None:
            connection.execute(
                "UPDATE core.area SET area_level = 'veilig_thuis_region' WHERE area_code = 'VT01'"
            )
            connection.execute(
                "UPDATE core.area SET veilig_thuis_code = 'VT01' WHERE area_code IN ('GM0001', ?)",
                [code],
            )
            connection.execute(
                "UPDATE core.observation SET is_own_sum = true, published_text = NULL, "
                "value = $n, lower = $n, upper = $n "
                "WHERE source_id = '03759ned' AND area_code = 'VT01'",
                {"n": children},
            )

        return change

    def cells(children: str) -> dict[str, list[Cell]]:
        places = {"GM0001": children, "GM0002": "2000", "VT01": "0"}
        return {
            "84851NED": [("reports_received", "child_abuse", None, "VT01", YEAR, "65")],
            "03759ned": [
                ("children_0_17", None, None, code, YEAR, text) for code, text in places.items()
            ],
        }

    older = Side(cells("4000"), core=region_of("GM0001", 4000))
    joined = Side(cells("4000"), core=region_of("GM0002", 6000), key="autumn")
    (tmp_path / "joined").mkdir()
    row = revisions(tmp_path / "joined", older, joined, "V1")["VT01", YEAR]
    assert (row.cause, row.from_denominator, row.to_denominator) == ("reclassification", 4000, 6000)

    # With the same members, other children in one of them are the source's doing.
    revised = Side(cells("4100"), core=region_of("GM0001", 4100), key="autumn")
    (tmp_path / "revised").mkdir()
    row = revisions(tmp_path / "revised", older, revised, "V1")["VT01", YEAR]
    assert (row.cause, row.evidence) == ("source_revision", "03759ned spring -> autumn")


def test_a_table_that_came_in_at_last_explains_the_rows_without_numbers(tmp_path: Path) -> None:
    newer = Side({TABLE: BEFORE, "84849NED": []}, key="autumn")
    rows = revisions(tmp_path, Side(BEFORE), newer, "R1a")
    assert {
        (row.cause, row.evidence, row.from_missing_reason, row.to_missing_reason)
        for row in rows.values()
    } == {("source_revision", "84849NED - -> autumn", "not_delivered", "not_published")}


def test_the_last_rule_always_holds_and_every_cause_has_one_rule() -> None:
    causes = [rule.cause for rule in RULES]
    assert len(set(causes)) == len(causes)
    assert (RULES[-1].cause, RULES[-1].condition) == ("unexplained", "true")
