"""PDOK's boundaries: years, pages, and which municipalities there were."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ingest.reference_areas import municipalities_on, read_reference
from ingest.replay.boundaries import (
    Boundaries,
    fictitious_boundaries,
    read_boundaries,
)
from tests.ingest.replay.asking import BASE, Publisher

ITEMS = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"
REAL = Path(__file__).parents[4] / "shared" / "data" / "geo" / "gemeente_2026.geojson"


@pytest.fixture(scope="module")
def pdok() -> Publisher:
    return Publisher()


def next_link(body: dict[str, Any]) -> str:
    links = {link["rel"]: link["href"] for link in body["links"]}
    assert links["self"].startswith(BASE)
    return links.get("next", "").removeprefix(BASE)


def features(pdok: Publisher, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    target = f"{ITEMS}?{query}"
    while target:
        body = pdok.get(target)
        assert body["type"] == "FeatureCollection"
        assert body["numberReturned"] == len(body["features"])
        found += body["features"]
        target = next_link(body)
    assert body["numberMatched"] == len(found)
    return found


# As CBS counts them on 1 January.
NUMBERS = {2019: 355, 2020: 355, 2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342}


@pytest.mark.parametrize(("year", "number"), NUMBERS.items())
def test_a_year_has_the_municipalities_of_1_january(
    pdok: Publisher, year: int, number: int
) -> None:
    found = features(pdok, f"f=json&jaarcode={year}&limit=1000")
    assert len({feature["properties"]["statcode"] for feature in found}) == len(found) == number
    assert len(municipalities_on(date(year, 1, 1))) == number


def test_dissolved_and_new_municipalities() -> None:
    before, after = municipalities_on(date(2022, 3, 23)), municipalities_on(date(2022, 3, 24))
    assert set(before) - set(after) == {"GM0457"} and not set(after) - set(before)  # Weesp
    year = {n: set(municipalities_on(date(n, 1, 1))) for n in (2020, 2021, 2023)}
    assert "GM0788" in year[2020] and "GM0788" not in year[2021]  # Haaren, split in four
    assert "GM1979" not in year[2020] and "GM1979" in year[2021]  # Eemsdelta
    assert year[2023] == {row["code"] for row in read_reference("municipalities")}


def test_a_feature(pdok: Publisher) -> None:
    (first, *_) = features(pdok, "f=json&jaarcode=2025&limit=1000")
    assert first["properties"] == {
        "statcode": "GM0014",
        "statnaam": "Groningen",
        "jrstatcode": "2025GM0014",
        "rubriek": "gemeente",
        "jaarcode": 2025,
    }
    (ring,) = first["geometry"]["coordinates"]
    assert ring[0] == ring[-1] and len(ring) == 5
    # The sum is below zero for a ring that goes round counterclockwise.
    assert sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) < 0


def test_squares_stay_where_they_are_and_do_not_touch() -> None:
    by_code: dict[str, set[str]] = {}
    for feature in fictitious_boundaries().features:
        code = feature["properties"]["statcode"]
        by_code.setdefault(code, set()).add(json.dumps(feature["geometry"]))
    assert all(len(shapes) == 1 for shapes in by_code.values())
    assert len({shape for shapes in by_code.values() for shape in shapes}) == len(by_code)
    corners = [json.loads(*shapes)["coordinates"][0] for shapes in by_code.values()]
    points = [tuple(point) for ring in corners for point in ring[:4]]
    assert len(points) == len(set(points))
    assert all(3 < x < 7.5 and 50 < y < 54 for x, y in points)


def test_without_a_year_all_of_them_come_back_in_pages(pdok: Publisher) -> None:
    found = features(pdok, "f=json&limit=1000")
    assert len(found) == sum(NUMBERS.values())
    assert {feature["properties"]["jaarcode"] for feature in found} == set(NUMBERS)
    assert len({feature["id"] for feature in found}) == len(found)
    assert found == features(pdok, "limit=999")


def test_a_page_has_ten_features_and_never_more_than_a_thousand(pdok: Publisher) -> None:
    assert pdok.get(ITEMS)["numberReturned"] == 10
    assert pdok.get(f"{ITEMS}?limit=5000")["numberReturned"] == 1000
    assert next_link(pdok.get(f"{ITEMS}?jaarcode=2025&f=json&limit=100")) == (
        f"{ITEMS}?jaarcode=2025&f=json&limit=100&cursor=100"
    )
    assert features(pdok, "jaarcode=1990") == []


def test_fictitious_boundaries_say_so(pdok: Publisher) -> None:
    assert pdok.get(ITEMS)["fictitious"] is True
    real = Publisher(boundaries=Boundaries((), is_fictitious=False))
    assert "fictitious" not in real.get(ITEMS)


@pytest.mark.parametrize(
    ("target", "status", "message"),
    [
        ("/cbs/gebiedsindelingen/ogc/v1/collections/wijk/items", 404, "expected /cbs/"),
        (f"{ITEMS}?statcode=GM0014", 400, "option statcode"),
        (f"{ITEMS}?limit=0", 400, "limit=0"),
        (f"{ITEMS}?limit=-1", 400, "limit=-1"),
        (f"{ITEMS}?jaarcode=nu", 400, "jaarcode=nu"),
        (f"{ITEMS}?f=html", 400, "f=html"),
        (f"{ITEMS}?f=json&f=json", 400, "f twice"),
    ],
)
def test_refusals(pdok: Publisher, target: str, status: int, message: str) -> None:
    reply = pdok.ask(target)
    assert (reply.status, reply.content_type) == (status, "application/problem+json")
    assert message in json.loads(reply.body)["detail"]


def test_boundaries_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gemeente.geojson"
    shape = {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 52]]]}
    names = {"statcode": "GM0014", "jrstatcode": "2026GM0014", "statnaam": "Groningen", "id": 1}
    feature = {"type": "Feature", "geometry": shape, "properties": names}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    pdok = Publisher(boundaries=read_boundaries(path))
    (found,) = features(pdok, "f=json&jaarcode=2026")
    assert found["geometry"] == shape and found["properties"]["jaarcode"] == 2026
    assert "fictitious" not in pdok.get(ITEMS)
    path.write_text('{"type": "FeatureCollection", "features": [{}]}')
    with pytest.raises(ValueError, match=r"gemeente\.geojson: saw KeyError 'properties'"):
        read_boundaries(path)


@pytest.mark.skipif(not REAL.exists(), reason="the boundaries of 2026 are not beside the checkout")
def test_real_boundaries_where_they_are_at_hand() -> None:
    found = features(Publisher(boundaries=read_boundaries(REAL)), "jaarcode=2026&limit=1000")
    codes = {feature["properties"]["statcode"] for feature in found}
    assert codes == set(municipalities_on(date(2026, 1, 1)))
    assert {feature["geometry"]["type"] for feature in found} <= {"Polygon", "MultiPolygon"}
