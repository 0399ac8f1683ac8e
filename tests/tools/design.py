"""What is made from dashboard/design: `python -m tests.tools.design [--check]`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from dashboard.design.colours import COLOURS
from dashboard.design.scale import SIZES
from dashboard.design.series import SERIES
from dashboard.design.stylesheet import stylesheet
from tests.tools.reference import table

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "dashboard" / "assets" / "css" / "10-tokens.css"
PAGE = ROOT / "docs" / "design.md"
TEXT = Path(__file__).with_name("design_page.md")


def page() -> str:
    """The whole text of docs/design.md: what is written by hand, then the tokens."""
    colours = (
        [f"`{one.name}`", one.meaning, *(f"`{one.on(on)}`" for on in ("light", "dark", "print"))]
        for one in COLOURS
    )
    series = ([f"`{one.colour}`", one.symbol, one.dash] for one in SERIES)
    sizes = ([f"`{one.name}`", one.use, f"`{one.value}`"] for one in SIZES)
    return "\n".join(
        (
            TEXT.read_text(encoding="utf-8").rstrip("\n"),
            *_chapter("Colours", ["name", "meaning", "light", "dark", "paper"], colours),
            *_chapter("Series", ["colour", "sign", "line"], series),
            *_chapter("Sizes", ["name", "use", "value"], sizes),
        )
    )


def _chapter(title: str, heads: list[str], rows: Iterable[list[str]]) -> tuple[str, str]:
    return f"\n## {title}\n", table(heads, list(rows)).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which of them are out of date."""
    made = {TOKENS: stylesheet(), PAGE: page()}
    if arguments != ["--check"]:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return 0
    old = [path for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    for path in old:
        print(f"{path.relative_to(ROOT)} is out of date; run `make fix`", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
