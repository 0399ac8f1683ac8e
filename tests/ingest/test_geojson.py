import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ingest.geojson import Boundary, read_page
from ingest.reference_areas import read_reference
from tests.ingest.made_boundaries import feature

MAP = Path(__file__).parents[3] / "shared" / "data" / "geo" / "gemeente_2026.geojson"

GOOD = feature("GM0363", 2025)


def page(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def with_ring(ring: list[Any]) -> dict[str, Any]:
    return GOOD | {"geometry": {"type": "Polygon", "coordinates": [ring]}}


def with_property(name: str, value: object) -> dict[str, Any]:
    changed = deepcopy(GOOD)
    changed["properties"][name] = value
    return changed


def test_a_feature_is_read_as_published() -> None:
    many = GOOD | {
        "geometry": {"type": "MultiPolygon", "coordinates": [GOOD["geometry"]["coordinates"]]}
    }
    first, second = read_page(page(GOOD, many))
    assert first == Boundary(2025, "GM0363", "Gemeente GM0363", GOOD["geometry"])
    assert second.geometry == many["geometry"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "expected a GeoJSON FeatureCollection"),
        ({"type": "FeatureCollection", "features": None}, "expected a list"),
        (page("x"), "expected a feature with"),
        (page({"properties": None, "geometry": None}), "expected a feature with"),
        (page(GOOD | {"geometry": None}), "expected a feature with"),
        (page(with_property("jrstatcode", "2025GM0362")), "expected GM and year"),
        (page(with_property("statcode", "WK036300")), "expected GM and year"),
        (page(GOOD | {"geometry": {"type": "Point", "coordinates": [5, 52]}}), "type 'Point'"),
        (page(GOOD | {"geometry": {"type": "Polygon", "coordinates": []}}), "without rings"),
        (page(GOOD | {"geometry": {"type": "MultiPolygon", "coordinates": [[]]}}), "without rings"),
        (page(with_ring([])), "a ring of 0 points"),
        (page(with_ring([[5, 52], [5.1, 52], [5, 52]])), "a ring of 3 points"),
        (page(with_ring([[5, 52], [5.1, 52], [5, 52.1], [5, 52.01]])), "equal to the first"),
        (page(with_ring([[1e5, 4e5], [1.1e5, 4e5], [1e5, 5e5], [1e5, 4e5]])), "saw the point"),
        (page(with_ring([[52, 5], [52, 5.1], [52.1, 5], [52, 5]])), "saw the point"),
        (page(with_ring([["5", 52], ["5", 52], ["5", 52], ["5", 52]])), "expected a feature with"),
    ],
)
def test_what_is_no_boundary_is_refused(content: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_page(content)


@pytest.mark.skipif(not MAP.exists(), reason="the boundary file is not beside this checkout")
def test_a_real_map_is_read() -> None:
    boundaries = read_page(json.loads(MAP.read_text(encoding="utf-8")))
    assert {b.area_code for b in boundaries} == {
        r["code"] for r in read_reference("municipalities")
    }
    assert {b.year for b in boundaries} == {2026}
