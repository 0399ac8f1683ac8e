"""The simulated figures in the decision record on statistical choices."""

import re
from pathlib import Path

import pytest

from indicators.statistics.intervals import LEVEL_95, LEVEL_998
from tests.tools.false_flags import (
    AREAS,
    KINDS,
    ROUNDS,
    SPREADS,
    STEPS,
    byar_beside_exact,
    flags,
    rows,
)

pytestmark = pytest.mark.slow

RECORD = (
    Path(__file__).parents[3] / "docs" / "decisions" / "0017-statistical-choices.md"
).read_text(encoding="utf-8")


def test_the_record_has_the_table_that_simulation_gives() -> None:
    assert "\n".join(rows()) in RECORD
    assert f"{ROUNDS} rounds of {AREAS} areas" in RECORD
    assert f"of the {ROUNDS * AREAS:,}" in RECORD


def test_what_the_record_says_of_the_table() -> None:
    found = {(k, t, s): flags(k, t, s) for k in KINDS for t in SPREADS for s in STEPS}
    for (kind, tau, step), one in found.items():
        assert one.outside < 2 * one.expected
        assert 0.04 < one.possibly / one.tested < 0.055
        if kind == "ratio":
            assert one.outside < 1.8 * one.expected
        if step:
            assert one.clearly < 0.65 * one.expected
        if tau:
            assert one.as_funnelplotr > 10 * one.expected
        else:
            assert abs(one.as_funnelplotr - one.outside) <= 11


def test_byar_beside_the_exact_interval() -> None:
    assert round(100 * byar_beside_exact(10, LEVEL_95), 1) == 0.2
    assert round(100 * byar_beside_exact(10, LEVEL_998), 1) == 1.5
    assert round(100 * byar_beside_exact(5, LEVEL_998), 1) == 6.5
    assert all(byar_beside_exact(x, LEVEL_998) < 0.02 for x in range(10, 200))
    assert "by 0.2% at most at 95% and by 1.5% at 99.8%" in re.sub(r"\s+", " ", RECORD)
    assert "at 5 it would be 6.5%" in re.sub(r"\s+", " ", RECORD)
