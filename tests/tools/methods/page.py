"""Putting the page together: `python -m tests.tools.methods [--check]`.

A chapter names what is filled in as <<kind:name>>: `choice` a number that we chose, `part` a list
or table, `method` a function of `indicators` with its docstring and its worked example, `plain` the
sentence that the page of the site begins the same method with.
"""

import re
import sys
from pathlib import Path
from textwrap import fill

from dashboard.methods.methods import plain
from tests.tools.methods.choices import shown
from tests.tools.methods.functions import method
from tests.tools.methods.parts import PARTS

PAGE = Path(__file__).parents[3] / "docs" / "methods.md"
CHAPTERS = Path(__file__).with_name("chapters")
FILLED_IN = re.compile(r"<<(choice|part|method|plain):([\w.-]+)>>")


def page() -> str:
    """The whole text of docs/methods.md."""
    chapters = (path.read_text(encoding="utf-8") for path in sorted(CHAPTERS.glob("*.md")))
    return FILLED_IN.sub(_filled_in, "\n".join(chapters))


def _filled_in(found: re.Match[str]) -> str:
    kind, name = found.groups()
    if kind == "choice":
        return shown(name)
    if kind == "plain":
        return fill(f"**In plain words.** {plain(name, 'en')}", width=106)
    return method(name) if kind == "method" else PARTS[name]().rstrip("\n")


def main(arguments: list[str]) -> int:
    """Write the file, or with --check say whether it is up to date."""
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print("docs/methods.md is out of date; run `make fix`", file=sys.stderr)
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0
