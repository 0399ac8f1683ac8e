import pytest

from ingest.findings import Finding
from ingest.health.cells import (
    counts_above_the_dot,
    not_negative,
    percentages_in_range,
    rounded_as_declared,
)
from tests.ingest.health.small_core import INVOLVEMENT, Key, Table, core, figure_source, reports

PCT: Key = ("first_report_pct", None, None, "GM0001", "2025JJ00")


def all_cell_checks(table: Table) -> list[Finding]:
    checks = (rounded_as_declared, not_negative, percentages_in_range, counts_above_the_dot)
    connection = core(table)
    return [finding for check in checks for finding in check(connection, table.source)]


@pytest.mark.parametrize("texts", [{}, {"GM0001": "10"}, {"GM0001": "."}, {"GM0001": "127340"}])
def test_what_the_source_file_allows_is_silent(texts: dict[str, str]) -> None:
    assert all_cell_checks(Table(reports({"GM0002": "95"} | texts) | {PCT: "31.9"})) == []


@pytest.mark.parametrize("cells", [reports({"GM0001": "12"}), {PCT: "31.95"}])
def test_another_rounding_is_a_fault(cells: dict[Key, str]) -> None:
    (finding,) = all_cell_checks(Table(cells))
    assert (finding.severity, finding.subject) == ("error", "rounding")


def test_another_rounding_is_a_warning_where_columns_are_taken_over() -> None:
    source = figure_source(
        "85361NED", takes_over={"rounding": {"aantal": 5}, "evidence": "assumed"}
    )
    cells = {("extra", None, None, "GM0001", "2025JJ00"): "12"}
    (finding,) = all_cell_checks(Table(cells, source, units={"extra": "aantal"}))
    assert (finding.severity, finding.subject) == ("warning", "rounding")
    assert all_cell_checks(Table(cells, INVOLVEMENT, units={"extra": "aantal"})) == []


def test_a_count_below_zero_is_a_fault() -> None:
    (finding,) = all_cell_checks(Table(reports({"GM0001": "-15"})))
    assert (finding.severity, finding.subject) == ("error", "negative")
    assert "GM0001" in finding.nl and "-15" in finding.nl


@pytest.mark.parametrize("text", ["100.1", "-0.1"])
def test_a_percentage_beyond_0_to_100_is_a_warning(text: str) -> None:
    (finding,) = all_cell_checks(Table({PCT: text}))
    assert (finding.severity, finding.subject) == ("warning", "percentage")
    assert all_cell_checks(Table({PCT: "0.0"})) == []
    assert all_cell_checks(Table({PCT: "100.0"})) == []


@pytest.mark.parametrize("text", ["0", "5"])
def test_a_count_that_should_have_been_a_dot_contradicts_our_bounds(text: str) -> None:
    (finding,) = all_cell_checks(Table(reports({"GM0001": text})))
    assert (finding.severity, finding.subject) == ("warning", "dot_bound")
    source = figure_source("85361NED", dot_bound=None)
    assert all_cell_checks(Table(reports({"GM0001": text}), source)) == []


def test_three_examples_are_named_and_all_are_counted() -> None:
    (finding,) = all_cell_checks(Table(reports({f"GM000{n}": "12" for n in range(1, 6)})))
    assert finding.en.startswith("5 figures")
    assert finding.en.count("reports_received") == 3
