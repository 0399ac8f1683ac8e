"""Starts what a Dockerfile describes from a plain directory, where no engine is at hand.

The directory stands for the root of the image's file system. Absolute paths in commands and
settings are moved to lie under it, except those of the machine itself (`MACHINE`). The program gets
the image's environment and nothing else, runs as the image's user when the test runs as root, and
can write only where a read-only container could.
"""

import contextlib
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.tools.dockerfile import Instruction, Stage

MACHINE = ("bin", "sbin", "lib", "lib64", "usr", "etc", "dev", "proc", "sys")

# An absolute path in a shell command: not the rest of a relative one, nor of a web address.
_PATH = re.compile(r"(?<![\w./$}])/[\w.][^\s:\"';,)]*")


class Image:
    """The last stage, built; its paths lie under `root`."""

    def __init__(self, root: Path, stage: Stage, environment: dict[str, str]) -> None:
        self.root, self.stage, self._environment = root, stage, environment

    def command(self) -> list[str]:
        """What the container runs: entry point and command together."""
        return self.stage.last("ENTRYPOINT").exec_form() + self.stage.last("CMD").exec_form()

    def health_check(self) -> list[str]:
        """The program that tells whether the container is well."""
        text = self.stage.last("HEALTHCHECK").text.removeprefix("CMD ")
        return Instruction(0, "HEALTHCHECK", {}, text).exec_form()

    def user(self) -> tuple[int, int]:
        """Numbers of user and group; a name is refused, as the image need not know it."""
        user, group = self.stage.last("USER").text.split(":")
        return int(user), int(group)

    @contextlib.contextmanager
    def read_only(self) -> Iterator[None]:
        """Within, nothing can be written but the volumes and /tmp (an empty tmpfs)."""
        writable = [self.root / path.strip("/") for path in self.stage.last("VOLUME").words()]
        scratch = self.root / "tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        scratch.chmod(0o1777)
        modes = {p: p.stat().st_mode for p in _inside(self.root, {*writable, scratch})}
        try:
            for path, mode in modes.items():
                path.chmod(stat.S_IMODE(mode) & ~0o222)
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(stat.S_IMODE(mode))

    def start(
        self, command: list[str], settings: Mapping[str, str], log: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program as the image's user, with the image's environment and these settings."""
        environment = self._environment | dict(settings)
        user, group = self.user() if os.geteuid() == 0 else (None, None)
        return subprocess.Popen(
            [in_word(self.root, word) for word in command],
            cwd=self.root / self.stage.last("WORKDIR").text.strip("/"),
            env={name: in_word(self.root, value) for name, value in environment.items()},
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _moved(root: Path, path: str) -> str:
    """An absolute path of the image as it lies under `root`; a path of the machine stays."""
    is_machines = path.split("/")[1] in MACHINE and not path.startswith("/usr/local")
    return path if is_machines else f"{root}{path}"


def in_shell(root: Path, text: str) -> str:
    """A shell command with the image's paths under `root`."""
    return _PATH.sub(lambda match: _moved(root, match[0]), text)


def in_word(root: Path, word: str) -> str:
    """A word of a command, or the value of a variable: a path, several, or something else."""
    parts = word.split(":")
    return ":".join(_moved(root, part) if re.match(r"/\w", part) else part for part in parts)


def _inside(root: Path, except_for: set[Path]) -> Iterator[Path]:
    yield root
    for path in root.iterdir():
        if path in except_for or path.is_symlink():
            continue
        if path.is_dir():
            yield from _inside(path, except_for)
        else:
            yield path
