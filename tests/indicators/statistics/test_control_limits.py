"""Funnel limits and words against the tables of PHEindicatormethods, and the benchmark."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.control_limits import (
    expected_limits,
    observed_limits,
    proportion_limits,
    proportion_significance,
    rate_significance,
    wilson_limits,
)
from indicators.statistics.intervals import LEVEL_95, LEVEL_998, exact_poisson, wilson

# PHEindicatormethods, tests/testthat/testdata_funnel_prop_outputs.csv, average 80.642448%:
# population, lower and upper limit at 95%, lower and upper at 99.8%.
PUBLISHED_PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (18, 62.390093, 98.894803, 51.864359, 100),
    (20, 63.326743, 97.958152, 53.341156, 100),
    (41, 68.548635, 92.73626, 61.574398, 99.710497),
    (102, 72.974925, 88.309971, 68.553233, 92.731663),
    (539, 77.306949, 83.977947, 75.38344, 85.901456),
    (1008, 78.203374, 83.081521, 76.796814, 84.488082),
    (9998, 79.867989, 81.416907, 79.421375, 81.863521),
    (53016, 80.306129, 80.978767, 80.112181, 81.172715),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]

# tests/testthat/testdata_funnel_ratio_outputs.csv, as indirectly standardised ratios (x 100).
PUBLISHED_RATIOS = [
    (1, 17.94802207, 3949.774946, 10.83023482, 99945.32721),
    (2, 27.6828582, 825.7315569, 17.81123382, 4405.093268),
    (5, 42.85102213, 307.979188, 30.38637225, 676.2496398),
    (10, 54.3763205, 208.5337156, 41.43536693, 337.778507),
    (20, 64.74926614, 163.7127595, 52.57362804, 223.2588569),
    (49, 75.63993169, 135.1706507, 65.57409755, 162.3694444),
    (100, 82.21871402, 122.9044681, 74.11562345, 139.0406755),
    (299, 89.28449862, 112.3781452, 83.89790994, 120.3700491),
    (716, 92.93605352, 107.7488421, 89.20960712, 112.5516964),
]

# tests/testthat/testdata_funnel_rate_outputs_2.csv, crude per 100,000, baseline 114.8591735.
PUBLISHED_RATES = [
    (1, 20.61494982, 4536.678859, 12.4395182, 114796.3768),
    (10, 62.45619233, 239.5201023, 47.59232002, 387.9696015),
    (52, 87.58735784, 153.791972, 76.21115113, 183.6211304),
    (197, 99.8935076, 132.7503752, 92.60299313, 144.6213465),
    (1344, 108.8787415, 121.2559352, 105.6474286, 125.143079),
]

# tests/testthat/testdata_funnel_ratio_inputs.csv: observed, expected, word.
PUBLISHED_WORDS = [
    (8, 6.239860227, "Not significant"),
    (151, 106.4429719, "High (0.001)"),
    (159, 232.9329036, "Low (0.001)"),
    (220, 249.8012944, "Not significant"),
    (150, 119.5695496, "High (0.025)"),
    (0, 240.6273499, "Low (0.001)"),
    (101, 126.2973615, "Low (0.025)"),
    (174, 141.4404162, "High (0.025)"),
    (252, 218.7689904, "High (0.025)"),
    (254, 254.4070513, "Not significant"),
    (319, 274.8815166, "High (0.025)"),
    (241, 288.6919023, "Low (0.025)"),
    (187, 164.5692159, "Not significant"),
    (355, 318.5570711, "High (0.025)"),
    (16, 36.38844667, "Low (0.001)"),
    (156, 130.4020731, "High (0.025)"),
    (6, 4.293052052, "Not significant"),
    (85, 67.9184978, "Not significant"),
    (128, 97.97168006, "High (0.025)"),
    (40, 55.14959327, "Low (0.025)"),
    (25, 55.01760563, "Low (0.001)"),
    (74, 52.09066592, "High (0.025)"),
    (115, 82.14285714, "High (0.001)"),
    (35, 45.76359833, "Not significant"),
    (31, 57.81424841, "Low (0.001)"),
    (49, 87.5, "Low (0.001)"),
    (78, 90.84556254, "Not significant"),
]

# tests/testthat/testdata_funnel_prop_inputs.csv: patients, registered, word; average 80.642448%.
PUBLISHED_PROPORTION_WORDS = [
    (35078.488, 41980, "High (0.001)"),
    (24803.6256, 31824, "Low (0.001)"),
    (50050.7443, 61921, "Not significant"),
    (24648.7596, 30521, "Not significant"),
    (31759.385, 39350, "Not significant"),
    (26789.238, 33012, "High (0.025)"),
    (36850.0492, 45449, "High (0.025)"),
    (34502.0685, 42485, "High (0.025)"),
    (23910.2469, 29457, "High (0.025)"),
    (30277.5312, 37828, "Low (0.025)"),
    (21139.2936, 25992, "High (0.025)"),
    (20759.65, 25750, "Not significant"),
    (29709.0543, 36583, "High (0.025)"),
    (49272.1026, 59493, "High (0.001)"),
    (58476.8416, 73316, "Low (0.001)"),
]


# tests/testthat/testdata_funnel_rate_dsr_inputs.csv, crude rates: events / persons / word with the
# record of 0 events among them, and word without it (H, h, n, l, L from high to low).
PUBLISHED_RATE_WORDS = """
    2419/264102/HH 2337/259711/HH 2291/289247/HH 2242/265029/HH 2218/284649/HH 2159/293578/HH
    2130/286718/HH 2111/307381/nn 2105/274145/HH 2083/297424/hn 2078/272628/HH 2062/269656/HH
    2061/294692/hn 2033/277710/Hh 2033/259213/HH 2010/285516/hn 2004/269449/HH 2002/290888/nn
    1977/287112/nn 1944/286492/nn 1932/287012/nn 1922/291277/nn 1912/289859/nn 1881/289653/nl
    1844/282519/nl 1835/274220/nn 1833/280271/nl 1825/284206/nl 1816/274508/nn 1809/288384/lL
    1798/287072/lL 1754/282744/LL 1746/289208/LL 1709/287736/LL 1694/296175/LL 1688/303255/LL
    1649/285959/LL 1553/274661/LL 1332/281425/LL 0/297820/L-
