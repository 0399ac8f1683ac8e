"""`hulpmonitor up`: the site in one process, fetching in another, one life.

The site starts first, so that it can say what is going on; the scheduler runs in this process and
hands every new release over through the data directory alone. When either ends, so does the other.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from typing import NoReturn

from dashboard.progress import progress_bars
from dashboard.settings import Settings
from indicators.release import build, newest_id
from indicators.update import update
from ingest.circuit import Circuit
from ingest.errors import AnotherRunError, IngestError, NothingToLoadError
from ingest.hosts import Hosts
from ingest.reachable import is_reachable
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.server import ReplayServer
from ingest.schedule import make_scheduler
from ingest.source import Source, read_sources

logger = logging.getLogger(__name__)

PROBE_SECONDS = 5
_PATIENCE_SECONDS = 10


def run_site_and_schedule(settings: Settings) -> None:
    """Run until stopped or until the site ends; ends this process with the site's exit code."""
    if settings.demo == "always" and _has_release(settings):
        raise IngestError(
            f"{settings.data}: saw a release with real figures; expected none with --demo always. "
            "Choose another data directory: demonstration figures never come after real ones."
        )
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    site = subprocess.Popen(_serve_command(settings))  # noqa: S603 - our own command
    worker = threading.Thread(target=_fetch_until, args=(settings, stopped), daemon=True)
    worker.start()
    while site.poll() is None and not stopped.wait(0.2):
        pass
    stopped.set()
    _leave(_end(site))


def run_schedule(settings: Settings) -> None:
    """Fetch on schedule until stopped, without a site; ends this process."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    _fetch_until(replace(settings, demo="never"), stopped)
    _leave(0)


def _fetch_until(settings: Settings, stopped: threading.Event) -> None:
    _rebuild(settings)
    if settings.demo == "always" or (settings.demo == "if-offline" and _needs_demo(settings)):
        _show_demonstration(settings)
    if settings.demo == "always":
        stopped.wait()
        return
    sources = read_sources().values()
    circuit = Circuit(settings.data / "circuit.json")

    def run(group: list[Source]) -> None:
        with progress_bars() as report:
            update(settings.data, settings.hosts, group, report, circuit=circuit)

    scheduler = make_scheduler(sources, run, lambda: not _has_release(settings))
    scheduler.start()
    stopped.wait()
    scheduler.shutdown(wait=False)


def _rebuild(settings: Settings) -> None:
    """After an upgrade, build from the snapshots at hand what the new code makes of them."""
    for data in (settings.data, settings.data / "demonstration"):
        if not (data / "snapshots").exists():
            continue
        try:
            build(data, read_sources().values())
        except (NothingToLoadError, AnotherRunError):
            continue
        except Exception:
            # Whatever is wrong with it, the release that is there stays, and fetching goes on.
            logger.exception("the figures in %s could not be rebuilt", data)


def _needs_demo(settings: Settings) -> bool:
    if _has_release(settings):
        return False
    table_id = next(iter(read_sources()))
    return not is_reachable(settings.hosts, table_id, timeout=PROBE_SECONDS)


def _show_demonstration(settings: Settings) -> None:
    data = settings.data / "demonstration"
    if newest_id(data / "releases"):
        return
    logger.info("building a release of fictitious demonstration figures")
    with ReplayServer(demonstration_tables()) as server, progress_bars() as report:
        summary = update(data, Hosts.at(server.url), read_sources().values(), report)
    logger.info("demonstration figures: %s %s", summary.outcome, summary.message)


def _has_release(settings: Settings) -> bool:
    return newest_id(settings.data / "releases") is not None


def _serve_command(settings: Settings) -> list[str]:
    return [
        *(sys.executable, "-m", "dashboard.cli", "serve"),
        *("--data", str(settings.data)),
        *("--host", settings.host),
        *("--port", str(settings.port)),
    ]


def _leave(code: int) -> NoReturn:
    # A run may be in the middle of a download or of a minute's pause, and Python waits for its
    # thread. A run can be cut off at any moment without harm, so nobody has to wait.
    logging.shutdown()
    os._exit(code)


def _end(site: "subprocess.Popen[bytes]") -> int:
    if site.poll() is None:
        site.terminate()
        try:
            site.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            site.kill()
        return 0
    return site.returncode
