"""The drawn map and the block around it, on the release made from tests/figures."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import duckdb
import pytest
from werkzeug.test import Client

from dashboard.charts.kinds import file_svg
from dashboard.components.map_block import map_block
from dashboard.map.chart import MapChart, map_chart
from dashboard.map.drawing import map_svg, short_name, without_shape
from dashboard.map.kind import map_kind
from dashboard.map.tiles import tile_shapes
from dashboard.server_html import to_html
from indicators.api import Release
from tests.dashboard.html_reader import read_html
from tests.dashboard.records import definition

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = '{"type":"Polygon","coordinates":[[[6,53],[6.5,53],[6.5,53.3],[6,53.3],[6,53]]]}'


@pytest.fixture(scope="module")
def chart(release: Release) -> MapChart:
    found = map_chart(release, definition("C1"), "nl", chosen=["GM0014"])
    assert found is not None
    return found


@pytest.fixture
def with_boundary(release: Release, tmp_path: Path) -> Release:
    """The same release as if the publisher had delivered the boundary of one municipality."""
    copy = tmp_path / release.directory.name
    shutil.copytree(release.directory, copy)
    with duckdb.connect(copy / "warehouse.duckdb") as connection:
        connection.execute("INSERT INTO core.boundary VALUES (2026, 'GM0014', ?)", [SQUARE])
    return Release(copy)


def links(svg: str) -> list[Element]:
    return list(fromstring(svg).iter(f"{SVG}a"))


def test_every_municipality_is_a_named_link_that_tab_does_not_stop_at(chart: MapChart) -> None:
    found = links(map_svg(chart))

    assert len(found) == 342
    names = {one.attrib["aria-label"] for one in found}
    assert "Groningen: 51,3 per 100" in names
    assert len(names) == 342
    for one in found:
        assert one.attrib["tabindex"] == "-1"
        assert one.attrib["href"].startswith("/gemeente/GM")
        assert one.findtext(f"{SVG}title") == one.attrib["aria-label"]


def test_chosen_areas_have_an_outline_above_all_others(chart: MapChart) -> None:
    *_, chosen, _ = list(fromstring(map_svg(chart)))

    assert [path.attrib["d"] for path in chosen] == [tile_shapes().paths["GM0014"]]


def test_an_area_that_nothing_is_known_of_has_a_pattern_and_no_name_on_it(chart: MapChart) -> None:
    root = fromstring(map_svg(chart))
    unknown = [one for one in root.iter(f"{SVG}a") if one.attrib["class"] == "shade-none"]
    names = [one.attrib["class"] for one in root.iter(f"{SVG}text")]

    assert unknown and all("geen cijfer" in one.attrib["aria-label"] for one in unknown)
    assert len(names) == 342 - len(unknown)
    assert {one.attrib["id"] for one in root.iter(f"{SVG}pattern")} == {"map-none", "map-bounds"}


def test_a_name_is_shortened_until_it_fits() -> None:
    assert short_name("Oss", 34, 9) == "Oss"
    assert short_name("De Wolden", 34, 9) == "De Wo."
    assert short_name("Oss", 2, 9) == ""


def test_the_block_has_legend_list_and_reading(chart: MapChart) -> None:
    block = read_html(to_html(map_block(chart, "nl")))

    beside = block.one("details", **{"class": "map-list"})
    assert len(beside.all("a")) == 342
    assert "Groningen: 51,3 per 100" in beside.text()
    counts = [int(one) for one in re.findall(r": (\d+) gemeente", block.one("figure").text())]
    assert sum(counts) == 342
    assert not block.all("nav")


def test_the_list_is_left_out_where_the_page_has_one(chart: MapChart) -> None:
    block = read_html(to_html(map_block(chart, "nl", list_href="#tabel")))

    assert not block.all("details", **{"class": "map-list"})
    assert block.one("a", href="#tabel").text()


def test_what_has_no_tile_is_named_with_its_value(chart: MapChart) -> None:
    former = replace(chart.view.areas[0], code="GM0017", name="Haren", words="40,0 per 100")
    older = replace(chart, view=replace(chart.view, areas=[*chart.view.areas, former]))

    assert without_shape(older) == [former]
    text = to_html(map_block(older, "nl", list_href="#x"))
    assert "1 gemeente heeft geen plek op deze kaart" in text
    assert ">Haren</a>: 40,0 per 100" in text
    assert "geen plek" not in to_html(map_block(chart, "nl"))


def test_a_map_as_a_file_has_its_legend_and_no_links(chart: MapChart) -> None:
    file = file_svg(chart)

    assert "<a " not in file and "var(--" not in file
    for entry in chart.view.legend:
        assert f"{entry.text}: {entry.areas} gemeente" in file
    assert chart.about.release_id in file


def test_boundaries_are_drawn_when_they_are_there(with_boundary: Release) -> None:
    shown_as = map_kind({"kaart": ["grenzen"]}, with_boundary)
    chart = map_chart(with_boundary, definition("C1"), "nl", shown_as=shown_as)
    assert chart is not None

    assert with_boundary.has_boundaries()
    assert list(with_boundary.boundaries()) == ["GM0014"]
    assert [one.attrib["aria-label"] for one in links(map_svg(chart))] == [
        "Groningen: 51,3 per 100"
    ]
    assert len(without_shape(chart)) == 341
    block = read_html(
        to_html(map_block(chart, "nl", address=lambda kind: f"/?kaart={kind}", list_href="#x"))
    )
    assert [one.attributes["href"] for one in block.one("nav").all("a")] == ["/?kaart=tegels"]
    assert "Kadaster" in block.text()


def test_without_boundaries_the_map_has_tiles_whatever_is_asked(release: Release) -> None:
    assert not release.has_boundaries()
    assert release.boundaries() == {}
    assert map_kind({"kaart": ["grenzen"]}, release) == "tegels"
    assert map_kind({"kaart": ["onzin", ""]}, release) == "tegels"


def test_there_is_no_map_of_a_period_without_rows(release: Release) -> None:
    assert map_chart(release, definition("C1"), "nl", period="1999JJ00") is None


def test_a_municipality_has_its_region_s_figure_where_that_is_all_there_is(
    release: Release,
) -> None:
    chart = map_chart(release, definition("A3"), "nl")
    assert chart is not None
    assert any("Veilig Thuis-regio" in area.words for area in chart.view.areas)


def test_a_map_has_an_address_of_its_own_and_refuses_boundaries_that_are_not_there(
    client: Client, release: Release
) -> None:
    address = f"/grafiek/{release.id}/kaart.svg?indicator=C1&periode=2023JJ00"
    response = client.get(f"{address}&gebieden=GM0014")

    assert response.status_code == 200
    assert "kaart van de gemeenten" in response.text and "<a " not in response.text
    assert client.get(f"{address}&kaart=grenzen").status_code == 404
    assert client.get(f"{address}&kaart=onzin").status_code == 400