"""
WORDS = {
    "High (0.001)": "H",
    "High (0.025)": "h",
    "Not significant": "n",
    "Low (0.025)": "l",
    "Low (0.001)": "L",
}


@pytest.mark.parametrize(("population", "low", "high", "lower", "higher"), PUBLISHED_PROPORTIONS)
def test_limits_of_a_proportion_as_published(
    population: int, low: float, high: float, lower: float, higher: float
) -> None:
    own = [*proportion_limits(0.80642448, population, LEVEL_95)]
    own += proportion_limits(0.80642448, population, LEVEL_998)
    assert [100 * end for end in own] == pytest.approx([low, high, lower, higher], abs=2e-6)


@pytest.mark.parametrize(
    ("events", "low", "high", "lower", "higher", "baseline"),
    [(*row, 100) for row in PUBLISHED_RATIOS] + [(*row, 114.8591735) for row in PUBLISHED_RATES],
)
def test_limits_of_a_ratio_and_a_rate_as_published(
    events: int, low: float, high: float, lower: float, higher: float, baseline: float
) -> None:
    """The package searches by halving until steps of 1e-7, hence not to the last digit."""
    own = [*observed_limits(events, LEVEL_95), *observed_limits(events, LEVEL_998)]
    published = [low, high, lower, higher]
    digits = 5e-5 if events > 1 else 1e-3
    assert [baseline * end for end in own] == pytest.approx(published, rel=digits)


def test_words_of_ratios_as_published() -> None:
    observed, expected, words = zip(*PUBLISHED_WORDS, strict=True)
    assert rate_significance(observed, expected).tolist() == list(words)


def test_words_of_proportions_as_published() -> None:
    observed, registered, words = zip(*PUBLISHED_PROPORTION_WORDS, strict=True)
    assert proportion_significance(observed, registered, 0.80642448).tolist() == list(words)


@pytest.mark.parametrize("with_none", [True, False], ids=["with 0 events", "without"])
def test_words_of_rates_as_published(with_none: bool) -> None:
    rows = [row.split("/") for row in PUBLISHED_RATE_WORDS.split()]
    rows = rows if with_none else rows[:-1]
    assert len(rows) == 39 + with_none
    events, persons = (np.array([float(row[i]) for row in rows]) for i in (0, 1))
    words = rate_significance(events, events.sum() / persons.sum() * persons)
    assert [WORDS[word] for word in words] == [row[2][0 if with_none else 1] for row in rows]


def test_limits_of_a_standardised_ratio_as_published() -> None:
    """FunnelPlotR, tests/testthat/test-poisson_limits.R."""
    inner, outer = expected_limits([15, 20, 30], LEVEL_95), expected_limits([15, 20, 30], LEVEL_998)
    assert inner.lower == pytest.approx([0.5596924, 0.6108260, 0.6746958], abs=5e-8)
    assert inner.upper == pytest.approx([1.649348, 1.544419, 1.427562], abs=5e-7)
    assert outer.lower == pytest.approx([0.3862650, 0.4479107, 0.5289724], abs=5e-8)
    assert outer.upper == pytest.approx([2.082907, 1.902094, 1.702771], abs=5e-7)


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.02, 0.98))
def test_outside_the_limits_is_where_the_interval_leaves_out_the_benchmark(
    x: int, rest: int, benchmark: float
) -> None:
    n = x + rest
    limits, own = proportion_limits(benchmark, n), wilson(x, n)
    if min(abs(x / n - limits.lower), abs(x / n - limits.upper)) > 1e-9:
        assert (x / n > limits.upper) == (own.lower > benchmark)
        assert (x / n < limits.lower) == (own.upper < benchmark)


@given(st.integers(0, 500))
def test_the_word_for_a_rate_is_where_its_events_leave_out_the_expected(events: int) -> None:
    for level, high, low in ((LEVEL_95, "High", "Low"), (LEVEL_998, "High (0.001)", "Low (0.001)")):
        if events < 10:
            lower, upper = exact_poisson(events, level)
            assert rate_significance(events, upper * 1.001).item().startswith(low)
            assert not rate_significance(events, upper * 0.999).item().startswith(low)
            if events:
                assert rate_significance(events, lower * 0.999).item().startswith(high)
                assert not rate_significance(events, lower * 1.001).item().startswith(high)


def test_wilson_limits_are_drawn_towards_a_half() -> None:
    own, drawn = proportion_limits(0.1, 50), wilson_limits(0.1, 50)
    assert drawn.lower > own.lower
    assert drawn.upper > own.upper
    assert np.array(drawn) == pytest.approx(np.array(wilson(5, 50)))


def test_limits_narrow_as_areas_grow() -> None:
    sizes = np.array([20, 50, 100, 1000, 10_000])
    for limits in (
        proportion_limits(0.3, sizes),
        wilson_limits(0.3, sizes),
        expected_limits(sizes),
    ):
        assert (np.diff(limits.upper - limits.lower) < 0).all()


def test_unknown_in_unknown_out() -> None:
    assert np.isnan(proportion_limits(np.nan, 10)).all()
    assert np.isnan(observed_limits(np.nan)).all()
    assert np.isnan(expected_limits(np.nan)).all()
