"""What went over into what, read from the words in which CBS tells it.

The list of areas of a table describes each municipality in lines of a few fixed forms: a heading
with a day, then who gave or received, with how many people. Every change is told twice, by who
gave and by who received. A line of another form is handed back, never passed over.

The forms are those of all 835 descriptions of municipalities that CBS had in 2026 (table 03759ned).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

# Not a municipality but a register of people without an address; its description is about that.
REGISTER = "GM0997"
ABROAD = "GM0998"

Kind = Literal["dissolved", "renamed", "boundary_change"]

_DAY = r"(?P<day>\d{2}-\d{2}-\d{4})"
_HEADING = re.compile(
    r"(?P<event>Opgeheven|Ontstaan|Gemeentelijke herindeling|Grenswijziging|Wijziging) "
    rf"per {_DAY},? (?P<way>overgegaan naar|ontvangen van|uit):"
)
_RENAMED = re.compile(rf"(?P<event>Naamswijziging) per {_DAY},")
_NAME = re.compile(r"(?P<way>oude|nieuwe) naam: .+ \((?P<code>GM\d{4})\),?")
_PARTY = re.compile(r"- .+ \((?P<code>GM\d{4})\),?")
_PEOPLE = re.compile(
    r"\.\.\. (?:[\d,]+ hectare (?:met )?)?(?:\d+ woning(?:en)? en )?(?P<number>\d+) inwoners?"
)
_NO_CHANGE_OF_AREA = re.compile(
    rf"\.?|Begindatum (?:voor \d{{4}}|{_DAY})|Opgeheven per \d{{2}}-\d{{2}}-\d{{4}}"
    r"|Provinciale wijziging per \d{2}-\d{2}-\d{4}:"
    r"|- overgegaan van provincie .+ naar provincie .+"
)
_LEAVING = {"overgegaan naar", "nieuwe"}


@dataclass(frozen=True)
class Telling:
    """What one municipality's description says of one change."""

    day: date
    event: str
    old_code: str
    new_code: str
    inhabitants: int | None
    told_by: str


@dataclass(frozen=True)
class Reclassification:
    """One change, put together from who gave and who received.

    `inhabitants` is how many people went over; None where neither side tells it, as in a change of
    name. `told_by` are the sides that tell it, and `differs` says that they give other numbers.
    """

    day: date
    kind: Kind
    old_code: str
    new_code: str
    inhabitants: int | None
    told_by: frozenset[str]
    differs: bool


@dataclass
class _Heading:
    line: str
    event: str
    day: date
    way: str | None = None
    party: str | None = None
    is_used: bool = False


def parse_description(code: str, text: str) -> tuple[list[Telling], list[str]]:
    """The changes that one municipality's description tells, and the lines not understood.

    What a municipality kept of itself in a reclassification is not a change and is left out.
    """
    tellings: list[Telling] = []
    strange: list[str] = []
    heading: _Heading | None = None

    def tell(head: _Heading, party: str, way: str | None, inhabitants: int | None) -> None:
        old, new = (code, party) if way in _LEAVING else (party, code)
        head.is_used, head.party = True, None
        if old != new:
            tellings.append(Telling(head.day, head.event, old, new, inhabitants, code))

    def close(head: _Heading | None) -> None:
        if head and (head.party or not head.is_used):
            strange.append(head.line)

    for line in (line.strip() for line in text.splitlines()):
        if match := _HEADING.fullmatch(line) or _RENAMED.fullmatch(line):
            close(heading)
            heading = None
            if day := _date(match["day"]):
                way = match.groupdict().get("way")
                heading = _Heading(line, match["event"], day, way)
            else:
                strange.append(line)
        elif heading and heading.way and not heading.party and (match := _PARTY.fullmatch(line)):
            heading.party = match["code"]
        elif heading and heading.party and (match := _PEOPLE.fullmatch(line)):
            tell(heading, heading.party, heading.way, int(match["number"]))
        elif heading and not heading.way and (match := _NAME.fullmatch(line)):
            tell(heading, match["code"], match["way"], None)
        elif not _NO_CHANGE_OF_AREA.fullmatch(line):
            strange.append(line)
    close(heading)
    return tellings, strange


def merge(tellings: Iterable[Telling]) -> list[Reclassification]:
    """One change for what both sides tell, in order of day and codes."""
    sides: defaultdict[tuple[date, str, str], list[Telling]] = defaultdict(list)
    dissolved = set()
    for telling in tellings:
        sides[telling.day, telling.old_code, telling.new_code].append(telling)
        if telling.event == "Opgeheven":
            dissolved.add((telling.day, telling.old_code))
    merged = []
    for (day, old, new), told in sorted(sides.items()):
        kind: Kind = "dissolved" if (day, old) in dissolved else "boundary_change"
        if any(telling.event == "Naamswijziging" for telling in told):
            kind = "renamed"
        told.sort(key=lambda telling: telling.told_by != old)  # who gave is believed first
        merged.append(
            Reclassification(
                day,
                kind,
                old,
                new,
                told[0].inhabitants,
                frozenset(telling.told_by for telling in told),
                len({telling.inhabitants for telling in told}) > 1,
            )
        )
    return merged


def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d-%m-%Y").date()
    except ValueError:
        return None
