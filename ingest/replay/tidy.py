"""Tidy files of published figures: one CSV file a table, one line a published cell.

    table_id, period_label, period_code, region_label, region_level, region_code,
    <one column a further dimension, headed by its published title>,
    measure, value, value_num, status, source_url

`value` is what CBS prints in Dutch notation: `127.340` and `31,9`; `.` is unknown or secret and an
empty value is a cell that cannot occur. `value_num` repeats the number, as a check on the typing.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ingest.errors import IngestError
from ingest.replay.wire import UNKNOWN_SIGN

_FIRST = (
    "table_id",
    "period_label",
    "period_code",
    "region_label",
    "region_level",
    "region_code",
)
_LAST = ("measure", "value", "value_num", "status", "source_url")
_MAY_BE_EMPTY = ("period_code", "region_code", "value", "value_num", "status")
# From the least to the most settled: a later status replaces an earlier one.
STATUSES = ("unknown", "*", "**", "")

_DUTCH_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


class FiguresError(IngestError):
    """A folder of figures is not understood; says where, what was seen and what was expected."""

    def __init__(self, place: str, seen: str, expected: str, advice: str) -> None:
        super().__init__(f"{place}: saw {seen}; expected {expected}. {advice}")


@dataclass(frozen=True)
class Figure:
    """One published cell; `text` in wire form: a plain decimal number, `.` or an empty text."""

    line: int
    period_label: str
    period_code: str
    region_label: str
    region_level: str
    region_code: str
    categories: tuple[str, ...]
    measure: str
    text: str
    status: str
    source_url: str


@dataclass(frozen=True)
class TidyFile:
    """One table as it was collected; `dimensions` are the published titles of its categories."""

    path: Path
    table_id: str
    dimensions: tuple[str, ...]
    figures: tuple[Figure, ...]

    def place(self, figure: Figure) -> str:
        """Where a figure stands, for messages."""
        return f"{self.path.name}, line {figure.line}"


def read_tidy_file(path: Path) -> TidyFile:
    """Read and check one file; raises FiguresError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(_numbered_lines(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FiguresError(
            path.name, str(error), "CSV in UTF-8 with commas", "Save the file in that form."
        ) from error
    if len(lines) < 2:
        raise FiguresError(
            path.name,
            f"{len(lines)} lines",
            "a header and at least one figure",
            "Add figures, or remove the file.",
        )
    (_, header), *body = lines
    dimensions = _dimensions(path, header)
    figures = tuple(_figure(path, line, header, cells) for line, cells in body)
    return TidyFile(path, path.stem, dimensions, figures)


def plain_number(value: str) -> str:
    """A value in Dutch notation as plain text: `127.340` is `127340`, `31,9` is `31.9`.

    `.` and an empty text stay what they are. Raises ValueError for anything else.
    """
    if value in (UNKNOWN_SIGN, ""):
        return value
    if not _DUTCH_NUMBER.fullmatch(value):
        raise ValueError(value)
    return value.replace(".", "").replace(",", ".")


def _numbered_lines(file: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines with the number on which each begins; blank ones are passed over."""
    reader, begins = csv.reader(file, strict=True), 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _dimensions(path: Path, header: list[str]) -> tuple[str, ...]:
    extra = tuple(header[len(_FIRST) : len(header) - len(_LAST)])
    if tuple(header) != (*_FIRST, *extra, *_LAST):
        raise FiguresError(
            f"{path.name}, line 1",
            f"columns {', '.join(header)}",
            f"{', '.join(_FIRST)}, [further dimensions], {', '.join(_LAST)}",
            "Put the columns in this order.",
        )
    doubles = sorted({title for title in header if header.count(title) > 1 or not title.strip()})
    if doubles:
        raise FiguresError(
            f"{path.name}, line 1",
            f"columns {doubles} more than once or without a name",
            "a name of its own for each column",
            "Give each dimension the title that CBS prints.",
        )
    return extra


def _figure(path: Path, line: int, header: list[str], cells: list[str]) -> Figure:
    place = f"{path.name}, line {line}"
    if len(cells) != len(header):
        raise FiguresError(
            place,
            f"{len(cells)} cells",
            f"{len(header)}, as in the header",
            "Put quotes around texts that contain a comma.",
        )
    row = dict(zip(header, cells, strict=True))
    for name, cell in row.items():
        if cell != cell.strip() or (not cell and name not in _MAY_BE_EMPTY):
            raise FiguresError(
                place,
                f"{cell!r} as {name}",
                "a text, without blanks around it",
                "Copy it as CBS prints it.",
            )
    if row["table_id"] != path.stem:
        raise FiguresError(
            place,
            f"table {row['table_id']}",
            f"{path.stem}, the name of the file",
            "Put each table in a file that is named after it.",
        )
    _check_status(place, row)
    return Figure(
        line=line,
        period_label=row["period_label"],
        period_code=row["period_code"],
        region_label=row["region_label"],
        region_level=row["region_level"],
        region_code=row["region_code"],
        categories=tuple(cells[len(_FIRST) : len(header) - len(_LAST)]),
        measure=row["measure"],
        text=_checked_number(place, row["value"], row["value_num"]),
        status=row["status"],
        source_url=row["source_url"],
    )


def _check_status(place: str, row: dict[str, str]) -> None:
    status, label = row["status"], row["period_label"]
    if status not in STATUSES:
        raise FiguresError(
            place,
            f"status {status!r}",
            "*, **, nothing or unknown",
            "Use the mark that CBS prints behind the period.",
        )
    marks = label[len(label.rstrip("*")) :]
    if marks and marks != status:
        raise FiguresError(
            place,
            f"status {status!r} with period {label!r}",
            f"status {marks!r}",
            "Let the status agree with the mark behind the period.",
        )


def _checked_number(place: str, value: str, value_num: str) -> str:
    try:
        text = plain_number(value)
    except ValueError as error:
        raise FiguresError(
            place,
            f"value {value!r}",
            "a number in Dutch notation (127.340 or 31,9), a lone full stop, or nothing",
            "Copy the value as CBS prints it.",
        ) from error
    try:
        agrees = Decimal(text) == Decimal(value_num) if _is_number(text) else not value_num
    except InvalidOperation:
        agrees = False
    if not agrees:
        raise FiguresError(
            place,
            f"value {value!r} with value_num {value_num!r}",
            f"value_num {text if _is_number(text) else ''!r}",
            "Look at the source again: one of the two was mistyped.",
        )
    return text


def _is_number(text: str) -> bool:
    return text not in (UNKNOWN_SIGN, "")
