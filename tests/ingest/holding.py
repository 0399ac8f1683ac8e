"""Another process that is in the middle of a run."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Holds the lock, says so, and stays until it is ended.
_HOLDER = """
import sys
from pathlib import Path
from ingest.lock import run_lock

with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_run(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the run lock of a data directory; killed at the end at the latest."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()
