"""Borders that areas share, each once, so that they can be made simpler on both sides alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

GridPoint = tuple[int, int]
Ring = Sequence[GridPoint]
Arc = tuple[GridPoint, ...]


def meeting_points(rings: Iterable[Ring]) -> set[GridPoint]:
    """The points from which borders go in three directions or more.

    A ring is closed: its last point is its first.
    """
    beside: defaultdict[GridPoint, set[GridPoint]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            beside[one].add(other)
            beside[other].add(one)
    return {point for point, others in beside.items() if len(others) > 2}


def cut(ring: Ring, ends: Collection[GridPoint]) -> list[Arc]:
    """The pieces of a closed ring from one meeting point to the next, in its own direction."""
    points = list(ring[:-1])
    # A ring that meets no other border begins at the same point from whichever side it is met.
    start = next((n for n, one in enumerate(points) if one in ends), points.index(min(points)))
    points = [*points[start:], *points[:start], points[start]]
    arcs, first = [], 0
    for number in range(1, len(points)):
        if points[number] in ends or number == len(points) - 1:
            arcs.append(tuple(points[first : number + 1]))
            first = number
    return arcs


def either_way(arc: Arc) -> Arc:
    """The same for an arc and for the one that runs back along it."""
    return min(arc, arc[::-1])


def simplified(arc: Arc, tolerance: float) -> Arc:
    """The arc without the points that lie within the tolerance of what is left.

    Douglas and Peucker 1973. The ends stay; a closed arc is first halved at the point that is
    farthest from its beginning. Of points equally far, the first counts: give `either_way`.
    """
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        if not between:
            continue
        farthest = max(between, key=lambda n: _off(arc[n], arc[first], arc[last]))
        if _off(arc[farthest], arc[first], arc[last]) > tolerance:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(arc[n] for n in sorted(keep))


def _off(point: GridPoint, start: GridPoint, end: GridPoint) -> float:
    """How far a point lies from the line through two others, or from both where they are one."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if not length:
        return ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
    return abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length
