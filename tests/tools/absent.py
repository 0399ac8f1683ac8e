"""What a test needs from the machine: absent, it fails in CI and is listed at the end elsewhere.

A test says what it needs with a marker. Nothing is skipped silently: with CI=true the test fails
and says what is missing; without it the test is set aside and the run ends with the list.
"""

import functools
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools.axe import ABSENT as NO_AXE
from tests.tools.axe import find_axe
from tests.tools.chromium import ABSENT as NO_CHROMIUM
from tests.tools.chromium import find_chromium

UV = Path(__file__).parents[2] / ".ci" / "uv"


def _no_chromium() -> str | None:
    return None if find_chromium() else NO_CHROMIUM


def _no_axe() -> str | None:
    return None if find_axe() else NO_AXE


def _no_registry() -> str | None:
    # The smallest question that only the registry can answer, asked the way `make setup` asks.
    question = ["pip", "compile", "--quiet", "--no-cache", "--no-deps", "-"]
    asked = subprocess.run([UV, *question], input="idna", capture_output=True, text=True)
    return None if asked.returncode == 0 else "the Python package registry does not answer"


# Marker -> what is missing, or None when it is there. Asked once, and only when a test needs it.
NEEDS: dict[str, Callable[[], str | None]] = {
    "browser": functools.cache(_no_chromium),
    "axe": functools.cache(_no_axe),
    "registry": functools.cache(_no_registry),
}

_set_aside = pytest.StashKey[dict[str, list[str]]]()


def _in_ci() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(trylast=True)  # after -m and -k have chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _in_ci():
        return
    missing: dict[str, list[str]] = {}
    kept, aside = [], []
    for item in items:
        reason = _missing(item)
        if reason is None:
            kept.append(item)
        else:
            aside.append(item)
            missing.setdefault(reason, []).append(item.nodeid)
    if aside:
        config.hook.pytest_deselected(items=aside)
        items[:] = kept
    config.stash[_set_aside] = missing
    # With -n the tests are collected in workers, and this is how a worker tells.
    vars(config).get("workeroutput", {})["set_aside"] = missing


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker collects the same tests, so the list of any of them is the list."""
    found = getattr(node, "workeroutput", {}).get("set_aside")
    if found is not None:
        node.config.stash[_set_aside] = found


def pytest_runtest_setup(item: pytest.Item) -> None:
    if reason := _missing(item):
        pytest.fail(reason, pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, names in terminalreporter.config.stash.get(_set_aside, {}).items():
        count = "1 test was" if len(names) == 1 else f"{len(names)} tests were"
        terminalreporter.section(f"{count} not run", yellow=True)
        terminalreporter.write_line(reason)
        for name in names:
            terminalreporter.write_line(f"  {name}")


def _missing(item: pytest.Item) -> str | None:
    reasons = (check() for name, check in NEEDS.items() if item.get_closest_marker(name))
    return next((reason for reason in reasons if reason), None)
