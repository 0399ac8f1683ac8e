"""The tiles: who has one, who lies beside whom, and that the file is what the program makes."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dashboard.map.hexagons import centre, distance, neighbours
from dashboard.map.layout import CENTRES, ISLANDS, Pair, as_csv, drawn_out, layout, nearest_cells
from dashboard.map.tiles import TILES, tile_shapes, tiles
from ingest.reference_areas import read_reference

POLYGONS = Path(__file__).parents[4] / "shared" / "data" / "geo" / "gemeente_2026.geojson"


def provinces() -> dict[str, str]:
    return {row["code"]: row["province_code"] for row in read_reference("municipalities")}


def test_the_file_is_what_the_program_makes_of_the_centres() -> None:
    assert TILES.read_text(encoding="utf-8") == as_csv(layout())


def test_every_municipality_of_today_has_one_tile_of_its_own() -> None:
    lines = TILES.read_text(encoding="utf-8").splitlines()[1:]

    assert sorted(line.partition(",")[0] for line in lines) == sorted(provinces())
    assert len(set(tiles().values())) == len(lines) == 342


def test_every_row_of_both_files_names_its_source() -> None:
    for file in (TILES, CENTRES):
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        assert head.endswith(",source")
        assert all(row.rpartition(",")[2] for row in rows)


def test_the_islands_have_a_sea_around_them() -> None:
    cell_of = tiles()
    code_at = {cell: code for code, cell in cell_of.items()}

    for island in ISLANDS:
        around = {code_at.get(cell) for cell in neighbours(cell_of[island])}
        assert around - {None} <= ISLANDS


def test_every_province_is_in_one_piece_but_for_its_islands() -> None:
    code_at = {cell: code for code, cell in tiles().items() if code not in ISLANDS}
    province = provinces()

    for name in set(province.values()):
        left = {cell for cell, code in code_at.items() if province[code] == name}
        reached = [left.pop()]
        while reached:
            near = left.intersection(neighbours(reached.pop()))
            left -= near
            reached += near
        assert left == set(), f"{name}: {sorted(code_at[cell] for cell in left)} lie apart"


def test_no_empty_cell_is_shut_in() -> None:
    taken = set(tiles().values())

    assert not [
        cell
        for cell in {near for cell in taken for near in neighbours(cell)} - taken
        if taken.issuperset(neighbours(cell))
    ]


def test_north_is_above_south_and_west_left_of_east() -> None:
    groningen, maastricht, middelburg, enschede = (
        centre(tiles()[code]) for code in ("GM0014", "GM0935", "GM0687", "GM0153")
    )
    assert groningen[1] < enschede[1] < middelburg[1] < maastricht[1]
    assert middelburg[0] < maastricht[0] < enschede[0]


@pytest.mark.skipif(not POLYGONS.exists(), reason="the boundaries are not beside this checkout")
def test_most_that_share_a_border_lie_side_by_side_and_nearly_all_within_two_steps() -> None:
    at = defaultdict(set)
    for feature in json.loads(POLYGONS.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        areas = geometry["coordinates"]
        for rings in [areas] if geometry["type"] == "Polygon" else areas:
            for point in (point for ring in rings for point in ring):
                at[tuple(point)].add(feature["id"])
    shared = defaultdict(int)
    for codes in at.values():
        for pair in combinations(sorted(codes), 2):
            shared[pair] += 1
    steps = np.array([distance(tiles()[a], tiles()[b]) for (a, b), n in shared.items() if n > 1])

    assert len(steps) == 869
    assert (steps == 1).mean() > 0.70
    assert (steps <= 2).mean() > 0.96
    assert steps.max() <= 5


def test_places_that_are_neighbours_are_drawn_out_to_one_tile_apart() -> None:
    # Three on a line, the last pair ten times as far apart as the first.
    places = np.array([[0.0, 0.0], [1.0, 0.0], [11.0, 0.5]])

    found = drawn_out(places, [Pair(0, 1, 1e6, 1), Pair(1, 2, 1e6, 1)])

    assert np.hypot(*(found[1] - found[0])) == pytest.approx(1, abs=1e-3)
    assert np.hypot(*(found[2] - found[1])) == pytest.approx(1, abs=1e-3)


def test_points_get_the_cells_that_are_nearest_taken_together() -> None:
    cells = [(1, 1), (2, 1), (1, 2)]

    assert nearest_cells(np.array([centre(cell) for cell in cells]) + 0.1) == cells


def test_each_side_of_a_province_is_drawn_once() -> None:
    sides = [frozenset(side.split("L")) for side in tile_shapes().provinces.split("M")[1:]]

    assert len(sides) == len(set(sides))
