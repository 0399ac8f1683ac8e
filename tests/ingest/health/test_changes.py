from dataclasses import replace

import pytest

from ingest import health
from ingest.findings import Finding
from ingest.reference_areas import read_reference
from tests.ingest.health.small_core import Table, core, figure_source, involvement, reports

BEFORE = Table(
    reports({f"GM000{n}": "100" for n in range(1, 7)})
    | reports({f"GM000{n}": "105" for n in range(1, 7)}, "2024JJ00"),
    statuses={"2024JJ00": "definitive", "2025JJ00": "provisional"},
)


def changed(now: Table, before: Table = BEFORE) -> list[tuple[str, str]]:
    return [(f.severity, f.subject) for f in compared(now, before)]


def compared(now: Table, before: Table = BEFORE) -> list[Finding]:
    return health.compare(core(now, before), now.source, "before.core")


def with_cells(**texts: str) -> Table:
    return replace(BEFORE, cells=BEFORE.cells | reports(texts))


def without(*, area: str = "", period: str = "", topic: str = "") -> Table:
    kept = {
        key: text
        for key, text in BEFORE.cells.items()
        if key[3] != area and key[4] != period and key[0] != topic
    }
    return replace(BEFORE, cells=kept)


def test_the_same_version_is_silent() -> None:
    assert changed(BEFORE) == []


def test_a_new_period_and_a_provisional_figure_that_changed_are_silent() -> None:
    assert changed(with_cells(GM0001="120")) == []
    newer = replace(
        BEFORE,
        cells=BEFORE.cells | reports({"GM0001": "100"}, "2026JJ00"),
        statuses=BEFORE.statuses | {"2026JJ00": "provisional"},
    )
    assert changed(newer) == []


def test_a_period_or_an_area_that_lost_its_figures_is_a_fault() -> None:
    for now in (without(area="GM0001"), without(period="2024JJ00")):
        assert changed(now) == [("error", "disappeared")]
    hidden = BEFORE.cells | reports({"GM0001": "."}) | reports({"GM0001": "."}, "2024JJ00")
    assert ("error", "disappeared") in changed(replace(BEFORE, cells=hidden))


def test_a_dissolved_municipality_may_go() -> None:
    gone = next(r["old_code"] for r in read_reference("reclassifications") if r["kind"] == "merger")
    before = replace(BEFORE, cells=BEFORE.cells | reports({gone: "50"}))
    assert changed(BEFORE, before) == []
    connection = core(without(area="GM0001"), BEFORE)
    connection.execute(
        "INSERT INTO core.reclassification "
        "VALUES ('r', '2025-01-01', 'dissolved', 'GM0001', 'GM0002', NULL)"
    )
    assert health.compare(connection, BEFORE.source, "before.core") == []


def test_a_topic_or_category_that_lost_its_figures_is_a_warning() -> None:
    more = replace(BEFORE, cells=BEFORE.cells | involvement("GM0001", ["100", *["25"] * 4]))
    found = compared(BEFORE, more)
    assert [(f.severity, f.subject) for f in found] == [("warning", "disappeared")]
    assert found[0].en.startswith("4 topics")


def test_a_fifth_fewer_or_more_rows_is_a_warning() -> None:
    for rows, expected in ((80, []), (120, []), (79, ["row_count"]), (121, ["row_count"])):
        assert [subject for _, subject in changed(replace(BEFORE, row_count=rows))] == expected


def test_a_selection_may_be_another_selection() -> None:
    now = replace(without(area="GM0001"), is_selection=True, row_count=1)
    assert changed(now) == []


@pytest.mark.parametrize("status", ["provisional", "revised_provisional"])
def test_a_period_that_went_back_is_a_warning(status: str) -> None:
    now = replace(BEFORE, statuses=BEFORE.statuses | {"2024JJ00": status})
    assert changed(now) == [("warning", "status_went_back")]
    settled = replace(BEFORE, statuses=BEFORE.statuses | {"2025JJ00": "definitive"})
    assert changed(settled) == []


def test_definitive_figures_that_changed_are_counted_and_named() -> None:
    now = replace(BEFORE, cells=BEFORE.cells | reports({"GM0001": "110"}, "2024JJ00"))
    (finding,) = compared(now)
    assert (finding.severity, finding.subject) == ("warning", "definitive_changed")
    assert finding.en.startswith("1 figures that were definitive have changed: GM0001")
    assert "'105' → '110'" in finding.en


@pytest.mark.parametrize(("most", "expected"), [(0, True), (1, False)])
def test_more_changed_definitive_figures_than_expected(most: int, expected: bool) -> None:
    source = figure_source("85361NED", healthy={"maximum": {"changed_definitive_cells": most}})
    cells = BEFORE.cells | reports({"GM0001": "110"}, "2024JJ00")
    found = changed(replace(BEFORE, cells=cells, source=source))
    assert (("warning", "healthy_change") in found) == expected


@pytest.mark.parametrize(("most", "expected"), [(0.05, True), (0.1, False)])
def test_a_rise_of_missing_figures(most: float, expected: bool) -> None:
    source = figure_source("85361NED", healthy={"maximum": {"missing_share_rise": most}})
    now = replace(with_cells(GM0001="."), source=source)
    assert (("warning", "healthy_change") in changed(now)) == expected


def test_every_comparison_has_a_subject_that_is_kept() -> None:
    source = figure_source(
        "85361NED",
        healthy={"maximum": {"changed_definitive_cells": 0, "missing_share_rise": 0}},
    )
    now = Table(
        reports({"GM0001": ".", "GM0002": "100"}) | reports({"GM0002": "110"}, "2024JJ00"),
        source,
        {"2024JJ00": "provisional", "2025JJ00": "provisional"},
        row_count=1,
    )
    subjects = {subject for _, subject in changed(now)}
    assert subjects <= health.COMPARED
    assert len(subjects) >= 5
