"""A small made-up table with everything that the wire can carry."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from ingest.replay.demonstration import demonstration_tables
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.source import figure_sources
from tests.ingest.replay.asking import Publisher
from tests.ingest.replay.cubes import Cube, cube_of


@pytest.fixture
def table() -> WireTable:
    """Three regions, four periods and twelve rows; a code with a quote, one padded on the left."""
    kinds = Dimension(
        "SoortHulp",
        "Soort hulp",
        "Dimension",
        (Code("A000001", "Totaal"), Code("  2005", "Hulp 's avonds"), Code("x'y", "Anders")),
        width=8,
    )
    regions = Dimension(
        "RegioS",
        "Regio's",
        "GeoDimension",
        (Code("NL01", "Nederland"), Code("GM0363", "Amsterdam"), Code("GM0014", "Groningen")),
        width=6,
    )
    periods = Dimension(
        "Perioden",
        "Perioden",
        "TimeDimension",
        (
            Code("2022HJ01", "1e halfjaar 2022", status="Definitief"),
            Code("2022HJ02", "2e halfjaar 2022", status="NaderVoorlopig"),
            Code("2022JJ00", "2022", status="Voorlopig"),
            Code("2023HJ01", "1e halfjaar 2023"),
        ),
        width=8,
    )
    topics = (
        Topic("Ontvangen meldingen, totaal", "aantal", ("Meldingen",)),
        Topic("Aandeel", "%", ("Meldingen", "Relatief"), decimals=1),
        Topic("0 tot 15 jaar", "aantal"),
    )
    coordinates = [(n % 3, n // 4, n % 4) for n in range(12)]
    cells: list[list[str | None]] = [[str(n), f"{n}.5", None] for n in range(12)]
    cells[0] = ["127340", "100.0", "0"]
    cells[1] = [".", "", "-38"]
    return WireTable(
        identifier="12345ned",
        title="Een tabel & meer",
        dimensions=(kinds, regions, periods),
        topics=topics,
        coordinates=coordinates,
        cells=cells,
        modified=datetime(2024, 4, 30, 2, 0, 0),
        summary="Waar het over gaat",
        description="Uitleg",
        period="2022 - 2023",
    )


@pytest.fixture
def cbs(table: WireTable) -> Publisher:
    """A publisher of nothing but that table."""
    return Publisher(table)


@pytest.fixture
def server(table: WireTable) -> Iterator[ReplayServer]:
    """The table on a server with five rows a page."""
    with ReplayServer([table], page_size=5, api_rows=8) as running:
        yield running


@pytest.fixture(scope="session")
def cubes() -> dict[str, Cube]:
    """The tables of figures in the demonstration set, by id."""
    return {
        table.identifier: cube_of(table)
        for table in demonstration_tables()
        if table.identifier in figure_sources()
    }
