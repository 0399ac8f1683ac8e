"""Reclassifications to `core`: what a list of areas tells in words, held against our own list."""

from collections.abc import Sequence
from datetime import date

import duckdb

from ingest.errors import SourceChangedError
from ingest.findings import Finding, enumerate_items
from ingest.reclassifications import (
    ABROAD,
    REGISTER,
    Reclassification,
    Telling,
    merge,
    parse_description,
)
from ingest.reference_areas import area_level, plain_name, read_reference
from ingest.snapshot import Snapshot
from ingest.source import ReclassificationSource
from ingest.warehouse import insert_rows

FIRST_DAY = date(2015, 1, 1)  # of the reference file; youth care is the municipalities' since then

# The reference file leaves out smaller changes of a boundary, and parts where nobody lived.
FEWEST_INHABITANTS = {"boundary_change": 25, "dissolved": 1}

KINDS = {
    "dissolved_into": "dissolved",
    "merger": "dissolved",
    "split": "dissolved",
    "renamed_and_recoded": "renamed",
    "boundary_change": "boundary_change",
}

Key = tuple[date, str, str]


def load_reclassifications(
    connection: duckdb.DuckDBPyConnection, source: ReclassificationSource, snapshot: Snapshot
) -> list[Finding]:
    """Fill `core.reclassification`; gives what was not understood and what differs from our list.

    Raises SourceChangedError where the table has no list of areas.
    """
    descriptions, names = _areas(source, snapshot)
    tellings: list[Telling] = []
    strange: list[str] = []
    for code, text in descriptions.items():
        told, lines = parse_description(code, text)
        tellings += told
        strange += [f"{names[code]} ({code}): {line}" for line in lines]
    changes = merge(tellings)
    rows = [(source.id, c.day, c.kind, c.old_code, c.new_code, c.inhabitants) for c in changes]
    for start in range(0, len(rows), 500):
        insert_rows(connection, "core.reclassification", rows[start : start + 500])
    findings = [_not_understood(strange)] if strange else []
    return [*findings, *check_sides(changes, names), *compare_with_reference(changes, names)]


def check_sides(changes: Sequence[Reclassification], names: dict[str, str]) -> list[Finding]:
    """Findings on changes that one side tells only, or that the sides tell with other numbers.

    A change across the country's border is told by one side, and is not looked at before 2015.
    """
    recent = [c for c in changes if c.day >= FIRST_DAY and ABROAD not in (c.old_code, c.new_code)]
    findings = []
    # Where nobody moved, CBS itself tells some from one side only.
    one_sided = [_shown(c, names) for c in recent if len(c.told_by) == 1 and c.inhabitants != 0]
    if one_sided:
        nl, en = enumerate_items(one_sided)
        findings.append(
            Finding(
                "warning",
                "reclassification_one_sided",
                f"Deze wijzigingen staan maar bij een van beide gemeenten: {nl}.",
                f"These changes are told by one of the two municipalities only: {en}.",
            )
        )
    differing = [_shown(c, names) for c in recent if c.differs]
    if differing:
        nl, en = enumerate_items(differing)
        findings.append(
            Finding(
                "warning",
                "reclassification_numbers_differ",
                "Bij deze wijzigingen noemen de twee gemeenten een ander aantal inwoners; wij "
                f"nemen dat van de gemeente die afstond: {nl}.",
                "The two municipalities give other numbers of inhabitants for these changes; we "
                f"take that of the one that gave: {en}.",
            )
        )
    return findings


def compare_with_reference(
    changes: Sequence[Reclassification], names: dict[str, str]
) -> list[Finding]:
    """Findings on every change that only the publisher or only our reference file knows."""
    told = {(c.day, c.old_code, c.new_code): c for c in changes if c.day >= FIRST_DAY}
    known = _reference()
    new = [_shown(c, names) for key, c in told.items() if key not in known and _is_of_note(c)]
    gone = [
        f"{day} {names.get(old, '')} ({old}) → {names.get(new_code, '')} ({new_code})"
        for day, old, new_code in sorted(known.keys() - told.keys())
    ]
    other = [
        _shown(told[key], names)
        for key in sorted(known.keys() & told.keys())
        if told[key].kind != known[key]
    ]
    findings = []
    for subject, shown, nl, en in (
        (
            "reclassification_unknown_to_us",
            new,
            "De uitgever noemt wijzigingen die niet in onze lijst van herindelingen staan",
            "The publisher tells of changes that are not in our list of reclassifications",
        ),
        (
            "reclassification_not_told",
            gone,
            "In onze lijst van herindelingen staan wijzigingen die de uitgever niet noemt",
            "Our list of reclassifications has changes that the publisher does not tell of",
        ),
        (
            "reclassification_of_other_kind",
            other,
            "Deze wijzigingen zijn volgens de uitgever van een andere soort dan in onze lijst",
            "These changes are of another kind by the publisher than in our list",
        ),
    ):
        if shown:
            listed_nl, listed_en = enumerate_items(shown)
            findings.append(
                Finding("warning", subject, f"{nl}: {listed_nl}.", f"{en}: {listed_en}.")
            )
    return findings


def _is_of_note(change: Reclassification) -> bool:
    if change.inhabitants is None:
        return True
    return change.inhabitants >= FEWEST_INHABITANTS.get(change.kind, 0)


def _reference() -> dict[Key, str]:
    return {
        (date.fromisoformat(row["date"]), row["old_code"], row["new_code"]): KINDS[row["kind"]]
        for row in read_reference("reclassifications")
        if row["kind"] != "continues"
    }


def _areas(
    source: ReclassificationSource, snapshot: Snapshot
) -> tuple[dict[str, str], dict[str, str]]:
    """The descriptions and the names of the municipalities, by code."""
    keys = [
        row["Key"] for row in snapshot.properties if row["Type"] in ("GeoDimension", "GeoDetail")
    ]
    if len(keys) != 1:
        raise SourceChangedError(
            source.id,
            f"dimensions of areas {keys}",
            "exactly one",
            "Look at the table on StatLine.",
        )
    descriptions, names = {}, {}
    for row in snapshot.code_lists[keys[0]]:
        code = row["Key"].strip()
        if area_level(code) == "municipality":
            names[code] = plain_name((row["Title"] or "").strip())
            if code != REGISTER:
                descriptions[code] = row.get("Description") or ""
    return descriptions, names


def _shown(change: Reclassification, names: dict[str, str]) -> str:
    old, new = change.old_code, change.new_code
    people = "" if change.inhabitants is None else f", {change.inhabitants}"
    return f"{change.day} {names.get(old, '')} ({old}) → {names.get(new, '')} ({new}){people}"


def _not_understood(lines: Sequence[str]) -> Finding:
    nl, en = enumerate_items(lines)
    return Finding(
        "warning",
        "reclassification_not_understood",
        f"Regels over herindelingen die wij niet begrijpen: {nl}.",
        f"Lines about reclassifications that we do not understand: {en}.",
    )
