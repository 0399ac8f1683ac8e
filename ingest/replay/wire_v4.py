"""The metadata of a table in the forms of OData v4, with the order of keys as recorded in 2026.

Measures carry over from version 3 by number: `MeasureCodes.Index` is `DataProperties.ID`. Codes
are without padding.
"""

import re
from datetime import datetime
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from ingest.replay.wire import Code, Dimension, Topic, WireTable

AUTHORITY = "https://standaarden.overheid.nl/owms/terms/Centraal_Bureau_voor_de_Statistiek"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_IDENTIFIERS = 1_000_000
_CBS_LICENCE = "CC BY 4.0"

Row = dict[str, Any]


def plain_code(code: Code) -> str:
    """A code without padding on either side."""
    return code.key.strip()


def measure_identifiers(table: WireTable) -> list[str]:
    """One identifier a topic, like `M000352`.

    It follows from the table and the topic's title, unit and groups, so that a topic keeps it when
    others are added or moved. Only two topics of one table that meet on a number are told apart by
    their order.
    """
    found: list[str] = []
    for topic in table.topics:
        number = _hash(table.identifier, topic)
        while (identifier := f"M{number % _IDENTIFIERS:06d}") in found:
            number += 1
        found.append(identifier)
    return found


def _hash(table: str, topic: Topic) -> int:
    return crc32("\x1f".join((table, *topic.group, topic.title, topic.unit)).encode())


def measure_codes(table: WireTable) -> list[Row]:
    """The rows of `MeasureCodes`."""
    topics = [row for row in table.data_properties() if row["Type"] == "Topic"]
    return [
        {
            "Identifier": identifier,
            "Index": topic["ID"],
            "Title": topic["Title"],
            "Description": topic["Description"],
            "MeasureGroupId": _group_key(topic["ParentID"]),
            "DataType": topic["Datatype"],
            "Unit": topic["Unit"],
            "Decimals": topic["Decimals"],
            "PresentationType": None,
        }
        for identifier, topic in zip(measure_identifiers(table), topics, strict=True)
    ]


def measure_groups(table: WireTable) -> list[Row]:
    """The rows of `MeasureGroups`."""
    return [
        {
            "Id": _group_key(group["ID"]),
            "Index": group["ID"],
            "Title": group["Title"],
            "Description": group["Description"],
            "ParentId": _group_key(group["ParentID"]),
        }
        for group in table.data_properties()
        if group["Type"] == "TopicGroup"
    ]


def _group_key(number: int | None) -> str | None:
    return None if number is None else str(number)


def dimensions(table: WireTable, table_url: str) -> list[Row]:
    """The rows of `Dimensions`; `table_url` is what the addresses of code lists begin with."""
    rows: list[Row] = []
    for dimension in table.dimensions:
        is_plain = dimension.kind == "Dimension"
        groups = f"{table_url}/{dimension.key}Groups" if dimension.groups else None
        row = {} if is_plain else {"@odata.type": f"#Cbs.Ccb.Models.{dimension.kind}"}
        rows.append(
            row
            | {
                "Identifier": dimension.key,
                "Title": dimension.title,
                "Description": "",
                "MapYear": "" if dimension.kind == "GeoDimension" else None,
                "ReleasePolicy": True if dimension.kind == "TimeDimension" else None,
                "Kind": dimension.kind,
                "ContainsGroups": bool(dimension.groups),
                "ContainsCodes": True,
                "CodesUrl": f"{table_url}/{dimension.key}Codes",
                "GroupsUrl": groups,
            }
        )
    return rows


def code_list(dimension: Dimension) -> list[Row]:
    """The rows of `<Dim>Codes`; only periods have a status."""
    is_time = dimension.kind == "TimeDimension"
    return [
        {
            "Identifier": plain_code(code),
            "Index": index,
            "Title": code.title,
            "Description": code.description or "",
            "DimensionGroupId": code.group,
        }
        | ({"Status": code.status} if is_time else {})
        for index, code in enumerate(dimension.codes, start=1)
    ]


def code_groups(dimension: Dimension) -> list[Row]:
    """The rows of `<Dim>Groups`."""
    return [
        {
            "Id": group.key,
            "Index": index,
            "Title": group.title,
            "Description": group.description,
            "ParentId": group.parent,
        }
        for index, group in enumerate(dimension.groups)
    ]


def dataset_row(table: WireTable, base_url: str, count: int) -> Row:
    """The table's row in `Datasets`; `count` is its number of observations."""
    known = _facts(table, base_url, count)
    names = (
        "Identifier Catalog Title Description Language Modified ObservationsModified Version "
        "VersionReason VersionNotes Status DatasetType ObservationCount Distributions"
    )
    return {name: known[name] for name in names.split()} | _marks(table)


def properties(table: WireTable, base_url: str, count: int) -> Row:
    """The singleton `Properties`, without its context."""
    return _facts(table, base_url, count) | _marks(table)


def _facts(table: WireTable, base_url: str, count: int) -> Row:
    modified = _stamp(table.modified)
    return {
        "Identifier": table.identifier,
        "Title": table.title,
        "Description": table.summary,
        "Language": "nl",
        "Authority": AUTHORITY,
        "Modified": modified,
        "ReleaseDate": modified,
        "ModificationDate": modified,
        "TemporalCoverage": table.period,
        "Catalog": "CBS",
        "Publisher": AUTHORITY,
        "ContactPoint": "infoservice@cbs.nl",
        "Version": table.modified.strftime("%Y%m%d%H%M"),
        "VersionNotes": "",
        # Version 3 writes these two as one word: `Perhalfjaar`, `ActualiseringBijzonder`.
        "VersionReason": table.reason_delivery.replace("gBijzonder", "g bijzonder"),
        "Frequency": re.sub(r"^Per(?=\w)", "Per ", table.frequency),
        "Status": table.status,
        "ObservationCount": count,
        "ObservationsModified": _stamp(table.observations_modified or table.modified),
        "DatasetType": _dataset_type(table),
        "GraphTypes": "Table,Bar,Line",
        "License": LICENCE if table.licence_note == _CBS_LICENCE else table.licence_note,
        "Source": "CBS.",
        "Summary": table.summary,
        "LongDescription": table.description,
        "Provenance": [],
        "RelatedSources": [],
        "Distributions": [
            {
                "Format": form,
                "MediaType": form,
                "DownloadUrl": f"{base_url}/{path}/{table.identifier}",
                "AccessUrl": f"https://dataportal.cbs.nl/detail/CBS/{table.identifier}",
                "Language": "nl",
            }
            for form, path in (("csv", "csv/CBS/nl"), ("odata", "odata/v1/CBS"))
        ],
    }


def _marks(table: WireTable) -> Row:
    """What only a replay server says of a table."""
    marks = {"IsSelection": table.is_selection, "IsFictitious": table.is_fictitious}
    return {name: True for name, is_so in marks.items() if is_so}


def _stamp(local: datetime) -> str:
    return local.replace(tzinfo=AMSTERDAM).isoformat(timespec="seconds")


def _dataset_type(table: WireTable) -> str:
    texts = [topic.published_datatype == "String" for topic in table.topics]
    if not any(texts):
        return "Numeric"
    return "Text" if all(texts) else "Mixed"
