"""A second area, hidden so that a first cannot be found by subtraction from their region."""

from pathlib import Path

import numpy as np
import pytest

from ingest.source import FigureSource, figure_sources
from tests.ingest.made_cells import Bounds, Key, narrowed
from tests.ingest.suppression import Sum, published, rounded

pytestmark = pytest.mark.slow

ASSESSMENT = figure_sources()["84852NED"]
PARTS = tuple(ASSESSMENT.categories[1].exhaustive.parts)  # type: ignore[union-attr]
# Nothing adds up within an area, so that only regions show that a dot is large.
LOOSE = FigureSource.model_validate(
    ASSESSMENT.model_dump()
    | {"dimensions": [{k: v for k, v in d.items() if k != "exhaustive"}
                      for d in ASSESSMENT.model_dump()["dimensions"]]}
)  # fmt: skip
PER_REGION = 5
REGIONS = {f"GM{n:04}": f"VT{1 + n // PER_REGION:02}" for n in range(8 * PER_REGION)}


def cell(area: str, code: str = "transfer") -> Key:
    return ("reports_received", "total", code, area)


def of_one_region(region: str, *texts: str, code: str = "transfer") -> dict[Key, str]:
    """A cell of a region and of its municipalities, each of which has another number as well."""
    areas = members(region)
    shown = {cell(area, "total"): "500" for area in areas}
    return shown | {cell(a, code): t for a, t in zip([region, *areas], texts, strict=True)}


def test_two_dots_that_must_hide_a_large_count_keep_no_declared_bound(tmp_path: Path) -> None:
    texts = of_one_region("VT01", "400", "100", "100", "50", ".", ".") | of_one_region(
        "VT02", "260", "100", "100", "50", ".", "."
    )
    bounds, findings = narrowed(LOOSE, texts, tmp_path, regions=REGIONS)
    assert bounds[cell("GM0003")] == bounds[cell("GM0004")] == (None, None)
    assert bounds[cell("GM0008")] == bounds[cell("GM0009")] == (0, 9)
    (finding,) = findings
    assert (finding.severity, finding.subject) == ("warning", "sum_by_dots")
    assert "VT01 Gebied VT01, 2023JJ00, Ontvangen meldingen, Totaal, Overdracht" in finding.en
    assert "VT02" not in finding.en


def test_only_the_cells_of_that_sum_are_doubted(tmp_path: Path) -> None:
    texts = of_one_region("VT01", "400", "100", "100", "50", ".", ".") | of_one_region(
        "VT01", "260", "100", "100", "50", ".", ".", code="no_follow_up"
    )
    bounds, _ = narrowed(LOOSE, texts, tmp_path, regions=REGIONS)
    assert bounds[cell("GM0003", "transfer")] == (None, None)
    assert bounds[cell("GM0003", "no_follow_up")] == (0, 9)


def test_a_doubted_dot_keeps_what_the_sums_of_its_area_leave(tmp_path: Path) -> None:
    texts = of_one_region("VT01", "400", "100", "100", "50", ".", ".")
    for code in PARTS:
        if code != "transfer":
            texts[cell("GM0003", code)] = "20"
    texts[cell("GM0003", "total")] = "85"
    bounds, findings = narrowed(ASSESSMENT, texts, tmp_path, regions=REGIONS)
    assert bounds[cell("GM0003")] == (0, 87.5 - 4 * 17.5 - 0.5)
    assert bounds[cell("GM0004")] == (0, 502)
    assert [finding.subject for finding in findings] == ["sum_by_dots"]


def test_a_region_without_all_its_municipalities_says_nothing(tmp_path: Path) -> None:
    texts = of_one_region("VT01", "400", "100", "100", "50", ".", ".")
    del texts[cell("GM0000")]
    bounds, findings = narrowed(LOOSE, texts, tmp_path, regions=REGIONS)
    assert bounds[cell("GM0003")] == (0, 9)
    assert findings == []


