"""The circuit breaker: when it opens, when it closes, and what it survives."""

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.circuit import OPEN_FOR, Circuit

HOST, OTHER = "opendata.cbs.nl", "datasets.cbs.nl"


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "circuit.json"


def opened(path: Path, clock: Clock) -> Circuit:
    circuit = Circuit(path, clock)
    for _ in range(3):
        circuit.failed(HOST)
    return circuit


def test_it_opens_after_three_failures_in_a_row_and_for_that_host_only(
    path: Path, clock: Clock
) -> None:
    circuit = Circuit(path, clock)
    for fails in (True, True, False, True, True):
        circuit.failed(HOST) if fails else circuit.succeeded(HOST)
        assert circuit.refuses(HOST) is None
    circuit.failed(HOST)
    assert circuit.refuses(HOST) == clock.time + timedelta(minutes=30)
    assert circuit.refuses(OTHER) is None


def test_it_holds_for_another_process_and_closes_by_itself(path: Path, clock: Clock) -> None:
    opened(path, clock)
    later = Circuit(path, clock)
    clock.time += OPEN_FOR - timedelta(seconds=1)
    assert later.refuses(HOST)
    clock.time += timedelta(seconds=1)
    assert later.refuses(HOST) is None


def test_after_that_one_failure_opens_it_and_one_success_closes_it(
    path: Path, clock: Clock
) -> None:
    circuit = opened(path, clock)
    clock.time += OPEN_FOR
    circuit.failed(HOST)
    assert circuit.refuses(HOST)
    circuit.succeeded(HOST)
    assert circuit.refuses(HOST) is None
    circuit.failed(HOST)
    assert circuit.refuses(HOST) is None


def test_a_clock_that_was_set_back_does_not_keep_it_open(path: Path, clock: Clock) -> None:
    circuit = opened(path, clock)
    clock.time -= timedelta(days=400)
    assert circuit.refuses(HOST) is None


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"opendata.cbs.nl": 5}', '{"opendata.cbs.nl": {"failures": 3}}',
     '{"opendata.cbs.nl": {"failures": "x", "until": null}}',
     '{"opendata.cbs.nl": {"failures": 3, "until": "soon"}}', "\x00"],
)  # fmt: skip
def test_a_damaged_file_counts_as_closed_and_is_mended(
    path: Path, clock: Clock, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_text(content)
    circuit = Circuit(path, clock)
    assert circuit.refuses(HOST) is None
    assert "counts as closed" in caplog.text
    circuit.failed(HOST)
    caplog.clear()
    assert circuit.refuses(HOST) is None and not caplog.text


def test_a_file_that_cannot_be_written_is_no_reason_to_stop(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    circuit = opened(Path(os.devnull) / "circuit.json", clock)
    assert circuit.refuses(HOST) is None
    circuit.succeeded(HOST)
    written = [r for r in caplog.records if "cannot be written" in r.getMessage()]
    assert len(written) == 3 and all(r.levelno == logging.WARNING for r in written)
