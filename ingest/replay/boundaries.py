"""Boundaries of municipalities per year, for the stand-in of PDOK.

Real ones come from a GeoJSON file. Without one, every municipality is a square on a grid: figures
of the real municipalities in a shape that nobody can take for a map.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.reference_areas import municipalities_on

FIRST_YEAR, LAST_YEAR = 2019, 2026

_COLUMNS = 20
_WEST, _NORTH = 3.6, 53.4  # degrees; the grid lies where the country does
_STEP, _SIDE = 0.15, 0.12


@dataclass(frozen=True)
class Boundaries:
    """GeoJSON features, each of one municipality in one year."""

    features: tuple[dict[str, Any], ...]
    is_fictitious: bool

    def of_year(self, year: int | None) -> list[dict[str, Any]]:
        """The features of a year, or of all years."""
        return [
            feature
            for feature in self.features
            if year is None or feature["properties"]["jaarcode"] == year
        ]


def fictitious_boundaries() -> Boundaries:
    """A square for every municipality of each year; one municipality keeps its square."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    names = {year: municipalities_on(date(year, 1, 1)) for year in years}
    codes = sorted({code for of_year in names.values() for code in of_year})
    places = {code: place for place, code in enumerate(codes)}
    features = (
        _feature(code, name, year, _square(places[code]))
        for year, of_year in names.items()
        for code, name in of_year.items()
    )
    return Boundaries(tuple(features), is_fictitious=True)


def read_boundaries(path: Path) -> Boundaries:
    """Boundaries from a GeoJSON file whose features have `statcode`, `jrstatcode`, `statnaam`.

    Raises ValueError, with the file, for another content.
    """
    try:
        features: Iterable[dict[str, Any]] = json.loads(path.read_bytes())["features"]
        read = tuple(
            _feature(
                feature["properties"]["statcode"],
                feature["properties"]["statnaam"],
                int(feature["properties"]["jrstatcode"][:4]),
                feature["geometry"],
            )
            for feature in features
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"{path}: saw {type(error).__name__} {error}; expected a GeoJSON FeatureCollection "
            "with statcode, jrstatcode and statnaam. Give a file as PDOK publishes it."
        ) from error
    return Boundaries(read, is_fictitious=False)


def _feature(code: str, name: str, year: int, geometry: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{year}{code}",
        "properties": {
            "statcode": code,
            "statnaam": name,
            "jrstatcode": f"{year}{code}",
            "rubriek": "gemeente",
            "jaarcode": year,
        },
        "geometry": geometry,
    }


def _square(place: int) -> dict[str, Any]:
    row, column = divmod(place, _COLUMNS)
    west, north = _WEST + column * _STEP, _NORTH - row * _STEP
    east, south = west + _SIDE, north - _SIDE
    # Counterclockwise and closed, as RFC 7946 asks of an outer ring.
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Polygon",
        "coordinates": [[[round(x, 3), round(y, 3)] for x, y in ring]],
    }
