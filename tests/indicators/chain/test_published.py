"""The chain on figures as CBS printed them."""

import pytest

from indicators.api import Release
from indicators.chain.records import Chain, StepFigure

YEAR = "2023JJ00"


def chain(release: Release, area: str) -> Chain:
    found = release.chain(area, YEAR)
    assert found is not None
    return found


def figure(release: Release, area: str, step: str) -> StepFigure:
    return chain(release, area).step(step).figure


def test_gelderland_parts_add_up_exactly_and_nothing_is_left(release: Release) -> None:
    steps = {one.step.id: one.figure.value for one in chain(release, "PV25").walk()}
    assert steps["reports"] == 8565
    assert steps["assessed"] == 8280
    assert steps["not_yet_assessed"] == 285
    parts = ("follow_up_by_veilig_thuis", "handed_over", "regional_arrangement", "no_follow_up")
    assert [steps[part] for part in parts] == [3595, 4335, 170, 180]
    assert sum(steps[part] or 0 for part in parts) == 8280
    assert steps["next_step_unknown"] == 0


@pytest.mark.parametrize(
    ("area", "step", "value", "share"),
    [
        ("PV25", "assessed", 8280, 96.7),
        ("PV25", "not_yet_assessed", 285, 3.3),
        ("PV25", "follow_up_by_veilig_thuis", 3595, 43.4),
        ("PV25", "handed_over", 4335, 52.4),
        ("VT05", "follow_up_by_veilig_thuis", 780, 25.8),
        ("VT02", "reports_by_kind", 1905, None),
        ("VT02", "cases", 1495, 78.5),
        ("VT02", "investigations", 145, 9.7),
        ("VT02", "conditions_and_follow_up", 125, 8.4),
        ("VT02", "reports_child_abuse", 1060, 55.6),
        ("VT02", "cases_child_abuse", 810, 76.4),
        ("VT02", "investigations_child_abuse", 50, 6.2),
        ("VT02", "conditions_and_follow_up_child_abuse", 80, 9.9),
        ("NL01", "reports_by_history", 127340, None),
        ("NL01", "first_report", 40615, 31.9),
        ("NL01", "repeat_report", 48555, 38.1),
        ("NL01", "follow_up_report", 36355, 28.5),
        ("NL01", "report_not_classified", 1815, 1.4),
        ("NL01", "history_unknown", 0, 0),
    ],
)
def test_counts_as_printed_and_shares_by_hand(
    release: Release, area: str, step: str, value: float, share: float | None
) -> None:
    found = figure(release, area, step)
    assert (found.value, found.share) == (value, share)
    assert found.missing_reason is None
    assert found.status == "provisional"
    if share is not None:
        assert found.share_lower is not None
        assert found.share_upper is not None
        assert found.share_lower <= share <= found.share_upper


def test_the_country_is_the_sum_of_its_four_parts(release: Release) -> None:
    parts = ("first_report", "repeat_report", "follow_up_report", "report_not_classified")
    assert sum(figure(release, "NL01", part).value or 0 for part in parts) == 127_340


@pytest.mark.parametrize("area", ["PV25", "VT05", "VT06", "VT14"])
def test_the_assessed_share_is_indicator_a1(release: Release, area: str) -> None:
    assessed, a1 = figure(release, area, "assessed"), release.value("A1", area, YEAR)
    assert a1 is not None
    assert (assessed.share, assessed.share_lower, assessed.share_upper) == (
        a1.value, a1.lower, a1.upper,
    )  # fmt: skip
    assert (assessed.value, assessed.lower, assessed.upper) == (
        a1.numerator, a1.numerator_lower, a1.numerator_upper,
    )  # fmt: skip


def test_a_dot_is_not_worked_out_from_its_neighbours(release: Release) -> None:
    """Noord- en Oost-Gelderland: 2,810 - 2,000 - 685 - 15 - 105 would be about 5."""
    waiting = figure(release, "VT14", "not_yet_assessed")
    assert (waiting.value, waiting.lower, waiting.upper) == (None, 0, 9)
    assert waiting.missing_reason == "unknown_or_secret"
    assessed = figure(release, "VT14", "assessed")
    assert (assessed.value, assessed.lower, assessed.upper) == (None, 2798.5, 2812.5)
    assert assessed.missing_reason == "unknown_or_secret"


def test_midden_drenthe_has_bounds_and_the_region_beside_it(release: Release) -> None:
    found = chain(release, "GM1731").step("investigations_child_abuse")
    assert (found.figure.value, found.figure.lower, found.figure.upper) == (None, 0, 9)
    assert (found.figure.share_lower, found.figure.share_upper) == (0, 21.2)  # 9 / 42.5
    assert found.figure.reliability == "indicative"
    assert [(one.area_code, one.value) for one in found.beside] == [
        ("VT02", 50), ("PV22", None), ("NL01", None),
    ]  # fmt: skip


def test_what_the_selection_does_not_hold_is_not_delivered(release: Release) -> None:
    for step in ("reports_by_history", "transfers", "transfers_local_team"):
        found = figure(release, "VT02", step)
        assert (found.value, found.lower, found.missing_reason) == (None, None, "not_delivered")
        assert found.is_selection or step.startswith("transfers")


def test_the_tree_has_every_step_below_one(release: Release) -> None:
    found = chain(release, "GM1731")
    assert [area.code for area in found.larger] == ["VT02", "PV22", "NL01"]
    assert found.first.step.id == "reports"
    for step in found.walk():
        assert all(child.step.parent == step.step.id for child in step.children)
        assert all(child.figure.parent_value == step.figure.value
                   for child in step.children if child.step.has_share)  # fmt: skip
    with pytest.raises(KeyError):
        found.step("no_such_step")


def test_no_chain_without_rows(release: Release) -> None:
    assert release.chain("GM1731", "1999JJ00") is None
    assert release.chain("GM9999", YEAR) is None


def test_the_periods_are_years_and_half_years(release: Release) -> None:
    years = [period.code for period in release.chain_periods("year")]
    halves = [period.code for period in release.chain_periods("half_year")]
    assert {"2020JJ00", "2023JJ00"} <= set(years)
    assert {"2020HJ01", "2020HJ02"} <= set(halves)
    everything = [period.code for period in release.chain_periods()]
    assert set(everything) == {*years, *halves}
    assert [code[:4] for code in everything] == sorted(code[:4] for code in everything)
