"""What areas look like on a map, whichever kind of map it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.map.hexagons import Point


@dataclass(frozen=True)
class Shapes:
    """Areas as paths of SVG, by code; `middles` has the areas with room for a short name.

    `provinces` is one path along the edge of every province. `view_box` is in the unit of the
    paths, and so are the height of the letters of a name and how wide it may be.
    """

    view_box: tuple[int, int, int, int]
    paths: Mapping[str, str]
    provinces: str
    middles: Mapping[str, Point]
    name_size: float = 0.0
    name_width: float = 0.0
