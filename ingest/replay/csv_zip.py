"""A whole table as zipped CSV: UTF-8 with a byte order mark, semicolons, decimal commas.

A zip is made when it is first asked for, a part at a time, and kept on disk for as long as its
table is published.
"""

import csv
import io
import tempfile
import threading
import weakref
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from ingest.replay import wire_v4
from ingest.replay.assumptions import Assumptions
from ingest.replay.observations import Observations
from ingest.replay.wire import WireTable

_PART = 100_000  # observations that are in memory at once


class CsvZips:
    """Zips by name, in nameless files that go with this object, or with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[str, IO[bytes]] = {}

    def read(self, name: str, write: Callable[[IO[bytes]], None]) -> bytes:
        """The zip of that name, written by `write` when it is not there yet."""
        with self._lock:
            file = self._made.get(name)
            if file is None:
                file = tempfile.TemporaryFile()  # noqa: SIM115 (open for as long as it is served)
                weakref.finalize(self, file.close)
                write(file)
                self._made[name] = file
            file.seek(0)
            return file.read()


def write_zip(
    target: IO[bytes], table: WireTable, observations: Observations, assumptions: Assumptions
) -> None:
    """Write one table: observations, measures, dimensions, code lists and their groups."""
    when = (max(table.modified.year, 1980), *table.modified.timetuple()[1:6])
    with zipfile.ZipFile(target, "w") as archive:

        def entry(name: str, header: Sequence[str], records: Iterable[Sequence[Any]]) -> None:
            info = zipfile.ZipInfo(f"{name}.csv", when)
            info.compress_type = zipfile.ZIP_DEFLATED
            with (
                archive.open(info, "w", force_zip64=True) as file,
                io.TextIOWrapper(file, "utf-8-sig", newline="") as text,
            ):
                writer = csv.writer(text, delimiter=";")
                writer.writerow(header)
                writer.writerows(records)

        header, records = _observations(table, observations, assumptions)
        entry("Observations", header, records)
        for name, rows in _metadata(table):
            header = [key for key in rows[0] if not key.startswith("@")] if rows else []
            entry(name, header, ([row[key] for key in header] for row in rows))


def _observations(
    table: WireTable, observations: Observations, assumptions: Assumptions
) -> tuple[list[str], Iterable[list[Any]]]:
    keys = [dimension.key for dimension in table.dimensions]
    texts = ["StringValue"] if assumptions.string_value else []
    header = ["Id", "Measure", *keys, "Value", *texts, "ValueAttribute"]

    def records() -> Iterable[list[Any]]:
        for start in range(0, len(observations), _PART):
            part = range(start, min(start + _PART, len(observations)))
            for identifier, measure, attribute, number, text, *codes in observations.records(
                part, padded=assumptions.padded_codes_in_csv
            ):
                value = number and number.replace(".", ",")
                string = (text,) if assumptions.string_value else ()
                yield [identifier, measure, *codes, value, *string, attribute]

    return header, records()


def _metadata(table: WireTable) -> Iterable[tuple[str, list[wire_v4.Row]]]:
    yield "MeasureCodes", wire_v4.measure_codes(table)
    groups = wire_v4.measure_groups(table)
    if groups:
        yield "MeasureGroups", groups
    yield "Dimensions", wire_v4.dimensions(table, "")
    for dimension in table.dimensions:
        yield f"{dimension.key}Codes", wire_v4.code_list(dimension)
        if dimension.groups:
            yield f"{dimension.key}Groups", wire_v4.code_groups(dimension)
