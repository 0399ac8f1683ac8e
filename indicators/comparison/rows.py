"""Areas and their benchmarks, judged: as columns of `mart.comparison` and `comparison_group`."""

from dataclasses import dataclass

import numpy as np

from indicators.comparison.benchmarks import Benchmarks
from indicators.comparison.bulk import Columns
from indicators.comparison.comparators import JUDGED_AS, BenchmarkKind
from indicators.comparison.counts import Counts, Floats
from indicators.comparison.figures import Figures
from indicators.definition import Definition
from indicators.statistics.areas import Tested
from indicators.statistics.judgement import Benchmark, Judgement, judge
from indicators.values import AreaLevel

# Below it no percentage is shown, and so no word is said.
MINIMUM_DENOMINATOR = 20
# Beyond those of the figure: what a chart needs to draw a smooth limit.
MORE_DECIMALS = 2


@dataclass(frozen=True)
class Keys:
    """What the rows of one judgement have in common."""

    indicator_id: str
    area_level: AreaLevel
    period_code: str
    benchmark_kind: BenchmarkKind


def columns(
    definition: Definition, keys: Keys, areas: Figures, beside: Benchmarks
) -> tuple[Columns, Columns]:
    """Judge all areas together; the rows of the areas, and the one row about them together."""
    judged_as = JUDGED_AS[definition.kind]
    lowest, highest = beside.counts.ratio_bounds(is_proportion=judged_as == "proportion")
    judgement = judge(
        _tested(areas),
        Benchmark(*_middle(beside.counts), lowest, highest),
        judged_as,
        minimum_denominator=MINIMUM_DENOMINATOR,
    )
    size = len(areas.area_code)
    rows = {
        "indicator_id": np.full(size, keys.indicator_id, dtype=object),
        "area_code": areas.area_code,
        "period_code": np.full(size, keys.period_code, dtype=object),
        "benchmark_kind": np.full(size, keys.benchmark_kind, dtype=object),
        **_benchmark_columns(definition, beside, lowest, highest),
        "is_approximated": np.full(size, areas.is_approximated),
        **_judgement_columns(definition, judgement),
        "code": judgement.code.astype(object),
        "reason": _reasons(definition, areas, judgement),
    }
    return rows, _group_columns(keys, judgement)


def _tested(areas: Figures) -> Tested:
    """What is judged: figures that are shown and whose counts have bounds.

    The step of rounding is the whole width of the bounds: of a sum of several rounded cells it is
    their steps together, so that its uncertainty is not taken too small.
    """
    counts = areas.counts
    is_judged = areas.has_value & counts.is_bounded

    def width(lower: Floats, upper: Floats) -> Floats:
        return np.where(is_judged, upper - lower, 0)

    return Tested(
        np.where(is_judged, counts.numerator, np.nan),
        counts.numerator_lower,
        counts.numerator_upper,
        counts.denominator,
        counts.denominator_lower,
        counts.denominator_upper,
        width(counts.numerator_lower, counts.numerator_upper),
        width(counts.denominator_lower, counts.denominator_upper),
    )


def _middle(counts: Counts) -> tuple[Floats, Floats]:
    """Where limits are drawn around: the benchmark's counts, or the middle of what they can be.

    The middle is never shown as a figure; a word holds for all that the bounds allow. A benchmark
    of too few observations is none.
    """
    numerator = np.where(
        np.isnan(counts.numerator),
        (counts.numerator_lower + counts.numerator_upper) / 2,
        counts.numerator,
    )
    denominator = np.where(
        np.isnan(counts.denominator),
        (counts.denominator_lower + counts.denominator_upper) / 2,
        counts.denominator,
    )
    is_enough = counts.is_bounded & (denominator >= MINIMUM_DENOMINATOR)
    return np.where(is_enough, numerator, np.nan), np.where(is_enough, denominator, np.nan)


def _reasons(definition: Definition, areas: Figures, judgement: Judgement) -> np.ndarray:
    """The judgement's reason, or ours: a figure that is shown but was not given to be judged."""
    reasons = judgement.reason.astype(object)
    reasons[reasons == ""] = None
    is_without = (judgement.reason == "no_value") & areas.has_value
    is_share = definition.kind == "published_share"
    reasons[is_without] = "no_counts" if is_share else "no_bounds"
    return reasons


def _benchmark_columns(
    definition: Definition, beside: Benchmarks, lowest: Floats, highest: Floats
) -> Columns:
    counts, scale = beside.counts, 10**definition.decimals
    per = definition.multiplier * scale
    numerator, denominator = counts.numerator, counts.denominator
    if JUDGED_AS[definition.kind] == "proportion":
        numerator = np.minimum(numerator, denominator)
    is_small = denominator < MINIMUM_DENOMINATOR
    is_shown = np.isfinite(lowest) & np.isfinite(highest) & ~is_small
    with np.errstate(divide="ignore", invalid="ignore"):
        # Half up, and bounds outwards, as in ratio.sql: both print the same figure.
        value = np.floor((2 * per * numerator + denominator) / (2 * denominator)) / scale
    return {
        "benchmark_code": beside.code,
        "benchmark_value": np.where(is_shown, value, np.nan),
        "benchmark_lower": np.where(is_shown, np.floor(lowest * per + 1e-9) / scale, np.nan),
        "benchmark_upper": np.where(is_shown, np.ceil(highest * per - 1e-9) / scale, np.nan),
        "benchmark_numerator": np.where(is_shown, counts.numerator, np.nan),
        "benchmark_denominator": np.where(is_shown, denominator, np.nan),
        "is_own_sum": beside.is_own_sum,
        "is_area_taken_out": beside.is_area_taken_out,
        "members": beside.members,
        "left_out": beside.left_out,
    }


def _judgement_columns(definition: Definition, judgement: Judgement) -> Columns:
    decimals = definition.decimals + MORE_DECIMALS
    names = [
        f"{which}_{level}"
        for level in ("95", "998")
        for which in ("lower", "upper", "limit_lower", "limit_upper")
    ]
    rounded = {
        name: np.round(getattr(judgement, name) * definition.multiplier, decimals) for name in names
    }
    return {**rounded, "z": np.round(judgement.z, 3)}


def _group_columns(keys: Keys, judgement: Judgement) -> Columns:
    names = {
        "indicator_id": keys.indicator_id,
        "area_level": keys.area_level,
        "period_code": keys.period_code,
        "benchmark_kind": keys.benchmark_kind,
    }
    numbers = {
        "tested": judgement.tested,
        "phi": round(judgement.phi, 6),
        "tau_squared": round(judgement.tau_squared, 9),
        "expected_flags_998": round(judgement.expected_flags_998, 6),
        "flags_unadjusted": judgement.flags_unadjusted,
        "flags_adjusted": judgement.flags_adjusted,
    }
    return {
        **{name: np.array([key], dtype=object) for name, key in names.items()},
        **{name: np.array([number], dtype=np.float64) for name, number in numbers.items()},
    }
