"""From a list of areas to `core.reclassification`, held against our own list."""

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import SourceChangedError
from ingest.load_reclassifications import KINDS, check_sides, load_reclassifications
from ingest.reclassifications import Reclassification
from ingest.reference_areas import read_reference
from ingest.snapshot import Snapshot
from tests.ingest.made_sources import RECLASSIFICATIONS, core, make_snapshot

AREA = {"Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's", "ParentID": None}
WORDS = {
    "dissolved": "Opgeheven per {}, overgegaan naar:",
    "boundary_change": "Grenswijziging per {}, overgegaan naar:",
}


def descriptions() -> dict[str, str]:
    """The reference file told in CBS's words, by both sides."""
    texts: dict[str, str] = {}
    for row in read_reference("reclassifications"):
        if row["kind"] == "continues":
            continue
        kind, old, new = KINDS[row["kind"]], row["old_code"], row["new_code"]
        day = date.fromisoformat(row["date"]).strftime("%d-%m-%Y")
        if kind == "renamed":
            gave = f"Naamswijziging per {day},\r\nnieuwe naam: X ({new})\r\n"
            got = f"Naamswijziging per {day},\r\noude naam: X ({old})\r\n"
        else:
            people = "... 9 hectare met 9 woningen en 99 inwoners\r\n"
            gave = f"{WORDS[kind].format(day)}\r\n- X ({new}),\r\n{people}"
            got = f"Wijziging per {day}, ontvangen van:\r\n- X ({old}),\r\n{people}"
        texts[old] = texts.get(old, "") + gave
        texts[new] = texts.get(new, "") + got
    return texts


def snapshot(data: Path, texts: dict[str, str]) -> Snapshot:
    codes = [
        {"Key": code.ljust(10), "Title": f"Naam {code} (gemeente)", "Description": text}
        for code, text in (texts | {"GM0997": "Een register.", "PV20": "PV = Provincie"}).items()
    ]
    return make_snapshot(data, RECLASSIFICATIONS.id, [AREA], {"RegioS": codes})


def test_what_our_list_has_too_is_loaded_without_a_finding(tmp_path: Path) -> None:
    with core() as connection:
        kept = snapshot(tmp_path, descriptions())
        assert load_reclassifications(connection, RECLASSIFICATIONS, kept) == []
        rows = connection.execute(
            "SELECT kind, count(*) FROM core.reclassification GROUP BY kind ORDER BY kind"
        ).fetchall()
        assert connection.execute(
            "SELECT old_code, new_code, inhabitants FROM core.reclassification "
            "WHERE kind = 'renamed' ORDER BY day"
        ).fetchall() == [("GM1921", "GM1940", None), ("GM0241", "GM1945", None)]
    kinds = [KINDS[r["kind"]] for r in read_reference("reclassifications") if r["kind"] in KINDS]
    assert dict(rows) == {kind: kinds.count(kind) for kind in set(kinds)}


def test_a_municipality_that_will_be_dissolved_is_named(tmp_path: Path) -> None:
    texts = descriptions()
    texts["GM1696"] = (
        "Opgeheven per 01-01-2027, overgegaan naar:\r\n- Hilversum (GM0402),\r\n"
        "... 7636 hectare met 11000 woningen en 24000 inwoners"
    )
    texts["GM0402"] = (
        "Gemeentelijke herindeling per 01-01-2027, ontvangen van:\r\n- Wijdemeren (GM1696),\r\n"
        "... 7636 hectare met 11000 woningen en 24000 inwoners"
    )
    with core() as connection:
        (finding,) = load_reclassifications(
            connection, RECLASSIFICATIONS, snapshot(tmp_path, texts)
        )
    assert finding.subject == "reclassification_unknown_to_us"
    assert "2027-01-01 Naam GM1696 (GM1696) → Naam GM0402 (GM0402), 24000" in finding.en
    assert "2027-01-01" in finding.nl


def test_what_only_our_list_has_is_named(tmp_path: Path) -> None:
    texts = descriptions()
    del texts["GM0457"]
    texts["GM0363"] = ""
    with core() as connection:
        (finding,) = load_reclassifications(
            connection, RECLASSIFICATIONS, snapshot(tmp_path, texts)
        )
    assert finding.subject == "reclassification_not_told"
    assert "2022-03-24" in finding.en and "GM0457" in finding.en


def test_another_kind_and_a_strange_line_are_named(tmp_path: Path) -> None:
    texts = descriptions()
    texts["GM0457"] = texts["GM0457"].replace("Opgeheven", "Grenswijziging") + "Wat is dit?"
    with core() as connection:
        strange, other = load_reclassifications(
            connection, RECLASSIFICATIONS, snapshot(tmp_path, texts)
        )
    assert strange.subject == "reclassification_not_understood"
    assert "Naam GM0457 (GM0457): Wat is dit?" in strange.nl
    assert other.subject == "reclassification_of_other_kind"
    assert "GM0457" in other.nl


def test_sides_that_do_not_agree_are_named() -> None:
    names = {"GM0001": "A", "GM0002": "B"}

    def change(year: int, new: str, told_by: set[str], *, differs: bool) -> Reclassification:
        day = date(year, 1, 1)
        return Reclassification(
            day, "boundary_change", "GM0001", new, 3, frozenset(told_by), differs
        )

    one, other = check_sides(
        [
            change(2020, "GM0002", {"GM0001"}, differs=False),
            change(2021, "GM0002", {"GM0001", "GM0002"}, differs=True),
            change(2014, "GM0002", {"GM0001"}, differs=False),  # before our list
            change(2020, "GM0998", {"GM0001"}, differs=False),  # abroad
        ],
        names,
    )
    assert one.en.endswith("2020-01-01 A (GM0001) → B (GM0002), 3.")
    assert other.en.endswith("2021-01-01 A (GM0001) → B (GM0002), 3.")


def test_a_table_without_areas_is_refused(tmp_path: Path) -> None:
    topic = {"Type": "Topic", "Key": "A_1", "Title": "A", "ParentID": None}
    kept = make_snapshot(tmp_path, RECLASSIFICATIONS.id, [topic], {})
    with core() as connection, pytest.raises(SourceChangedError, match="exactly one"):
        load_reclassifications(connection, RECLASSIFICATIONS, kept)
