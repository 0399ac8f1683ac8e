"""From answers of PDOK to `core.boundary`."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import SourceChangedError
from ingest.http import Client
from ingest.load_boundaries import expected_municipalities, load_boundaries
from ingest.pdok import fetch_boundaries
from ingest.reference_areas import municipalities_on, read_reference
from ingest.replay.server import ReplayServer
from ingest.snapshot import Snapshot, SnapshotStore
from tests.ingest.made_boundaries import Pdok, feature, serve
from tests.ingest.made_sources import boundary_source, core, insert_source

SOURCE = boundary_source(2019, 2025)


def snapshot(data: Path, codes: dict[int, set[str]]) -> Snapshot:
    """Boundaries of these municipalities by year, fetched in earnest."""
    years = {year: [feature(code, year) for code in sorted(of)] for year, of in codes.items()}
    with serve(Pdok(years)) as url, Client(url) as client:
        outcome = fetch_boundaries(client, SOURCE, SnapshotStore(data))
    assert outcome.message == ""
    kept = SnapshotStore(data).current(SOURCE.id)
    assert kept is not None
    return kept


def codes_of(year: int) -> set[str]:
    return set(municipalities_on(date(year, 1, 1)))


def test_every_year_is_loaded_as_published(tmp_path: Path) -> None:
    kept = snapshot(tmp_path, {2019: codes_of(2019), 2025: codes_of(2025)})
    with core() as connection:
        insert_source(connection, SOURCE.id)
        assert load_boundaries(connection, SOURCE, kept) == []
        counts = connection.execute(
            "SELECT boundary_year, count(*) FROM core.boundary GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        ((geometry,),) = connection.execute(
            "SELECT geometry FROM core.boundary WHERE boundary_year = 2019 AND area_code = 'GM0003'"
        ).fetchall()
        assert connection.execute("SELECT row_count FROM core.source").fetchall() == [(697,)]
    assert counts == [(2019, 355), (2025, 342)]
    assert json.loads(geometry) == feature("GM0003", 2019)["geometry"]


def test_what_the_replay_server_gives_is_loaded_for_every_year(tmp_path: Path) -> None:
    source = boundary_source(*range(2019, 2027))
    with ReplayServer([]) as server, Client(server.url) as client:
        outcome = fetch_boundaries(client, source, SnapshotStore(tmp_path))
        again = fetch_boundaries(client, source, SnapshotStore(tmp_path))
    assert (outcome.outcome, outcome.message, again.outcome) == ("fetched", "", "unchanged")
    kept = SnapshotStore(tmp_path).current(source.id)
    assert kept is not None and kept.entry.is_fictitious
    with core() as connection:
        assert load_boundaries(connection, source, kept) == []
        counts = connection.execute(
            "SELECT boundary_year, count(*) FROM core.boundary GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert dict(counts) == {
        int(row["year"]): int(row["municipalities"])
        for row in read_reference("municipality_counts")
        if int(row["year"]) in source.years
    }


def test_a_year_of_other_municipalities_is_left_out_and_named(tmp_path: Path) -> None:
    kept = snapshot(
        tmp_path, {2019: codes_of(2019), 2025: codes_of(2025) - {"GM0363"} | {"GM9999"}}
    )
    with core() as connection:
        (finding,) = load_boundaries(connection, SOURCE, kept)
        years = connection.execute("SELECT DISTINCT boundary_year FROM core.boundary").fetchall()
    assert years == [(2019,)]
    assert finding.subject == "boundaries_of_other_municipalities"
    assert finding.en.endswith("Too many: GM9999. Too few: GM0363.")


def test_what_the_publisher_lists_and_tells_comes_first() -> None:
    with core() as connection:
        assert expected_municipalities(connection, 2015) == codes_of(2015)
        assert expected_municipalities(connection, 2027) == codes_of(2025)
        connection.execute(
            "INSERT INTO core.reclassification VALUES "
            "('70739ned', '2027-01-01', 'dissolved', 'GM1696', 'GM0402', 24000), "
            "('70739ned', '2027-01-01', 'boundary_change', 'GM0363', 'GM0384', 3), "
            "('70739ned', '2019-01-01', 'dissolved', 'GM0003', 'GM0014', 3), "
            "('70739ned', '2028-01-01', 'renamed', 'GM0402', 'GM2001', NULL)"
        )
        assert expected_municipalities(connection, 2026) == codes_of(2025)
        assert expected_municipalities(connection, 2027) == codes_of(2025) - {"GM1696"}
        in_2028 = expected_municipalities(connection, 2028)
        assert in_2028 == codes_of(2025) - {"GM1696", "GM0402"} | {"GM2001"}
        for source_id, is_selection in (("part", True), ("whole", False)):
            insert_source(connection, source_id, is_selection=is_selection)
        insert = "INSERT INTO core.membership VALUES (?, 2027, ?, 'province', 'PV27', NULL)"
        connection.execute(insert, ["part", "GM0001"])
        assert expected_municipalities(connection, 2027) == codes_of(2025) - {"GM1696"}
        connection.execute(insert, ["whole", "GM0002"])
        assert expected_municipalities(connection, 2027) == {"GM0002"}


def test_a_page_that_is_no_geojson_is_refused(tmp_path: Path) -> None:
    kept = snapshot(tmp_path, {2019: codes_of(2019), 2025: codes_of(2025)})
    kept.rows.pages[0].write_text('{"type": "FeatureCollection", "features": [{}]}')
    with core() as connection, pytest.raises(SourceChangedError, match=r"00001\.json"):
        load_boundaries(connection, SOURCE, kept)
