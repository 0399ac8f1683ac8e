"""XmR limits and rules against NHSRplotthedots' own tests and a slow twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.statistics.xmr import xmr

# NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R: R's `set.seed(123); rnorm(20)`.
PUBLISHED = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip
WITH_OUTLIER = [*PUBLISHED[:14], 10.0, *PUBLISHED[15:]]


@pytest.mark.parametrize(
    ("values", "screen", "mean", "lower", "upper"),
    [
        # _snaps/ptd_spc_standard.md
        (PUBLISHED, True, 0.1416238, -3.01138, 3.294627),
        (WITH_OUTLIER, True, 0.6694159, -2.383666, 3.722497),
        (WITH_OUTLIER, False, 0.6694159, -4.596625, 5.935457),
        # _snaps/ptd_spc.md, two facets of ten
        (PUBLISHED[:10], True, 0.0746, -2.60, 2.75),
        (PUBLISHED[10:], True, 0.209, -3.28, 3.70),
    ],
)
def test_limits_as_published(
    values: list[float], screen: bool, mean: float, lower: float, upper: float
) -> None:
    chart = xmr(values, screen=screen)
    digits = 5e-7 if len(values) == 20 else 5e-3
    assert chart.mean == pytest.approx(mean, rel=1e-6, abs=digits)
    assert chart.lower == pytest.approx(lower, rel=1e-6, abs=digits)
    assert chart.upper == pytest.approx(upper, rel=1e-6, abs=digits)


def test_point_types_as_published() -> None:
    """_snaps/ptd_spc.md: 20 points, all common cause."""
    assert set(xmr(PUBLISHED).point_type) == {"common_cause"}


def test_two_points_close_to_opposite_limits_do_not_stand_out() -> None:
    """test-ptd_spc_standard.R, the last test."""
    values = [1.0, -1.0] * 7 + [5.5, -5.5]
    assert xmr(values).point_type[-2:].tolist() == ["common_cause"] * 2


@pytest.mark.parametrize(
    ("values", "which"),
    [
        # test-ptd_calculate_point_type.R, `ptd_seven_point_trend`
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], range(7)),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], range(1, 8)),
        ([7, 6, 5, 4, 3, 2, 1], range(7)),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], range(1, 8)),
    ],
)
def test_seven_point_trends_as_published(values: list[float], which: list[int]) -> None:
    # Among points that swing widely, so that none of these lies outside the limits.
    types = xmr([20.0, -20.0] * 6 + [4.0, *values, 4.0]).point_type[13:-1]
    trend = [i for i, point in enumerate(types) if point in ("increasing", "decreasing")]
    assert trend == list(which)


def test_seven_points_on_one_side() -> None:
    """test-ptd_calculate_point_type.R, `ptd_seven_point_one_side_mean`: eight of them and one."""
    types = xmr([1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1, -8], screen=False).point_type.tolist()
    assert types[:8] == ["seven_above"] * 8
    six = xmr([1, 1.1, 1, 1.1, 1, 1.1, -6], screen=False).point_type.tolist()
    assert "seven_above" not in six


def test_two_of_three_on_the_same_side() -> None:
    base = [-1.0, 1.0] * 8
    types = xmr([*base, 5.0, 1.0, 5.0, -1.0]).point_type.tolist()
    assert types[-4:] == [
        "two_of_three_above",
        "common_cause",
        "two_of_three_above",
        "common_cause",
    ]
    apart = xmr([*base, 5.0, -1.0, 5.0, -1.0]).point_type.tolist()
    assert apart[-4:] == ["common_cause"] * 4


def test_where_a_trend_turns_the_point_belongs_to_what_follows() -> None:
    up, down = [1, 2, 3, 4, 5, 6, 7], [6, 5, 4, 3, 2, 1]
    types = xmr([20.0, -20.0] * 6 + [3.0, *up, *down]).point_type[13:].tolist()
    assert types == ["increasing"] * 6 + ["decreasing"] * 7


def test_fewer_than_twelve_points_give_trial_limits() -> None:
    assert xmr(np.arange(11.0)).is_trial
    assert not xmr(np.arange(12.0)).is_trial


def test_a_series_that_does_not_move_has_its_mean_as_limits() -> None:
    chart = xmr([3.0] * 13)
    assert (chart.lower, chart.upper) == (3, 3)
    assert set(chart.point_type) == {"common_cause"}


def test_one_point_has_no_limits() -> None:
    chart = xmr([3.0])
    assert np.isnan(chart.upper)
    assert chart.point_type.tolist() == ["common_cause"]


def test_an_unknown_point_is_no_value_and_breaks_every_run() -> None:
    chart = xmr([1, 2, 3, np.nan, 5, 6, 7, 8, 9])
    assert chart.point_type[3] == "no_value"
    assert "increasing" not in chart.point_type


series = st.lists(st.integers(-6, 6), min_size=2, max_size=30)


@settings(max_examples=300)
@given(series)
def test_point_types_like_a_slow_twin(values: list[int]) -> None:
    chart = xmr(values)
    assert chart.point_type.tolist() == slow_point_types([float(v) for v in values])


def slow_point_types(y: list[float]) -> list[str]:
    """The rules one point at a time, as sentences."""
    mean = float(xmr(y).mean)
    limit = float(2.66 * xmr(y).mean_range)
    side = [(v > mean) - (v < mean) for v in y]
    outside = [abs(v - mean) > limit for v in y]
    close = [abs(v - mean) > 2 * limit / 3 and not o for v, o in zip(y, outside, strict=True)]

    def windows(i: int, size: int) -> list[range]:
        return [
            range(start, start + size)
            for start in range(i - size + 1, i + 1)
            if start >= 0 and start + size <= len(y)
        ]

    def moves(window: range, sign: int) -> bool:
        return all((y[k + 1] - y[k]) * sign > 0 for k in window[:-1])

    types = []
    for i in range(len(y)):
        up = any(moves(w, 1) for w in windows(i, 7))
        down = any(moves(w, -1) for w in windows(i, 7))
        if up and down:
            up = y[i + 1] > y[i]
        if outside[i]:
            types.append("above_limit" if side[i] == 1 else "below_limit")
        elif up or down:
            types.append("increasing" if up else "decreasing")
        elif close[i] and any(
            sum(close[k] for k in w) >= 2 and abs(sum(side[k] for k in w)) == 3
            for w in windows(i, 3)
        ):
            types.append("two_of_three_above" if side[i] == 1 else "two_of_three_below")
        elif any(abs(sum(side[k] for k in w)) == 7 for w in windows(i, 7)):
            types.append("seven_above" if side[i] == 1 else "seven_below")
        else:
            types.append("common_cause")
    return types


@given(series)
def test_upside_down_is_the_mirror_image(values: list[int]) -> None:
    mirror = {
        "above_limit": "below_limit",
        "increasing": "decreasing",
        "two_of_three_above": "two_of_three_below",
        "seven_above": "seven_below",
    }
    mirror |= {other: one for one, other in mirror.items()}
    chart, mirrored = xmr(values), xmr([-v for v in values])
    assert mirrored.point_type.tolist() == [mirror.get(t, t) for t in chart.point_type]
    assert mirrored.upper == pytest.approx(-chart.lower)


@given(st.lists(st.lists(st.integers(-6, 6), min_size=9, max_size=9), min_size=1, max_size=5))
def test_many_series_at_once_are_the_series_one_by_one(values: list[list[int]]) -> None:
    together = xmr(values)
    for row, one in enumerate(values):
        assert together.point_type[row].tolist() == xmr(one).point_type.tolist()
        assert together.upper[row] == pytest.approx(xmr(one).upper)
