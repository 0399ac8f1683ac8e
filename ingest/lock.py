"""One writer at a time in a data directory, across processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import IngestError


@contextmanager
def writer_lock(data: Path) -> Iterator[None]:
    """Hold the data directory for writing; raises IngestError when another run holds it.

    The lock is the kernel's and ends with the process, so a killed run leaves nothing to clear.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".writer.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IngestError(
                f"{data}: another run is writing here; expected to be the only one. "
                "Wait for it to end."
            ) from error
        yield
