"""Municipal boundaries in GeoJSON: reading one page of features, strictly.

A feature has the properties `statcode`, `statnaam` and `jrstatcode`, which is the year and the code
in one (read in clients that are in daily use).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Longitude and latitude that hold the European part of the country, with room for its waters.
WEST, EAST, SOUTH, NORTH = 3.0, 7.5, 50.5, 54.0


@dataclass(frozen=True)
class Boundary:
    """The boundary of one municipality in one year; `geometry` as published."""

    year: int
    area_code: str
    name: str
    geometry: dict[str, Any]


def read_page(content: Any) -> list[Boundary]:
    """The boundaries of one page; raises ValueError with what was seen and expected."""
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise ValueError(f"saw {str(content)[:80]!r}; expected a GeoJSON FeatureCollection")
    features = content.get("features")
    if not isinstance(features, list):
        raise ValueError(f"saw features {str(features)[:80]!r}; expected a list")
    return [_boundary(feature) for feature in features]


def _boundary(feature: Any) -> Boundary:
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        code, name, year_code = (
            str(properties[key]).strip() for key in ("statcode", "statnaam", "jrstatcode")
        )
        match = re.fullmatch(r"(\d{4})(GM\d{4})", year_code)
        if match is None or match[2] != code:
            raise ValueError(f"saw code {code!r} and {year_code!r}; expected GM and year + code")
        for ring in _rings(geometry):
            _check_ring(ring)
    except (KeyError, TypeError) as error:
        raise ValueError(
            f"saw {str(feature)[:120]!r}; expected a feature with a geometry, statcode, statnaam "
            "and jrstatcode"
        ) from error
    except ValueError as error:
        raise ValueError(f"{str(feature['properties'])[:120]}: {error}") from error
    return Boundary(int(match[1]), code, name, geometry)


def _rings(geometry: dict[str, Any]) -> Iterator[Any]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"saw a geometry of type {kind!r}; expected Polygon or MultiPolygon")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not polygons or not all(polygons):
        raise ValueError(f"saw a {kind} without rings; expected at least one")
    for polygon in polygons:
        yield from polygon


def _check_ring(ring: list[list[float]]) -> None:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(
            f"saw a ring of {len(ring)} points from {ring[0] if ring else None} to "
            f"{ring[-1] if ring else None}; expected at least four, the last equal to the first"
        )
    for longitude, latitude in ring:
        if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
            raise ValueError(
                f"saw the point {longitude}, {latitude}; expected longitude {WEST} to {EAST} and "
                f"latitude {SOUTH} to {NORTH}"
            )
