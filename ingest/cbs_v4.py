"""One table from CBS OData v4: metadata in the form of v3, rows as a zipped CSV or in JSON pages.

The service is asked when the older one refuses. A whole table comes as one zipped CSV, which is a
single compressed answer; where that fails, and for a filtered table, the cells are asked for one
period at a time, because a long unfiltered stream is slow and breaks off (reported).
"""

import logging
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.entry import CatalogueEntry, Protocol, Rows, V4Entry
from ingest.errors import SourceChangedError, TransportError
from ingest.files import file_sha256
from ingest.http import Client
from ingest.pages import Page, fetch_pages, page_path
from ingest.resolved import ResolvedTable
from ingest.retrying import RetryableError, retried
from ingest.service import FetchedRows, OnPage

logger = logging.getLogger(__name__)

_OBSERVATIONS = "Observations.csv"
_PIECE_BYTES = 1024 * 1024


class CbsV4:
    """The newer protocol of CBS; every method raises TransportError where it cannot be had."""

    name: Protocol = "v4"

    def __init__(self, client: Client) -> None:
        self.client = client
        self._root = f"{client.base_url}/odata/v1/CBS"

    def entries(self, table_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """The catalogue rows of these tables; a table that is not listed is absent."""
        wanted = list(table_ids)
        condition = " or ".join(f"Identifier eq '{table_id}'" for table_id in wanted)
        rows = self._rows(f"{self._root}/Datasets?$filter={_encoded(condition)}")
        found: dict[str, CatalogueEntry] = {row["Identifier"]: V4Entry(row) for row in rows}
        return {table_id: found[table_id] for table_id in wanted if table_id in found}

    def ask_once(self, table_id: str) -> None:
        """One small catalogue request, without retries; raises TransportError."""
        condition = _encoded(f"Identifier eq '{table_id}'")
        self.client.read(f"{self._root}/Datasets?$filter={condition}&$select=Identifier")

    def info(self, table_id: str) -> dict[str, Any]:
        """The table's own description."""
        return self.client.get_json(f"{self._root}/{table_id}/Properties")

    def properties(self, table_id: str) -> Rows:
        """Columns and their groups, in the form of v3's `DataProperties`."""
        sets = {row["name"] for row in self._rows(f"{self._root}/{table_id}")}
        dimensions = self._rows(f"{self._root}/{table_id}/Dimensions")
        measures = self._rows(f"{self._root}/{table_id}/MeasureCodes")
        groups = (
            self._rows(f"{self._root}/{table_id}/MeasureGroups") if "MeasureGroups" in sets else []
        )
        if not dimensions or not measures:
            raise SourceChangedError(
                table_id,
                f"{len(dimensions)} dimensions and {len(measures)} measures",
                "at least one of each",
                "Look at the table on StatLine.",
            )
        return [
            *(_dimension(row) for row in dimensions),
            *(_group(row) for row in groups),
            *(_topic(row) for row in measures),
        ]

    def code_list(self, table_id: str, dimension: str) -> Rows:
        """The categories of one dimension, in the form of v3."""
        return [
            row | {"Key": row["Identifier"]}
            for row in self._rows(f"{self._root}/{table_id}/{dimension}Codes")
        ]

    def fetch_rows(
        self, table: ResolvedTable, entry: CatalogueEntry, folder: Path, on_page: OnPage
    ) -> FetchedRows:
        """All cells that the source file asks for, as pages on disk; pages there already stay."""
        if table.condition is None:
            try:
                page = self._fetch_csv(table.source.id, folder)
            except TransportError as error:
                logger.warning("no zipped CSV, so cell by cell: %s", error)
            else:
                on_page(page)
                return FetchedRows("long", [page], entry.record_count)
        return self._fetch_json(table, folder, on_page)

    def _fetch_json(self, table: ResolvedTable, folder: Path, on_page: OnPage) -> FetchedRows:
        observations = f"{self._root}/{table.source.id}/Observations"
        pages: list[Page] = []
        announced = 0
        for condition in _slices(table):
            query = f"?$filter={_encoded(condition)}" if condition else ""
            announced += self._count(f"{observations}/$count{query}")
            pages += fetch_pages(
                self.client, observations + query, folder, on_page, first=len(pages) + 1
            )
        return FetchedRows("long", pages, announced)

    def _count(self, url: str) -> int:
        return int(self.client.get_json(url))

    def _fetch_csv(self, table_id: str, folder: Path) -> Page:
        """The zipped CSV, unpacked: only the cells; the code lists came by the other way."""
        folder.mkdir(parents=True, exist_ok=True)
        url = f"{self.client.base_url}/csv/CBS/nl/{table_id}"
        target = page_path(folder, 1, ".csv")
        archive = folder / "bulk.zip.part"

        def once() -> None:
            with self.client.stream(url) as body, archive.open("wb") as file:
                for piece in body:
                    file.write(piece)
            try:
                _unpack(archive, target)
            except (zipfile.BadZipFile, KeyError, EOFError) as error:
                raise RetryableError(
                    f"{url}: saw {error}; expected a whole zip", "garbled"
                ) from error

        retried(once)
        archive.unlink()
        return Page(1, url, target.stat().st_size, file_sha256(target), None, target.suffix)

    def _rows(self, url: str) -> Rows:
        rows: Rows = []
        next_url: str | None = url
        while next_url:
            body = self.client.get_json(next_url)
            if not isinstance(body, dict) or not isinstance(body.get("value"), list):
                raise TransportError(
                    f'{next_url}: saw {str(body)[:80]}; expected a list under "value"', "garbled"
                )
            rows += body["value"]
            following = body.get("@odata.nextLink")
            if following == next_url:
                raise TransportError(f"{next_url}: the next page is the same page", "garbled")
            next_url = following
        return rows


def _slices(table: ResolvedTable) -> list[str | None]:
    """One condition a period, each with what else the source file limits itself to."""
    if table.period is None:
        return [table.condition]
    column = table.period.key
    return [
        " and ".join(filter(None, (table.condition, f"{column} eq '{period.raw_code}'")))
        for period in table.period.kept
    ]


def _unpack(archive: Path, target: Path) -> None:
    unpacked = target.with_suffix(".part")
    with (
        zipfile.ZipFile(archive) as content,
        content.open(_OBSERVATIONS) as source,
        unpacked.open("wb") as file,
    ):
        shutil.copyfileobj(source, file, _PIECE_BYTES)  # ends with a check of its checksum
    unpacked.rename(target)


def _dimension(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"Type": row["Kind"], "Key": row["Identifier"], "ParentID": None}


def _group(row: dict[str, Any]) -> dict[str, Any]:
    parent = row.get("ParentId")
    return row | {"Type": "TopicGroup", "Key": "", "ID": row["Id"], "ParentID": parent}


def _topic(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "Type": "Topic",
        "Key": row["Identifier"],
        "ID": row["Index"],
        "ParentID": row.get("MeasureGroupId"),
        "Datatype": row.get("DataType"),
    }


def _encoded(condition: str) -> str:
    return quote(condition, safe="()',")
