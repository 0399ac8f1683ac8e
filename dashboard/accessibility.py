"""What tests found of the accessibility of the pages: written by the tests, read by the page.

The file is packaged, so that a site shows the results of the program that it runs.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).with_name("accessibility.json")


class ResultsError(ValueError):
    """The file of results is not understood."""


@dataclass(frozen=True)
class Violation:
    """A rule of axe that a page breaks: its id, how grave axe calls it, and on how many elements.

    `mode` is how the page was looked at, e.g. `dark, phone`; `help_url` explains the rule.
    """

    page: str
    mode: str
    rule: str
    impact: str
    elements: int
    help_url: str


@dataclass(frozen=True)
class Results:
    """One run of axe over pages, in languages and modes, on a day."""

    day: date
    axe_version: str
    pages: tuple[str, ...]
    languages: tuple[str, ...]
    modes: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def looks(self) -> int:
        """How often a page was looked at."""
        return len(self.pages) * len(self.languages) * len(self.modes)


def write_results(results: Results, path: Path = FILE) -> None:
    """Keep the results of a run, in place of those before it."""
    content = {**asdict(results), "day": results.day.isoformat()}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_results(path: Path = FILE) -> Results | None:
    """The results of the last run, or None where no test has written any.

    Raises ResultsError where the file has another form.
    """
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Results(
            day=date.fromisoformat(content["day"]),
            axe_version=content["axe_version"],
            pages=tuple(content["pages"]),
            languages=tuple(content["languages"]),
            modes=tuple(content["modes"]),
            violations=tuple(Violation(**one) for one in content["violations"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ResultsError(
            f"{path.name}: {error!r}; expected what `write_results` writes. Run the test again."
        ) from error
