"""The zipped CSV says what the observations say, in other characters."""

import csv
import io
import zipfile
from dataclasses import replace
from typing import IO

import pytest

from ingest.replay import csv_zip
from ingest.replay.answers import Limits
from ingest.replay.assumptions import Assumptions
from ingest.replay.csv_zip import CsvZips
from ingest.replay.wire import CodeGroup, Topic, WireTable
from tests.ingest.replay.asking import Publisher

CSV = "/csv/CBS/nl/12345ned"
ODATA = "/odata/v1/CBS/12345ned"


def unzipped(cbs: Publisher, target: str = CSV) -> dict[str, bytes]:
    reply = cbs.ask(target)
    assert (reply.status, reply.content_type) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def records(content: bytes) -> list[dict[str, str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def test_the_files_of_a_table(table: WireTable) -> None:
    files = unzipped(Publisher(table))
    assert list(files) == [
        "Observations.csv",
        "MeasureCodes.csv",
        "MeasureGroups.csv",
        "Dimensions.csv",
        "SoortHulpCodes.csv",
        "RegioSCodes.csv",
        "PeriodenCodes.csv",
    ]
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    head, first, second, *_ = files["Observations.csv"].decode("utf-8-sig").split("\r\n")
    assert head == "Id;Measure;SoortHulp;RegioS;Perioden;Value;StringValue;ValueAttribute"
    assert first.split(";", 2)[2] == "A000001 ;NL01  ;2022HJ01;127340;;None"
    assert second.split(";", 2)[2] == "A000001 ;NL01  ;2022HJ01;100,0;;None"  # decimal comma


def test_groups_of_codes_have_a_file_where_they_exist(table: WireTable) -> None:
    kinds, *others = table.dimensions
    grouped = replace(kinds, groups=(CodeGroup("1", "Hulp"),))
    files = unzipped(Publisher(replace(table, dimensions=(grouped, *others))))
    assert records(files["SoortHulpGroups.csv"])[0]["Title"] == "Hulp"


@pytest.mark.parametrize("part", [1, 7, 100])
def test_csv_and_odata_agree(table: WireTable, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_zip, "_PART", part)
    topic = Topic('Een "titel"; met teken', "", datatype="String")
    texts = ['a;b "c"', "", ".", "Ĉ\r\nregel"] * 3
    cells = [[*row, text] for row, text in zip(table.cells, texts, strict=True)]
    cbs = Publisher(replace(table, topics=(*table.topics, topic), cells=cells), limits=Limits())
    files = unzipped(cbs)
    for name in ("MeasureCodes", "MeasureGroups", "RegioSCodes", "PeriodenCodes"):
        rows = cbs.get(f"{ODATA}/{name}")["value"]
        as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
        assert records(files[f"{name}.csv"]) == as_text
    rows = cbs.get(f"{ODATA}/Observations")["value"]
    found = records(files["Observations.csv"])
    assert len(rows) == len(found) == 38
    for row, record in zip(rows, found, strict=True):
        number = record["Value"].replace(",", ".")
        assert (float(number) if number else None) == row["Value"]
        assert (record["StringValue"] or None) == row["StringValue"]
        for name in ("Measure", "SoortHulp", "RegioS", "Perioden", "ValueAttribute"):
            assert record[name].strip() == row[name]
        assert int(record["Id"]) == row["Id"]


def test_both_ways_of_writing_the_address_give_the_same_bytes(table: WireTable) -> None:
    cbs = Publisher(table)
    assert cbs.ask(CSV).body == cbs.ask(CSV.replace("/csv/", "/CSV/")).body
    assert cbs.ask(CSV).body == Publisher(table).ask(CSV).body


def test_a_zip_is_written_once_and_goes_with_its_publication() -> None:
    written: list[IO[bytes]] = []

    def write(target: IO[bytes]) -> None:
        written.append(target)
        target.write(b"zip")

    zips = CsvZips()
    for name in ("a/b", "a/b", "c", "c"):
        assert zips.read(name, write) == b"zip"
    assert len(written) == 2
    assert not any(file.closed for file in written)
    del zips
    assert all(file.closed for file in written)


def test_a_zip_that_could_not_be_written_is_not_served() -> None:
    zips = CsvZips()

    def fail(target: IO[bytes]) -> None:
        target.write(b"half of it")
        raise OSError("no space left")

    for _ in range(2):
        with pytest.raises(OSError, match="no space left"):
            zips.read("a", fail)
    assert zips.read("a", lambda target: target.write(b"whole") and None) == b"whole"


def test_codes_are_padded_or_not(table: WireTable) -> None:
    plain = Publisher(table, assumptions=Assumptions(padded_codes_in_csv=False))
    first = records(unzipped(plain)["Observations.csv"])[0]
    assert (first["SoortHulp"], first["RegioS"]) == ("A000001", "NL01")
    padded = Publisher(table, assumptions=Assumptions(padded_codes_in_csv=True))
    first = records(unzipped(padded)["Observations.csv"])[0]
    assert (first["SoortHulp"], first["RegioS"]) == ("A000001 ", "NL01  ")
