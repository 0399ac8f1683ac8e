"""Lines over time: where they run, where they stop, and that what is missing stays missing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.kinds import inline_svg
from dashboard.charts.trend import TrendChart, trend
from indicators.api import Release
from indicators.boundary_years.values import RecastValue
from indicators.values import IndicatorValue
from indicators.wording import Lang
from tests.dashboard.charts.made_release import ASSEN, GRONINGEN, figure, made_release
from tests.dashboard.charts.reading import looks
from tests.dashboard.records import definition


def made(release: Release, indicator: str = "C1", lang: Lang = "nl", **choices: Any) -> TrendChart:
    chart = trend(release, definition(indicator), [GRONINGEN], lang, **choices)
    assert chart is not None
    return chart


def years(*values: float | None, first: int = 2019, **changes: Any) -> list[IndicatorValue]:
    return [figure(f"{first + n}JJ00", value, **changes) for n, value in enumerate(values)]


def runs(chart: TrendChart, line: int = 0) -> list[list[int]]:
    return [[point.place for point in run] for run in chart.lines[line].runs]


def test_a_line_stops_at_a_missing_figure_and_its_reason_is_said() -> None:
    chart = made(made_release({"GM0014": years(10, 12, None, 11)}))
    assert runs(chart) == [[0, 1], [3]]
    missing = chart.lines[0].points[2].amount
    assert (missing.value, missing.text) == (None, "niet bekend")
    assert any("Groningen, 2021" in note and "te klein" in note for note in chart.notes)
    assert len(looks(inline_svg(chart), "hatch")) == 1


def test_a_year_that_nobody_has_a_row_for_is_a_gap_too() -> None:
    rows = [figure("2019JJ00", 10.0), figure("2021JJ00", 12.0)]
    chart = made(made_release({"GM0014": rows}))
    assert chart.periods == ("2019JJ00", "2020JJ00", "2021JJ00")
    assert runs(chart) == [[0], [2]]
    assert looks(inline_svg(chart), "course") == []


def test_no_line_and_no_sentence_goes_across_a_break() -> None:
    # D2 has a break at 2022: another rule says which municipality is responsible.
    chart = made(made_release({"GM0014": years(10, 20, 30, 40, 50)}), "D2")
    assert [cut.place for cut in chart.cuts] == [3]
    assert runs(chart) == [[0, 1, 2], [3, 4]]
    assert "van 40,0 in 2022 naar 50,0 in 2023" in chart.text and "10,0" not in chart.text
    assert any(note.startswith("Breuk bij 2022: ") for note in chart.notes)
    svg = inline_svg(chart)
    (cut,) = looks(svg, "cut")
    for piece in looks(svg, "course"):
        ends = [float(part.split()[0]) for part in piece.get("d", "")[1:].split(" L")]
        assert max(ends) < float(cut.get("x1", "")) or min(ends) > float(cut.get("x1", ""))


def test_a_provisional_figure_is_an_open_dot_at_the_end_of_dashes() -> None:
    rows = [*years(10, 12), figure("2021JJ00", 11.0, status="provisional")]
    svg = inline_svg(made(made_release({"GM0014": rows})))
    assert [one.tag for one in looks(svg, "provisional")] == ["path", "circle"]


def test_half_years_are_successive_and_named() -> None:
    rows = [figure("2022HJ02", 10.0), figure("2023HJ02", 12.0)]
    chart = made(made_release({"GM0014": rows}), kind="half_year")
    assert chart.periods == ("2022HJ02", "2023HJ01", "2023HJ02")
    assert chart.table.rows[0][0] == "2e halfjaar 2023"
    assert chart.about.params["reeks"] == "halfjaar"


def recast(**changes: Any) -> RecastValue:
    names = RecastValue.__dataclass_fields__
    row = {name: getattr(figure("2019JJ00", None), name, None) for name in names}
    row |= {
        "target_boundary_year": 2025, "refusal": None, "missing_reason": None, "members": "",
        "recast_kind": "whole", "is_exact": False, "value": 33.0, "lower": 32.0, "upper": 34.0,
    }  # fmt: skip
    return RecastValue(**(row | changes))


def test_earlier_figures_of_a_smaller_place_make_way_for_recast_ones() -> None:
    rows = {"GM0014": years(10, 12)}
    chart = made(made_release(rows, recast={"GM0014": [recast()]}))
    first = chart.lines[0].points[0]
    assert first.amount.value == 33.0
    assert "herrekend" in first.remark


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"recast_kind": None, "refusal": "persons_overlap", "value": None, "lower": None,
          "upper": None}, "verhuisde"),
        ({"recast_kind": "split"}, "verdeeld"),
    ],
)  # fmt: skip
def test_what_cannot_be_recast_is_no_point_of_the_line(changes: dict[str, Any], word: str) -> None:
    chart = made(made_release({"GM0014": years(10, 12)}, recast={"GM0014": [recast(**changes)]}))
    assert chart.lines[0].points[0].amount.value is None
    assert runs(chart) == [[1]]
    assert any(word in note for note in chart.notes)


def test_several_areas_stand_beside_the_country_only() -> None:
    rows = {"GM0014": years(10, 12), "GM0106": years(20, 22), "NL01": years(15, 16)}
    chart = trend(made_release(rows), definition("C1"), [GRONINGEN, ASSEN], "en")
    assert chart is not None
    assert [(line.label, line.role) for line in chart.lines] == [
        ("Groningen", "own"),
        ("Assen", "also"),
        ("Nederland", "beside"),
    ]


def test_without_any_number_there_is_no_chart() -> None:
    release = made_release({"GM0014": years(None, None)})
    assert trend(release, definition("C1"), [GRONINGEN], "nl") is None
    assert trend(made_release(), definition("C1"), [GRONINGEN], "nl") is None


@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 99)), min_size=1, max_size=9).filter(
        lambda values: any(value is not None for value in values)
    )
)
def test_runs_are_what_a_slow_reader_would_join(values: list[int | None]) -> None:
    chart = made(made_release({"GM0014": years(*values, first=2018)}), "D2")
    joined: list[list[int]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if joined and joined[-1][-1] == place - 1 and 2018 + place != 2022:
            joined[-1].append(place)
        else:
            joined.append([place])
    assert runs(chart) == joined
