"""Shared fixtures: a network that ends at this machine, and releases made the real way."""

import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import stamina

from indicators.api import Release, ReleaseStore
from indicators.update import RunSummary, update
from ingest.hosts import Hosts
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.source import read_sources

# What is absent on this machine fails when CI=true, and is listed at the end elsewhere.
pytest_plugins = ["tests.tools.absent"]

FIGURES = Path(__file__).parent / "figures"

# No test is timed: a busy machine is no fault.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def no_network_beyond_this_machine() -> Iterator[None]:
    """A connection to anywhere else fails at once, with the address in the message."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            if host not in ("127.0.0.1", "::1", "localhost"):
                raise OSError(f"tests do not leave this machine; this one asked for {address}")
        connect(self, address)  # type: ignore[arg-type]

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def no_waiting_between_retries() -> Iterator[None]:
    """Retries happen as often as they do in earnest, but without the pauses."""
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def run_on_figures(
    folder: Path, data: Path, *, edition: int = 0, page_size: int = 50
) -> RunSummary:
    """The whole staircase on a folder of figures, through the replay server."""
    with ReplayServer(read_figures(folder, edition=edition), page_size=page_size) as server:
        return update(data, Hosts.at(server.url), read_sources().values())


@pytest.fixture(scope="session")
def figures_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a release made from the real published figures in tests/figures."""
    data = tmp_path_factory.mktemp("figures")
    summary = run_on_figures(FIGURES, data)
    assert summary.outcome == "published", summary.message
    return data


@pytest.fixture(scope="session")
def release(figures_data: Path) -> Release:
    """The release made from tests/figures."""
    newest = ReleaseStore(figures_data).newest()
    assert newest is not None
    return newest


@pytest.fixture(scope="session")
def demonstration_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the whole fictitious set, 6.4 million cells: for slow tests only."""
    data = tmp_path_factory.mktemp("demonstration")
    with ReplayServer(demonstration_tables()) as server:
        summary = update(data, Hosts.at(server.url), read_sources().values())
    assert summary.outcome == "published", summary.message
    newest = ReleaseStore(data).newest()
    assert newest is not None
    return newest
