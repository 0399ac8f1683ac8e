"""Draw true counts, publish them as CBS does, and see that the bounds hold the truth every time."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from ingest.source import FigureSource, figure_sources
from tests.ingest.made_cells import Bounds, Key, narrowed
from tests.ingest.suppression import Sum, published

ASSESSMENT = figure_sources()["84852NED"]
INVOLVEMENT = figure_sources()["85361NED"]
PARTS = tuple(ASSESSMENT.categories[1].exhaustive.parts)  # type: ignore[union-attr]


def crossed() -> FigureSource:
    """Categories and topics that add up at once."""
    content = ASSESSMENT.model_dump()
    topic = content["topics"]["reports_received"]
    content["topics"] = {name: topic | {"title": name} for name in ("both", "girls", "boys")}
    content["adds_up"] = [{"total": "both", "parts": ["girls", "boys"]}]
    return FigureSource.model_validate(content)


@dataclass(frozen=True)
class Shape:
    """A source, the sums of one area (cells without the area), and the cells that no sum makes."""

    source: FigureSource
    sums: list[Sum]

    @property
    def leaves(self) -> list[Key]:
        totals = {one.total for one in self.sums}
        cells = dict.fromkeys(cell for one in self.sums for cell in one.parts)
        return [cell for cell in cells if cell not in totals]  # type: ignore[misc]

    def truth(self, counts: list[int]) -> dict[Key, int]:
        """The counts of all cells from those of the leaves."""
        known = dict(zip(self.leaves, counts, strict=True))
        while missing := [one for one in self.sums if one.total not in known]:
            for one in missing:
                if all(part in known for part in one.parts):
                    known[one.total] = sum(known[part] for part in one.parts)  # type: ignore[index]
        return known


def assessments(topic: str) -> Sum:
    return Sum((topic, "total", "total"), [(topic, "total", part) for part in PARTS])


SHAPES = {
    "categories": Shape(ASSESSMENT, [assessments("reports_received")]),
    "nested topics": Shape(
        INVOLVEMENT,
        [Sum((one.total,), [(part,) for part in one.parts]) for one in INVOLVEMENT.adds_up],
    ),
    "categories and topics": Shape(
        crossed(),
        [
            *(assessments(topic) for topic in ("both", "girls", "boys")),
            *(
                Sum(("both", "total", code), [(sex, "total", code) for sex in ("girls", "boys")])
                for code in (*PARTS, "total")
            ),
        ],
    ),
}
AREAS = 150


def drawn(shape: Shape, seed: int) -> tuple[dict[Key, int], dict[Key, str]]:
    """True counts and published texts of small and large municipalities."""
    draw = np.random.default_rng(seed)
    truth: dict[Key, int] = {}
    texts: dict[Key, str] = {}
    for number in range(AREAS):
        size = draw.choice([0.3, 1, 5, 30])
        means = size * draw.choice([1, 4, 9, 30, 100], size=len(shape.leaves))
        counts = shape.truth(draw.poisson(means).tolist())
        area = f"GM{number:04}"
        truth |= {(*cell, area): count for cell, count in counts.items()}
        shown = published(counts, shape.sums, draw)  # type: ignore[arg-type]
        texts |= {(*cell, area): text for cell, text in shown.items()}  # type: ignore[misc]
    return truth, texts


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 20))]
)
def test_the_bounds_hold_the_truth_in_every_draw(shape: Shape, seed: int, tmp_path: Path) -> None:
    truth, texts = drawn(shape, seed)
    bounds, _ = narrowed(shape.source, texts, tmp_path)
    assert {key: bounds[key] for key in truth if not _holds(bounds[key], truth[key])} == {}


def _holds(bounds: Bounds, count: int) -> bool:
    lower, upper = bounds
    return (lower is None and upper is None) or lower <= count <= upper  # type: ignore[operator]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_bounds_are_those_of_a_linear_programme(shape: Shape, tmp_path: Path) -> None:
    _, texts = drawn(shape, seed=99)
    texts = {key: text for key, text in texts.items() if key[-1] < "GM0060"}
    bounds, _ = narrowed(shape.source, texts, tmp_path)
    is_tree = shape.source.categories == [] or not shape.source.adds_up
    equal = dots = 0
    for area in sorted({key[-1] for key in texts}):
        block = {key[:-1]: text for key, text in texts.items() if key[-1] == area}
        for cell, expected in by_linear_programme(shape.sums, block).items():
            found = bounds[*cell, area]
            dots += 1
            equal += found == expected
            if is_tree:
                assert found == expected, (area, cell, block)
            else:
                # Round a cycle of sums the bounds are wider, never narrower.
                assert _contains(found, expected), (area, cell, block)
    assert dots > 50
    assert equal > 0.9 * dots


def by_linear_programme(sums: list[Sum], texts: Mapping[Key, str]) -> dict[Key, Bounds]:
    """The bounds of each dot that all sums together allow, worked out one by one."""
    if all(text == "." for text in texts.values()):
        return {cell: (None, None) for cell in texts}
    place = {cell: number for number, cell in enumerate(texts)}
    box = [_start(cell, sums, texts) for cell in texts]
    equations = np.zeros((len(sums), len(texts)))
    for row, one in enumerate(sums):
        equations[row, place[one.total]] = -1  # type: ignore[index]
        equations[row, [place[part] for part in one.parts]] = 1  # type: ignore[index]
    found: dict[Key, Bounds] = {}
    for cell in (cell for cell, text in texts.items() if text == "."):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(texts))
            cost[place[cell]] = sign
            ends.append(linprog(cost, A_eq=equations, b_eq=np.zeros(len(sums)), bounds=box))
        lowest, highest = ends
        if lowest.status == 2:  # nothing fits
            above = _published_above(cell, sums, texts)
            found[cell] = (0, math.floor(min(above))) if above else (None, None)
        elif highest.status == 3:  # without a limit
            found[cell] = (None, None)
        else:
            found[cell] = (math.ceil(lowest.fun - 1e-6), math.floor(-highest.fun + 1e-6))
    if any(low is not None and low > high for low, high in found.values()):  # type: ignore[operator]
        for cell in found:
            above = _published_above(cell, sums, texts)
            found[cell] = (0, math.floor(min(above))) if above else (None, None)
    return found


def _start(cell: Key, sums: list[Sum], texts: Mapping[Key, str]) -> tuple[float, float | None]:
    """What is known of one cell by itself: its rounding, or the bound of a dot unless doubted."""
    if texts[cell] != ".":
        return max(0, int(texts[cell]) - 2.5), int(texts[cell]) + 2.5
    for one in sums:
        others = [other for other in one.cells if other != cell]
        if cell in one.parts and "." in [texts[other] for other in others]:  # type: ignore[index]
            return 0, None
        if cell == one.total and {texts[part] for part in one.parts} != {"."}:  # type: ignore[index]
            return 0, None
    return 0, 9


def _published_above(cell: Key, sums: list[Sum], texts: Mapping[Key, str]) -> list[float]:
    above = []
    for one in sums:
        if cell in one.parts:
            if texts[one.total] != ".":  # type: ignore[index]
                above.append(int(texts[one.total]) + 2.5)  # type: ignore[index]
            above += _published_above(one.total, sums, texts)  # type: ignore[arg-type]
    return above


def _contains(wide: Bounds, narrow: Bounds) -> bool:
    if None in wide:
        return True
    return None not in narrow and wide[0] <= narrow[0] and narrow[1] <= wide[1]  # type: ignore[operator]


def one_area(*texts: str, area: str = "GM0001") -> dict[Key, str]:
    """The five parts of an assessment and their total."""
    codes = (*PARTS, "total")
    cells = zip(codes, texts, strict=True)
    return {("reports_received", "total", code, area): text for code, text in cells}


def of(part: int, area: str = "GM0001") -> Key:
    return ("reports_received", "total", PARTS[part], area)


def test_a_lone_dot_is_narrowed_from_both_sides(tmp_path: Path) -> None:
    # 2,810 minus 2,805, each cell to within two and a half: between 0 and 9 all the same.
    bounds, _ = narrowed(
        ASSESSMENT, one_area("2000", "685", "15", "105", ".", "2810"), tmp_path / "a"
    )
    assert bounds[of(4)] == (0, 9)
    bounds, _ = narrowed(ASSESSMENT, one_area("40", "30", "20", "10", ".", "120"), tmp_path / "b")
    assert bounds[of(4)] == (math.ceil(117.5 - 110), 9)


def test_numbers_keep_the_bounds_of_their_rounding(tmp_path: Path) -> None:
    texts = one_area("40", "30", "20", ".", ".", "90")
    bounds, _ = narrowed(ASSESSMENT, texts, tmp_path)
    assert [bounds[of(part)] for part in range(3)] == [(37.5, 42.5), (27.5, 32.5), (17.5, 22.5)]


def test_several_dots_share_what_the_total_leaves(tmp_path: Path) -> None:
    bounds, findings = narrowed(ASSESSMENT, one_area("40", "30", "20", ".", ".", "125"), tmp_path)
    assert bounds[of(3)] == bounds[of(4)] == (0, 127.5 - 37.5 - 27.5 - 17.5)
    assert findings == []


def test_a_contradicted_dot_is_bounded_by_the_published_total_alone(tmp_path: Path) -> None:
    # 135 minus 100: at least 23, which a dot below ten contradicts.
    texts = one_area("40", "30", "20", "10", ".", "135") | one_area(
        "40", "30", "20", "10", ".", "105", area="GM0002"
    )
    bounds, findings = narrowed(ASSESSMENT, texts, tmp_path)
    assert bounds[of(4)] == (0, 137)
    assert bounds[of(4, "GM0002")] == (0, 9)
    (finding,) = findings
    assert (finding.severity, finding.subject) == ("warning", "bounds")
    assert "GM0001 Gebied GM0001, 2023JJ00, Ontvangen meldingen, Totaal, Nog niet" in finding.en
    assert "GM0002" not in finding.en


def test_without_a_declared_bound_only_the_sums_bound_a_dot(tmp_path: Path) -> None:
    source = ASSESSMENT.model_copy(update={"dot_bound": None})
    texts = one_area("40", "30", "20", "10", ".", ".") | one_area(
        "40", "30", "20", "10", ".", "150", area="GM0002"
    )
    bounds, findings = narrowed(source, texts, tmp_path)
    assert bounds[of(4)] == (None, None)
    assert bounds[of(4, "GM0002")] == (147.5 - 110 + 0.5, 152.5 - 90 - 0.5)
    assert findings == []


def test_a_total_is_not_small_where_a_part_is_printed(tmp_path: Path) -> None:
    bounds, _ = narrowed(ASSESSMENT, one_area("40", "30", ".", ".", ".", "."), tmp_path / "a")
    assert bounds["reports_received", "total", "total", "GM0001"] == (None, None)
    assert bounds[of(2)] == (None, None)
    bounds, _ = narrowed(ASSESSMENT, one_area("40", "30", "10", "15", "20", "."), tmp_path / "b")
    assert bounds["reports_received", "total", "total", "GM0001"] == (103, 127)


def test_a_part_that_cannot_occur_or_is_not_there_leaves_no_lower_bound(tmp_path: Path) -> None:
    texts = one_area("40", "30", "20", "", ".", "135")
    bounds, findings = narrowed(ASSESSMENT, texts, tmp_path / "a")
    assert bounds[of(4)] == (0, 9)
    del texts[of(3)]
    assert narrowed(ASSESSMENT, texts, tmp_path / "b")[0][of(4)] == (0, 9)
    assert findings == []


def test_an_area_of_which_nothing_is_printed_lacks_figures(tmp_path: Path) -> None:
    dots = one_area(*["."] * 6)
    others = one_area("40", "30", "20", "10", "10", "110", area="GM0002")
    bounds, findings = narrowed(ASSESSMENT, dots | others, tmp_path / "whole")
    assert {bounds[key] for key in dots} == {(None, None)}
    assert findings == []
    # A selection may have left the numbers out.
    bounds, _ = narrowed(ASSESSMENT, dots, tmp_path / "selection", is_selection=True)
    assert {bounds[key] for key in dots} == {(0, 9)}
