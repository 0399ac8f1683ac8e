"""Executes the steps of a Dockerfile in plain directories, where no engine is at hand.

A stage is a directory that stands for the root of its file system; all stages are built in the same
place one after the other and then moved aside, as a path inside an image is the same in each. The
base image is stood in for by the Python that runs the tests, in `usr/local`, and by the shell tools
of this machine. A RUN is not locked in: what is tested is that each step works on the files that
it is given, and that the result works (`image.py`).
"""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.tools.dockerfile import Instruction, NotUnderstoodError, Stage, is_ignored
from tests.tools.image import Image, in_shell, in_word

BASE_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    # A copied Python looks for its library where it was built.
    "LD_LIBRARY_PATH": "/usr/local/lib",
}
UV = Path(__file__).parents[2] / ".ci" / "uv"

# How this machine reaches its package registry, as an engine hands on its proxy settings.
REGISTRY = re.compile(r"(?i)(https?|all|no)_proxy|PIP_\w+|UV_\w*INDEX\w*|(SSL|CURL|REQUESTS)_\w+")


def build(stages: list[Stage], checkout: Path, work: Path) -> Image:
    """Execute a Dockerfile's steps in `work`, an empty directory that others may enter."""
    context = work / "context"
    _lay_context(checkout, context)
    for stage in stages:
        root = work / "root"
        _lay_base(root)
        environment = _execute(stage, root, context, work / "stages")
        if stage is stages[-1]:
            # Nothing of an earlier stage may be needed when the image runs.
            shutil.rmtree(work / "stages", ignore_errors=True)
            shutil.rmtree(context)
            return Image(root, stage, environment)
        (work / "stages").mkdir(exist_ok=True)
        root.rename(work / "stages" / stage.name)
    raise NotUnderstoodError("no FROM")


def _execute(stage: Stage, root: Path, context: Path, stages: Path) -> dict[str, str]:
    environment, workdir = dict(BASE_ENVIRONMENT), "/"
    for step in stage.instructions:
        if step.keyword == "ENV":
            values = {name: _expand(text, environment) for name, text in step.pairs().items()}
            environment |= values
        elif step.keyword == "WORKDIR":
            workdir = os.path.join(workdir, step.text)
            (root / workdir.strip("/")).mkdir(parents=True, exist_ok=True)
        elif step.keyword == "COPY":
            origin = stages / step.flags["from"] if "from" in step.flags else context
            _copy(step, origin, root, workdir)
        elif step.keyword == "RUN":
            if any(i.line < step.line for i in stage.all("USER")):
                raise NotUnderstoodError(f"line {step.line}: RUN after USER")
            _run(step, root, environment, workdir)
    return environment


def _run(step: Instruction, root: Path, environment: dict[str, str], workdir: str) -> None:
    registry = {name: v for name, v in os.environ.items() if REGISTRY.fullmatch(name)}
    home = Path.home()
    mine = registry | {
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(home / ".cache" / "uv")),
        "XDG_CONFIG_HOME": os.environ.get("XDG_CONFIG_HOME", str(home / ".config")),
    }
    theirs = {name: in_word(root, value) for name, value in environment.items()}
    done = subprocess.run(
        ["sh", "-c", in_shell(root, step.text)],
        cwd=root / workdir.strip("/"),
        env=mine | theirs,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise AssertionError(
            f"Dockerfile line {step.line} ended with {done.returncode}:\n"
            f"RUN {step.text}\n{done.stdout}\n{done.stderr}"
        )


def _copy(step: Instruction, origin: Path, root: Path, workdir: str) -> None:
    *sources, target = step.words()
    destination = root / os.path.join(workdir, target).strip("/")
    for name in sources:
        source = origin / name.strip("/")
        if not source.exists():
            raise AssertionError(f"Dockerfile line {step.line}: there is no {name} to copy")
        if source.is_dir():
            shutil.copytree(source, destination, symlinks=True, dirs_exist_ok=True)
        else:
            is_folder = target.endswith("/") or len(sources) > 1
            destination = destination / source.name if is_folder else destination
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, destination)
            destination = destination.parent if is_folder else destination


def _lay_context(checkout: Path, context: Path) -> None:
    """The build context: what git does not ignore, and .dockerignore does not either."""
    listing = subprocess.run(
        # The checkout may belong to somebody else, which git refuses unless it is told.
        ["git", "-c", "safe.directory=*", "ls-files", "-zco", "--exclude-standard"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    patterns = (checkout / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in filter(None, listing.stdout.split("\0")):
        if (checkout / name).is_file() and not is_ignored(name, patterns):
            target = context / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(checkout / name, target)


def _lay_base(root: Path) -> None:
    """The base image: directories, and this Python with pip in usr/local."""
    local, home = root / "usr" / "local", Path(sys.base_prefix)
    (root / "tmp").mkdir(parents=True)
    (root / "root").mkdir()
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if os.geteuid() != 0 or _is_open_to_all(home):
        _uv("venv", "--quiet", "--python", _base_python(), str(local))
    else:
        # A Python in root's own home cannot be used by the image's user: take a copy along.
        left_out = shutil.ignore_patterns(
            "site-packages", "test", "__pycache__", "config-*", "EXTERNALLY-MANAGED"
        )
        shutil.copytree(home / "lib" / python, local / "lib" / python, ignore=left_out)
        for library in (home / "lib").glob("libpython*.so*"):
            shutil.copy2(library, local / "lib")
        (local / "lib" / python / "site-packages").mkdir()
        (local / "bin").mkdir()
        shutil.copy2(Path(_base_python()).resolve(), local / "bin" / python)
        for name in ("python3", "python"):
            (local / "bin" / name).symlink_to(python)
    _uv("pip", "install", "--quiet", "--python", str(local / "bin" / "python"), "pip")
    if os.geteuid() != 0:
        # Only root can give files away; without root everything belongs to the one who tests.
        give = local / "bin" / "chown"
        give.write_text('#!/bin/sh\nshift; exec ls -d "$@"\n')
        give.chmod(0o755)


def _base_python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))


def _is_open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def _uv(*arguments: str) -> None:
    done = subprocess.run([UV, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _expand(text: str, environment: Mapping[str, str]) -> str:
    return re.sub(r"\$\{?(\w+)\}?", lambda match: environment.get(match[1], ""), text)
