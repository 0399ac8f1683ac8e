"""The areas of a release, and their boundaries."""

import json
from typing import Any

from indicators.place_names import loose
from indicators.trend.records import Query
from indicators.values import Area


def read_areas(query: Query) -> dict[str, Area]:
    """All areas by code, in the order of their names."""
    rows = query(
        "SELECT area_code, area_level, area_name, coalesce(published_name, area_name), "
        "province_code, veilig_thuis_code, is_current, boundary_year FROM core.area",
        {},
    )
    areas = [Area(*row) for row in rows]
    return {area.code: area for area in sorted(areas, key=lambda a: (loose(a.name), a.code))}


def read_boundary_year(query: Query) -> int | None:
    """The newest year of which the publisher's municipal boundaries are in the release."""
    return query("SELECT max(boundary_year) FROM core.boundary", {})[0][0]


def read_boundaries(query: Query, year: int | None) -> dict[str, dict[str, Any]]:
    """The municipal boundaries of one year, as GeoJSON geometries by code."""
    rows = query(
        "SELECT area_code, geometry FROM core.boundary WHERE boundary_year = $year "
        "ORDER BY area_code",
        {"year": year},
    )
    return {code: json.loads(geometry) for code, geometry in rows}
