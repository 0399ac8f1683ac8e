"""What makes a bare machine ready: the Makefile, .ci/uv, and how absent things are reported."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.tools import absent

pytest_plugins = ["pytester"]

CHECKOUT = Path(__file__).parents[1]
MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
UV_VERSION = re.findall(r"^VERSION=(.+)$", (CHECKOUT / ".ci" / "uv").read_text(), re.M)[0]


def _program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def _machine(tmp_path: Path, *programs: str) -> Path:
    """A folder for PATH with these programs of this machine and no others."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in programs:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return folder


def _uv(tmp_path: Path, path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run .ci/uv in a checkout of its own, on a machine that has what `path` holds."""
    (tmp_path / ".ci").mkdir(exist_ok=True)
    shutil.copy(CHECKOUT / ".ci" / "uv", tmp_path / ".ci")
    return subprocess.run(
        [tmp_path / ".ci" / "uv", *arguments],
        env=os.environ | {"PATH": str(path), "PYTHON": ""},
        capture_output=True,
        text=True,
    )


SHELL = ("sh", "dirname", "cut", "sort", "head", "id", "rm")


def test_help_lists_every_target_that_is_meant_for_people() -> None:
    shown = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True).stdout
    phony = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.M)[0].split()

    for target in sorted(set(phony) - {"chromium"}):
        assert f"make {target} " in shown


def test_ci_does_what_people_do() -> None:
    workflow = yaml.safe_load((CHECKOUT / ".github" / "workflows" / "ci.yml").read_text())
    steps = workflow["jobs"]["ci"]["steps"]
    run = (CHECKOUT / ".ci" / "run").read_text()

    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]
    assert re.findall(r"^step (.+)$", run, re.M) == ["make check", "make test"]
    assert "set -euo pipefail" in run
    for script in ("run", "uv"):
        assert os.access(CHECKOUT / ".ci" / script, os.X_OK)


def test_a_uv_that_is_new_enough_is_used(tmp_path: Path) -> None:
    path = _machine(tmp_path, *SHELL)
    _program(path, "uv", 'test "$1" = --version && echo "uv 99.1.0 (x)" || echo "used: $*"')
    _program(path, "python3", "echo /some/python3")

    assert _uv(tmp_path, path, "sync").stdout == "used: sync\n"
    assert not (tmp_path / ".venv-tools").exists()


def test_without_a_suitable_python_the_message_says_what_was_seen(tmp_path: Path) -> None:
    path = _machine(tmp_path, *SHELL)
    _program(path, "uv", 'echo "uv 0.1.0"')
    _program(path, "python3", 'test "$1" = --version && echo "Python 3.9.2" || exit 1')

    done = _uv(tmp_path, path, "sync")

    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert "Saw: Python 3.9.2" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_the_first_python_that_is_new_enough_makes_the_environment(tmp_path: Path) -> None:
    path = _machine(tmp_path, *SHELL)
    _program(path, "uv", 'test "$1" = --version && echo "uv 99.1.0 (x)" || echo "$UV_PYTHON"')
    _program(path, "python3", "exit 1")
    _program(path, "python3.12", "echo /usr/bin/python3.12")

    assert _uv(tmp_path, path, "venv").stdout == "/usr/bin/python3.12\n"


@pytest.mark.slow
@pytest.mark.registry
def test_a_machine_without_uv_gets_it(tmp_path: Path) -> None:
    path = _machine(tmp_path, *SHELL)
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    _program(path, "python3", f'exec "{base}" "$@"')

    first = _uv(tmp_path, path, "--version")
    again = _uv(tmp_path, path, "--version")

    assert first.stdout.startswith(f"uv {UV_VERSION}"), first.stderr
    assert "Putting uv" in first.stderr
    assert again.stdout == first.stdout
    assert again.stderr == ""


NEEDS_A_BROWSER = """
import pytest

@pytest.mark.browser
def test_with_a_browser():
    pass

def test_without():
    pass
"""


@pytest.fixture
def without_a_browser(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A run of two tests of which one needs what is not there; gives its arguments."""
    monkeypatch.setitem(absent.NEEDS, "browser", lambda: "there is no browser here")
    pytester.makepyfile(NEEDS_A_BROWSER)
    pytester.makeini("[pytest]\nmarkers =\n  browser: x\n")
    return ["-p", "tests.tools.absent", "-p", "no:dash"]


def test_what_is_absent_fails_in_ci(
    pytester: pytest.Pytester, without_a_browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")

    done = pytester.runpytest_inprocess(*without_a_browser)

    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["*there is no browser here*"])


def test_what_is_absent_is_listed_elsewhere(
    pytester: pytest.Pytester, without_a_browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)

    done = pytester.runpytest_inprocess(*without_a_browser)

    done.assert_outcomes(passed=1, deselected=1)
    done.stdout.fnmatch_lines(
        ["*1 test was not run*", "there is no browser here", "*::test_with_a_browser"]
    )
