"""A disk that is full and a folder that may not be written, in processes of their own.

Real processes, because what is limited is a process (the size of its files, its user) or a file
system. What they write is looked at from outside.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators.release import newest_id
from ingest.replay.changed_tables import published_later
from ingest.replay.faults import parse_fault
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.snapshot import SnapshotStore
from ingest.source import figure_sources, read_sources

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[1]
FIGURES = CHECKOUT / "tests" / "figures"
HULPMONITOR = [sys.executable, "-m", "dashboard.cli"]
TABLE = "84852NED"


@pytest.fixture
def server() -> Iterator[ReplayServer]:
    """A newer version of every table than the one that `figures_data` has."""
    with ReplayServer([published_later(table) for table in read_figures(FIGURES)]) as running:
        yield running


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def ingest(
    server: ReplayServer, data: Path, *, within: Sequence[str] = (), **how: object
) -> "subprocess.CompletedProcess[str]":
    """`hulpmonitor ingest`, inside another command if there is one; nothing is a traceback."""
    command = [*within, *HULPMONITOR, "ingest", "--cbs", server.url, "--data", str(data)]
    options: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 120, **how}
    done = subprocess.run(command, cwd=CHECKOUT, **options)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def lines(done: "subprocess.CompletedProcess[str]") -> dict[str, str]:
    """What is said of each source, one line each."""
    return dict(line.split(maxsplit=1) for line in done.stdout.splitlines())


def in_use(data: Path) -> dict[str, str]:
    """The snapshot in use of every table of figures, each whole; and the newest release."""
    found = {"release": newest_id(data / "releases") or ""}
    for table_id in figure_sources():
        snapshot = SnapshotStore(data).current(table_id)
        if snapshot:
            snapshot.verify()
            found[table_id] = snapshot.id
    return found


def assert_recovers(server: ReplayServer, data: Path, before: dict[str, str]) -> None:
    done = ingest(server, data)
    assert done.returncode == 0, done.stdout + done.stderr
    after = in_use(data)
    assert after["release"] == before["release"]
    assert all(after[name] != before[name] for name in before if name != "release")


def test_one_bad_table_is_one_line_and_status_one(server: ReplayServer, data: Path) -> None:
    before = in_use(data)
    server.faults = [parse_fault(f"not-found:{TABLE}/")]
    done = ingest(server, data)
    assert done.returncode == 1
    said = lines(done)
    assert said.keys() == read_sources().keys()
    assert said[TABLE].startswith("failed") and "saw HTTP 404" in said[TABLE]
    assert done.stderr.splitlines()[-1].startswith("hulpmonitor: ")
    after = in_use(data)
    assert [name for name in before if after[name] == before[name]] == ["release", TABLE]
    server.faults = []
    assert ingest(server, data).returncode == 0
    assert in_use(data)[TABLE] != before[TABLE]


def test_files_that_may_not_grow(server: ReplayServer, data: Path) -> None:
    """The kernel refuses to write past a size, as a disk does that is full."""
    before = in_use(data)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = ingest(server, data, preexec_fn=small_files)
    assert done.returncode == 1
    said = lines(done)
    for table_id in before.keys() - {"release"}:
        assert said[table_id].startswith("failed") and "File too large" in said[table_id]
    assert in_use(data) == before
    assert_recovers(server, data, before)


# A mount that only this process and its children see, and that goes when they go.
NAMESPACE = ["unshare", "--map-root-user", "--mount", "sh", "-c"]


def may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run([*NAMESPACE, "mount -t tmpfs tmpfs /mnt"], capture_output=True)
    return tried.returncode == 0


FULL_DISK = """
set -e
mount -t tmpfs -o size=64m tmpfs "$0"
cp -r "$1"/. "$0"
cat /dev/zero > "$0/ballast" 2> /dev/null || true
shift
set +e
"$@"; status=$?
rm "$0/ballast"
"$@" > "$COPY/again" 2>&1
echo "$?" >> "$COPY/again"
cp -r "$0" "$COPY/after"
exit $status
"""


@pytest.mark.skipif(not may_mount(), reason="file systems may not be mounted here")
def test_a_disk_that_is_full(server: ReplayServer, data: Path, tmp_path: Path) -> None:
    before = in_use(data)
    disk, copy = tmp_path / "disk", tmp_path / "copy"
    disk.mkdir()
    copy.mkdir()
    within = [*NAMESPACE, FULL_DISK, str(disk), str(data)]
    done = ingest(server, disk, within=within, env={**os.environ, "COPY": str(copy)})
    assert done.returncode == 1, done.stderr
    said = lines(done)
    for table_id in before.keys() - {"release"}:
        assert said[table_id].startswith("failed") and "No space left" in said[table_id]
    assert (copy / "again").read_text().splitlines()[-1] == "0", "with space, all is well"
    after = in_use(copy / "after")
    assert after["release"] == before["release"]
    assert all(after[name] != before[name] for name in before if name != "release")


# What lets the superuser write where the permissions say no.
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_a_folder_that_may_not_be_written(server: ReplayServer, data: Path) -> None:
    before = in_use(data)
    folders = [data, *(path for path in data.rglob("*") if path.is_dir())]
    _set_mode(folders, 0o555)
    done = ingest(server, data, within=WITHOUT_RIGHTS if os.getuid() == 0 else ())
    _set_mode(folders, 0o755)
    assert done.returncode == 1, done.stderr
    said = lines(done)
    for table_id in before.keys() - {"release"}:
        assert said[table_id].startswith("failed") and "Permission denied" in said[table_id]
    assert in_use(data) == before
    assert_recovers(server, data, before)


def _set_mode(folders: Sequence[Path], mode: int) -> None:
    for folder in folders:
        folder.chmod(mode)
