"""Real boundaries made lean: both sides of a border stay the same line."""

import gzip
import json
import re
from pathlib import Path

import pytest

from dashboard.map.arcs import cut, either_way, meeting_points, simplified
from dashboard.map.boundaries import boundary_shapes
from ingest.reference_areas import read_reference

POLYGONS = Path(__file__).parents[4] / "shared" / "data" / "geo" / "gemeente_2026.geojson"

# Two squares side by side, and an enclave within the right one.
LEFT = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52.1], [5, 52]]]}
HOLE = [[5.14, 52.04], [5.16, 52.04], [5.16, 52.06], [5.14, 52.06], [5.14, 52.04]]
RIGHT = {
    "type": "Polygon",
    "coordinates": [[[5.1, 52], [5.2, 52], [5.2, 52.1], [5.1, 52.1], [5.1, 52]], HOLE],
}
ENCLAVE = {"type": "MultiPolygon", "coordinates": [[HOLE[::-1]]]}
SQUARES = {"GM0001": LEFT, "GM0002": RIGHT, "GM0003": ENCLAVE}


def edges(path: str) -> list[frozenset[tuple[int, int]]]:
    """The sides of a path of `M x y l dx dy ... z`, whichever way they run."""
    found = []
    for ring in path.split("M")[1:]:
        numbers = [int(one) for one in re.findall(r"-?\d+", ring)]
        points = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        ends = [*points[1:], points[0]] if ring.endswith("z") else points[1:]
        found += [frozenset(pair) for pair in zip(points, ends, strict=False)]
    return found


def test_a_border_is_the_same_line_from_both_sides_and_drawn_between_provinces() -> None:
    same = boundary_shapes(SQUARES, dict.fromkeys(SQUARES, "PV20"))
    apart = boundary_shapes(SQUARES, {"GM0001": "PV20", "GM0002": "PV21", "GM0003": "PV21"})

    border = set(edges(same.paths["GM0001"])) & set(edges(same.paths["GM0002"]))
    assert len(border) == 1
    assert border.isdisjoint(edges(same.provinces))
    assert border <= set(edges(apart.provinces))
    assert set(edges(same.paths["GM0003"])) <= set(edges(same.paths["GM0002"]))


def test_north_is_up_and_a_degree_of_longitude_is_narrower() -> None:
    shapes = boundary_shapes({"GM0001": LEFT}, {})

    _, _, width, height = shapes.view_box
    assert (width - 8) / (height - 8) == pytest.approx(0.615, abs=0.001)  # cos 52.05 degrees


def test_without_areas_there_is_nothing_to_draw() -> None:
    shapes = boundary_shapes({}, {})

    assert (shapes.paths, shapes.provinces) == ({}, "")


def test_a_point_is_left_out_only_within_the_tolerance() -> None:
    line = ((0, 0), (5, 1), (10, 0), (15, 6), (20, 0))

    assert simplified(line, 0.5) == line
    assert simplified(line, 2) == ((0, 0), (10, 0), (15, 6), (20, 0))
    assert simplified(line, 9) == ((0, 0), (20, 0))


def test_a_ring_is_cut_where_three_borders_meet() -> None:
    left = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    right = [(2, 0), (4, 0), (4, 2), (2, 2), (2, 0)]
    ends = meeting_points([left, right])

    assert ends == {(2, 0), (2, 2)}
    shared = {either_way(arc) for arc in cut(left, ends)} & {
        either_way(arc) for arc in cut(right, ends)
    }
    assert shared == {((2, 0), (2, 2))}


@pytest.mark.skipif(not POLYGONS.exists(), reason="the boundaries are not beside this checkout")
def test_the_country_fits_in_thirty_kilobytes_and_loses_no_municipality() -> None:
    features = json.loads(POLYGONS.read_text(encoding="utf-8"))["features"]
    province = {row["code"]: row["province_code"] for row in read_reference("municipalities")}
    shapes = boundary_shapes({one["id"]: one["geometry"] for one in features}, province)

    packed = gzip.compress(("".join(shapes.paths.values()) + shapes.provinces).encode())
    assert shapes.paths.keys() == province.keys()
    assert len(packed) < 30_000