def test_where_a_doubt_ends_a_contradiction_other_regions_are_looked_at_again(
    tmp_path: Path,
) -> None:
    """In GM0000 the unclassified reports leave no room for a small count; the rest falls with them.

    Only once they are doubted is the other dot believed to be small, which its region excludes.
    """
    one, several, other = (
        "repeat_report_one_known", "repeat_report_several_known", "report_not_classified"
    )  # fmt: skip
    texts: dict[Key, str] = {
        ("reports_received", "GM0000"): "500",
        ("first_report", "GM0000"): "100",
        ("repeat_report", "GM0000"): "100",
        ("follow_up_report", "GM0000"): "100",
        (other, "GM0000"): ".",
        (several, "GM0000"): "90",
        (one, "GM0000"): ".",
    }
    texts |= {("first_report", area): "100" for area in members("VT01")[1:]}
    for topic, region, *shown in ((other, "900", "20", "20", "20"), (one, "95", "20", "20", "20")):
        texts[topic, "VT01"] = region
        texts |= {(topic, a): t for a, t in zip(members("VT01")[1:], [".", *shown], strict=True)}
    source = figure_sources()["85361NED"]
    assert narrowed(source, texts, tmp_path / "alone")[0][one, "GM0000"] == (0, 102)
    bounds, findings = narrowed(source, texts, tmp_path / "together", regions=REGIONS)
    assert bounds[other, "GM0000"] == (190, 210)
    assert bounds[one, "GM0000"] == (5, 15)
    assert bounds[one, "GM0001"] == (None, None)
    assert [finding.subject for finding in findings] == ["sum_by_dots"]
    assert "For 2 figures" in findings[0].en


@pytest.mark.parametrize("source", [ASSESSMENT, LOOSE], ids=["sums", "no sums"])
@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 20))]
)
def test_the_bounds_hold_the_truth_where_areas_hide_each_other(
    source: FigureSource, seed: int, tmp_path: Path
) -> None:
    truth, texts, large = drawn(seed, hides_within=source is ASSESSMENT)
    assert len(large) > 3
    bounds, findings = narrowed(source, texts, tmp_path, regions=REGIONS)
    wrong = {key: bounds[key] for key in truth if not holds(bounds[key], truth[key])}
    assert wrong == {}
    # Without the regions the declared bound would be believed of counts that are not small.
    naive, _ = narrowed(source, texts, tmp_path / "naive")
    assert any(not holds(naive[key], truth[key]) for key in large) or source is ASSESSMENT
    assert source is ASSESSMENT or "sum_by_dots" in {finding.subject for finding in findings}


def holds(bounds: Bounds, count: int) -> bool:
    lower, upper = bounds
    return lower is None or upper is None or lower <= count <= upper


def drawn(seed: int, *, hides_within: bool) -> tuple[dict[Key, int], dict[Key, str], set[Key]]:
    """True counts, texts, and the cells hidden for the sake of another municipality's.

    These are so large that what is printed shows it: each number beside them is off by at most four
    and a half, and the dots by nine.
    """
    draw = np.random.default_rng(seed)
    truth: dict[Key, int] = {}
    for area in REGIONS:
        counts = draw.poisson(draw.choice([1, 6, 40, 120, 300], size=len(PARTS))).tolist()
        truth |= {cell(area, code): count for code, count in zip(PARTS, counts, strict=True)}
        truth[cell(area, "total")] = sum(counts)
    for region in sorted(set(REGIONS.values())):
        for code in (*PARTS, "total"):
            truth[cell(region, code)] = sum(truth[cell(a, code)] for a in members(region))
    texts = {key: "." if count < 10 else str(rounded(count)) for key, count in truth.items()}
    if hides_within:
        for area in REGIONS:
            own = {key: truth[key] for key in truth if key[-1] == area}
            one = Sum(cell(area, "total"), [cell(area, code) for code in PARTS])
            shown = published(own, [one], draw)  # type: ignore[arg-type]
            texts |= {key: shown[key] for key in own}
    large: set[Key] = set()
    slack = 4.5 * PER_REGION + 9 * PER_REGION
    for region in sorted(set(REGIONS.values())):
        for code in PARTS:
            cells = [cell(area, code) for area in members(region)]
            enough = [c for c in cells if texts[c] != "." and truth[c] > slack]
            if [texts[c] for c in cells].count(".") == 1 and enough:
                second = min(enough, key=lambda c: truth[c])
                texts[second] = "."
                large.add(second)
    return truth, texts, large


def members(region: str) -> list[str]:
    return [area for area, whole in REGIONS.items() if whole == region]
