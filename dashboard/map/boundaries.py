"""Real boundaries as shapes: on a coarse grid, made simpler, and still without gaps."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dashboard.map.arcs import Arc, GridPoint, Ring, cut, either_way, meeting_points, simplified
from dashboard.map.shapes import Shapes

# Steps of the grid to the height of the country: one is some 300 m, less than a line is wide.
_HEIGHT = 1000
_TOLERANCE = 0.8
_MARGIN = 4

Geometry = Mapping[str, Any]


def boundary_shapes(geometries: Mapping[str, Geometry], province: Mapping[str, str]) -> Shapes:
    """Shapes from GeoJSON polygons in longitude and latitude, by code of area.

    `province` names the province of an area; a border between two provinces, and one with nothing
    behind it, is drawn as an edge. An area that is smaller than a step of the grid keeps no shape.
    """
    rings = _on_grid(geometries)
    ends = meeting_points(ring for own in rings.values() for ring in own)
    sides: defaultdict[Arc, list[str]] = defaultdict(list)
    for code, own in rings.items():
        for arc in (arc for ring in own for arc in cut(ring, ends)):
            sides[either_way(arc)].append(code)
    simpler = {arc: simplified(arc, _TOLERANCE) for arc in sides}
    edges = [
        simpler[arc]
        for arc, codes in sides.items()
        if len(codes) == 1 or len({province.get(code) for code in codes}) > 1
    ]
    paths = {
        code: "".join(_closed(cut(ring, ends), simpler) for ring in own)
        for code, own in rings.items()
    }
    points = [point for own_rings in rings.values() for ring in own_rings for point in ring]
    width, height = (max(axis) for axis in zip(*points, strict=True)) if points else (1, 1)
    box = (-_MARGIN, -_MARGIN, width + 2 * _MARGIN, height + 2 * _MARGIN)
    paths = {code: path for code, path in paths.items() if path}
    return Shapes(box, paths, "".join(_line(arc) for arc in edges), {})


def _on_grid(geometries: Mapping[str, Geometry]) -> dict[str, list[Ring]]:
    polygons = {code: _polygons(geometry) for code, geometry in sorted(geometries.items())}
    every = [
        point for areas in polygons.values() for rings in areas for ring in rings for point in ring
    ]
    if not every:
        return {}
    west, south = min(x for x, _ in every), min(y for _, y in every)
    north = max(y for _, y in every)
    scale = _HEIGHT / (north - south)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    narrow = math.cos(math.radians((north + south) / 2))

    def drawn(point: Sequence[float]) -> GridPoint:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    found: dict[str, list[Ring]] = {}
    for code, areas in polygons.items():
        rings = [_without_repeats([drawn(one) for one in ring]) for area in areas for ring in area]
        found[code] = [ring for ring in rings if len(ring) > 3]
    return found


def _polygons(geometry: Geometry) -> Sequence[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _without_repeats(ring: Sequence[GridPoint]) -> list[GridPoint]:
    return [ring[0], *(other for one, other in pairwise(ring) if one != other)]


def _closed(arcs: Sequence[Arc], simpler: Mapping[Arc, Arc]) -> str:
    """A ring from its simpler arcs; nothing where no surface is left."""
    ring: list[GridPoint] = []
    for arc in arcs:
        same = either_way(arc)
        ring += simpler[same][:-1] if same == arc else simpler[same][:0:-1]
    return f"{_line(tuple(ring))}z" if len(ring) > 2 else ""


def _line(arc: Arc) -> str:
    """A path in steps from point to point, which is shorter than in places."""
    (x, y), *_ = arc
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(arc))
    return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-")
