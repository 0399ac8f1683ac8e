"""The sums of a table that are tied to one cell, from its source file and its published codes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb

from indicators.explain.published_cell import PublishedCell
from ingest.source import FigureSource

Key = tuple[str, str | None, str | None, str | None]  # the topic and the categories of a cell


class Rule(NamedTuple):
    """In one place of a key the value `total` stands for all `parts` together."""

    position: int
    total: str
    parts: tuple[str, ...]


class Equation(NamedTuple):
    """The cell `total` is the sum of `parts`, in one area and period."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """All cells of the sum."""
        return (self.total, *self.parts)


def key_of(cell: PublishedCell) -> Key:
    """Where a cell stands within its area and period."""
    first, second, third = cell.category_codes
    return cell.topic, first, second, third


def rules_of(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> tuple[list[Rule], set[str]]:
    """What adds up to what in published codes, and the topics of which it holds: counts."""
    counts = {
        topic
        for (topic,) in connection.execute(
            "SELECT topic FROM core.topic JOIN core.observation USING (source_id, topic) "
            "WHERE source_id = ? AND unit = 'aantal' "
            "GROUP BY topic HAVING coalesce(bool_and(value = floor(value)), true)",
            [source.id],
        ).fetchall()
    }
    rules = []
    for spec in source.categories:
        if spec.exhaustive:
            codes, positions = {}, set()
            for term, position, code in connection.execute(
                "SELECT term, position, category_code FROM core.category "
                "WHERE source_id = ? AND dimension = ? AND term IS NOT NULL",
                [source.id, spec.name],
            ).fetchall():
                codes[term] = code
                positions.add(position)
            # A category that is not there keeps our name for it, and has no cells.
            total, *parts = (
                codes.get(term, term) for term in (spec.exhaustive.total, *spec.exhaustive.parts)
            )
            rules += [Rule(position, total, tuple(parts)) for position in positions]
    others = {
        topic
        for (topic,) in connection.execute(
            "SELECT topic FROM core.topic WHERE source_id = ?", [source.id]
        ).fetchall()
    } - counts
    rules += [
        Rule(0, part.total, tuple(part.parts))
        for part in source.adds_up
        if not others.intersection((part.total, *part.parts))
    ]
    return rules, counts


def tied(key: Key, rules: Sequence[Rule]) -> list[Equation]:
    """All sums that lead from one cell to others, and from those on."""
    found: dict[Equation, None] = {}
    waiting, seen = [key], {key}
    for one in waiting:  # the list grows while it is read
        for equation in _equations(one, rules):
            found[equation] = None
            for other in equation.keys:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    return list(found)


def _equations(key: Key, rules: Iterable[Rule]) -> Iterable[Equation]:
    for position, total, parts in rules:
        if key[position] in (total, *parts):
            yield Equation(
                _moved(key, position, total),
                tuple(_moved(key, position, part) for part in parts),
            )


def _moved(key: Key, position: int, value: str) -> Key:
    topic, *categories = (value if n == position else own for n, own in enumerate(key))
    first, second, third = categories
    return topic or "", first, second, third
