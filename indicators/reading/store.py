"""The releases of one data directory."""

import tempfile
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from indicators.reading.release import Release
from indicators.release import RELEASE_ID, newest_id, release_ids
from indicators.revisions import compare
from indicators.revisions.compare import Revision
from indicators.revisions.published_release import PublishedRelease
from indicators.run_log import RunLog, RunSummary, read_runs
from indicators.status import InUse, Overview, overview
from ingest.files import read_json
from ingest.source import read_sources

RUNS_READ = 100  # weeks of runs: enough to find the last attempt for every source


class ReleaseStore:
    """All releases of one data directory; real ones hide demonstration ones for good.

    Safe for threads. A release that is opened stays open: its file never changes.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._open: dict[Path, Release] = {}
        self._lock = threading.Lock()

    def newest(self) -> Release | None:
        """The release that is shown now; the pointer is read anew on every call."""
        folder = self._folder()
        name = newest_id(folder)
        return self._get(folder / name) if name else None

    def get(self, release_id: str) -> Release | None:
        """A release by its id, or None if there is none of that name."""
        if not RELEASE_ID.match(release_id):
            return None
        directory = self._folder() / release_id
        return self._get(directory) if (directory / "manifest.json").exists() else None

    def releases(self) -> list[dict[str, Any]]:
        """The manifests of all releases, newest first."""
        folder = self._folder()
        return [read_json(folder / name / "manifest.json") for name in release_ids(folder)[::-1]]

    def changes(self, from_id: str, to_id: str) -> list[Revision]:
        """Every figure that differs between two releases, with its cause; KeyError on no such one.

        Worked out now, which takes seconds at full size; `Release.revisions` has what differs from
        the release before it.
        """
        sides = []
        for release_id in (from_id, to_id):
            release = self.get(release_id)
            if release is None:
                raise KeyError(f"saw no release {release_id!r}; expected one of `releases`")
            sides.append(PublishedRelease(release.directory, release.manifest))
        with tempfile.TemporaryDirectory() as folder:
            return compare.changes(*sides, folder=Path(folder))

    def last_run(self) -> RunSummary | None:
        """What the last run came to that was not skipped, or None before the first."""
        return self._log().last_run

    def overview(self, now: datetime) -> Overview:
        """How every source stands at a moment, with the last runs."""
        release = self.newest()
        if release is None:
            in_use = InUse(self._data, {}, (), {})
        else:
            states = {state.id: state for state in release.sources()}
            data = release.directory.parents[1]
            in_use = InUse(data, states, release.issues(), release.manifest["snapshots"])
        return overview(read_sources().values(), in_use, self._log(), now)

    def _log(self) -> RunLog:
        log = read_runs(self._data, RUNS_READ)
        # Where only invented figures were ever asked for, their log is the one there is.
        return log if log.runs else read_runs(self._data / "demonstration", RUNS_READ)

    def _folder(self) -> Path:
        real = self._data / "releases"
        return real if newest_id(real) else self._data / "demonstration" / "releases"

    def _get(self, directory: Path) -> Release:
        with self._lock:
            if directory not in self._open:
                self._open[directory] = Release(directory)
            return self._open[directory]
