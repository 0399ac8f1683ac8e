"""The bench itself: every side brings in the same small table, and says what it took."""

import pytest

from tests.bench.ingest import Run, goals, measure, table
from tests.bench.published import ROWS_A_PERIOD

pytestmark = pytest.mark.slow


def test_every_side_brings_in_the_same_table() -> None:
    (turn,) = measure(ROWS_A_PERIOD, rounds=1, page_rows=4_000)
    assert set(turn) == {"ours", "cbsodata", "floor"}
    assert all(run.seconds > 0 and run.megabytes > 20 for run in turn.values())


def test_a_ratio_is_that_of_two_runs_of_one_round() -> None:
    rounds = [
        {"ours": Run(1, 100), "cbsodata": Run(4, 1000), "floor": Run(1, 200)},
        {"ours": Run(30, 100), "cbsodata": Run(60, 1000), "floor": Run(30, 200)},
        {"ours": Run(2, 100), "cbsodata": Run(8, 1000), "floor": Run(1, 200)},
    ]
    text = table(1_000_000, rounds)
    assert "| cbsodata | 8.00 (4.00-60.00) | 1000 (1000-1000) | 0.25 (0.25-0.50) |" in text
    assert goals(rounds, rounds).count("| met |") == 4
    slower = [{**turn, "ours": Run(50 * turn["ours"].seconds, 500)} for turn in rounds]
    assert goals(rounds, slower).count("| not met |") == 4


def test_a_side_that_loses_rows_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.bench.published import Published

    monkeypatch.setattr(Published, "first_topic_sum", 1.0)
    with pytest.raises(RuntimeError, match="expected rows and sum"):
        measure(ROWS_A_PERIOD, rounds=1)
