"""Commands that a machine reads: what they print, and what they end with."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from indicators.run_log import append_run, read_runs
from ingest.source import read_sources
from tests.ingest.holding import another_run

HULPMONITOR = (sys.executable, "-m", "dashboard.cli")


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def states(data: Path) -> tuple[int, dict[str, str]]:
    result = CliRunner().invoke(app, ["status", "--data", str(data)])
    rows = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert all(reason for _, _, reason in rows)
    return result.exit_code, {source_id: state for source_id, state, _ in rows}


def test_status_prints_every_source_and_ends_well(data: Path) -> None:
    code, seen = states(data)
    assert code == 0
    assert seen.keys() == read_sources().keys()
    assert seen["84851NED"] in ("fresh", "late", "doubtful")
    assert seen["03759ned"] == "not_delivered"


@pytest.mark.parametrize(
    ("change", "state"), [({"reason": "too_slow"}, "failed"), ({"reason": None}, "behind")]
)
def test_status_ends_with_one_when_something_failed_or_is_behind(
    data: Path, change: dict[str, str | None], state: str
) -> None:
    (last,) = read_runs(data, 1).runs
    tables = tuple(
        replace(table, outcome="failed", **change) if table.id == "84851NED" else table
        for table in last.tables
    )
    append_run(data, replace(last, tables=tables))
    code, seen = states(data)
    assert (code, seen["84851NED"]) == (1, state)


def test_an_ingest_that_comes_while_a_run_goes_on_says_so_and_ends_with_one(
    tmp_path: Path,
) -> None:
    with another_run(tmp_path):
        done = subprocess.run(
            [*HULPMONITOR, "ingest", "--data", str(tmp_path), "--cbs", "http://127.0.0.1:1"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    *_, line = done.stderr.strip().splitlines()
    assert line.startswith(f"hulpmonitor: {tmp_path}: another run is going on here")
    assert [run.outcome for run in read_runs(tmp_path, 5).runs] == ["skipped"]
