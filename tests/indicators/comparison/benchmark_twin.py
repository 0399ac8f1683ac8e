"""What each municipality is held against, once more: one at a time, over lists and exact fractions.

By decision record 0015, not by the arrays of `indicators.comparison.benchmarks`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Triple = tuple[Fraction | None, Fraction | None, Fraction | None]  # a count and its bounds
NOTHING: Triple = (None, None, None)


@dataclass(frozen=True)
class Place:
    """An area with its two counts."""

    code: str
    level: str
    numerator: Triple
    denominator: Triple
    province: str | None = None
    veilig_thuis: str | None = None
    is_own_sum: bool = False
    is_published_level: bool = True

    @property
    def is_bounded(self) -> bool:
        """Whether both counts have bounds."""
        return None not in (*self.numerator[1:], *self.denominator[1:])

    def region(self, kind: str) -> str | None:
        """The code of the region of one kind in which it lies."""
        return self.province if kind == "province" else self.veilig_thuis


@dataclass(frozen=True)
class Beside:
    """What a municipality is held against."""

    code: str | None
    numerator: Triple
    denominator: Triple
    is_own_sum: bool
    is_area_taken_out: bool
    members: int | None
    left_out: int | None


@dataclass(frozen=True)
class World:
    """Everything that a benchmark can be made of."""

    places: Sequence[Place]
    classes: Mapping[str, str]
    peers: Mapping[str, frozenset[str]]
    taken_out_from: Fraction

    def of_level(self, level: str) -> list[Place]:
        """The areas of one level."""
        return [place for place in self.places if place.level == level]

    def beside(self, own: Place, kind: str) -> Beside:
        """What this municipality is held against."""
        others = [one for one in self.of_level("municipality") if one.code != own.code]
        if kind == "class":
            code = self.classes.get(own.code)
            return added_up(code, [one for one in others if self.classes.get(one.code) == code])
        if kind == "peers":
            code = own.code if own.code in self.peers else None
            return added_up(
                code, [one for one in others if one.code in self.peers.get(own.code, ())]
            )
        if kind == "country":
            return self.published(own, "NL01", "country", others)
        code = own.region(kind)
        neighbours = [one for one in others if one.region(kind) == code]
        if any(region.is_published_level for region in self.of_level(kind)):
            return self.published(own, code, kind, neighbours)
        return added_up(code, neighbours)

    def published(self, own: Place, code: str | None, level: str, others: list[Place]) -> Beside:
        """The publisher's own figure, without the municipality where that is a large part of it."""
        found = [one for one in self.of_level(level) if one.code == code]
        if not found:
            return Beside(code, NOTHING, NOTHING, False, False, None, None)
        (whole,) = found
        size, all_of_it = own.denominator[0], whole.denominator[0]
        if (
            not own.is_bounded
            or size is None
            or all_of_it is None
            or size / all_of_it < self.taken_out_from
        ):
            return Beside(
                code, whole.numerator, whole.denominator, whole.is_own_sum, False, None, None
            )
        if len(others) < 5:
            return Beside(code, NOTHING, NOTHING, True, True, None, None)
        return Beside(
            code,
            less(whole.numerator, own.numerator),
            less(whole.denominator, own.denominator),
            True,
            True,
            None,
            None,
        )


def less(whole: Triple, part: Triple) -> Triple:
    """A rest is never below zero, and widest where the ends meet."""

    def rest(one: Fraction | None, other: Fraction | None) -> Fraction | None:
        return None if one is None or other is None else max(Fraction(0), one - other)

    return rest(whole[0], part[0]), rest(whole[1], part[2]), rest(whole[2], part[1])


def added_up(code: str | None, members: list[Place]) -> Beside:
    """The sum of those that have bounds, while they are five and three quarters of all."""
    if code is None:
        members = []
    bounded = [one for one in members if one.is_bounded]
    left_out = len(members) - len(bounded)
    if len(bounded) < 5 or 4 * len(bounded) < 3 * len(members):
        return Beside(code, NOTHING, NOTHING, True, True, len(bounded), left_out)
    return Beside(
        code,
        total([one.numerator for one in bounded]),
        total([one.denominator for one in bounded]),
        True,
        True,
        len(bounded),
        left_out,
    )


def total(counts: list[Triple]) -> Triple:
    """Ends add up; a count that is not known leaves no sum of counts."""

    def add(place: int) -> Fraction | None:
        numbers = [one[place] for one in counts]
        known = [number for number in numbers if number is not None]
        return sum(known, Fraction(0)) if len(known) == len(numbers) else None

    return add(0), add(1), add(2)
