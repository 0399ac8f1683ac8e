"""Which rows there are, what they carry, and why a number is missing."""

import duckdb
import pytest

from indicators.chain.records import StepFigure
from indicators.chain.steps import read_steps
from tests.indicators.chain.chain_rows import (
    YEAR,
    assessment,
    chain_of,
    computed,
    core,
    history,
    kinds,
)
from tests.indicators.core_tables import Cell, make_core

TRANSFERS = "84855NED"


def transfers(area: str = "GM0001", **texts: str) -> list[Cell]:
    return [("transfers", name, None, area, YEAR, text) for name, text in texts.items()]


def test_every_step_is_there_for_every_area() -> None:
    rows = computed(core({"85361NED": history("100", ("40", "30", "20", "10"))}, NL01="country"))
    assert len(rows) == 3 * len(read_steps().steps)  # GM0001, GM9001, NL01
    assert all((row.value is None) == (row.missing_reason is not None) for row in rows.values())


def test_a_table_that_did_not_come_in_gives_steps_that_are_not_delivered() -> None:
    found = chain_of({"85361NED": history("100", ("40", "30", "20", "10"))})
    for step in ("reports", "assessed", "next_step_unknown", "cases", "transfers_local_team"):
        assert (found[step].value, found[step].missing_reason) == (None, "not_delivered")
    assert found["repeat_report"].value == 30


def test_a_kind_of_area_that_the_table_does_not_have_is_not_published() -> None:
    cells = {
        "85361NED": history("100", ("40", "30", "20", "10")),
        "84852NED": assessment("100", ("40", "30", "20", "10"), ".", "VT01"),
    }
    rows = computed(core(cells, VT01="veilig_thuis_region"))
    for step in ("reports_by_history", "repeat_report", "history_unknown"):
        assert rows[step, "VT01", YEAR].missing_reason == "not_published"
        assert rows[step, "GM9001", YEAR].missing_reason == "not_delivered"
    assert rows["reports", "VT01", YEAR].value == 100


@pytest.mark.parametrize(
    ("part", "whole", "share", "reason", "reliability"),
    [
        ("10", "25", 40, None, "indicative"),
        ("50", "810", 6.2, None, "normal"),
        ("200", "100", 200, None, "normal"),  # another unit: no part, so more than 100 can be
        (".", "15", None, "withheld_by_us", None),
        ("10", "15", None, "withheld_by_us", None),
        (".", "45", None, "unknown_or_secret", "indicative"),
        ("10", ".", None, "unknown_or_secret", None),
        ("", "45", None, "impossible", None),
        ("10", "", None, "impossible", None),
    ],
)
def test_the_share_of_a_step_that_only_follows(
    part: str, whole: str, share: float | None, reason: str | None, reliability: str | None
) -> None:
    found = chain_of({"84851NED": kinds(cases_with_report=whole, investigations_completed=part)})[
        "investigations_child_abuse"
    ]
    assert (found.share, found.share_missing_reason) == (share, reason)
    assert found.reliability == reliability


def test_a_part_is_at_most_its_whole() -> None:
    found = chain_of({"85361NED": history("100", ("105", ".", ".", "."))})["first_report"]
    assert (found.share, found.share_lower, found.share_upper) == (100, 100, 100)


def test_transfers_come_from_the_second_table_where_the_first_has_none() -> None:
    cells = {
        TRANSFERS: transfers("GM0001", total="100", local_team="60"),
        "84854NED": [("transfers", "total", "total", "VT01", YEAR, "900")],
    }
    rows = computed(core(cells, VT01="veilig_thuis_region"))
    here, region = rows["transfers", "GM0001", YEAR], rows["transfers", "VT01", YEAR]
    assert (here.value, region.value) == (100, 900)
    assert here.source_tables == "84851NED; 84855NED"
    assert region.source_tables == "84851NED; 84854NED"
    assert rows["transfers_local_team", "GM0001", YEAR].share == 60


def with_terms(is_found: dict[str, bool]) -> duckdb.DuckDBPyConnection:
    connection = core({TRANSFERS: transfers(total="100", local_team="60", youth_help="25")})
    for term, found in is_found.items():
        connection.execute(
            "INSERT INTO core.term VALUES (?, ?, ?, ?)",
            [TRANSFERS, None if term == "transfers" else "organisation", term, found],
        )
    return connection


