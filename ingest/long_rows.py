"""Rows of the long form: one row a cell, as JSON pages or as CSV.

This is how CBS OData v4 publishes. A cell without a number has a `ValueAttribute` that says why:
`Impossible` (recorded) is what v3 prints as a blank, `Confidential` and `NotAvailable` (read in a
client, never seen) what it prints as a dot. The list is open: a mark that we do not know is kept,
counted and reported, and its cell has no number. A cell can also be left out altogether.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest import checks
from ingest.errors import SourceChangedError
from ingest.findings import Finding
from ingest.resolved import ResolvedTable
from ingest.warehouse import sql_literal, write_scratch

SIGNS = {"Impossible": "", "Confidential": ".", "NotAvailable": "."}
PLAIN = "None"

_FIXED = ("Id", "Measure", "ValueAttribute", "Value", "StringValue")
_OPTIONAL = {"StringValue"}  # absent in answers of 2020
_FIRST_ROW_BYTES = 64 * 1024


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    pages: Sequence[Path],
    *,
    is_selection: bool,
) -> None:
    """Fill `staging` from the pages; raises SourceChangedError where their columns differ."""
    dimensions = [dimension.key for dimension in table.dimensions]
    expected = {*_FIXED, *dimensions}
    for page in pages:
        seen = set(_columns(page))
        if seen - expected or expected - seen - _OPTIONAL:
            raise SourceChangedError(
                table.source.id,
                f"new columns {sorted(seen - expected)} and missing columns "
                f"{sorted(expected - seen)} in {page.name}",
                f"the columns {sorted(expected)}",
                checks.FETCH_AGAIN,
            )
    # Texts all: a decimal comma and a code that looks like a number stay what they are.
    columns = {key: "VARCHAR" for key in (*_FIXED, *dimensions)}
    is_csv = any(page.suffix == ".csv" for page in pages)
    read = (
        f"read_csv({sql_literal(list(pages))}, delim = ';', quote = '\"', header = true, "
        "all_varchar = true, union_by_name = true, max_line_size = 10000000)"
        if is_csv
        else f"read_json({sql_literal(list(pages))}, format = 'array', "
        f"columns = {sql_literal(columns)})"
    )
    has_text = not is_csv or all("StringValue" in _columns(page) for page in pages)
    value = "replace(\"Value\", ',', '.')" if is_csv else '"Value"'
    text = "nullif(trim(\"StringValue\"), '')" if has_text else "NULL"
    codes = ", ".join(f'trim("{key}") AS "{key}"' for key in dimensions)
    write_scratch(
        connection,
        "staging",
        f"""
        SELECT "Id"::BIGINT AS "Id", trim("Measure") AS "Measure", {codes},
               nullif(trim({value}), '') AS "Value",
               {text} AS "StringValue",
               coalesce(nullif(trim("ValueAttribute"), ''), '{PLAIN}') AS "ValueAttribute"
        FROM {read}
        """,
    )


def check_rows(
    connection: duckdb.DuckDBPyConnection,
    table: ResolvedTable,
    announced: int | None,
    *,
    is_selection: bool,
) -> list[Finding]:
    """Count, ids, codes and uniqueness; gives findings, raises SourceChangedError on faults."""
    if announced is not None:
        checks.check_count(connection, table, announced, "the publisher's own count")
    checks.check_row_numbers(connection, table, "Id", contiguous=False)
    codes = {d.key: [c.code for c in d.categories] for d in table.dimensions}
    checks.check_codes(connection, table, codes | {"Measure": list(table.topic_keys)})
    checks.check_unique(connection, table, ["Measure", *(d.key for d in table.dimensions)])
    _check_numbers(connection, table)
    findings = _unknown_attributes(connection)
    return findings if is_selection else findings + _left_out(connection, table)


def cells_query(table: ResolvedTable) -> str:
    """A query on `staging`: a topic's column key, the published codes, and what the cell holds."""
    figures = [topic.key for topic in table.topics if not topic.spec.text]
    formats = " ".join(
        f"WHEN \"Measure\" = {sql_literal(topic.key)} THEN printf('%.{topic.decimals}f', number)"
        for topic in table.topics
        if topic.decimals is not None
    )
    printed = f"CASE {formats} END" if formats else "NULL"
    sign = " ".join(f"WHEN '{mark}' THEN {sql_literal(text)}" for mark, text in SIGNS.items())
    reason = " ".join(
        f"WHEN {sql_literal(text)} THEN {sql_literal(reason)}"
        for text, reason in table.source.missing.items()
    )
    return f"""
        WITH number AS (
            SELECT *, TRY_CAST("Value" AS DOUBLE) AS number FROM staging
            WHERE list_contains({sql_literal(figures)}, "Measure")
        ),
        printed AS (
            -- With the decimals that the topic is published with, unless that would round.
            SELECT *, {printed} AS printed, CASE "ValueAttribute" {sign} END AS sign FROM number
        )
        SELECT "Measure" AS key, {_dimensions(table)},
               CASE WHEN number IS NULL THEN sign
                    WHEN TRY_CAST(printed AS DOUBLE) = number THEN printed
                    ELSE "Value" END AS published_text,
               number AS value,
               CASE WHEN number IS NULL
                    THEN coalesce(CASE sign {reason} END, 'unexplained') END AS missing_reason,
               nullif("ValueAttribute", '{PLAIN}') AS value_attribute
        FROM printed
        """


