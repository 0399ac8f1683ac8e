"""One run at a time in a data directory, across processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import AnotherRunError


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Hold the data directory for a whole run; raises AnotherRunError when another run holds it.

    The lock is the kernel's and ends with the process, so a killed run leaves nothing to clear.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRunError(
                f"{data}: another run is going on here; expected to be the only one. "
                "Wait for it to end."
            ) from error
        yield
