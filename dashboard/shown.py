"""Which indicators stand on pages, and under which question."""

from collections.abc import Iterable
from typing import get_args

from indicators.definition import Definition, Question

QUESTIONS: tuple[Question, ...] = get_args(Question)


def shown(definitions: Iterable[Definition]) -> list[Definition]:
    """Those that pages show; the rest of another figure is in the files only."""
    return [one for one in definitions if one.is_shown]


def main_ones(definitions: Iterable[Definition]) -> list[Definition]:
    """Those that pages show and that are no breakdown of another."""
    return [one for one in definitions if one.is_shown and one.part_of is None]


def by_question(definitions: Iterable[Definition]) -> list[tuple[Question, list[Definition]]]:
    """The definitions under their questions, in the order of the questions; none without any."""
    found: dict[Question, list[Definition]] = {name: [] for name in QUESTIONS}
    for one in definitions:
        found[one.question].append(one)
    return [(name, group) for name, group in found.items() if group]
