"""The Dockerfile's steps work, and what they build runs as it should; no engine is needed."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from dashboard.i18n.text import t
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from tests.tools.dockerfile import NotUnderstoodError, Stage, is_ignored, read_dockerfile
from tests.tools.image import Image
from tests.tools.image_build import build

CHECKOUT = Path(__file__).parents[1]
FIGURES = CHECKOUT / "tests" / "figures"
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
PATTERNS = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def stages() -> list[Stage]:
    return read_dockerfile(DOCKERFILE)


@pytest.fixture(scope="module")
def image(stages: list[Stage]) -> Iterator[Image]:
    # Not tmp_path: that is closed to the user that the image runs as.
    with tempfile.TemporaryDirectory(prefix="hulpmonitor-image-") as name:
        Path(name).chmod(0o755)
        yield build(stages, CHECKOUT, Path(name))


def test_the_last_stage_is_small_and_runs_as_nobody(stages: list[Stage]) -> None:
    last = stages[-1]
    user, group = last.last("USER").text.split(":")

    assert len(stages) > 1
    assert int(user) > 0 and int(group) > 0
    assert last.last("VOLUME").words() == ["/data"]
    assert last.values("ENV")["HULPMONITOR_DATA"] == "/data"
    assert last.all("HEALTHCHECK")
    assert not any("pip install" in i.text or "uv " in i.text for i in last.all("RUN"))


def test_only_python_images_are_used_and_one_is_no_newer_than_the_other(
    stages: list[Stage],
) -> None:
    bases = {stage.base for stage in stages}

    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+-slim(-\w+)?", bases.pop())


def test_labels_tell_licence_and_version(stages: list[Stage]) -> None:
    labels = stages[-1].values("LABEL")
    version = re.search(r'^version = "(.+)"$', (CHECKOUT / "pyproject.toml").read_text(), re.M)

    assert version is not None
    assert labels["org.opencontainers.image.licenses"] == "EUPL-1.2"
    assert labels["org.opencontainers.image.version"] == version[1]


def test_no_secret_is_baked_in(stages: list[Stage]) -> None:
    names = [name for stage in stages for name in stage.values("ENV")]

    assert not [n for n in names if re.search(r"(?i)secret|password|passwd|token|_key$", n)]


def test_uv_is_the_one_of_the_makefile(stages: list[Stage]) -> None:
    pinned = re.search(r"^VERSION=(.+)$", (CHECKOUT / ".ci" / "uv").read_text(), re.M)

    assert pinned is not None
    assert any(f"uv=={pinned[1]}" in step.text for step in stages[0].all("RUN"))


@pytest.mark.parametrize(
    "line",
    [
        "ARG SECRET",
        "ADD https://example.org/x /x",
        "RUN --mount=type=secret true",
        "COPY --chown=1 a b",
        "SHELL ['sh']",
    ],
)
def test_an_instruction_that_is_not_known_is_refused(line: str) -> None:
    with pytest.raises(NotUnderstoodError, match="line 2"):
        read_dockerfile(f"FROM python:3.11-slim\n{line}\n")


@pytest.mark.parametrize(
    ("path", "is_out"),
    [
        ("dashboard/assets/css/20-base.css", False),
        ("ingest/sources/85361NED.yaml", False),
        ("uv.lock", False),
        ("dashboard/__pycache__/cli.pyc", True),
        ("tests/conftest.py", True),
        ("data/releases/newest", True),
        (".env", True),
        (".git/config", True),
    ],
)
def test_only_what_the_image_is_made_from_goes_in(path: str, is_out: bool) -> None:
    assert is_ignored(path, PATTERNS) is is_out


def test_compose_gives_no_more_than_is_needed() -> None:
    service = yaml.safe_load((CHECKOUT / "compose.yaml").read_text())["services"]["hulpmonitor"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["data:/data"]
    assert all(mount.startswith("/tmp") for mount in service["tmpfs"])
    assert service["ports"] == ["127.0.0.1:8050:8050"]
    assert not {"privileged", "network_mode", "cap_add", "pid", "env_file"} & set(service)


@pytest.mark.slow
@pytest.mark.registry
def test_the_image_starts_and_answers_its_health_check(image: Image) -> None:
    # Nothing listens where CBS should be: the site must come up all the same, and say so.
    settings = _settings(f"http://127.0.0.1:{_free_port()}")

    with image.read_only():
        assert _check_health(image, settings) != 0, "healthy while nothing runs"
        with _running(image, settings) as process:
            _wait_until(process, lambda: _check_health(image, settings) == 0)
            status, text = _home(settings)
            assert status == 503
            assert t("no_release.title", "nl") in text
        assert _check_health(image, settings) != 0, "healthy after the end"


@pytest.mark.slow
@pytest.mark.registry
def test_the_image_makes_a_release_in_its_volume(image: Image) -> None:
    with ReplayServer(read_figures(FIGURES)) as cbs, image.read_only():
        settings = _settings(cbs.url)
        with _running(image, settings) as process:
            _wait_until(process, lambda: _check_health(image, settings) == 0)
            _wait_until(process, lambda: _home(settings)[0] == 200)

    newest = (image.root / "data" / "releases" / "newest").read_text().strip()
    assert (image.root / "data" / "releases" / newest / "warehouse.duckdb").exists()


@pytest.mark.slow
@pytest.mark.registry
def test_the_root_of_the_image_cannot_be_written(image: Image) -> None:
    roots = [f"{image.root}{place}" for place in ("/", "/app", "/app/.venv/bin", "/data", "/tmp")]
    attempt = f"import os; print([os.access(path, os.W_OK) for path in {roots!r}])"

    with image.read_only(), tempfile.TemporaryFile() as out:
        image.start(["python", "-c", attempt], {}, out.fileno()).wait(60)
        out.seek(0)
        assert out.read().decode().strip() == "[False, False, False, True, True]"


@contextlib.contextmanager
def _running(image: Image, settings: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The container's program with all that it starts; whatever happens, nothing stays behind."""
    # Tests do not listen to other machines; nothing else of the command is changed.
    command = [word.replace("0.0.0.0", "127.0.0.1") for word in image.command()]
    with tempfile.TemporaryFile() as log:
        process = image.start(command, settings, log.fileno())
        try:
            yield process
            # Well within what an engine waits before it kills, also while CBS does not answer.
            process.terminate()
            assert process.wait(timeout=15) == 0
        except BaseException as error:
            log.seek(0)
            error.add_note(f"It said:\n{log.read().decode()}")
            raise
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until(process: "subprocess.Popen[bytes]", condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < end, "nothing after two minutes"
        time.sleep(0.5)


def _settings(cbs: str) -> dict[str, str]:
    return {"HULPMONITOR_PORT": str(_free_port()), "HULPMONITOR_CBS": cbs}


def _home(settings: dict[str, str]) -> tuple[int, str]:
    """Status and text of the home page."""
    address = f"http://127.0.0.1:{settings['HULPMONITOR_PORT']}/"
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _check_health(image: Image, settings: dict[str, str]) -> int:
    process = image.start(image.health_check(), settings, subprocess.DEVNULL)
    return process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]
