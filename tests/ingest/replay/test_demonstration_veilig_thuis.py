"""The tables on Veilig Thuis in the demonstration set tell one story, and have the real sizes."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ingest.replay.demonstration import World, demonstration_table, detail_profiles
from ingest.replay.demonstration.profiles import ASSUMED
from ingest.source import figure_sources
from tests.ingest.replay.cubes import Cube, numbers

# Cells that CBS states for its own tables.
OBSERVATIONS = {
    "84847NED": 129_362,
    "84848NED": 242_982,
    "84849NED": 479_402,
    "84850NED": 237_994,
    "84851NED": 871_602,
    "84852NED": 252_130,
    "84853NED": 13_950,
    "84854NED": 99_840,
    "84855NED": 155_760,
    "85361NED": 54_204,
}
YEAR = "2023JJ00"


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_it_has_the_size_of_the_published_table(cubes: dict[str, Cube], name: str) -> None:
    assert cubes[name].cells.size == pytest.approx(OBSERVATIONS[name], rel=0.15)


def topic(cube: Cube, title: str, *categories: str) -> np.ndarray:
    """Cells by (area, period) of one topic and one category a dimension."""
    position = [topic.title for topic in cube.table.topics].index(title)
    found = [
        [code.title for code in dimension.codes].index(category)
        for dimension, category in zip(cube.table.dimensions, categories, strict=False)
    ]
    return cube.cells[(*found, slice(None), slice(None), position)]


def shared(cube: Cube, cells: np.ndarray, other: Cube) -> np.ndarray:
    """Those of a cube's cells whose area and period another cube has too, in its order."""
    areas = [cube.area_keys.index(key) for key in other.area_keys]
    periods = [cube.period_keys.index(key) for key in other.period_keys]
    return cells[np.ix_(areas, periods)]


def test_the_same_reports_are_counted_in_every_table(cubes: dict[str, Cube]) -> None:
    by_role = cubes["84849NED"]
    reports = topic(by_role, "Ontvangen meldingen", "Totaal")
    totals = {
        "84847NED": topic(cubes["84847NED"], f"Ontvangen meldingen {ASSUMED}"),
        "84848NED": topic(cubes["84848NED"], "Ontvangen meldingen", "Totaal"),
        "84850NED": topic(
            cubes["84850NED"], "Ontvangen meldingen", "Totaal", detail_profiles.ADDITIONAL_TOTAL
        ),
        "84851NED": topic(cubes["84851NED"], "Ontvangen meldingen", "Totaal"),
        "84852NED": topic(cubes["84852NED"], "Ontvangen meldingen", "Totaal", "Totaal"),
        "85361NED": topic(cubes["85361NED"], "Ontvangen meldingen, totaal"),
    }
    for name, cells in totals.items():
        assert_array_equal(cells, shared(by_role, reports, cubes[name]), err_msg=name)


def test_a_category_has_the_same_figures_with_and_without_municipalities(
    cubes: dict[str, Cube],
) -> None:
    for coarse, fine in (("84849NED", "84848NED"), ("84851NED", "84850NED")):
        extra = [detail_profiles.ADDITIONAL_TOTAL] if fine == "84850NED" else []
        titles = [code.title for code in cubes[coarse].table.dimensions[0].codes]
        for category in [code.title for code in cubes[fine].table.dimensions[0].codes]:
            for column in cubes[fine].table.topics if category in titles else ():
                cells = topic(cubes[coarse], column.title, category)
                assert_array_equal(
                    topic(cubes[fine], column.title, category, *extra),
                    shared(cubes[coarse], cells, cubes[fine]),
                )


def test_services_and_transfers_are_those_of_the_other_tables(cubes: dict[str, Cube]) -> None:
    keys, kinds = cubes["84847NED"], cubes["84851NED"]
    investigations = topic(kinds, "Afgeronde diensten onderzoek", "Totaal")
    assert_array_equal(topic(keys, f"Afgeronde diensten onderzoek {ASSUMED}"), investigations)
    outcomes = cubes["84853NED"]
    assert_array_equal(
        topic(outcomes, "Afgeronde diensten onderzoek", detail_profiles.COMPLETED),
        shared(kinds, investigations, outcomes),
    )
    transfers = topic(keys, f"Overdrachten {ASSUMED}")
    mixed, crossed = cubes["84855NED"], cubes["84854NED"]
    total = f"Totaal {ASSUMED}"
    assert_array_equal(topic(mixed, f"Overdrachten {ASSUMED}", total), transfers)
    assert_array_equal(
        topic(crossed, f"Overdrachten {ASSUMED}", total, total), shared(keys, transfers, crossed)
    )


