"""How many areas would be flagged if none of them differed from its benchmark."""

from indicators.statistics.intervals import LEVEL_998, normal_quantile


def expected_false_flags(tested: int, level: float = LEVEL_998) -> float:
    """Number of areas outside their limits by chance alone: N (1 - level).

    N is the number of areas actually tested: those with too few data do not count. Source: the
    definition of the limits. 342 areas give about 0.7 at 99.8% and about 17 at 95%.

    >>> round(expected_false_flags(342), 3), round(expected_false_flags(342, 0.95), 1)
    (0.684, 17.1)
    """
    if tested < 0:
        raise ValueError(f"{tested} areas tested; a number of areas is 0 or more")
    normal_quantile(level)
    return tested * (1 - level)
