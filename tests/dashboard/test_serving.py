"""The site as it is served in earnest, in processes of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dashboard.serving import address_to_visit

pytestmark = pytest.mark.slow

PROGRAM = (
    "from dashboard.serving import serve; from dashboard.settings import Settings; "
    "serve(Settings.from_environment())"
)


@contextmanager
def serving(data: Path, port: int = 0) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "HULPMONITOR_DATA": str(data), "HULPMONITOR_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def printed_address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    match = re.fullmatch(r"Hulpmonitor is served on (http://127\.0\.0\.1:\d+)\n", line)
    assert match, line
    return match[1]


def test_it_prints_its_address_once_it_answers_and_stops_when_told(figures_data: Path) -> None:
    with serving(figures_data) as process:
        address = printed_address(process)
        assert httpx.get(f"{address}/healthz", timeout=30).text.startswith("ok, release ")

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "Traceback" not in errors


def test_first_readers_at_once_all_get_their_page(figures_data: Path) -> None:
    pages = ["/", "/vergelijk", "/gemeente/GM0014-groningen", "/data"] * 6
    with serving(figures_data) as process:
        address = printed_address(process)
        with ThreadPoolExecutor(12) as readers:
            got = list(readers.map(lambda path: httpx.get(address + path, timeout=60), pages))

    assert {response.status_code for response in got} == {200}


def test_a_new_release_shows_in_every_process(figures_data: Path, tmp_path: Path) -> None:
    with serving(tmp_path) as process:
        address = printed_address(process)
        assert httpx.get(address, timeout=30).status_code == 503
        shutil.copytree(figures_data / "releases", tmp_path / "releases")
        # More requests than processes, each on a connection of its own.
        assert {httpx.get(address, timeout=30).status_code for _ in range(8)} == {200}


def test_an_address_in_use_is_told_in_words(figures_data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(figures_data, port) as process:
            _, errors = process.communicate(timeout=30)

    assert process.returncode != 0
    assert f"cannot listen on 127.0.0.1 port {port}: " in errors
    assert "Choose another one with --port." in errors


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8050"),
        ("0.0.0.0", "http://127.0.0.1:8050"),
        ("::1", "http://[::1]:8050"),
        ("hulpmonitor.example", "http://hulpmonitor.example:8050"),
    ],
)
def test_the_address_is_one_that_a_browser_can_visit(host: str, address: str) -> None:
    assert address_to_visit(host, 8050) == address
