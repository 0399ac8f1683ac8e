"""Rows of the newer protocol: every mark that a cell can have, also one that we do not know."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.errors import SourceChangedError
from ingest.findings import Finding
from ingest.resolve import resolve
from ingest.resolved import ResolvedTable
from ingest.staging import PublishedRows, stage
from tests.ingest.few_cells import unmeasured

SOURCE = unmeasured("85098NED")
AREAS = ("NL01", "GM0014", "GM0363")
PERIODS = ("2023JJ00", "2024JJ00")


def resolved() -> ResolvedTable:
    columns = [("RegioS", "Regio's", "GeoDimension"), ("Perioden", "Perioden", "TimeDimension")]
    properties: list[dict[str, Any]] = [
        {"Type": kind, "Key": key, "Title": title, "ID": n, "ParentID": None}
        for n, (key, title, kind) in enumerate(columns)
    ]
    for number, topic in enumerate(SOURCE.topics.values()):
        properties.append(
            {
                "Type": "Topic", "Key": f"M{number:06}", "Title": topic.titles[0], "Unit": "%",
                "ID": 10 + number, "ParentID": None, "Decimals": 1,
            }
        )  # fmt: skip
    codes = {
        "RegioS": [{"Key": code, "Title": code} for code in AREAS],
        "Perioden": [{"Key": code, "Title": code[:4], "Status": "Definitief"} for code in PERIODS],
    }
    return resolve(SOURCE, properties, codes, is_selection=False)


def observation(number: int, value: float | None, mark: str) -> dict[str, Any]:
    return {
        "Id": number, "Measure": "M000000", "ValueAttribute": mark, "Value": value,
        "StringValue": None, "RegioS": AREAS[number // 2], "Perioden": PERIODS[number % 2],
    }  # fmt: skip


def staged(
    folder: Path, rows: list[dict[str, Any]], *, as_csv: bool = False
) -> tuple[dict[tuple[str, str], tuple[Any, ...]], list[Finding]]:
    page = folder / ("00001.csv" if as_csv else "00001.json")
    if as_csv:
        lines = [";".join(rows[0])]
        for row in rows:
            texts = ["" if cell is None else str(cell).replace(".", ",") for cell in row.values()]
            lines.append(";".join(f'"{text}"' for text in texts))
        page.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    else:
        page.write_text(json.dumps(rows), encoding="utf-8")
    with duckdb.connect() as connection:
        findings = stage(connection, resolved(), PublishedRows("long", [page], len(rows), False))
        cells = connection.execute(
            "SELECT area_code, period_code, published_text, value, missing_reason, value_attribute "
            "FROM cell"
        ).fetchall()
    return {(area, period): tuple(rest) for area, period, *rest in cells}, findings


@pytest.mark.parametrize("as_csv", [False, True])
def test_every_mark_keeps_its_meaning_and_an_unknown_one_its_name(
    tmp_path: Path, as_csv: bool
) -> None:
    rows = [
        observation(0, 11.4, "None"),
        observation(1, 12, "None"),
        observation(2, None, "Impossible"),
        observation(3, None, "Confidential"),
        observation(4, None, "Betwist"),
        observation(5, 10.25, "Imputed"),
    ]
    cells, findings = staged(tmp_path, rows, as_csv=as_csv)
    assert cells == {
        ("NL01", "2023JJ00"): ("11.4", 11.4, None, None),
        ("NL01", "2024JJ00"): ("12.0", 12.0, None, None),
        ("GM0014", "2023JJ00"): ("", None, "impossible", "Impossible"),
        ("GM0014", "2024JJ00"): (".", None, "unknown_or_secret", "Confidential"),
        ("GM0363", "2023JJ00"): (None, None, "unexplained", "Betwist"),
        # Two decimals where one is announced: nothing is rounded away.
        ("GM0363", "2024JJ00"): ("10.25", 10.25, None, "Imputed"),
    }
    by_subject = {subject: [] for subject in ("value_attribute", "left_out")}
    for finding in findings:
        by_subject[finding.subject].append(finding.en)
    betwist, imputed = by_subject["value_attribute"]
    assert "For 1 of the cells there is the mark Betwist" in betwist
    assert "cells with a number among them: 1" in imputed
    assert "leaves out 24 cells" in by_subject["left_out"][0]  # four topics of six cells


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Value": "elf"}, "values that read"),
        ({"RegioS": "GM9999"}, r"codes \['GM9999'\] in column RegioS"),
        ({"Measure": "M999999"}, r"codes \['M999999'\] in column Measure"),
        ({"Id": 1}, "different row numbers"),
        ({"RegioS": "NL01", "Perioden": "2024JJ00"}, "more than once"),
        ({"Nieuw": "x"}, r"new columns \['Nieuw'\]"),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    rows = [observation(0, 11.4, "None") | change, observation(1, 12, "None")]
    with pytest.raises(SourceChangedError, match=said):
        staged(tmp_path, rows)
