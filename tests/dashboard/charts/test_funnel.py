"""All areas around the country: neutral, complete, and nothing hidden beyond the axis."""

from typing import Any

from dashboard.charts.funnel import FunnelChart, funnel
from dashboard.charts.kinds import inline_svg
from indicators.comparison.funnel import Funnel, FunnelLimit, FunnelPoint
from tests.dashboard.charts.made_release import GRONINGEN, made_release
from tests.dashboard.charts.reading import looks
from tests.dashboard.records import definition

YEAR = "2023JJ00"


def point(number: int, value: float, **changes: Any) -> FunnelPoint:
    row = {
        "area_code": f"GM9{number:03}", "area_name": f"Plaats {number}",
        "denominator": 50.0 + 10 * number, "value": value, "lower": value - 1,
        "upper": value + 1, "code": "not_distinguishable", "reason": None,
    }  # fmt: skip
    return FunnelPoint(**(row | changes))


def made(points: list[FunnelPoint], *chosen: Any, **changes: Any) -> FunnelChart:
    limits = tuple(FunnelLimit(n, 10, 20, 60, 70) for n in (50.0, 200.0, 1000.0))
    row = {
        "indicator_id": "C1", "period_code": YEAR, "level": "municipality", "is_compared": True,
        "benchmark_value": 40.0, "benchmark_lower": 39.9, "benchmark_upper": 40.1,
        "points": tuple(points), "limits": limits, "tested": len(points),
        "expected_flags_998": 0.002 * len(points), "flags_adjusted": 1,
    }  # fmt: skip
    release = made_release(funnel=Funnel(**(row | changes)))
    chart = funnel(release, definition("C1"), chosen, "nl", YEAR)
    assert chart is not None
    return chart


CROWD = [point(n, 30.0 + n) for n in range(20)]
OWN = point(100, 55.0, area_code="GM0014", area_name="Groningen", code="possibly_higher")


def test_every_area_is_a_dot_and_the_chosen_one_is_named() -> None:
    chart = made([*CROWD, OWN], GRONINGEN)
    svg = inline_svg(chart)
    assert len(looks(svg, "crowd")) == 20
    assert len(looks(svg, "sign")) == 1
    assert "Groningen 55,0" in [one.text for one in looks(svg, "value")]
    assert "Groningen: 55,0, mogelijk hoger." in chart.text
    assert chart.table.rows[1] == (
        "Groningen", "1.050", "55,0", "tussen 54,0 en 56,0", "mogelijk hoger",
    )  # fmt: skip


def test_rows_are_by_name_and_not_by_figure() -> None:
    names = [row[0] for row in made(CROWD).table.rows]
    assert names == ["Nederland", *sorted(names[1:])]


def test_the_limits_and_the_number_that_chance_would_give_are_there() -> None:
    chart = made(CROWD)
    assert len(looks(inline_svg(chart), "limit-95")) == 2
    assert len(looks(inline_svg(chart), "limit-998")) == 2
    assert "van 20 gebieden gemiddeld 0,04 buiten de grens van 99,8%; het zijn er 1" in chart.text


def test_an_area_far_beyond_the_others_is_an_arrow_with_its_name_and_figure() -> None:
    chart = made([*CROWD, point(50, 612.0)])
    assert [spot.label for spot in chart.above] == ["Plaats 50"]
    assert chart.top < 612
    assert any("Plaats 50 (612,0)" in note for note in chart.notes)
    assert len([one for one in looks(inline_svg(chart), "crowd") if one.tag == "path"]) == 1


def test_a_chosen_area_always_lies_within_the_axis() -> None:
    # A rate, because a share ends at 100.
    own = point(100, 300.0, area_code="GM0014", area_name="Groningen")
    release = made_release(
        funnel=Funnel(
            "R9a", YEAR, "municipality", True, 40.0, 39.9, 40.1, (*CROWD, own), (), 21, 0.0, 0
        )
    )
    chart = funnel(release, definition("R9a"), [GRONINGEN], "nl", YEAR)
    assert chart is not None
    assert chart.top >= 300 and chart.above == ()


def test_areas_that_are_not_held_against_the_country_have_no_line_for_it() -> None:
    chart = made(CROWD, is_compared=False, limits=())
    assert chart.benchmark is None
    svg = inline_svg(chart)
    assert looks(svg, "benchmark") == looks(svg, "limit") == []
    assert "Vergelijk een gemeente alleen met haar eigen regio" in chart.text


def test_a_chosen_area_without_a_figure_is_said_and_not_drawn() -> None:
    chart = made(CROWD, GRONINGEN)
    assert looks(inline_svg(chart), "sign") == []
    assert any(note.startswith("Groningen staat er niet in: niet bekend") for note in chart.notes)
