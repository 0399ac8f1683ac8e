"""The areas of a release."""

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
