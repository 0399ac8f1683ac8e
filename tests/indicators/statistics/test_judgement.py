import numpy as np

from indicators.statistics.judgement import Benchmark, Tested, judge


def areas(numerator: list[float], denominator: list[float], rounding: float = 0.0) -> Tested:
    unknown = np.full(len(numerator), np.nan)
    return Tested(
        np.array(numerator),
        unknown,
        unknown,
        np.array(denominator),
        unknown,
        unknown,
        rounding,
        rounding,
    )


def test_an_area_far_from_twenty_equal_ones_is_clearly_higher() -> None:
    judgement = judge(
        areas([50.0] * 19 + [90.0], [100.0] * 20), Benchmark(5000, 10000), "proportion"
    )
    assert judgement.code.tolist() == ["not_distinguishable"] * 19 + ["clearly_higher"]
    assert judgement.tested == 20
