"""Small sources and their snapshots, made in code."""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb

from ingest.entry import CatalogueEntry, Rows
from ingest.files import write_json
from ingest.load import SCHEMA, insert_reference_areas
from ingest.pages import Page, page_path
from ingest.service import FetchedRows
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import BoundarySource, MembershipSource, ReclassificationSource

COMMON: dict[str, Any] = {
    "title": {"nl": "Een tabel", "en": "A table"},
    "summary": {"nl": "Een tabel", "en": "A table"},
    "publisher": {"name": "CBS", "url": "https://www.cbs.nl", "official": True},
    "licence": "CC BY 4.0",
    "attribution": "Bron: CBS",
    "url": "https://www.cbs.nl",
    "frequency": "yearly",
    "schedule": "0 1 * * *",
}

RECLASSIFICATIONS = ReclassificationSource.model_validate(
    COMMON | {"id": "70739ned", "kind": "reclassifications"}
)


def boundary_source(*years: int) -> BoundarySource:
    """A source of boundaries of these years."""
    return BoundarySource.model_validate(
        COMMON
        | {
            "id": "boundaries",
            "kind": "boundaries",
            "collection": "gemeente_gegeneraliseerd",
            "years": years,
        }
    )


def membership_source(year: int) -> MembershipSource:
    """A table of regions of one year, with two kinds of region."""
    topics = {
        f"{part}_{level}": {"title": title, "group": [group], "unit": "", "text": True}
        for level, group in (("vt", "Veilig Thuis-regio's"), ("jz", "Jeugdregio's"))
        for part, title in (("code", "Code"), ("name", "Naam"))
    }
    return MembershipSource.model_validate(
        COMMON
        | {
            "id": f"membership_{year}",
            "kind": "membership",
            "boundary_year": year,
            "dimensions": [{"title": "Regio's", "kind": "area", "name": "area"}],
            "topics": topics,
            "missing": {"": "impossible", ".": "unknown_or_secret"},
            "codes": {"veilig_thuis_region": "code_vt", "youth_region": "code_jz"},
            "names": {"veilig_thuis_region": "name_vt", "youth_region": "name_jz"},
        }
    )


def membership_snapshot(
    data: Path, source: MembershipSource, regions: dict[str, tuple[str, str]]
) -> Snapshot:
    """The source's table with a Veilig Thuis region and a youth region for each municipality."""
    columns = ("CodeVT_1", "NaamVT_2", "CodeJZ_3", "NaamJZ_4")
    groups = ("Veilig Thuis-regio's", "Jeugdregio's")
    properties: Rows = [
        {"ID": 0, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's", "ParentID": None}
    ]
    for number, group in enumerate(groups):
        parent = {"ID": 1 + number, "Type": "TopicGroup", "Key": "", "Title": group}
        properties.append(parent | {"ParentID": None})
        for column, title in zip(columns[2 * number :], ("Code", "Naam"), strict=False):
            properties.append(
                {
                    "ID": len(properties) + 10,
                    "Type": "Topic",
                    "Key": column,
                    "Title": title,
                    "Unit": "",
                    "ParentID": 1 + number,
                    "Datatype": "String",
                }
            )
    rows = [
        {
            "ID": number,
            "RegioS": code.ljust(10),
            "CodeVT_1": vt.ljust(8),
            "NaamVT_2": f"Naam van {vt} (VT)",
            "CodeJZ_3": jz.ljust(8),
            "NaamJZ_4": f"Naam van {jz} (JZ)",
        }
        for number, (code, (vt, jz)) in enumerate(regions.items())
    ]
    codes = [{"Key": code.ljust(10), "Title": code} for code in regions]
    return make_snapshot(data, source.id, properties, {"RegioS": codes}, rows)


def make_snapshot(
    data: Path,
    table_id: str,
    properties: Rows,
    code_lists: dict[str, Rows],
    rows: Rows | None = None,
    **marks: bool,
) -> Snapshot:
    """A snapshot as a fetch leaves it; without rows it has no pages."""
    store = SnapshotStore(data)
    catalogue_row = {"Identifier": table_id, "Modified": "2026-01-01T02:00:00"}
    entry = CatalogueEntry(catalogue_row | {"RecordCount": len(rows or ())} | marks)
    partial = store.start(entry, "")
    write_json(partial / "properties.json", properties)
    for key, codes in code_lists.items():
        write_json(partial / "codes" / f"{key}.json", codes)
    fetched = None
    if rows is not None:
        path = page_path(partial / "pages", 1)
        path.parent.mkdir()
        body = json.dumps(rows).encode()
        path.write_bytes(body)
        page = Page(1, "", len(body), hashlib.sha256(body).hexdigest(), None)
        fetched = FetchedRows("wide", [page], len(rows))
    snapshot = store.finish(partial, entry, "", fetched, protocol="v3", protocol_reason=None)
    store.use(snapshot)
    return snapshot


def core() -> duckdb.DuckDBPyConnection:
    """A `core` with the reference areas only."""
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    insert_reference_areas(connection)
    return connection


def insert_source(
    connection: duckdb.DuckDBPyConnection, source_id: str, *, is_selection: bool = False
) -> None:
    """A row of `core.source`."""
    connection.execute(
        "INSERT INTO core.source BY NAME SELECT ? AS source_id, '' AS kind, '' AS title_nl, "
        "'' AS title_en, '' AS publisher, '' AS attribution, '' AS url, '' AS licence, "
        "true AS is_delivered, ? AS is_selection, false AS is_fictitious, 'r' AS release_id",
        [source_id, is_selection],
    )