def test_parts_add_up_within_rounding(cubes: dict[str, Cube]) -> None:
    """Each cell is rounded by two at most; a dot is nine at most."""
    crossed, mixed, outcomes = cubes["84854NED"], cubes["84855NED"], cubes["84853NED"]
    by_organisation = crossed.cells[:, 0, 0, :, 0]
    in_one = mixed.cells[:, 0, :, 0]
    for national in (by_organisation, in_one[:14], in_one[[0, *range(14, len(in_one))]]):
        whole, rest = numbers(national[0]), numbers(national[1:])
        dots = np.isnan(rest).sum(axis=0)
        gap = whole - np.nansum(rest, axis=0)
        assert (gap >= -2 * (len(rest) + 1)).all()
        assert (gap <= 2 * (len(rest) + 1) + 9 * dots).all()
    completed, early, to_the_end = numbers(outcomes.cells[:3, 0, :, 0])
    assert np.abs(completed - early - to_the_end).max() <= 6
    year = outcomes.period_keys.index(YEAR)
    assert to_the_end[year] / completed[year] == pytest.approx(0.761, abs=0.03)
    confirmed, unconfirmed, refuted = numbers(outcomes.cells[3:6, 0, year, 0])
    assert confirmed / (confirmed + unconfirmed + refuted) == pytest.approx(0.691, abs=0.03)


@pytest.mark.parametrize("name", ["84847NED", "84848NED", "84853NED", "84855NED"])
def test_regions_are_the_sum_of_their_members(cubes: dict[str, Cube], name: str) -> None:
    cells = numbers(cubes[name].cells)
    places = cubes[name].areas("NL"), cubes[name].areas("VT")
    country, regions = (cells[..., areas, :, :] for areas in places)
    gap = (country - np.nansum(regions, axis=-3, keepdims=True))[~np.isnan(country)]
    assert gap.min() >= -2 * 26
    assert gap.max() <= 2 * 26 + 9 * 25


def test_what_is_open_follows_from_what_starts_and_ends() -> None:
    for flow in World(2025).course.flows.values():
        assert (flow.started >= 0).all()
        assert (flow.open >= 0).all()
        assert_array_equal(np.diff(flow.open), (flow.started - flow.ended)[:, 1:])


def test_a_year_has_the_open_cases_of_its_end(cubes: dict[str, Cube]) -> None:
    cells = topic(cubes["84847NED"], f"Actieve casussen {ASSUMED}")
    keys = cubes["84847NED"].period_keys
    assert_array_equal(cells[:, keys.index(YEAR)], cells[:, keys.index("2023HJ02")])


@pytest.mark.parametrize("name", ["84847NED", "84854NED", "84855NED"])
def test_every_title_of_an_unseen_table_is_marked_as_assumed(
    cubes: dict[str, Cube], name: str
) -> None:
    table = cubes[name].table
    *categories, _area, _period = table.dimensions
    titles = [topic.title for topic in table.topics]
    titles += [title for d in categories for title in (d.title, *(c.title for c in d.codes))]
    assert all(title.endswith(ASSUMED) for title in titles)
    assert "aanname" in table.description


def test_another_seed_tells_another_story() -> None:
    one, other = (demonstration_table("84853NED", seed) for seed in (2025, 1))
    assert (np.asarray(one.cells) != np.asarray(other.cells)).mean() > 0.2


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_it_is_as_healthy_as_its_source_file_asks(cubes: dict[str, Cube], name: str) -> None:
    cube, healthy = cubes[name], figure_sources()[name].healthy
    newest = numbers(cube.cells[..., -1, :])
    has_number = ~np.isnan(np.moveaxis(newest, -2, 0).reshape(len(cube.area_keys), -1)).all(axis=1)
    seen = {
        measure: has_number[cube.areas(level)].sum()
        for measure, level in {
            "municipalities": "GM", "veilig_thuis_regions": "VT", "provinces": "PV",
        }.items()
    } | {"periods": len(cube.period_keys)}  # fmt: skip
    assert all(seen[measure] >= least for measure, least in healthy.minimum.items())
    assert seen["municipalities"] <= healthy.maximum.get("municipalities", 342)
