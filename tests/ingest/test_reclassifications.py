"""The words in which CBS tells of reclassifications; the examples have its forms."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.load_reclassifications import check_sides, compare_with_reference
from ingest.reclassifications import REGISTER, Reclassification, Telling, merge, parse_description

CODES = Path(__file__).parents[3] / "shared/data/recorded/v4-2026/03759ned/codes-RegioS.json"

DISSOLVED = """Opgeheven per 01-01-2019, overgegaan naar:\r
- Het Hogeland (GM1966),\r
... 7807 hectare met 5308 woningen en 11947 inwoners\r
- Westerkwartier (GM1969)\r
... 2303 hectare 732 woningen en 1558 inwoners \r
\r
Wijziging per 01-01-1990, ontvangen van:\r
- Adorp (GM0001),\r
... 1858 hectare met 661 woningen en 1877 inwoners\r
Begindatum voor 1830\r
"""


def told(code: str, text: str) -> list[Telling]:
    tellings, strange = parse_description(code, text)
    assert strange == []
    return tellings


def test_who_gave_and_who_received_is_read_from_the_heading() -> None:
    first, second, third = told("GM0053", DISSOLVED)
    day = date(2019, 1, 1)
    assert first == Telling(day, "Opgeheven", "GM0053", "GM1966", 11947, "GM0053")
    assert (second.new_code, second.inhabitants) == ("GM1969", 1558)
    assert third == Telling(date(1990, 1, 1), "Wijziging", "GM0001", "GM0053", 1877, "GM0053")


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (
            "Naamswijziging per 01-07-2015,\r\nnieuwe naam: De Fryske Marren (GM1940)",
            [("GM1000", "GM1940", None)],
        ),
        (
            "Naamswijziging per 01-07-2015,\r\noude naam: De Friese Meren (GM1921)\r\n"
            "Begindatum 01-07-2015",
            [("GM1921", "GM1000", None)],
        ),
        (
            "Ontstaan per 01-01-2007 uit:\r\n- A (GM0001),\r\n... 1 woning en 1 inwoner",
            [("GM0001", "GM1000", 1)],
        ),
        (
            "Ontstaan per 01-01-2011, uit:\r\n- A (GM0001),\r\n... 13 inwoners",
            [("GM0001", "GM1000", 13)],
        ),
        (
            "Gemeentelijke herindeling per 01-01-2022, ontvangen van:\r\n"
            "- A (GM0001),\r\n... 0,17 hectare met 3 woningen en 7 inwoners\r\n"
            "- Zelf (GM1000),\r\n... 43 hectare met 9 inwoners",
            [("GM0001", "GM1000", 7)],
        ),
        (
            "Grenswijziging per 01-01-2018, overgegaan naar:\r\n- A (GM0001),\r\n... 5 hectare met "
            "0 woningen en 0 inwoners\r\nGrenswijziging per 01-01-2018, ontvangen van:\r\n"
            "- A (GM0001),\r\n... 16 hectare met 0 woningen en 2 inwoners\r\n.\r\n",
            [("GM1000", "GM0001", 0), ("GM0001", "GM1000", 2)],
        ),
        (
            "Provinciale wijziging per 01-01-2019:\r\n"
            "- overgegaan van provincie Zuid-Holland naar provincie Utrecht\r\n"
            "Opgeheven per 01-10-1994",
            [],
        ),
    ],
)
def test_the_forms_that_cbs_uses_are_read(
    text: str, moves: list[tuple[str, str, int | None]]
) -> None:
    found = [(t.old_code, t.new_code, t.inhabitants) for t in told("GM1000", text)]
    assert found == moves


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Samengevoegd per 01-01-2030 met Utrecht", "Samengevoegd per 01-01-2030 met Utrecht"),
        ("Opgeheven per 31-02-2019, overgegaan naar:", "Opgeheven per 31-02-2019"),
        ("Opgeheven per 01-01-2019, overgegaan naar:\r\n\r\n", "Opgeheven per 01-01-2019"),
        ("- A (GM0001),", "- A (GM0001),"),
        ("... 1 hectare met 2 woningen en 3 inwoners", "... 1 hectare"),
        (
            "Ontstaan per 01-01-2019, ontvangen van:\r\n- A (GM0001),\r\n- B (GM0002),\r\n"
            "... 13 inwoners",
            "- B (GM0002),",
        ),
        ("Naamswijziging per 01-07-2015,\r\nnieuwe naam: Ergens", "nieuwe naam: Ergens"),
    ],
)
def test_a_line_of_another_form_is_handed_back(text: str, line: str) -> None:
    _, strange = parse_description("GM1000", text)
    assert strange[0].startswith(line)


def telling(event: str, old: str, new: str, people: int | None, by: str) -> Telling:
    return Telling(date(2019, 1, 1), event, old, new, people, by)


def test_both_sides_make_one_change_and_the_giver_says_its_kind() -> None:
    (change,) = merge(
        [
            telling("Wijziging", "GM0001", "GM0002", 5, "GM0002"),
            telling("Opgeheven", "GM0001", "GM0002", 5, "GM0001"),
        ]
    )
    assert (change.kind, change.inhabitants, change.differs) == ("dissolved", 5, False)
    assert change.told_by == {"GM0001", "GM0002"}


def test_sides_that_differ_are_marked_and_the_giver_is_believed() -> None:
    (change,) = merge(
        [
            telling("Grenswijziging", "GM0001", "GM0002", 7, "GM0002"),
            telling("Grenswijziging", "GM0001", "GM0002", 5, "GM0001"),
        ]
    )
    assert (change.kind, change.inhabitants, change.differs) == ("boundary_change", 5, True)


@pytest.fixture(scope="module")
def recorded() -> tuple[list[Reclassification], dict[str, str], dict[str, list[str]]]:
    """The changes, names and strange lines of the list that CBS had in 2026."""
    if not CODES.exists():
        pytest.skip("the recorded responses are not beside this checkout")
    tellings: list[Telling] = []
    names, strange = {}, {}
    for row in json.loads(CODES.read_text(encoding="utf-8"))["value"]:
        code = row["Identifier"].strip()
        if code.startswith("GM"):
            names[code] = row["Title"]
            found, lines = parse_description(code, row["Description"])
            tellings += found
            if lines:
                strange[code] = lines
    return merge(tellings), names, strange


def test_every_recorded_description_is_understood(
    recorded: tuple[list[Reclassification], dict[str, str], dict[str, list[str]]],
) -> None:
    changes, names, strange = recorded
    assert len(names) == 835
    assert set(strange) == {REGISTER}
    assert len(changes) == 1389
    assert not [change for change in changes if change.differs]
    one_sided = {(c.old_code, c.new_code) for c in changes if len(c.told_by) == 1}
    assert one_sided == {
        ("GM0998", "GM1903"), ("GM1903", "GM0998"),  # across the border
        ("GM0828", "GM1721"), ("GM1721", "GM0828"), ("GM1949", "GM0080"),  # 2025, nobody moved
    }  # fmt: skip


def test_the_recorded_changes_since_2015_are_those_of_the_reference_file(
    recorded: tuple[list[Reclassification], dict[str, str], dict[str, list[str]]],
) -> None:
    """What is left out of the file is small: fewer than 25 people, or a part where nobody lived."""
    changes, names, _ = recorded
    assert compare_with_reference(changes, names) == []
    assert check_sides(changes, names) == []
