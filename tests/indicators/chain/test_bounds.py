"""Bounds of counts, remainders and shares: true counts are made up, published as CBS does, and have
to lie within what is computed from the publication.
"""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.chain.records import StepFigure
from tests.indicators.chain.chain_rows import (
    ASSESSMENTS,
    YEAR,
    assessment,
    chain_of,
    computed,
    core,
    history,
)

pytestmark = pytest.mark.slow

counts = st.one_of(st.integers(0, 30), st.integers(0, 4000))


def published(count: int) -> str:
    """Rounded to a multiple of five; below 10 a dot."""
    return "." if count < 10 else str(5 * math.floor(count / 5 + 0.5))


def holds(figure: StepFigure, count: int) -> bool:
    return figure.lower is not None and figure.upper is not None and (
        figure.lower <= count <= figure.upper
    )  # fmt: skip


def share_holds(figure: StepFigure, count: int, whole: int) -> bool:
    if figure.share_lower is None or figure.share_upper is None:
        return figure.share is None
    # A rounded bound may be exactly on the edge, where 32.5 stands for all from 32.5 up.
    return figure.share_lower <= 100 * Fraction(count, whole) <= figure.share_upper


@settings(max_examples=25)
@given(st.lists(st.lists(counts, min_size=5, max_size=5), min_size=1, max_size=20))
def test_the_truth_lies_within_everything_that_is_computed(regions: list[list[int]]) -> None:
    cells = []
    for number, (*steps, waiting) in enumerate(regions):
        texts = tuple(published(count) for count in steps)
        total = published(sum(steps) + waiting)
        cells += assessment(total, texts, published(waiting), f"GM{number:04}")
    rows = computed(core({"84852NED": cells}))
    for number, (*steps, waiting) in enumerate(regions):
        found = {step: figure for (step, area, _), figure in rows.items()
                 if area == f"GM{number:04}"}  # fmt: skip
        total, assessed = sum(steps) + waiting, sum(steps)
        assert holds(found["reports"], total)
        assert holds(found["not_yet_assessed"], waiting)
        assert holds(found["assessed"], assessed)
        assert share_holds(found["assessed"], assessed, max(1, total))
        names = [name if name != "transfer" else "handed_over" for name in ASSESSMENTS]
        for name, count in zip(names, steps, strict=True):
            assert holds(found[name], count)
            assert share_holds(found[name], count, max(1, assessed))
        hidden = sum(count for count in steps if count < 10)
        assert holds(found["next_step_unknown"], hidden)
        assert (found["next_step_unknown"].value is None) == any(count < 10 for count in steps)


@pytest.mark.parametrize(
    ("total", "parts", "value", "bounds", "reason"),
    [
        # Nothing hidden: within rounding nothing is left.
        ("100", ("40", "30", "20", "10"), 0, (0, 0), None),
        (
            "110",
            ("40", "30", "20", "10"),
            0,
            (0, 0),
            None,
        ),  # 107.5 is less than 40 + ... + 2.5 each
        ("95", ("40", "30", "20", "10"), 0, (0, 0), None),
        # Nothing hidden and more than rounding explains: the difference, with its bounds.
        ("200", ("40", "30", "20", "10"), 100, (87.5, 112.5), None),
        # One dot: its own bounds, narrowed by the whole.
        ("100", ("60", "20", "10", "."), None, (0, 9), "unknown_or_secret"),
        # Two dots: what the whole leaves is narrower than both together.
        ("100", ("60", "30", ".", "."), None, (2.5, 17.5), "unknown_or_secret"),
        # The whole leaves more than a dot can be: the dot hides more, and only the whole bounds it.
        ("500", ("60", "30", "10", "."), None, (0, 502.5), "unknown_or_secret"),
        # The whole itself is a dot: nothing known is left of at most nine.
        (".", (".", ".", ".", "."), None, (0, 9), "unknown_or_secret"),
        ("", ("", "", "", ""), None, (None, None), "impossible"),
    ],
)
def test_what_the_parts_leave_by_hand(
    total: str,
    parts: tuple[str, ...],
    value: float | None,
    bounds: tuple[float | None, float | None],
    reason: str | None,
) -> None:
    left = chain_of({"85361NED": history(total, parts)})["history_unknown"]
    assert left.value == value
    assert (left.lower, left.upper) == bounds
    assert left.missing_reason == reason
    assert left.is_remainder
    assert left.is_derived


def test_bounds_that_would_be_the_hidden_number_are_left_out() -> None:
    """A dot that the totals narrowed down to 9 alone."""
    connection = core({"85361NED": history("100", ("40", "30", "20", "."))})
    connection.execute(
        "UPDATE core.observation SET lower = 8.5 WHERE topic = 'report_not_classified'"
    )
    rows = computed(connection)
    for step in ("report_not_classified", "history_unknown"):
        figure = rows[step, "GM0001", YEAR]
        assert figure.value is None
        assert figure.missing_reason == "unknown_or_secret"
    assert rows["report_not_classified", "GM0001", YEAR].upper is None
    left = rows["history_unknown", "GM0001", YEAR]
    assert (left.lower, left.upper) == (0, 20)  # 102.5 minus 37.5, 27.5 and 17.5


def test_a_part_that_is_not_delivered_leaves_its_reason_only() -> None:
    cells = [cell for cell in history("100", ("40", "30", "20", "x")) if cell[-1] != "x"]
    found = chain_of({"85361NED": cells})
    assert found["report_not_classified"].missing_reason == "not_delivered"
    left = found["history_unknown"]
    assert (left.value, left.missing_reason) == (None, "not_delivered")
    assert (left.lower, left.upper) == (None, None)


def test_a_whole_that_is_hidden_beside_a_larger_part_gives_no_false_zero() -> None:
    found = chain_of({"84852NED": assessment(".", ("40", "30", "20", "10"), "50")})["assessed"]
    assert (found.value, found.lower, found.upper) == (None, None, None)
    assert found.missing_reason == "contradicted"


def test_a_part_above_its_whole_gives_neither_a_count_nor_a_share() -> None:
    rows = chain_of({"84852NED": assessment("100", ("40", "30", "20", "10"), "120")})
    assessed, here = rows["assessed"], rows["follow_up_by_veilig_thuis"]
    assert (assessed.value, assessed.lower, assessed.missing_reason) == (None, None, "contradicted")
    for figure in (assessed, here):
        assert (figure.share, figure.share_lower, figure.share_upper) == (None, None, None)
        assert figure.share_missing_reason == "contradicted"
    assert here.value == 40
