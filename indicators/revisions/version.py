"""The semantic version of a release: what a reader's script has to expect of it.

Major: the meaning changed, a script may break or mislead. Minor: there is more than before. Patch:
the same figures, corrected. The rules are those of the Explore Education Statistics data sets of
the Department for Education, applied to indicators, periods and columns.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["major", "minor", "patch"]

FIRST = "1.0.0"


@dataclass(frozen=True)
class Contents:
    """What the version of a release is decided by.

    `indicators`: their versions by id. `periods`: `indicator period` for which there are rows.
    `columns`: `table.column` of the public tables.
    """

    indicators: dict[str, str]
    periods: frozenset[str]
    columns: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """What may have changed, how much that weighs, and what of it was found."""

    reason: str
    level: Level
    found: Callable[[Contents, Contents], Iterable[str]]


@dataclass(frozen=True)
class Version:
    """The version of a release, and why: `reason: what`, the weightiest first."""

    number: str
    reasons: tuple[str, ...]


def _raised(place: int) -> Callable[[Contents, Contents], Iterable[str]]:
    """Indicators whose version differs in this place and in none before it."""

    def found(older: Contents, newer: Contents) -> Iterable[str]:
        for name in older.indicators.keys() & newer.indicators.keys():
            before, now = (side.indicators[name].split(".") for side in (older, newer))
            if before[:place] == now[:place] and before[place] != now[place]:
                yield name

    return found


def _added_periods(older: Contents, newer: Contents) -> Iterable[str]:
    """New periods of indicators that were there already."""
    added = newer.periods - older.periods
    return (period for period in added if period.split()[0] in older.indicators)


RULES = (
    Rule("indicator_changed", "major", _raised(0)),
    Rule("indicator_removed", "major", lambda old, new: old.indicators.keys() - new.indicators),
    Rule("column_removed", "major", lambda old, new: old.columns - new.columns),
    Rule("indicator_added", "minor", lambda old, new: new.indicators.keys() - old.indicators),
    Rule("indicator_extended", "minor", _raised(1)),
    Rule("period_added", "minor", _added_periods),
    Rule("column_added", "minor", lambda old, new: new.columns - old.columns),
)


def next_version(number: str, older: Contents, newer: Contents) -> Version:
    """The version that follows `number`, that of the older release."""
    found = [
        (rule.level, f"{rule.reason}: {what}")
        for rule in RULES
        for what in sorted(rule.found(older, newer))
    ]
    levels = {level for level, _ in found}
    major, minor, patch = (int(part) for part in number.split("."))
    if "major" in levels:
        number = f"{major + 1}.0.0"
    elif "minor" in levels:
        number = f"{major}.{minor + 1}.0"
    else:
        number = f"{major}.{minor}.{patch + 1}"
    return Version(number, tuple(reason for _, reason in found))
