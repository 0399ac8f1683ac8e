"""Real CBS responses, recorded in 2020 and 2026 and parsed as they are, where they are at hand."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.cbs_v3 import first_url
from ingest.entry import CatalogueEntry
from ingest.pages import ArrayCut
from ingest.resolve import resolve
from ingest.source import FigureSource, read_sources
from ingest.staging import PublishedRows, stage

RECORDED = Path(__file__).parents[3] / "shared" / "data" / "recorded" / "v3"

pytestmark = pytest.mark.skipif(
    not RECORDED.exists(), reason="the recorded responses are not beside this checkout"
)


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


def source(dimensions: list[dict], topics: dict, table_id: str) -> FigureSource:
    base = read_sources()["85098NED"].model_dump()
    return FigureSource.model_validate(
        base | {"id": table_id, "dimensions": dimensions, "topics": topics, "dot_bound": None}
    )


def test_real_pages_are_cut_as_they_are(tmp_path: Path) -> None:
    sizes = []
    for name in ("tables_2", "tables_3"):
        body = (RECORDED / f"{name}.json").read_bytes()
        cutter = ArrayCut(name)
        pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
        rows = json.loads(b"".join(cutter.rows(pieces)))
        assert rows == recorded(name)["value"]
        assert cutter.envelope == {**recorded(name), "value": []}
        sizes.append(len(rows))
    assert sizes == [10_000, 5_504]


def test_the_catalogue_of_2020_is_understood() -> None:
    for row in recorded("tables_1")["value"]:
        entry = CatalogueEntry(row)
        assert entry.table_id == row["Identifier"]
        assert entry.record_count > 0
        assert str(row["Modified"]) in entry.change_key
        assert not entry.is_selection
        assert not entry.is_fictitious


def test_real_columns_and_codes_are_resolved_by_title() -> None:
    """80137ned: titles that occur four times, told apart by their parent groups."""
    properties = recorded("meta_7")["value"]
    titles = {row["Key"]: row["Title"] for row in properties if row["Type"] == "Topic"}
    groups = {row["ID"]: row for row in properties if row["Type"] == "TopicGroup"}

    def path(row: dict[str, Any]) -> list[str]:
        parent = groups.get(row["ParentID"])
        return [*path(parent), parent["Title"]] if parent else []

    topics = {
        f"t{number}": {
            "title": row["Title"], "group": path(row), "unit": row["Unit"], "rounding": 1,
        }
        for number, row in enumerate(r for r in properties if r["Type"] == "Topic")
    }  # fmt: skip
    dimensions = [
        {"title": "Persoonskenmerken", "kind": "category", "name": "person"},
        {"title": "Bedrijfstakken SBI '93", "kind": "category", "name": "industry"},
        {"title": "Perioden", "kind": "period", "name": "period"},
    ]
    with pytest.raises(ValueError, match="exactly one area dimension"):
        source(dimensions, topics, "80137ned")
    area = {"title": "Regio's", "kind": "area", "name": "area"}
    known = source([*dimensions, area], topics, "80137ned")
    region = {"Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's", "ParentID": None}
    code_lists = {
        "Persoonskenmerken": recorded("meta_4")["value"],
        "BedrijfstakkenSBI93": recorded("meta_5")["value"],
        "Perioden": recorded("meta_6")["value"],
        "RegioS": [{"Key": "NL01  ", "Title": "Nederland"}],
    }
    table = resolve(known, [*properties, region], code_lists, is_selection=False)
    assert {topic.key for topic in table.topics} == set(titles)
    assert table.dimensions[0].categories[0].raw_code == "1 "
    assert table.dimensions[0].categories[0].code == "1"
    assert table.period is not None
    assert {c.status for c in table.period.categories} == {"Definitief"}


def test_real_untyped_rows_become_cells(tmp_path: Path) -> None:
    """83599NED: two pages of the bulk feed; every number equals the one a plain reader finds."""
    pages = []
    rows = []
    for number, name in enumerate(("tables_2", "tables_3"), start=1):
        page = tmp_path / f"{number:05}.json"
        value = recorded(name)["value"]
        page.write_text(json.dumps(value), encoding="utf-8")
        pages.append(page)
        rows += value
    known = source(
        [
            {"title": "Bedrijfstakken", "kind": "category", "name": "industry"},
            {"title": "Regio's", "kind": "area", "name": "area"},
            {"title": "Perioden", "kind": "period", "name": "period"},
        ],
        {"vacancies": {"title": "Openstaande vacatures", "unit": "x 1 000", "rounding": 0.1}},
        "83599NED",
    )
    columns = ("BedrijfstakkenBranchesSBI2008", "RegioS", "Perioden")
    properties = [
        {"Type": kind, "Key": key, "Title": title, "ParentID": None, "ID": number, **extra}
        for number, (kind, key, title, extra) in enumerate(
            [
                ("Dimension", columns[0], "Bedrijfstakken", {}),
                ("GeoDimension", columns[1], "Regio's", {}),
                ("TimeDimension", columns[2], "Perioden", {}),
                ("Topic", "OpenstaandeVacatures_1", "Openstaande vacatures", {"Unit": "x 1 000"}),
            ]
        )
    ]
    code_lists = {
        key: [{"Key": code, "Title": code} for code in sorted({row[key] for row in rows})]
        for key in columns
    }
    table = resolve(known, properties, code_lists, is_selection=False)
    published = PublishedRows("wide", pages, len(rows), is_selection=False)
    with duckdb.connect() as connection:
        assert stage(connection, table, published) == []
        cells = {
            (category, area, period): (text, value, reason)
            for category, area, period, text, value, reason in connection.execute(
                "SELECT category_1, area_code, period_code, published_text, value, missing_reason "
                "FROM cell"
            ).fetchall()
        }
    assert len(cells) == len(rows) == 15_504
    reasons = set()
    for row in rows:
        text, value, reason = cells[tuple(row[key].strip() for key in columns)]  # type: ignore[index]
        assert text == row["OpenstaandeVacatures_1"].strip()
        assert value == (None if text in (".", "") else float(text))
        assert reason == {".": "unknown_or_secret", "": "impossible"}.get(text)
        reasons.add(reason)
    assert reasons == {None, "impossible"}


def test_the_population_table_of_2026_has_what_its_source_file_asks_for() -> None:
    """03759ned: titles and codes as CBS lists them now (its newer service, same lists)."""
    folder = RECORDED.parent / "v4-2026" / "03759ned"

    def listed(name: str) -> list[dict[str, Any]]:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["value"]

    properties = [
        {"Type": row["Kind"], "Key": row["Identifier"], "Title": row["Title"], "ParentID": None}
        for row in listed("dimensions")
    ] + [
        {
            "Type": "Topic", "Key": row["Identifier"], "Title": row["Title"], "ParentID": None,
            "Unit": row["Unit"],
        }
        for row in listed("measure-codes")
    ]  # fmt: skip
    keys = ("BurgerlijkeStaat", "Geslacht", "Leeftijd", "RegioS", "Perioden")
    code_lists = {
        key: [{**row, "Key": row["Identifier"]} for row in listed(f"codes-{key}")] for key in keys
    }
    known = read_sources()["03759ned"]
    table = resolve(known, properties, code_lists, is_selection=False)
    assert [topic.title for topic in table.topics] == ["Bevolking op 1 januari"]
    kept = {d.key: [c.code for c in d.kept] for d in table.dimensions}
    assert kept["BurgerlijkeStaat"] == ["T001019"]
    assert kept["Geslacht"] == ["T001038"]
    assert kept["Leeftijd"] == ["10010", *(str(10_000 + 100 * age) for age in range(1, 18))]
    assert kept["Perioden"][0] == "2019JJ00"
    assert table.kept_row_count == 18 * len(kept["Perioden"]) * len(kept["RegioS"])
    url = first_url("https://opendata.cbs.nl", known.id, table.condition)
    assert len(url) < 8_000  # longer ones are refused
