"""What is made from dashboard/design: `python -m tests.tools.design [--check]`."""

import sys
from pathlib import Path

from dashboard.design.stylesheet import stylesheet

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "dashboard" / "assets" / "css" / "10-tokens.css"


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which of them are out of date."""
    made = {TOKENS: stylesheet()}
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
