"""A published table as CBS puts it on the wire, in the forms of OData v3.

The forms (column keys, padded codes, 8-wide text, missing keys) follow sections 2.3 to 2.7 of the
protocol notes in docs/cbs-protocol.md; those of version 4 stand in `wire_v4.py`. A `WireTable`
knows nothing about where its figures come from: tidy files of published figures (`figures.py`) and
the demonstration set (`demonstration`) both end here, so both travel through the same bytes as
CBS's own answers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

DimensionKind = Literal["Dimension", "GeoDimension", "TimeDimension"]
Datatype = Literal["Long", "Double", "String"]

UNKNOWN_SIGN = "."
CELL_WIDTH, TEXT_WIDTH = 8, 25


@dataclass(frozen=True)
class CodeGroup:
    """A heading over categories of a dimension; `parent` is the key of the heading above it."""

    key: str
    title: str
    description: str = ""
    parent: str | None = None


@dataclass(frozen=True)
class Code:
    """One category of a dimension; `key` without padding, which the dimension adds.

    `group` is the key of the heading that it stands under.
    """

    key: str
    title: str
    description: str | None = None
    status: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Dimension:
    """A key column. `width` is the width that CBS pads its codes to, on the right."""

    key: str
    title: str
    kind: DimensionKind
    codes: tuple[Code, ...]
    width: int
    groups: tuple[CodeGroup, ...] = ()

    def padded(self, code: Code) -> str:
        """The code as it stands in the code list and in the rows, e.g. `"NL01  "`."""
        return code.key.ljust(self.width)


@dataclass(frozen=True)
class Topic:
    """A value column. `group` holds the titles of its ancestor groups, outermost first.

    Without a `datatype` the decimals decide: `Double` where there are any, else `Long`.
    """

    title: str
    unit: str
    group: tuple[str, ...] = ()
    decimals: int = 0
    description: str = ""
    datatype: Datatype | None = None

    @property
    def published_datatype(self) -> Datatype:
        """The type as it stands in the metadata."""
        return self.datatype or ("Double" if self.decimals else "Long")


@dataclass(frozen=True)
class WireTable:
    """One table in wire form.

    `coordinates[r]` holds, per dimension, the position of row r's code in that dimension's code
    list; no two rows have the same ones. `cells[r]` holds, per topic, the text as published: a
    plain decimal number with a point (`"127340"`, `"11.7"`) or, for a topic of texts, any text;
    `"."` for unknown or secret, `""` for impossible, and None for a cell that is left out of the
    row altogether (only in a selection).

    `observations_modified` is when the figures last changed, where that is not when the table did.

    `is_selection` and `is_fictitious` are declared in the catalogue row, so that whoever ingests
    the table can pass the mark on.
    """

    identifier: str
    title: str
    dimensions: tuple[Dimension, ...]
    topics: tuple[Topic, ...]
    coordinates: Sequence[Sequence[int]]
    cells: Sequence[Sequence[str | None]]
    modified: datetime
    summary: str = ""
    description: str = ""
    period: str = ""
    frequency: str = "Perhalfjaar"
    reason_delivery: str = "Actualisering"
    is_selection: bool = False
    is_fictitious: bool = False
    licence_note: str = "CC BY 4.0"
    observations_modified: datetime | None = None
    status: Literal["Regulier", "Gediscontinueerd"] = "Regulier"

    @property
    def topic_keys(self) -> tuple[str, ...]:
        """Column names as CBS builds them: the title in PascalCase and a running number."""
        return tuple(
            f"{pascal_case(topic.title)}_{number}"
            for number, topic in enumerate(self.topics, start=1)
        )

    @property
    def record_count(self) -> int:
        """Number of rows of the data set, as the catalogue states it."""
        return len(self.coordinates)

    def catalogue_row(self, number: int, base_url: str) -> dict[str, Any]:
        """The table's row in `ODataCatalog/Tables`; `number` is its place in the catalogue."""
        stamp = self.modified.strftime("%Y-%m-%dT%H:%M:%S")
        row: dict[str, Any] = self._info(number) | {
            "Updated": stamp,
            "ApiUrl": f"{base_url}/ODataApi/OData/{self.identifier}",
            "FeedUrl": f"{base_url}/ODataFeed/OData/{self.identifier}",
            "SummaryAndLinks": self.summary,
            "RecordCount": self.record_count,
            "ColumnCount": len(self.dimensions) + len(self.topics),
        }
        if self.is_selection:
            row["IsSelection"] = True
        if self.is_fictitious:
            row["IsFictitious"] = True
        return row

    def table_infos(self) -> list[dict[str, Any]]:
        """The single row of `TableInfos`."""
        return [self._info(0) | {"Description": self.description}]

    def _info(self, number: int) -> dict[str, Any]:
        stamp = self.modified.strftime("%Y-%m-%dT%H:%M:%S")
        return {
            "ID": number,
            "Identifier": self.identifier,
            "Title": self.title,
            "ShortTitle": self.title,
            "ShortDescription": self.summary,
            "Summary": self.summary,
            "ExplanatoryText": "",
            "Language": "nl",
            "Catalog": "CBS",
            "Frequency": self.frequency,
            "Period": self.period,
            "Source": "CBS.",
            "OutputStatus": self.status,
            "ReasonDelivery": self.reason_delivery,
            "Modified": stamp,
            "MetaDataModified": stamp,
            "DefaultPresentation": "",
            "DefaultSelection": "",
            "GraphTypes": "Table,Bar,Line",
            "SearchPriority": "2",
        }

    def data_properties(self) -> list[dict[str, Any]]:
        """`DataProperties`: dimensions, topic groups and topics, in document order.

        A topic group has an empty key and a null position; extras that do not apply are missing
        keys, not nulls.
        """
        rows: list[dict[str, Any]] = []
        for position, dimension in enumerate(self.dimensions):
            row = _property_row(len(rows), position, None, dimension.kind, dimension.key)
            row |= {"Title": dimension.title, "Description": ""}
            if dimension.kind == "GeoDimension":
                row["MapYear"] = ""
            if dimension.kind == "TimeDimension":
                row["ReleasePolicy"] = False
            rows.append(row)
        group_ids: dict[tuple[str, ...], int] = {}
        for number, (topic, key) in enumerate(zip(self.topics, self.topic_keys, strict=True)):
            parent: int | None = None
            for depth in range(1, len(topic.group) + 1):
                path = topic.group[:depth]
                if path not in group_ids:
                    group_ids[path] = len(rows)
                    group = _property_row(len(rows), None, parent, "TopicGroup", "")
                    rows.append(group | {"Title": path[-1], "Description": ""})
                parent = group_ids[path]
            row = _property_row(len(rows), len(self.dimensions) + number, parent, "Topic", key)
            row |= {
                "Title": topic.title,
                "Description": topic.description,
                "Datatype": topic.published_datatype,
                "Unit": topic.unit,
                "Decimals": topic.decimals,
                "Default": "Missing",
            }
            rows.append(row)
        return rows

    def category_groups(self) -> list[dict[str, Any]]:
        """`CategoryGroups`: the headings of all dimensions; periods have none in version 3."""
        numbers = self._group_numbers()
        return [
            {
                "ID": numbers[dimension.key, group.key],
                "DimensionKey": dimension.key,
                "Title": group.title,
                "Description": group.description,
                "ParentID": group.parent and numbers[dimension.key, group.parent],
            }
            for dimension in self.dimensions
            if dimension.kind != "TimeDimension"
            for group in dimension.groups
        ]

    def _group_numbers(self) -> dict[tuple[str, str], int]:
        pairs = [(each.key, group.key) for each in self.dimensions for group in each.groups]
        return {pair: number for number, pair in enumerate(pairs, start=1)}

    def code_list(self, dimension: Dimension) -> list[dict[str, Any]]:
        """The rows of one dimension's entity set, with padded keys."""
        is_time = dimension.kind == "TimeDimension"
        numbers = self._group_numbers()
        return [
            {"Key": dimension.padded(code), "Title": code.title, "Description": code.description}
            | (
                {"Status": code.status}
                if is_time
                else {"CategoryGroupID": code.group and numbers[dimension.key, code.group]}
            )
            for code in dimension.codes
        ]

    def rows(self, numbers: Sequence[int], *, typed: bool) -> Iterator[dict[str, Any]]:
        """The given rows of TypedDataSet or UntypedDataSet; `ID` runs over the whole table."""
        keys = self.topic_keys
        padded = [
            [dimension.padded(code) for code in dimension.codes] for dimension in self.dimensions
        ]
        for number in numbers:
            row: dict[str, Any] = {"ID": int(number)}
            for dimension, codes, position in zip(
                self.dimensions, padded, self.coordinates[number], strict=True
            ):
                row[dimension.key] = codes[position]
            for key, topic, text in zip(keys, self.topics, self.cells[number], strict=True):
                if text is not None:
                    row[key] = _typed(text, topic) if typed else _untyped(text, topic)
            yield row


def _property_row(
    identifier: int, position: int | None, parent: int | None, kind: str, key: str
) -> dict[str, Any]:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": identifier,
        "Position": position,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
    }


def _typed(text: str, topic: Topic) -> int | float | str | None:
    if topic.published_datatype == "String":
        return _untyped(text, topic)
    if text in (UNKNOWN_SIGN, ""):
        return None
    return float(text) if topic.published_datatype == "Double" else int(text)


def _untyped(text: str, topic: Topic) -> str:
    if topic.published_datatype == "String":
        return text.ljust(TEXT_WIDTH)
    return text.rjust(CELL_WIDTH) if text else ""


def pascal_case(title: str) -> str:
    """A title as CBS makes a key of it: `Regio's` is `RegioS`, `0 tot 15 jaar` `k_0Tot15Jaar`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    key = "".join(word[0].upper() + word[1:] for word in words)
    return f"k_{key}" if key[:1].isdigit() else key
