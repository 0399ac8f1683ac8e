"""What each municipality is held against: a published figure, or a sum of our own over others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from indicators.comparison.comparators import BenchmarkKind
from indicators.comparison.counts import Booleans, Counts, Floats
from indicators.comparison.figures import Figures
from indicators.comparison.groups import MINIMUM_MEMBERS, GroupSums, sum_groups

COUNTRY = "NL01"


@dataclass(frozen=True)
class Groups:
    """Which municipalities belong together, whatever the indicator: class ids and peers by code."""

    classes: Mapping[str, str]
    peers: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Benchmarks:
    """One benchmark an area, in the order of the areas; NaN counts where there is none.

    `code`: the area or class that is held against, None where the area belongs to none; for peers
    the code of the area itself. `members` and `left_out` are NaN where it is a published figure.
    """

    code: np.ndarray
    counts: Counts
    is_own_sum: Booleans
    is_area_taken_out: Booleans
    members: Floats
    left_out: Floats


def benchmarks(
    areas: Figures,
    others: Figures,
    kind: BenchmarkKind,
    groups: Groups,
    taken_out_from_share: float,
) -> Benchmarks:
    """The benchmark of one kind for every area; `others` are the figures of all levels.

    An own sum never holds the area itself. A region gets one only where the publisher prints no
    figures for such regions at all: one that is printed as a dot is kept from readers on purpose,
    and is not put together again from its parts.
    """
    if kind == "class":
        codes = _codes(groups.classes.get(code) for code in areas.area_code)
        return _own_sums(areas, codes, _same(codes))
    if kind == "peers":
        codes = _codes(code if code in groups.peers else None for code in areas.area_code)
        return _own_sums(areas, codes, _peers(areas.area_code, groups.peers))
    if kind == "country":
        codes = np.full(len(areas.area_code), COUNTRY, dtype=object)
        return _published(areas, others.of_level("country"), codes, taken_out_from_share)
    codes = areas.regions[kind]
    regions = others.of_level(kind)
    if not np.any(regions.is_published_level):
        return _own_sums(areas, codes, _same(codes))
    return _published(areas, regions, codes, taken_out_from_share)


def _published(
    areas: Figures, regions: Figures, codes: np.ndarray, taken_out_from_share: float
) -> Benchmarks:
    row = {code: number for number, code in enumerate(regions.area_code)}
    found = np.array([row.get(code, -1) for code in codes], dtype=np.int64)
    is_found = found >= 0
    unknown = Counts.unknown(len(codes))
    whole = regions.counts.at(found).where(is_found, unknown) if len(row) else unknown
    own_sum = (regions.is_own_sum[found] & is_found) if len(row) else is_found
    with np.errstate(divide="ignore", invalid="ignore"):
        share = areas.counts.denominator / whole.denominator
        is_taken_out = areas.counts.is_bounded & (share >= taken_out_from_share)
    rest = whole.minus(areas.counts)
    # What is left of a region with few municipalities could be the figure of one that is kept from
    # readers.
    others = _same(codes).sum(axis=1) - 1
    rest = rest.where(others >= MINIMUM_MEMBERS, unknown)
    counts = rest.where(is_taken_out, whole)
    none = np.full(len(codes), np.nan)
    return Benchmarks(codes, counts, own_sum | is_taken_out, is_taken_out, none, none)


def _own_sums(areas: Figures, codes: np.ndarray, groups: Booleans) -> Benchmarks:
    # The area itself is never in the sum that it is held against.
    sums: GroupSums = sum_groups(areas.counts, groups & ~np.eye(len(codes), dtype=bool))
    yes = np.ones(len(codes), dtype=bool)
    return Benchmarks(
        codes, sums.counts, yes, yes, sums.members.astype(float), sums.left_out.astype(float)
    )


def _same(codes: np.ndarray) -> Booleans:
    is_known = np.array([code is not None for code in codes], dtype=bool)
    number = {code: number for number, code in enumerate(dict.fromkeys(codes))}
    numbers = np.array([number[code] for code in codes])  # texts are compared ten times slower
    return (numbers[:, None] == numbers[None, :]) & is_known[:, None]


def _peers(codes: np.ndarray, peers: Mapping[str, frozenset[str]]) -> Booleans:
    place = {code: number for number, code in enumerate(codes)}
    member = np.zeros((len(codes), len(codes)), dtype=bool)
    for code, row in place.items():
        member[row, [place[peer] for peer in peers.get(code, ()) if peer in place]] = True
    return member


def _codes(codes: Iterable[str | None]) -> np.ndarray:
    return np.array([*codes], dtype=object)
