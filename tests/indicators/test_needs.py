"""An indicator on a table whose columns are not all known is there only when they are found."""

import pytest
from pydantic import ValidationError

from indicators.definition import Definition, read_definitions
from indicators.mart import compute
from tests.indicators.core_tables import Cell, make_core

YEAR = "2023JJ00"
CELLS: list[Cell] = [
    (topic, None, None, "GM0001", YEAR, text)
    for topic, text in (("repeat_report", "40"), ("reports_received", "100"))
]


def made_up(**needs: list[str]) -> Definition:
    content = read_definitions()["C1"].model_dump() | {"needs": needs}
    return Definition.model_validate(content)


def computed(definition: Definition, **is_found: bool) -> tuple[list[tuple], list[tuple]]:
    """Values and issues where table 85361NED turns out to have these terms, or not."""
    connection = make_core({"85361NED": CELLS}, {YEAR: "provisional"})
    connection.execute("DELETE FROM core.term")
    for term, found in is_found.items():
        connection.execute("INSERT INTO core.term VALUES ('85361NED', NULL, ?, ?)", [term, found])
    compute(connection, [definition], "2026-01-01.1")
    values = connection.execute(
        "SELECT value FROM mart.indicator_value WHERE area_code = 'GM0001'"
    ).fetchall()
    issues = connection.execute(
        "SELECT source_id, subject, message_nl, message_en FROM core.issue "
        "WHERE subject <> 'chain_step_not_available'"
    ).fetchall()
    return values, issues


def test_it_is_computed_when_all_that_it_needs_is_found() -> None:
    needing = made_up(**{"85361NED": ["repeat_report", "reports_received"]})
    values, issues = computed(needing, repeat_report=True, reports_received=True)
    assert values == [(40.0,)]
    assert issues == []


@pytest.mark.parametrize("is_found", [{"reports_received": True, "repeat_report": False}, {}])
def test_it_is_left_out_and_an_issue_says_what_is_missing(is_found: dict[str, bool]) -> None:
    needing = made_up(**{"85361NED": ["repeat_report", "reports_received"]})
    values, issues = computed(needing, **is_found)
    assert values == []
    ((source, subject, nl, en),) = issues
    assert (source, subject) == ("85361NED", "indicator_not_available")
    for message in (nl, en):
        assert "C1" in message
        assert "repeat_report" in message
        assert ("reports_received" in message) == (not is_found)


def test_without_needs_nothing_is_asked() -> None:
    assert computed(made_up())[0] == [(40.0,)]


@pytest.mark.parametrize("needs", [{"85361NED": ["no_such_term"]}, {"84849NED": ["total"]}])
def test_needs_are_names_of_its_own_sources(needs: dict[str, list[str]]) -> None:
    with pytest.raises(ValidationError, match="expected one of `sources` and names"):
        made_up(**needs)
