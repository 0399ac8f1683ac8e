import pytest

from dashboard.figures.compare import compare_figure
from dashboard.figures.template import SYMBOLS, config
from tests.dashboard.records import (
    definition,
    groningen_repeat_reports,
    midden_drenthe_services,
    netherlands_repeat_reports,
    not_there,
)

ALMERE = groningen_repeat_reports(
    area_code="GM0034", area_name="Almere", value=40.0, lower=39.5, upper=40.5, denominator=2000
)
VALUES = [
    groningen_repeat_reports(),
    ALMERE,
    netherlands_repeat_reports(),
    not_there(area_code="GM0363", area_name="Amsterdam"),
]


def test_every_figure_stands_at_its_size_and_value() -> None:
    crowd = compare_figure(VALUES, [], definition("C1"), "nl")["data"][0]

    assert list(zip(crowd["x"], crowd["y"], strict=True)) == [(1745, 51.3), (2000, 40.0)]
    assert crowd["text"][0] == (
        "<b>Groningen</b><br>51,3 per 100<br>tussen 51,0 en 51,6<br>Noemer: 1.745"
    )


def test_chosen_areas_have_a_name_a_sign_and_bounds_of_their_own() -> None:
    crowd, first, second = compare_figure(VALUES, ["GM0014", "GM0034"], definition("C1"), "nl")[
        "data"
    ]

    assert crowd["x"] == []
    assert [first["text"], second["text"]] == [["<b>Groningen</b>"], ["<b>Almere</b>"]]
    assert first["marker"]["symbol"] != second["marker"]["symbol"]
    assert first["error_y"]["array"] == pytest.approx([0.3])
    assert first["error_y"]["arrayminus"] == pytest.approx([0.3])
    assert len(set(SYMBOLS)) == len(SYMBOLS)


def test_the_country_is_a_line_with_its_name() -> None:
    layout = compare_figure(VALUES, [], definition("C1"), "nl")["layout"]

    assert (layout["shapes"][0]["y0"], layout["shapes"][0]["y1"]) == (38.1, 38.1)
    assert layout["annotations"][0]["text"] == "Nederland: 38,1"


def test_the_country_is_not_named_twice() -> None:
    layout = compare_figure(VALUES, ["NL01"], definition("C1"), "nl")["layout"]

    assert "annotations" not in layout
    assert layout["shapes"]


def test_missing_and_suppressed_figures_are_not_drawn_as_zero() -> None:
    drawn = compare_figure([midden_drenthe_services()], ["GM1731"], definition("A2"), "nl")

    assert drawn["data"] == [{**drawn["data"][0], "x": [], "y": []}]


def test_without_counts_equal_values_are_stacked() -> None:
    values = [
        groningen_repeat_reports(area_code=f"GM000{n}", value=value, denominator=None)
        for n, value in enumerate((10.1, 10.2, 10.1))
    ]
    crowd = compare_figure(values, [], definition("B3"), "nl")["data"][0]

    assert list(zip(crowd["x"], crowd["y"], strict=True)) == [(10.1, 1), (10.2, 1), (10.1, 2)]


def test_invented_figures_are_marked_in_the_chart_itself() -> None:
    values = [groningen_repeat_reports(is_fictitious=True)]
    real = compare_figure([groningen_repeat_reports()], [], definition("C1"), "nl")
    invented = compare_figure(values, [], definition("C1"), "nl")

    assert "annotations" not in real["layout"]
    assert invented["layout"]["annotations"][0]["text"] == "Verzonnen voorbeeldcijfers"


def test_no_button_sends_a_chart_away() -> None:
    assert config("nl")["displayModeBar"] is False
    assert config("nl")["showSendToCloud"] is False


def test_a_name_runs_towards_the_middle() -> None:
    _, small, large = compare_figure(VALUES, ["GM0014", "NL01"], definition("C1"), "nl")["data"]

    assert (small["textposition"], large["textposition"]) == ("top right", "top left")
