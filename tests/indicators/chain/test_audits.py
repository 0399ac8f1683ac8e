"""Every audit of the chain finds what it is there for, and nothing in a sound release."""

import pytest

from indicators import audits
from tests.indicators.chain.chain_rows import assessment, computed, core, history

BROKEN = {
    "chain_counts_are_a_number_or_a_reason": [
        "UPDATE mart.chain_step SET missing_reason = NULL WHERE step_id = 'cases'",
        "UPDATE mart.chain_step SET share_missing_reason = NULL WHERE step_id = 'cases'",
        "UPDATE mart.chain_step SET missing_reason = 'impossible' WHERE step_id = 'first_report'",
    ],
    "chain_has_every_step": [
        "DELETE FROM mart.chain_step WHERE step_id = 'cases' AND area_code = 'GM0001'"
    ],
    "chain_values_lie_within_their_bounds": [
        "UPDATE mart.chain_step SET upper = value - 1 WHERE step_id = 'first_report'",
        "UPDATE mart.chain_step SET share_lower = share + 1 WHERE step_id = 'first_report'",
    ],
    "chain_parts_fit_their_whole": [
        "UPDATE mart.chain_step SET lower = 90, upper = 999 WHERE step_id = 'first_report'"
    ],
    "chain_small_parents_give_no_share": [
        "UPDATE mart.chain_step SET parent_value = 15 WHERE step_id = 'first_report'"
    ],
    "chain_discloses_no_count": [
        "UPDATE mart.chain_step SET lower = 8.5 WHERE step_id = 'report_not_classified'"
    ],
}


def broken_by(change: str | None) -> list[str]:
    connection = core(
        {
            "85361NED": history("100", ("40", "30", "20", ".")),
            "84852NED": assessment("100", ("40", "30", "20", "10"), "."),
        }
    )
    computed(connection)
    if change:
        connection.execute(change)
    return [failure.split(":")[0].removeprefix("audit ") for failure in audits.failures(connection)]


def test_a_sound_chain_passes() -> None:
    assert broken_by(None) == []


def test_every_audit_of_the_chain_is_tried() -> None:
    assert set(BROKEN) == {path.stem for path in audits.FOLDER.glob("chain_*.sql")}


@pytest.mark.parametrize(
    ("audit", "change"), [(audit, change) for audit, some in BROKEN.items() for change in some]
)
def test_what_is_broken_is_found(audit: str, change: str) -> None:
    assert audit in broken_by(change)
