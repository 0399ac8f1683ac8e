"""The numbers of the methods, read from the code that uses them, as people write them."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from indicators.comparison.classes import read_classes
from indicators.comparison.comparators import read_comparators
from indicators.comparison.groups import MINIMUM_MEMBERS, MINIMUM_SHARE
from indicators.comparison.peer_model import read_peer_model
from indicators.comparison.rows import MINIMUM_DENOMINATOR
from indicators.explain.evaluate import INDICATIVE_BELOW
from indicators.rounding import STEP
from indicators.statistics.areas import own_interval
from indicators.statistics.bounds import proportion_bounds, rounding_bounds
from indicators.statistics.false_flags import expected_false_flags
from indicators.statistics.five_points import CRITICAL, POINTS
from indicators.statistics.intervals import (
    EXACT_BELOW,
    LEVEL_95,
    LEVEL_998,
    byar,
    normal_quantile,
    wilson,
)
from indicators.statistics.judgement import MINIMUM_AREAS
from indicators.statistics.rounding_error import rounding_variance
from indicators.statistics.xmr import LIMIT
from indicators.trend.trends import MINIMUM_HALF_YEARS
from indicators.wording import Lang, format_count, format_number


def chosen_numbers(lang: Lang) -> dict[str, str]:
    """What could have been chosen otherwise, by the name of its place in the texts."""
    return {
        "half_step": format_count(STEP / 2, lang),
        "minimum": format_count(MINIMUM_DENOMINATOR, lang),
        "indicative": format_count(INDICATIVE_BELOW, lang),
        "exact": format_count(EXACT_BELOW, lang),
        "level_95": _share(LEVEL_95, lang),
        "level_998": _share(LEVEL_998, lang),
        "large_share": _share(read_comparators().taken_out_from_share, lang),
        "minimum_areas": format_count(MINIMUM_AREAS, lang),
        "minimum_members": format_count(MINIMUM_MEMBERS, lang),
        "minimum_share": _share(MINIMUM_SHARE, lang),
        "class_members": format_count(read_classes().minimum_members, lang),
        "peers": format_count(read_peer_model().number, lang),
        "points": format_count(POINTS, lang),
        "critical": format_count(CRITICAL, lang),
        "half_years": format_count(MINIMUM_HALF_YEARS, lang),
        "xmr_limit": format_count(LIMIT, lang),
    }


def example_numbers(lang: Lang) -> dict[str, str]:
    """What the worked examples come to, worked out by the functions that they are about."""
    rounded = (rounding_bounds(10, STEP), rounding_bounds(25, STEP))
    numbers = {
        "advices": (100 * 70 / 65, 1),
        "gelderland": (100 * 8100 / 8280, 1),
        "rounding_variance": (float(rounding_variance(STEP)), 2),
        "z_95": (normal_quantile(LEVEL_95), 2),
        "z_998": (normal_quantile(LEVEL_998), 2),
        "flags_95": (expected_false_flags(342, LEVEL_95), 0),
        "flags_998": (expected_false_flags(342, LEVEL_998), 1),
        **_ends("ten", rounding_bounds(10, STEP), 1),
        **_ends("sum", [sum(end) for end in rounding_bounds([3595, 4335, 170], STEP)], 1),
        **_ends("share", _hundred(proportion_bounds(*rounded)), 0),
        **_ends("wilson", _hundred(wilson(895, 1745)), 1),
        **_ends("byar", byar(65), 1),
        **_ends(
            "ratio", _hundred(own_interval("ratio", np.array(70.0), np.array(65.0), LEVEL_95)), 0
        ),
    }
    return {name: format_number(value, lang, places) for name, (value, places) in numbers.items()}


def _ends(name: str, ends: Iterable[Any], decimals: int) -> dict[str, tuple[float, int]]:
    lower, upper = ends
    return {f"{name}_lower": (float(lower), decimals), f"{name}_upper": (float(upper), decimals)}


def _hundred(ends: Iterable[Any]) -> list[float]:
    return [100 * float(end) for end in ends]


def _share(share: float, lang: Lang) -> str:
    return f"{format_count(round(100 * share, 4), lang)}%"
