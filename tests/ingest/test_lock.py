"""One run at a time, across processes."""

import signal
from pathlib import Path

import pytest

from ingest.errors import AnotherRunError
from ingest.lock import run_lock
from tests.ingest.holding import another_run


def test_a_second_process_is_told_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    with another_run(tmp_path) as other:
        with (
            pytest.raises(AnotherRunError, match="another run is going on here"),
            run_lock(tmp_path),
        ):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
        with run_lock(tmp_path):
            pass


def test_another_directory_is_another_lock(tmp_path: Path) -> None:
    with run_lock(tmp_path / "one"), run_lock(tmp_path / "two"):
        pass
    with run_lock(tmp_path / "one"):
        pass
