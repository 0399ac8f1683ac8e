"""Between which places the figures of areas can stand, whatever chance and rounding did."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indicators.comparison.comparators import JUDGED_AS, read_comparators
from indicators.definition import Definition
from indicators.statistics.places import joint_level, places, widest_interval
from indicators.values import IndicatorValue

# These areas have no figure at all, so that they have no place either.
WITHOUT_FIGURE = ("not_published", "impossible")
_BOUNDS = ("numerator_lower", "numerator_upper", "denominator_lower", "denominator_upper")


@dataclass(frozen=True)
class RankInterval:
    """Where one area can stand among `areas`, itself included, with the highest figure first.

    `higher` of the others are surely higher and `lower` surely lower; of the rest it cannot be
    told. All intervals of one indicator and period hold together at 95%.
    """

    first: int
    last: int
    areas: int
    higher: int
    lower: int


def rank_intervals(
    definition: Definition,
    values: Iterable[IndicatorValue],
    region_of: Callable[[str], str | None],
) -> Mapping[str, RankInterval]:
    """By area code, for the figures of one indicator in one period and of one level.

    Only where an indicator is compared at that level: within the own Veilig Thuis region (that of
    `region_of`) where it is compared there alone, and nowhere where it is not compared, or has no
    counts. An area of which nothing is known can stand anywhere, and is one of the areas.
    """
    groups: dict[str, list[IndicatorValue]] = {}
    comparators = read_comparators()
    for value in values:
        kinds = comparators.benchmark_kinds(definition, value.area_level)
        if not kinds or not definition.has_counts or value.missing_reason in WITHOUT_FIGURE:
            continue
        is_within = "country" not in kinds
        region = region_of(value.area_code) if is_within else ""
        if region is not None:
            groups.setdefault(region, []).append(value)
    found: dict[str, RankInterval] = {}
    for group in groups.values():
        if len(group) > 1:
            found.update(_within(definition, group))
    return found


def _within(
    definition: Definition, group: Sequence[IndicatorValue]
) -> Iterable[tuple[str, RankInterval]]:
    x_low, x_high, n_low, n_high = (
        np.array([getattr(value, name) for value in group], dtype=np.float64) for name in _BOUNDS
    )
    ends = widest_interval(
        JUDGED_AS[definition.kind], (x_low, x_high), (n_low, n_high), joint_level(len(group))
    )
    found = places(*ends)
    for number, value in enumerate(group):
        first, last, higher, lower = (int(one[number]) for one in found)
        yield value.area_code, RankInterval(first, last, len(group), higher, lower)
