"""What a check found, in the words that a reader of /status sees."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from ingest.files import read_json, write_json


@dataclass(frozen=True)
class Finding:
    """One thing that stands out in a table; an error keeps the table from being used.

    `subject` is the name of the check that found it.
    """

    severity: Literal["warning", "error"]
    subject: str
    nl: str
    en: str


def write_findings(path: Path, findings: Iterable[Finding]) -> None:
    """Keep findings beside the snapshot that they are about."""
    write_json(path, [asdict(finding) for finding in findings])


def read_findings(path: Path) -> list[Finding] | None:
    """The findings that were kept, or None where there is no such file."""
    return [Finding(**row) for row in read_json(path)] if path.exists() else None


def enumerate_items(items: Sequence[str], most: int = 10) -> tuple[str, str]:
    """A list for a sentence in Dutch and in English; after `most` only how many there are more."""
    listed, rest = "; ".join(items[:most]), len(items) - most
    if rest <= 0:
        return listed, listed
    return f"{listed}; en nog {rest}", f"{listed}; and {rest} more"
