"""What a figure was held against, down to the counts, and how far it lies from that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from indicators.comparison.benchmarks import Benchmarks, Groups, benchmarks
from indicators.comparison.comparators import JUDGED_AS, read_comparators
from indicators.comparison.counts import COLUMNS, Booleans, Counts
from indicators.comparison.figures import Figures, figures_of, gather
from indicators.comparison.records import Comparison
from indicators.definition import Definition
from indicators.explain.not_followed import NotFollowedError
from indicators.statistics.intervals import LEVEL_95, LEVEL_998
from indicators.statistics.scales import Kind, Scale
from indicators.values import Area, IndicatorValue

if TYPE_CHECKING:
    from indicators.api import Release

_Z_WITHIN = 0.0011  # the release has z in three decimals, from a tau squared in nine


@dataclass(frozen=True)
class Counted:
    """Two counts and the bounds that they lie between; None for what is not known."""

    numerator: float | None
    numerator_lower: float | None
    numerator_upper: float | None
    denominator: float | None
    denominator_lower: float | None
    denominator_upper: float | None


@dataclass(frozen=True)
class Member:
    """An area of a group that was added up; not `is_counted` where its counts have no bounds."""

    area_code: str
    area_name: str
    counts: Counted
    is_counted: bool


@dataclass(frozen=True)
class Distance:
    """How far a figure lies from its benchmark: (scale(x / n) - scale(centre)) / s.

    Ratios are plain, not per 100. s squared is the sum of the four variances: by chance in the area
    and in the benchmark, by rounding, and between areas (tau squared). `farthest_lower` and
    `farthest_upper` are the 99.8% limits for every value that rounding and suppression leave.
    """

    kind: Kind
    ratio: float
    lowest: float
    highest: float
    centre: float
    centre_lowest: float
    centre_highest: float
    by_chance: float
    by_benchmark: float
    by_rounding: float
    tau_squared: float
    z: float
    limits_95: tuple[float, float]
    limits_998: tuple[float, float]
    farthest_lower: float
    farthest_upper: float


@dataclass(frozen=True)
class Compared:
    """One benchmark of a figure.

    `area` is the one whose published figure it is, or None for a class or similar municipalities.
    `whole` is what was published where the area was taken out of it; `members` are the areas that
    were added up where it is our own sum. `distance` is None where there are too few data.
    """

    comparison: Comparison
    area: Area | None
    own: Counted
    benchmark: Counted
    whole: Counted | None
    members: tuple[Member, ...]
    distance: Distance | None


def compared(
    connection: duckdb.DuckDBPyConnection,
    release: "Release",
    definition: Definition,
    value: IndicatorValue,
) -> tuple[Compared, ...]:
    """The benchmarks of a figure, in the order of screens; none where it is not compared.

    Raises NotFollowedError where counts or z are not those of the release.
    """
    rows = release.comparisons(definition.id, value.area_code, value.period_code)
    if not rows:
        return ()
    comparators = read_comparators()
    gather(connection, comparators.shares_of_children)
    others = next(
        figures
        for figures in figures_of(connection, definition.id)
        if figures.period_code == value.period_code
    )
    areas = others.of_level(value.area_level)
    groups = _groups(connection)
    names = {area.code: area for area in release.areas(current_only=False)}
    row = int(np.flatnonzero(areas.area_code == value.area_code)[0])
    found = []
    for comparison in rows:
        kind = comparison.benchmark_kind
        beside = benchmarks(areas, others, kind, groups, comparators.taken_out_from_share)
        one = Compared(
            comparison=comparison,
            area=names.get(comparison.benchmark_code or "") if kind not in _GROUPS else None,
            own=_counted(areas.counts, row),
            benchmark=_counted(beside.counts, row),
            whole=_whole(others, comparison),
            members=_members(areas, row, comparison, groups, names),
            distance=_distance(definition, areas, beside, row, comparison),
        )
        _check(one, value)
        found.append(one)
    return tuple(found)


_GROUPS = ("class", "peers")


def _groups(connection: duckdb.DuckDBPyConnection) -> Groups:
    classes = connection.execute("SELECT area_code, class_id FROM mart.area_class").fetchall()
    peers = connection.execute(
        "SELECT area_code, list(peer_code) FROM mart.peer GROUP BY area_code"
    ).fetchall()
    return Groups(dict(classes), {code: frozenset(codes) for code, codes in peers})


def _counted(counts: Counts, row: int) -> Counted:
    numbers = (float(getattr(counts, name)[row]) for name in COLUMNS)
    return Counted(*(None if np.isnan(number) else number for number in numbers))


def _whole(others: Figures, comparison: Comparison) -> Counted | None:
    if not comparison.is_area_taken_out or comparison.members is not None:
        return None
    (row,) = np.flatnonzero(others.area_code == comparison.benchmark_code)
    return _counted(others.counts, int(row))


def _members(
    areas: Figures,
    row: int,
    comparison: Comparison,
    groups: Groups,
    names: Mapping[str, Area],
) -> tuple[Member, ...]:
    """The areas of the group without the area itself; none where a published figure is used."""
    if comparison.members is None or comparison.benchmark_code is None:
        return ()
    is_bounded: Booleans = areas.counts.is_bounded
    return tuple(
        Member(code, names[code].name, _counted(areas.counts, other), bool(is_bounded[other]))
        for other, code in enumerate(areas.area_code)
        if other != row and code in _group(areas, row, comparison, groups)
    )


def _group(
    areas: Figures, row: int, comparison: Comparison, groups: Groups
) -> Sequence[str] | frozenset[str]:
    kind, own = comparison.benchmark_kind, areas.area_code[row]
    if kind == "peers":
        return groups.peers.get(own, frozenset())
    if kind == "class":
        return [code for code in areas.area_code if groups.classes.get(code) == groups.classes[own]]
    codes = areas.regions[kind]
    return [
        code for code, region in zip(areas.area_code, codes, strict=True) if region == codes[row]
    ]


def _distance(
    definition: Definition, areas: Figures, beside: Benchmarks, row: int, comparison: Comparison
) -> Distance | None:
    if comparison.code == "too_few_data" or comparison.tau_squared is None:
        return None
    kind = JUDGED_AS[definition.kind]
    own, held = areas.counts, beside.counts
    x, x_low, x_high, n, n_low, n_high = (float(getattr(own, name)[row]) for name in COLUMNS)
    first, first_low, first_high, second, second_low, second_high = (
        float(getattr(held, name)[row]) for name in COLUMNS
    )
    # A benchmark with a dot in it is held by the middle of what it can be.
    first = (first_low + first_high) / 2 if np.isnan(first) else first
    second = (second_low + second_high) / 2 if np.isnan(second) else second
    most = 1.0 if kind == "proportion" else np.inf
    scale = Scale(kind, first / second)
    steps = x_high - x_low, n_high - n_low
    tau_squared = comparison.tau_squared
    parts = (
        float(scale.sampling_variance(n)),
        float(scale.sampling_variance(second)),
        float(scale.rounding_variance(n, *steps)),
        tau_squared,
    )
    s = sum(parts) ** 0.5
    widest = (float(scale.variance(n_low, second, *steps)) + tau_squared) ** 0.5
    ratio, centre_highest = min(x / n, most), min(first_high / second_low, most)
    centre_lowest = min(first_low / second_high, most)
    far_lower, _ = scale.limits(widest, LEVEL_998, centre_lowest)
    _, far_upper = scale.limits(widest, LEVEL_998, centre_highest)
    limits_95, limits_998 = (
        tuple(float(end) for end in scale.limits(s, level, scale.centre))
        for level in (LEVEL_95, LEVEL_998)
    )
    return Distance(
        kind=kind,
        ratio=ratio,
        lowest=x_low / n_high,
        highest=min(x_high / n_low, most) if n_low else most,
        centre=first / second,
        centre_lowest=centre_lowest,
        centre_highest=centre_highest,
        by_chance=parts[0],
        by_benchmark=parts[1],
        by_rounding=parts[2],
        tau_squared=tau_squared,
        z=float(scale.forth(ratio) - scale.forth(scale.centre)) / s,
        limits_95=(limits_95[0], limits_95[1]),
        limits_998=(limits_998[0], limits_998[1]),
        farthest_lower=float(far_lower),
        farthest_upper=float(far_upper),
    )


def _check(one: Compared, value: IndicatorValue) -> None:
    row, place = one.comparison, f"{value.indicator_id}, {value.area_code}, {value.period_code}"
    place = f"{place}, beside {row.benchmark_kind}"
    if row.benchmark_denominator is not None:
        seen = one.benchmark.numerator, one.benchmark.denominator
        expected = row.benchmark_numerator, row.benchmark_denominator
        if seen != expected:
            raise NotFollowedError(place, seen, expected)
    counted = sum(member.is_counted for member in one.members)
    if row.members is not None and (counted, len(one.members) - counted) != (
        row.members,
        row.left_out,
    ):
        raise NotFollowedError(place, f"{counted} members", f"{row.members} members")
    if one.distance and row.z is not None and abs(one.distance.z - row.z) > _Z_WITHIN:
        raise NotFollowedError(place, f"z {one.distance.z}", f"z {row.z}")
