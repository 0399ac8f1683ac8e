"""The chain of many areas beside its slow twin, with texts of every kind in every cell."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.chain.records import StepFigure
from indicators.chain.steps import Step, read_steps
from indicators.values import MissingReason
from tests.indicators.chain.chain_rows import YEAR, computed, core
from tests.indicators.chain.chain_twin import Share, counts, share
from tests.indicators.core_tables import DOT, Cell
from tests.indicators.ratio_twin import Cell as Read

pytestmark = pytest.mark.slow

STEPS = read_steps().steps
READ = [step for step in STEPS if step.cells]
TABLES = {cells.source for step in READ for cells in step.cells}

texts = st.one_of(
    *[st.integers(0, 60).map(lambda fives: str(5 * fives))] * 6,
    st.integers(0, 900).map(lambda fives: str(5 * fives)),
    st.just("."),
    st.just("."),
    st.sampled_from(["", None]),
)


def one_text() -> st.SearchStrategy[dict[str, str | None]]:
    return st.fixed_dictionaries({step.id: texts for step in READ})


def adding_up(drawn: tuple[list[int], int]) -> dict[str, str | None]:
    """Parts as they are published, and a total that is off by rounding or by more."""
    parts, off = drawn

    def text(count: int) -> str:
        return "." if count < 10 else str(5 * round(count / 5))

    names = [step.id for step in READ if step.parent in ("assessed", "reports_by_history")]
    found: dict[str, str | None] = {}
    for parent, total in (("assessed", "reports"), ("reports_by_history", "reports_by_history")):
        own = [name for name in names if _step(name).parent == parent]
        numbers = parts[: len(own)]
        found |= dict(zip(own, map(text, numbers), strict=True))
        waiting = parts[-1] if total == "reports" else 0
        found[total] = text(max(0, sum(numbers) + waiting + off))
    return found | {"not_yet_assessed": text(parts[-1])}


def _step(name: str) -> Step:
    return next(step for step in STEPS if step.id == name)


sums = st.tuples(
    st.lists(st.one_of(st.integers(0, 15), st.integers(0, 300)), min_size=5, max_size=5),
    st.one_of(st.just(0), st.integers(-30, 60)),
).map(adding_up)
drawn_area = st.one_of(one_text(), st.builds(lambda all_of, some: all_of | some, one_text(), sums))


def read(source: str, text: str) -> Read:
    """A text as the made core has it."""
    if text == "":
        return Read(reason="impossible")
    if text == ".":
        reason: MissingReason = "unknown_or_secret"
        return (
            Read(None, Fraction(0), Fraction(9), reason)
            if source in DOT
            else Read(None, reason=reason)
        )
    count, half = Fraction(text), Fraction(5, 2)
    return Read(count, max(Fraction(0), count - half), count + half)


@settings(max_examples=15, deadline=None)
@given(st.lists(drawn_area, min_size=1, max_size=25))
def test_every_step_is_what_the_slow_twin_makes_of_it(
    areas: list[dict[str, str | None]],
) -> None:
    published: dict[str, list[Cell]] = {source: [] for source in TABLES}
    # One area with everything, so that every table is delivered whatever is drawn.
    everything = dict.fromkeys((step.id for step in READ), "100")
    for number, area in enumerate([everything, *areas]):
        for name, text in area.items():
            cells = _step(name).cells[0]
            if text is not None:
                codes = [*cells.categories.values(), None, None][:2]
                published[cells.source].append(
                    (cells.topic, codes[0], codes[1], f"GM{number:04}", YEAR, text)
                )
    rows = computed(core(published))
    for number, area in enumerate(areas, start=1):
        found = counts(
            {
                n: read(_step(n).cells[0].source, text)
                for n, text in area.items()
                if text is not None
            }
        )
        for step in STEPS:
            row = rows[step.id, f"GM{number:04}", YEAR]
            cell = found[step.id]
            seen = (row.value, row.lower, row.upper, row.missing_reason)
            assert seen == (*map(plain, cell.triple), cell.reason), (step.id, area)
            assert shown(row) == expected(share(step, found)), (step.id, area)


def plain(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def shown(row: StepFigure) -> tuple[object, ...]:
    return (
        row.share,
        row.share_lower,
        row.share_upper,
        row.share_missing_reason,
        row.reliability,
    )


def expected(of: Share) -> tuple[object, ...]:
    return plain(of.value), plain(of.lower), plain(of.upper), of.reason, of.reliability
