"""Benchmarks of many areas at once beside their slow twin, on areas and counts of every kind."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.comparison.benchmarks import Groups, benchmarks
from indicators.comparison.comparators import BENCHMARK_KINDS, BenchmarkKind
from indicators.comparison.counts import COLUMNS, Counts
from indicators.comparison.figures import Figures
from tests.indicators.comparison.benchmark_twin import NOTHING, Beside, Place, Triple, World

CODES = [f"GM{number:04}" for number in range(16)]
REGIONS = {"province": ["PV20", "PV21"], "veilig_thuis_region": ["VT01", "VT02"]}
# Shares that a binary fraction holds, so that both hands see the same edge.
SHARES = [Fraction(1, 8), Fraction(1, 4)]


def around(fives: int) -> Triple:
    """A published count, rounded to fives."""
    count = Fraction(5 * fives)
    return count, max(Fraction(0), count - Fraction(5, 2)), count + Fraction(5, 2)


dot = st.integers(0, 9).map(lambda most: (None, Fraction(0), Fraction(most)))
# A number of which nobody knows how it was rounded, and what has neither number nor bounds.
loose = st.sampled_from([(Fraction(15), None, None), NOTHING])


def counts(fives: st.SearchStrategy[int], loose_per_10: int = 1) -> st.SearchStrategy[Triple]:
    number = fives.map(around)
    return st.integers(1, 10).flatmap(
        lambda drawn: loose if drawn <= loose_per_10 else dot if drawn == 10 else number
    )


numerators = st.integers(0, 40)
# Few sizes, so that a share is often just that from which an area is taken out.
sizes, whole_sizes = st.sampled_from([10, 20, 40]), st.sampled_from([80, 160, 320])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    codes = CODES[: draw(st.integers(1, len(CODES)))]
    loose_per_10 = draw(st.sampled_from([0, 1, 3]))
    places = [
        Place(
            code,
            "municipality",
            draw(counts(numerators, loose_per_10)),
            draw(counts(sizes)),
            draw(st.sampled_from([*REGIONS["province"], None])),
            draw(st.sampled_from([REGIONS["veilig_thuis_region"][0], "VT02", None])),
        )
        for code in codes
    ]
    for level in draw(st.sets(st.sampled_from(["country", *REGIONS]))):
        is_published = draw(st.booleans())
        names = ["NL01"] if level == "country" else draw(st.sets(st.sampled_from(REGIONS[level])))
        places += [
            Place(
                name,
                level,
                draw(counts(numerators)) if is_published else NOTHING,
                draw(counts(whole_sizes)) if is_published else NOTHING,
                is_own_sum=draw(st.booleans()),
                is_published_level=is_published,
            )
            for name in sorted(names)
        ]
    classed = st.one_of(
        st.just(dict.fromkeys(CODES[:11], "small")),
        st.dictionaries(st.sampled_from(CODES), st.sampled_from(["small", "large"])),
    )
    peers = st.dictionaries(
        st.sampled_from(codes), st.frozensets(st.sampled_from(CODES), min_size=4, max_size=10)
    )
    return World(places, draw(classed), draw(peers), draw(st.sampled_from(SHARES)))


def figures(places: list[Place]) -> Figures:
    numbers = np.array(
        [[math.nan if n is None else float(n) for n in (*p.numerator, *p.denominator)]
         for p in places]
    ).reshape(len(places), len(COLUMNS))  # fmt: skip

    def column(values: list[str | None]) -> np.ndarray:
        return np.array(values, dtype=object)

    return Figures(
        "2023JJ00",
        column([one.code for one in places]),
        column([one.level for one in places]),
        {kind: column([one.region(kind) for one in places]) for kind in REGIONS},
        np.ones(len(places), dtype=bool),
        np.array([one.is_published_level for one in places], dtype=bool),
        np.array([one.is_own_sum for one in places], dtype=bool),
        False,
        Counts(*numbers.T),
    )


@pytest.mark.parametrize("kind", BENCHMARK_KINDS)
@given(worlds())
def test_every_area_is_held_against_what_the_slow_twin_says(
    kind: BenchmarkKind, world: World
) -> None:
    everything = figures(list(world.places))
    areas = everything.of_level("municipality")
    found = benchmarks(
        areas,
        everything,
        kind,
        Groups(world.classes, world.peers),
        float(world.taken_out_from),
    )

    def count(name: str, row: int) -> Fraction | None:
        number = getattr(found.counts, name)[row]
        return None if math.isnan(number) else Fraction(number)

    def number(values: np.ndarray, row: int) -> int | None:
        return None if math.isnan(values[row]) else int(values[row])

    for row, own in enumerate(world.of_level("municipality")):
        triples = [count(name, row) for name in COLUMNS]
        seen = Beside(
            found.code[row],
            (triples[0], triples[1], triples[2]),
            (triples[3], triples[4], triples[5]),
            bool(found.is_own_sum[row]),
            bool(found.is_area_taken_out[row]),
            number(found.members, row),
            number(found.left_out, row),
        )
        assert seen == world.beside(own, kind), own
