from ingest.findings import Finding
from ingest.health.parts import parts_against_totals
from tests.ingest.health.small_core import (
    ASSESSMENTS,
    PARTS,
    Key,
    Table,
    core,
    figure_source,
    involvement,
)


def found(texts: list[str]) -> list[Finding]:
    table = Table(involvement("GM0001", texts))
    return parts_against_totals(core(table), table.source)


def assessments(texts: list[str]) -> dict[Key, str]:
    terms = ("total", *PARTS)
    return {
        ("reports_received", "total", term, "GM0001", "2025JJ00"): text
        for term, text in zip(terms, texts, strict=True)
    }


def test_topics_that_add_up_within_rounding_are_silent() -> None:
    # Four parts and a total, each rounded for itself: twelve and a half at the most.
    assert found(["112", "25", "25", "25", "25"]) == []
    assert found(["88", "25", "25", "25", "25"]) == []


def test_a_total_that_is_too_high_or_too_low_is_a_fault() -> None:
    for total in ("115", "85"):
        (finding,) = found([total, "25", "25", "25", "25"])
        assert (finding.severity, finding.subject) == ("error", "parts")
        assert f"total {total}, parts 90 to 110" in finding.en
        assert "GM0001, 2025JJ00, reports_received" in finding.nl


def test_a_dot_can_hide_any_count_but_none_below_nothing() -> None:
    assert found(["500", "25", "25", "25", "."]) == []
    (finding,) = found(["50", "25", "25", "25", "."])
    assert finding.severity == "error"


def test_a_part_that_cannot_occur_or_is_not_there_leaves_it_open() -> None:
    assert found(["500", "25", "25", "25", ""]) == []
    cells = involvement("GM0001", ["500", "25", "25", "25", "25"])
    cells.pop(("report_not_classified", None, None, "GM0001", "2025JJ00"))
    table = Table(cells)
    assert parts_against_totals(core(table), table.source) == []


def test_a_number_without_bounds_leaves_it_open() -> None:
    source = figure_source("85361NED", adds_up=[{"total": "reports_received", "parts": ["extra"]}])
    cells = {
        ("reports_received", None, None, "GM0001", "2025JJ00"): "100",
        ("extra", None, None, "GM0001", "2025JJ00"): "500",
    }
    table = Table(cells, source, units={"extra": "aantal"})
    assert parts_against_totals(core(table), source) == []


def test_categories_that_make_up_a_total_are_held_against_it() -> None:
    good = Table(assessments(["135", "40", "30", "20", "30", "15"]), ASSESSMENTS)
    bad = Table(assessments(["235", "40", "30", "20", "30", "15"]), ASSESSMENTS)
    assert parts_against_totals(core(good), ASSESSMENTS) == []
    (finding,) = parts_against_totals(core(bad), ASSESSMENTS)
    assert (finding.severity, finding.subject) == ("error", "parts")


def test_percentages_that_do_not_add_up_are_a_warning() -> None:
    source = figure_source(
        "85361NED",
        adds_up=[{"total": "reports_received_pct", "parts": ["first_report_pct"]}],
    )
    cells = {
        ("reports_received_pct", None, None, "GM0001", "2025JJ00"): "100.0",
        ("first_report_pct", None, None, "GM0001", "2025JJ00"): "60.0",
    }
    (finding,) = parts_against_totals(core(Table(cells, source)), source)
    assert (finding.severity, finding.subject) == ("warning", "parts")
