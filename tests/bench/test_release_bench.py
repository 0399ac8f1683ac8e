"""The bench of a release: what it says of its runs, and that every side works."""

import json
from pathlib import Path

import pytest

from tests.bench import release_sides
from tests.bench.ingest import Run
from tests.bench.release import goals, table
from tests.bench.release_sides import SIDES, snapshots

OTHERS = {
    "core and mart, one table changed": Run(12, 900, 12),
    "core and mart anew": Run(20, 900, 30),
    "no news": Run(0.1, 50, 0.1),
    "files": Run(10, 300, 15),
}
ROUNDS = [
    {"scan": Run(1, 100, 2), "floor": Run(4, 100, 5), "core and mart": Run(8, 500, 10)} | OTHERS,
    {"scan": Run(2, 100, 2), "floor": Run(4, 100, 5), "core and mart": Run(10, 500, 12)} | OTHERS,
]


def test_a_ratio_is_that_of_two_runs_of_one_round() -> None:
    (line,) = (one for one in table(ROUNDS).splitlines() if one.startswith("| core and mart |"))
    assert line == (
        "| core and mart | 9.00 (8.00-10.00) | 11.00 (10.00-12.00) | 500 (500-500) | "
        "6.50 (5.00-8.00) | 5.50 (5.00-6.00) | 2.25 (2.00-2.50) |"
    )


def test_a_goal_that_is_not_met_is_said() -> None:
    assert "of the scan's time | 6.50 | not met |" in goals(ROUNDS)
    assert "of the floor's time | 2.25 | met |" in goals(ROUNDS)


@pytest.mark.slow
@pytest.mark.parametrize("side", SIDES)
def test_every_side_works(
    side: str,
    figures_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "data").symlink_to(figures_data)
    (tmp_path / "work").mkdir()
    monkeypatch.setattr("sys.argv", ["", side, str(tmp_path / "data"), str(tmp_path / "work")])
    release_sides.main()
    answer = json.loads(capsys.readouterr().out)
    if side == "no news":
        assert answer["found"] == len(snapshots(figures_data))
    else:
        assert answer["found"] > 100
    assert answer["seconds"] > 0 and answer["megabytes"] > 20
