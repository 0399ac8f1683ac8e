"""What holds of the words for all counts, and how many are said by chance."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.intervals import LEVEL_95, LEVEL_998, normal_quantile
from indicators.statistics.judgement import Benchmark, judge
from indicators.statistics.scales import Kind
from tests.indicators.statistics.judging import KINDS, NATION, areas, beside_others, first
from tests.tools.false_flags import draw

MIRROR = {
    "clearly_higher": "clearly_lower",
    "clearly_lower": "clearly_higher",
    "possibly_higher": "possibly_lower",
    "possibly_lower": "possibly_higher",
}
counts = st.lists(st.tuples(st.integers(0, 300), st.integers(20, 300)), min_size=12, max_size=30)


@given(counts)
def test_the_complement_has_the_opposite_word(rows: list[tuple[int, int]]) -> None:
    n = np.array([float(total) for _, total in rows])
    x = np.array([float(min(part, total)) for part, total in rows])
    own = judge(areas(x, n), Benchmark(600, 1000), "proportion")
    other = judge(areas(n - x, n), Benchmark(400, 1000), "proportion")
    assert other.z == pytest.approx(-own.z, abs=1e-6)
    assert other.limit_upper_998 == pytest.approx(1 - own.limit_lower_998, abs=1e-6)
    for z, code, opposite in zip(own.z, own.code, other.code, strict=True):
        if min(abs(abs(z) - normal_quantile(level)) for level in (LEVEL_95, LEVEL_998)) > 1e-6:
            assert opposite == MIRROR.get(code, code)


@given(counts, st.sampled_from(KINDS), st.randoms())
def test_the_order_of_areas_does_not_matter(
    rows: list[tuple[int, int]], kind: Kind, random: Any
) -> None:
    n = np.array([float(total) for _, total in rows])
    x = np.array([float(min(part, total)) for part, total in rows])
    order = list(range(len(rows)))
    random.shuffle(order)
    own = judge(areas(x, n, 5), NATION, kind)
    shuffled = judge(areas(x[order], n[order], 5), NATION, kind)
    assert shuffled.code.tolist() == own.code[order].tolist()
    assert shuffled.tau_squared == pytest.approx(own.tau_squared)


@given(st.integers(0, 199), st.sampled_from(KINDS))
def test_one_more_event_never_sounds_lower(x: int, kind: Kind) -> None:
    """Tau squared held at 0 by nineteen equal areas."""
    order = [
        "clearly_lower",
        "possibly_lower",
        "not_distinguishable",
        "possibly_higher",
        "clearly_higher",
    ]
    less, more = (first(beside_others(events, step=5), kind=kind) for events in (x, x + 1))
    assert order.index(less) <= order.index(more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tau", [0.0, 0.1])
@pytest.mark.parametrize("step", [0, 5])
def test_false_flags_are_about_as_many_as_printed(kind: Kind, tau: float, step: int) -> None:
    """In 60 rounds, about 20,500 areas that differ by no more than all do: 41 false flags."""
    generator = np.random.default_rng(20261124)
    rounds = [judge(*draw(kind, tau, step, generator), kind) for _ in range(60)]
    expected = sum(judgement.expected_flags_998 for judgement in rounds)
    adjusted = sum(judgement.flags_adjusted for judgement in rounds)
    clearly = sum(str(code).startswith("clearly") for j in rounds for code in j.code)
    beyond_95 = [abs(z) > normal_quantile(LEVEL_95) for j in rounds for z in j.z]
    assert 0.5 * expected < adjusted < 2 * expected
    assert np.nanmean(beyond_95) == pytest.approx(0.05, abs=0.01)
    if step:
        assert clearly < adjusted
    else:
        assert clearly == adjusted
    if tau:
        assert sum(judgement.flags_unadjusted for judgement in rounds) > 20 * adjusted
