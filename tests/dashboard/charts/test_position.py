"""Where an area stands: the numbers are the release's own, and what is unknown stays unknown."""

from typing import Any

import pytest

from dashboard.charts.kinds import inline_svg
from dashboard.charts.position import Position, position
from indicators.api import Release
from tests.dashboard.charts.reading import looks
from tests.dashboard.records import definition


def made(release: Release, indicator: str, code: str, **choices: Any) -> Position:
    area = release.area(code)
    assert area is not None
    chart = position(release, definition(indicator), area, "nl", **choices)
    assert chart is not None
    return chart


def test_the_own_figure_stands_first_and_then_the_larger_areas(release: Release) -> None:
    chart = made(release, "C1", "GM0014")
    assert [row.label for row in chart.rows] == [
        "Groningen",
        "Groningen (Veilig Thuis-regio)",
        "Groningen (provincie)",
        "Nederland",
    ]
    own, *_, country = chart.rows
    assert own.is_own
    assert (own.amount.value, own.amount.lower, own.amount.upper) == (51.3, 51.0, 51.6)
    assert (country.amount.value, country.amount.text) == (38.1, "38,1")
    assert chart.name == (
        "Hermeldingen van huiselijk geweld, 2023: Groningen naast andere gebieden"
    )
    assert "Groningen: 51,3 per 100 ontvangen meldingen" in chart.text
    assert chart.about.params == {
        "indicator": "C1",
        "gebieden": "GM0014",
        "periode": "2023JJ00",
    }


def test_the_interval_is_that_of_the_comparison(release: Release) -> None:
    (compared, *_) = release.comparisons("C1", "GM0014", "2023JJ00")
    assert made(release, "C1", "GM0014").rows[0].interval == (compared.lower_95, compared.upper_95)


def test_a_figure_that_is_not_there_is_hatched_and_never_a_dot_at_zero(release: Release) -> None:
    chart = made(release, "C1", "GM0014")
    unknown = chart.rows[1]
    assert (unknown.amount.value, unknown.amount.text) == (None, "niet bekend")
    assert chart.table.rows[1][1] == "niet gepubliceerd voor dit soort gebied"
    svg = inline_svg(chart)
    without = [row for row in chart.rows if row.amount.value is None]
    dots = looks(svg, "own") + looks(svg, "other")
    assert len(looks(svg, "hatch")) == len(without) == 2
    assert len([one for one in dots if one.tag == "circle"]) == 2


def test_bounds_without_a_value_are_hatched_between_them(release: Release) -> None:
    chart = made(release, "A2", "GM1731")
    own = chart.rows[0].amount
    assert own.value is None and own.has_range
    assert own.text in chart.text and "te klein, onbekend of geheim" in chart.text
    (hatch, *_) = looks(inline_svg(chart), "hatch")
    start, end = (
        float(n) for n in hatch.get("d", "").split("V")[0][1:].replace("H", " ").split()[::2]
    )
    ticks = {one.text: float(one.get("x", "")) for one in looks(inline_svg(chart), "tick")}
    per_unit = (ticks["10"] - ticks["0"]) / 10
    assert own.lower is not None and own.upper is not None
    assert start == pytest.approx(ticks["0"] + own.lower * per_unit, abs=0.2)
    assert end == pytest.approx(ticks["0"] + own.upper * per_unit, abs=0.2)


def test_the_axis_begins_at_zero_and_a_share_ends_at_100(release: Release) -> None:
    chart = made(release, "A1", "GM0014", period="2023JJ00")
    ticks = [one.text for one in looks(inline_svg(chart), "tick")]
    assert chart.highest == 100
    assert ticks[0] == "0" and float(ticks[-1] or "") <= 100


def test_a_regional_figure_is_named_as_its_regions(release: Release) -> None:
    chart = made(release, "A3", "GM0363")
    own = chart.rows[0]
    assert (own.label, own.amount.value) == ("Amsterdam-Amstelland (Veilig Thuis-regio)", 71.4)
    assert chart.about.params["gebieden"] == "GM0363"


def test_counts_have_no_place_beside_a_country(release: Release) -> None:
    area = release.area("GM0014")
    assert area is not None
    assert position(release, definition("K1"), area, "nl") is None
