"""What the rest of the product knows about comparisons: plain records, read from a release."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from indicators.comparison.comparators import BENCHMARK_KINDS, BenchmarkKind
from indicators.comparison.words import Code, Reason

Query = Callable[[str, dict[str, Any]], list[Any]]


@dataclass(frozen=True)
class Comparison:
    """One figure beside one benchmark; figures are in the unit of the indicator.

    `benchmark_value` is None where a member of an own sum has a dot: then only the bounds are
    known. `members` and `left_out` are None where the benchmark is published. Control limits
    (`limit_*`), `z`, `phi` and `tau_squared` are None where nothing was judged. `reason` says why
    there are too few data, and is None otherwise. The last six are about all areas of the level
    together: `tested` of them got a word, of which chance alone would put `expected_flags_998`
    outside the 99.8% limits.
    """

    indicator_id: str
    area_code: str
    period_code: str
    benchmark_kind: BenchmarkKind
    benchmark_code: str | None
    benchmark_value: float | None
    benchmark_lower: float | None
    benchmark_upper: float | None
    benchmark_numerator: float | None
    benchmark_denominator: float | None
    is_own_sum: bool
    is_area_taken_out: bool
    members: int | None
    left_out: int | None
    is_approximated: bool
    lower_95: float | None
    upper_95: float | None
    lower_998: float | None
    upper_998: float | None
    limit_lower_95: float | None
    limit_upper_95: float | None
    limit_lower_998: float | None
    limit_upper_998: float | None
    z: float | None
    code: Code
    reason: Reason | None
    tested: int
    phi: float | None
    tau_squared: float | None
    expected_flags_998: float
    flags_unadjusted: int
    flags_adjusted: int


@dataclass(frozen=True)
class AreaClass:
    """The class of a municipality, and what decides it."""

    area_code: str
    class_id: str
    class_nl: str
    class_en: str
    inhabitants: int
    urbanity: int
    reference_year: int


@dataclass(frozen=True)
class Likeness:
    """One variable in which a peer is more or less like the municipality; values as published."""

    variable: str
    label_nl: str
    label_en: str
    weight: float
    own_value: float | None
    peer_value: float | None


@dataclass(frozen=True)
class Peer:
    """A similar municipality. `position` 1 is the nearest; `distance` is in standard deviations."""

    area_code: str
    peer_code: str
    position: int
    distance: float
    likeness: tuple[Likeness, ...]


@dataclass(frozen=True)
class Stability:
    """How many of the peers stay when one variable is left out: `kept` of `number`."""

    area_code: str
    without_variable: str
    kept: int
    number: int


@dataclass(frozen=True)
class Peers:
    """The similar municipalities of one municipality, nearest first, and how firm the list is.

    `left_out`: variables (by id) that too few municipalities have; they count for nobody.
    """

    peers: tuple[Peer, ...]
    stability: tuple[Stability, ...]
    left_out: tuple[str, ...]

    @property
    def fewest_kept(self) -> int | None:
        """How many peers stay at least, whichever variable is left out; None without peers."""
        return min((one.kept for one in self.stability), default=None)


def read_comparisons(
    query: Query, indicator_id: str, area_code: str, period_code: str
) -> list[Comparison]:
    """One figure beside each of its benchmarks, in the order of screens."""
    names = ", ".join(field.name for field in fields(Comparison))
    rows = query(
        f"SELECT {names} FROM mart.marked_comparison "
        "WHERE indicator_id = $indicator AND area_code = $area AND period_code = $period",
        {"indicator": indicator_id, "area": area_code, "period": period_code},
    )
    found = [Comparison(*row) for row in rows]
    return sorted(found, key=lambda one: BENCHMARK_KINDS.index(one.benchmark_kind))


def read_comparisons_with(
    query: Query, indicator_id: str, period_code: str, kind: BenchmarkKind
) -> dict[str, Comparison]:
    """Every figure of one period beside one kind of benchmark, by area code."""
    names = ", ".join(field.name for field in fields(Comparison))
    rows = query(
        f"SELECT {names} FROM mart.marked_comparison "
        "WHERE indicator_id = $indicator AND period_code = $period AND benchmark_kind = $kind "
        "ORDER BY area_code",
        {"indicator": indicator_id, "period": period_code, "kind": kind},
    )
    found = [Comparison(*row) for row in rows]
    return {one.area_code: one for one in found}


def read_area_class(query: Query, area_code: str) -> AreaClass | None:
    """The class of a municipality, or None where it has none."""
    names = ", ".join(field.name for field in fields(AreaClass))
    rows = query(
        f"SELECT {names} FROM mart.area_class WHERE area_code = $area", {"area": area_code}
    )
    return AreaClass(*rows[0]) if rows else None


def read_peers(query: Query, area_code: str) -> Peers:
    """The similar municipalities of one; without any where it is none of today's."""
    area = {"area": area_code}
    likeness: dict[str, list[Likeness]] = {}
    for peer_code, *row in query(
        "SELECT p.peer_code, v.variable, v.label_nl, v.label_en, v.weight, own.value, other.value "
        "FROM mart.peer AS p CROSS JOIN mart.peer_variable AS v "
        "LEFT JOIN mart.peer_profile AS own "
        "ON own.area_code = p.area_code AND own.variable = v.variable "
        "LEFT JOIN mart.peer_profile AS other "
        "ON other.area_code = p.peer_code AND other.variable = v.variable "
        "WHERE p.area_code = $area AND v.is_used ORDER BY p.position, v.rowid",
        area,
    ):
        likeness.setdefault(peer_code, []).append(Likeness(*row))
    peers = query(
        "SELECT area_code, peer_code, position, distance FROM mart.peer "
        "WHERE area_code = $area ORDER BY position",
        area,
    )
    stability = query(
        "SELECT s.area_code, s.without_variable, s.kept, s.number FROM mart.peer_stability AS s "
        "JOIN mart.peer_variable AS v ON v.variable = s.without_variable "
        "WHERE s.area_code = $area ORDER BY v.rowid",
        area,
    )
    left_out = query("SELECT variable FROM mart.peer_variable WHERE NOT is_used ORDER BY rowid", {})
    return Peers(
        tuple(
            Peer(own, peer, position, distance, tuple(likeness.get(peer, ())))
            for own, peer, position, distance in peers
        ),
        tuple(Stability(*row) for row in stability),
        tuple(name for (name,) in left_out),
    )
