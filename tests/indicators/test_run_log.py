"""The run log: written a line a run, read from the end, whatever happened to it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from indicators import run_log
from indicators.run_log import NAME, OLDER_NAME, RunSummary, TableRun, append_run, read_runs, rotate

RUN = RunSummary(
    "2026-11-24T00:15:00+00:00",
    "2026-11-24T00:16:00+00:00",
    "published",
    "2026-11-24.1",
    "85361NED: te traag; één tabel",
    (
        TableRun("84851NED", "unchanged", protocol="v3", findings=2),
        TableRun("85361NED", "failed", "te traag", reason="too_slow"),
    ),
)


def numbered(number: int) -> RunSummary:
    return replace(RUN, release_id=str(number))


def ids(data: Path, count: int) -> list[str | None]:
    return [run.release_id for run in read_runs(data, count).runs]


def test_before_the_first_run_there_is_nothing(tmp_path: Path) -> None:
    assert read_runs(tmp_path, 10) == run_log.RunLog((), 0)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    append_run(tmp_path, RUN)
    assert read_runs(tmp_path, 10).runs == (RUN,)


@pytest.mark.parametrize("block", [1, 7, 400, 10**6])
def test_the_last_ones_are_read_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(run_log, "_BLOCK_BYTES", block)
    for number in range(5):
        append_run(tmp_path, numbered(number))
    assert ids(tmp_path, 3) == ["4", "3", "2"]
    assert ids(tmp_path, 9) == ["4", "3", "2", "1", "0"]


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path) -> None:
    append_run(tmp_path, numbered(0))
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"no run\n" * 200_000)
    for number in (1, 2):
        append_run(tmp_path, numbered(number))
    log = read_runs(tmp_path, 2)
    assert [run.release_id for run in log.runs] == ["2", "1"]
    assert log.unreadable == 0


def test_half_a_line_is_counted_and_spoils_nothing(tmp_path: Path) -> None:
    append_run(tmp_path, numbered(0))
    append_run(tmp_path, numbered(1))
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-40])
    log = read_runs(tmp_path, 10)
    assert ([run.release_id for run in log.runs], log.unreadable) == (["0"], 1)
    append_run(tmp_path, numbered(2))
    assert ids(tmp_path, 10) == ["2", "0"]
    assert read_runs(tmp_path, 10).unreadable == 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"tables": []}',
        b'{"tables": [{"id": "x", "outcome": "failed", "colour": "red"}]}',
        json.dumps(
            {"started_at": "soon", "finished_at": "later", "outcome": "failed",
             "release_id": None, "message": "", "tables": []}
        ).encode(),
    ],
)  # fmt: skip
def test_what_is_no_run_is_passed_over(tmp_path: Path, line: bytes) -> None:
    (tmp_path / NAME).write_bytes(line + b"\n")
    append_run(tmp_path, RUN)
    log = read_runs(tmp_path, 10)
    assert log.runs == (RUN,)
    assert log.unreadable == (1 if line else 0)


def test_a_large_log_is_put_aside_and_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_run(tmp_path, numbered(0))
    rotate(tmp_path)
    assert not (tmp_path / OLDER_NAME).exists()
    monkeypatch.setattr(run_log, "LARGE_BYTES", 10)
    for number in (1, 2):
        rotate(tmp_path)
        append_run(tmp_path, numbered(number))
    assert len((tmp_path / NAME).read_text().splitlines()) == 1
    assert ids(tmp_path, 10) == ["2", "1"]
    assert ids(tmp_path, 1) == ["2"]


def test_the_last_run_is_not_one_that_was_skipped(tmp_path: Path) -> None:
    append_run(tmp_path, RUN)
    append_run(tmp_path, replace(RUN, outcome="skipped", tables=()))
    assert read_runs(tmp_path, 10).last_run == RUN