def not_available(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT source_id, message_nl, message_en FROM core.issue "
        "WHERE subject = 'chain_step_not_available' AND severity = 'warning'"
    ).fetchall()


def test_what_the_table_has_under_no_name_we_know_is_said_and_not_left_out() -> None:
    connection = with_terms({"transfers": True, "total": True, "local_team": False})
    rows = computed(connection)
    lost = rows["transfers_local_team", "GM0001", YEAR]
    assert (lost.value, lost.missing_reason) == (None, "not_delivered")
    assert rows["transfers", "GM0001", YEAR].value == 100
    ((source, nl, en),) = not_available(connection)
    assert source == TRANSFERS
    for message in (nl, en):
        assert "local_team" in message
        assert "total" not in message
    assert "Overdrachten bij alle huiselijk geweld aan een lokaal team" in nl
    assert "Transfers on all domestic violence to a local team" in en


def test_without_its_topic_no_step_has_figures_and_one_issue_names_them_all() -> None:
    connection = with_terms({"transfers": False})
    rows = computed(connection)
    steps = [step for step in read_steps().steps if step.unit == "transfers"]
    assert len(steps) == 5
    ((_, nl, en),) = not_available(connection)
    for step in steps:
        assert rows[step.id, "GM0001", YEAR].missing_reason == "not_delivered"
        assert step.title.nl in nl
        assert step.title.en in en


def test_with_everything_found_there_is_nothing_to_say() -> None:
    connection = with_terms({"transfers": True, "total": True, "local_team": True})
    computed(connection)
    assert not_available(connection) == []


def test_a_figure_is_as_provisional_as_the_most_provisional_of_its_tables() -> None:
    connection = core(
        {
            TRANSFERS: transfers(total="100"),
            "84851NED": [("cases_with_report", "total", None, "GM0001", YEAR, "80")],
        }
    )
    connection.execute(
        "UPDATE core.period SET status = 'definitive' WHERE source_id = ?", [TRANSFERS]
    )
    rows = computed(connection)
    assert rows["transfers", "GM0001", YEAR].status == "provisional"
    assert rows["transfers_local_team", "GM0001", YEAR].status == "definitive"


def test_half_years_and_a_municipality_that_is_gone() -> None:
    topic = "reports_received"
    cells: list[Cell] = [
        (topic, None, None, "GM0001", "2023HJ01", "50"),
        (topic, None, None, "GM0001", "2024HJ01", ""),
        (topic, None, None, "GM0002", "2024HJ01", "70"),
    ]
    statuses = {"2023HJ01": "definitive", "2024HJ01": "provisional"}
    connection = make_core({"85361NED": cells}, statuses)
    connection.execute("UPDATE core.area SET is_current = false WHERE area_code = 'GM0001'")
    rows = computed(connection)
    gone = {period for step, area, period in rows if area == "GM0001"}
    assert gone == {"2023HJ01"}
    assert rows["reports_by_history", "GM0001", "2023HJ01"].status == "definitive"
    assert rows["reports_by_history", "GM0002", "2024HJ01"].boundary_year == 2024
    assert rows["reports_by_history", "GM0002", "2023HJ01"].missing_reason == "not_delivered"


def test_an_own_sum_stays_one() -> None:
    connection = core({"84852NED": assessment("100", ("40", "30", "20", "10"), ".")})
    connection.execute("UPDATE core.observation SET is_own_sum = true WHERE category_2 = 'total'")
    rows = computed(connection)
    own = {step for (step, area, _), row in rows.items() if area == "GM0001" and row.is_own_sum}
    assert own == {"reports", "assessed"}


def test_everything_that_a_figure_must_carry() -> None:
    connection = core({"85361NED": history("100", ("40", "30", "20", "10"))})
    connection.execute(
        "UPDATE core.source SET is_fictitious = true, retrieved_at = '2026-01-01 06:00:00' "
        "WHERE source_id = '85361NED'"
    )
    figure: StepFigure = computed(connection)["repeat_report", "GM0001", YEAR]
    assert figure.release_id == "2026-01-01.1"
    assert figure.is_fictitious
    assert figure.retrieved_at is not None
    assert (figure.source_tables, figure.source_change_keys) == ("85361NED", "key")
    assert (figure.licence, figure.status) == ("CC BY 4.0", "provisional")
    assert (figure.unit, figure.population) == ("reports", "all_domestic_violence")
    assert figure.chain_version == read_steps().version
