"""Value columns: from the label that a figure was collected under to the topic that CBS publishes.

A label reads `[group: ]title (unit)`; without a unit it is a number (`aantal`). What else is known
of a table's published columns stands in `published_tables.yaml`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.replay.wire import Topic

_PUBLISHED = Path(__file__).with_name("published_tables.yaml")
# The blank before the bracket matters: `melding(en)` ends in a word, not in a unit.
_UNIT = re.compile(r"(?P<title>.+) \((?P<unit>[^()]+)\)")
_UNIT_OF_COUNTS = "aantal"
_PUBLISHED_WITH_CAPITAL = ("totaal", "tijdens ", "na ")


@dataclass(frozen=True)
class PublishedTable:
    """What is known of a table beyond its figures: its title and, in order, its topics by label."""

    title: str
    topics: dict[str, Topic]


def published_table(table_id: str) -> PublishedTable:
    """What is known of a table; one that nothing is known of is titled by its id."""
    return _published_tables().get(table_id, PublishedTable(table_id, {}))


def topics_by_label(table_id: str, labels: Iterable[str]) -> tuple[list[Topic], dict[str, Topic]]:
    """All topics of a table in the order of its columns, and the topic of every label.

    A table whose tree of topics is known has the whole tree, also the columns that no figure was
    collected of; what the tree lacks follows after it, in order of appearance, groups together.
    """
    tree = published_table(table_id).topics
    known = {_plain(label): topic for label, topic in tree.items()}
    by_label = {label: known.get(_plain(label)) or parse_measure(label) for label in labels}
    others = [topic for topic in dict.fromkeys(by_label.values()) if topic not in known.values()]
    first_of_group: dict[tuple[str, ...], int] = {}
    places: dict[Topic, tuple[int, ...]] = {}
    for number, topic in enumerate(others):
        paths = [topic.group[:depth] for depth in range(1, len(topic.group) + 1)]
        places[topic] = (*(first_of_group.setdefault(path, number) for path in paths), number)
    return [*tree.values(), *sorted(others, key=places.__getitem__)], by_label


def parse_measure(label: str) -> Topic:
    """Read `[group: ]title (unit)`."""
    match = _UNIT.fullmatch(label)
    text, unit = (match["title"], match["unit"]) if match else (label, _UNIT_OF_COUNTS)
    *group, title = text.split(": ")
    if group or title.startswith(_PUBLISHED_WITH_CAPITAL):
        # StatLine begins these titles with a capital; they were collected as running text.
        title = title[:1].upper() + title[1:]
    return Topic(title=title, unit=unit, group=tuple(group))


def decimals_of(texts: Iterable[str]) -> int:
    """The number of decimals of the most precise of these published values."""
    return max((len(text.partition(".")[2]) for text in texts), default=0)


@cache
def _published_tables() -> dict[str, PublishedTable]:
    content: dict[str, Any] = yaml.safe_load(_PUBLISHED.read_text(encoding="utf-8"))
    return {
        table_id: PublishedTable(
            table["title"],
            {
                label: Topic(title, branch["unit"], tuple(branch["group"]))
                for branch in table.get("topics", ())
                for label, title in branch["titles"].items()
            },
        )
        for table_id, table in content.items()
    }


def _plain(label: str) -> str:
    """A label as it is compared: capitals and accents do not count."""
    letters = unicodedata.normalize("NFKD", label)
    return "".join(x for x in letters if not unicodedata.combining(x)).casefold()
