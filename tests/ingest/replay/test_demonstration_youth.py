"""Youth care, protection, households and poverty: one truth behind tables of a real size."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ingest.replay.demonstration.world import World
from ingest.replay.demonstration.youth_care import FORMS
from tests.ingest.replay.cubes import Cube, numbers

# Observations that CBS counts in these tables.
SIZES = {
    "82975NED": 194_123,
    "85094NED": 67_344,
    "85097NED": 1_744_741,
    "85098NED": 23_734,
    "86132NED": 345_710,
}
SUPERVISION, ENDED = "Ondertoezichtstelling", "Beëindigde trajecten"
ALL_HELP = "Totaal jeugdhulptrajecten in natura"


@pytest.fixture(scope="module")
def world() -> World:
    return World(2025)


def column(cube: Cube, *path: str) -> int:
    """The number of a topic, found by its last groups and title."""
    found = [
        number
        for number, topic in enumerate(cube.table.topics)
        if (*topic.group, topic.title)[-len(path) :] == path
    ]
    assert len(found) == 1, path
    return found[0]


def national(cube: Cube, period: str, *path: str, categories: tuple[str, ...] = ()) -> float:
    return float(cube.at("NL01", period, *categories)[column(cube, *path)])


@pytest.mark.parametrize("name", SIZES)
def test_as_large_as_the_published_table(cubes: dict[str, Cube], name: str) -> None:
    assert cubes[name].cells.size == pytest.approx(SIZES[name], rel=0.15)


def test_regions(cubes: dict[str, Cube]) -> None:
    usual = {"NL": 1, "LD": 4, "PV": 12, "CR": 40, "GM": 360}
    expected = {name: usual for name in ("71487ned", "82975NED", "85094NED", "85099NED")} | {
        "85097NED": {"NL": 1, "LD": 4, "PV": 12, "GM": 360},
        "85100NED": usual | {"JZ": 42},
        "86132NED": usual | {"GM": 342},
    }
    for name, levels in expected.items():
        keys = [key[:2] for key in cubes[name].area_keys]
        assert {level: keys.count(level) for level in set(keys)} == levels


def test_periods_are_written_as_in_each_table(cubes: dict[str, Cube]) -> None:
    titles = {
        name: [code.title for code in cubes[name].table.dimensions[-1].codes]
        for name in ("82975NED", "85094NED", "85097NED")
    }
    assert titles["82975NED"][:3] == ["2015 1e halfjaar", "2015 2e halfjaar", "2015"]
    assert titles["82975NED"][-1] == "2025 1e halfjaar*"
    assert titles["85094NED"][::8] == ["30 juni 2021", "30 juni 2025*"]
    assert titles["85094NED"][1] == "31 december 2021"
    assert titles["85097NED"][0] == "1e halfjaar 2021"


def test_young_people_agree_between_tables(world: World) -> None:
    """85098NED, 85099NED and 85100NED tell of the same young people."""
    care, shares = world.youth_care, np.moveaxis(world.youth_help.numerators, -1, 0)
    minors = care.people[..., :3, :].sum(axis=(3, 4))
    for form, of_form in (
        ("JH 12 Totaal jeugdhulp in natura", shares[0]),
        ("JH 122 Totaal jeugdhulp met verblijf", shares[1]),
        ("JB 1 Totaal jeugdbescherming", shares[2]),
    ):
        assert_array_equal(minors[:, :, FORMS.index(form)], of_form)
    assert_array_equal(care.of("JR 1 Totaal jeugdreclassering"), shares[4])
    assert (care.people >= 0).all()


def test_a_form_has_no_more_young_people_than_what_it_is_part_of(world: World) -> None:
    people = dict(zip(FORMS, np.moveaxis(world.youth_care.people, 2, 0), strict=True))
    for part, whole in (
        ("JZ Totaal jeugdzorg in natura", "JZ Totaal jeugdzorg"),
        ("JH 12 Totaal jeugdhulp in natura", "JH 1 Totaal jeugdhulp"),
        ("JH 121 Totaal jeugdhulp zonder verblijf", "JH 12 Totaal jeugdhulp in natura"),
        ("JH 122 Totaal jeugdhulp met verblijf", "JH 12 Totaal jeugdhulp in natura"),
        ("JH 1221 Pleegzorg", "JH 122 Totaal jeugdhulp met verblijf"),
        ("JB 11 Totaal ondertoezichtstelling", "JB 1 Totaal jeugdbescherming"),
        ("JB 12 Totaal voogdij", "JB 1 Totaal jeugdbescherming"),
    ):
        assert (people[part] <= people[whole]).all(), part


def test_published_young_people_are_the_same_and_add_up(cubes: dict[str, Cube]) -> None:
    by_form = cubes["85099NED"].cells[..., 0]
    by_characteristic = cubes["85100NED"].cells[..., 0]
    without_youth_regions = cubes["85100NED"].areas("NL", "LD", "PV", "CR", "GM")
    assert_array_equal(by_form, by_characteristic[0][:, without_youth_regions])
    counts = numbers(by_characteristic)
    for parts in (slice(1, 3), slice(3, 7)):
        rest = counts[0] - np.nansum(counts[parts], axis=0)
        dots = (by_characteristic[parts] == ".").sum(axis=0)
        assert np.nanmax(np.abs(rest[dots == 0])) <= 2 * 5
        assert np.nanmax(rest - 9 * dots) <= 2 * 5


def test_trajectories_go_on_from_one_half_year_to_the_next(world: World) -> None:
    found = world.trajectories
    for flow in (found.help.flow, found.supervision.flow, found.guardianship.flow, found.probation):
        assert (flow.started >= 0).all() and (flow.at_end >= 0).all()
        assert_array_equal(flow.total[:, 1:], flow.at_end[:, :-1] + flow.started[:, 1:])
    assert (found.help.in_crisis <= found.help.flow.started).all()
    assert (found.help.as_planned <= found.help.flow.ended).all()


def test_what_runs_at_the_end_of_a_half_year_is_what_did_not_end(cubes: dict[str, Cube]) -> None:
    """85097NED and 85094NED tell of the same trajectories."""
    flow, stock = cubes["85097NED"], cubes["85094NED"]
    for half, day in (("2022HJ02", "20221231"), ("2023HJ01", "20230630")):
        total, ended = (
            national(flow, half, ALL_HELP, *path, categories=("Totaal verwijzer",))
            for path in ((ALL_HELP,), (ENDED, "Totaal beëindigde trajecten"))
        )
        assert national(stock, day, ALL_HELP) == pytest.approx(total - ended, abs=10)


def test_trajectories_agree_between_tables(cubes: dict[str, Cube]) -> None:
    """85099NED has those of 85097NED, and the measures of 82975NED."""
    by_form = cubes["85099NED"]
    for period in ("2021HJ01", "2023JJ00", "2025HJ01"):
        for form, name, path, categories in (
            (
                "JH 12 Totaal jeugdhulp in natura",
                "85097NED",
                (ALL_HELP,) * 2,
                ("Totaal verwijzer",),
            ),
            ("JB 11 Totaal ondertoezichtstelling", "82975NED", (SUPERVISION,) * 2, ()),
            ("JB 12 Totaal voogdij", "82975NED", ("Voogdij",) * 2, ()),
        ):
            here = national(by_form, period, "Jeugdzorgtrajecten", categories=(form,))
            assert here == national(cubes[name], period, *path, categories=categories)


def test_referrers_and_forms_add_up_within_rounding(cubes: dict[str, Cube]) -> None:
    cube = cubes["85097NED"]
    counts, dots = numbers(cube.cells), cube.cells == "."
    additive = [n for n, topic in enumerate(cube.table.topics) if topic.unit == "aantal"]
    rest = counts[0] - np.nansum(counts[1:], axis=0)
    room = 9 * dots[1:].sum(axis=0) + 2 * 9
    assert np.nanmax((rest - room)[..., additive]) <= 0
    assert np.nanmin(rest[..., additive]) >= -2 * 9
    ambulatory, stay = counts[0, ..., 10], counts[0, ..., 20]
    assert np.nanmax(np.abs(counts[0, ..., 0] - ambulatory - stay)) <= 3 * 2.5


def test_regions_are_the_sum_of_their_municipalities(cubes: dict[str, Cube]) -> None:
    households = np.nan_to_num(numbers(cubes["71487ned"].cells[0, ..., 0]))
    for level in ("LD", "PV", "CR", "GM"):
        parts = households[cubes["71487ned"].areas(level)].sum(axis=0)
        assert_array_equal(parts, households[0])
    cells = numbers(cubes["85099NED"].cells[0, ..., 0])
    for level in ("LD", "PV", "CR"):
        members = cubes["85099NED"].areas(level)
        gap = np.abs(cells[members].sum(axis=0) - cells[0])
        assert gap.max() <= 2 * (len(members) + 1)


def test_households_add_up_exactly(cubes: dict[str, Cube]) -> None:
    counts = np.nan_to_num(numbers(cubes["71487ned"].cells))
    kinds = counts.reshape(*counts.shape[:-1], 4, 4)
    assert_array_equal(kinds[..., 0, :], kinds[..., 1:, :].sum(axis=-2))
    assert_array_equal(kinds[..., 0], kinds[..., 1:].sum(axis=-1))
    assert (counts[1] + counts[2] <= counts[0]).all()


def test_poverty_adds_up_in_each_characteristic(cubes: dict[str, Cube]) -> None:
    cube = cubes["86132NED"]
    titles = [code.title for code in cube.table.dimensions[0].codes]
    counts = numbers(cube.cells[:, 0, :, :4])
    for name in ("Leeftijd", "Huishouden", "Woning"):
        parts = [n for n, title in enumerate(titles) if title.startswith(f"{name}: ")]
        assert np.abs(counts[parts].sum(axis=0) - counts[0]).max() <= 0.05 * (len(parts) + 1)
    assert all("(aangenomen)" in topic.title for topic in cube.table.topics)


def test_national_figures_are_plausible(cubes: dict[str, Cube]) -> None:
    flow, period, everyone = cubes["85097NED"], "2023HJ01", ("Totaal verwijzer",)
    total = national(flow, period, ALL_HELP, ALL_HELP, categories=everyone)
    started = national(
        flow,
        period,
        ALL_HELP,
        "Begonnen trajecten",
        "Totaal begonnen trajecten",
        categories=everyone,
    )
    again = national(
        flow,
        period,
        ALL_HELP,
        "Begonnen trajecten",
        "Soort start",
        "Herhaald beroep",
        categories=everyone,
    )
    assert total == pytest.approx(517_450, rel=0.05)
    assert started == pytest.approx(159_715, rel=0.15)
    assert again / started == pytest.approx(0.245, abs=0.02)
    stock = cubes["85094NED"]
    assert national(stock, "20230630", ALL_HELP) == pytest.approx(398_060, rel=0.05)
    assert national(stock, "20230630", "Pleegzorg") == pytest.approx(16_735, rel=0.05)
    protection = cubes["82975NED"]
    assert national(protection, "2022HJ01", "Voogdij", "Voogdij") == pytest.approx(10_375, rel=0.1)
    planned = national(
        protection, "2023JJ00", SUPERVISION, ENDED, "Reden beëindigde trajecten",
        "Beëindigd volgens plan",
    )  # fmt: skip
    assert planned == pytest.approx(6_215, rel=0.1)
    households = cubes["71487ned"].at("NL01", "2023JJ00", "Totaal leeftijden")
    assert float(households[0]) == pytest.approx(2_645_269, rel=0.02)
    assert float(households[12]) == pytest.approx(610_633, rel=0.02)
    poverty = cubes["86132NED"]
    share = national(
        poverty,
        "2023JJ00",
        "Kinderen in armoede, relatief (aangenomen)",
        categories=("Totaal kinderen",),
    )
    assert share == pytest.approx(3.6, abs=0.4)