def texts_query(table: ResolvedTable) -> str | None:
    """A query on `staging` for the cells that are words; None where there are no such topics."""
    words = [topic.key for topic in table.topics if topic.spec.text]
    if not words:
        return None
    return f"""
        SELECT "Measure" AS key, {_dimensions(table)}, "StringValue" AS text
        FROM staging
        WHERE "StringValue" IS NOT NULL AND list_contains({sql_literal(words)}, "Measure")
        """


def _dimensions(table: ResolvedTable) -> str:
    return ", ".join(f'"{dimension.key}"' for dimension in table.dimensions)


def _columns(page: Path) -> list[str]:
    with page.open(encoding="utf-8-sig", newline="") as file:
        if page.suffix == ".csv":
            return next(csv.reader(file, delimiter=";"), [])
        text = file.read(_FIRST_ROW_BYTES).lstrip().removeprefix("[").lstrip()
    if text.startswith("]"):  # a slice of the table can be empty
        return list(_FIXED)
    row, _ = json.JSONDecoder().raw_decode(text)
    return list(row)


def _check_numbers(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> None:
    rows = connection.execute(
        'SELECT DISTINCT "Value" FROM staging '
        'WHERE "Value" IS NOT NULL AND TRY_CAST("Value" AS DOUBLE) IS NULL ORDER BY 1 LIMIT 5'
    ).fetchall()
    if rows:
        raise SourceChangedError(
            table.source.id,
            f"values that read {[text for (text,) in rows]}",
            "numbers",
            checks.FETCH_AGAIN,
        )


def _unknown_attributes(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    rows = connection.execute(
        """
        SELECT "ValueAttribute", count(*), count("Value") FROM staging
        WHERE "ValueAttribute" <> $plain
          AND ("Value" IS NOT NULL OR NOT list_contains($known, "ValueAttribute"))
        GROUP BY ALL ORDER BY ALL
        """,
        {"plain": PLAIN, "known": list(SIGNS)},
    ).fetchall()
    return [
        Finding(
            "warning",
            "value_attribute",
            f"Bij {cells} van de cellen staat het kenmerk {mark}, dat wij hier niet kennen; "
            f"cellen met een getal daaronder: {numbers}.",
            f"For {cells} of the cells there is the mark {mark}, which we do not know here; "
            f"cells with a number among them: {numbers}.",
        )
        for mark, cells, numbers in rows
    ]


def _left_out(connection: duckdb.DuckDBPyConnection, table: ResolvedTable) -> list[Finding]:
    (seen,) = checks.one_row(connection, "SELECT count(*) FROM staging")
    absent = table.kept_row_count * len(table.topic_keys) - seen
    if absent <= 0:
        return []
    return [
        Finding(
            "warning",
            "left_out",
            f"De nieuwe dienst van CBS laat {absent} cellen weg. Zij gelden als niet geleverd.",
            f"CBS's newer service leaves out {absent} cells. They count as not delivered.",
        )
    ]
