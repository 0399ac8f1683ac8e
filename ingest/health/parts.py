"""Parts against their total, where the source file says that they make it up."""

from typing import Literal

import duckdb

from ingest.findings import Finding
from ingest.health.intervals import SUMS, Misfit, examples, misfit, verdict
from ingest.health.words import CELL, Words
from ingest.source import FigureSource


def parts_against_totals(
    connection: duckdb.DuckDBPyConnection, source: FigureSource
) -> list[Finding]:
    """Topics of `adds_up` and categories of `exhaustive` add up to their total within rounding.

    A hidden part leaves it undecidable. Percentages that do not add up are a warning: they may be
    made of counts that were rounded before.
    """
    found = [
        one
        for part in source.adds_up
        for one in _misfits(connection, source, "topic", part.total, part.parts)
    ]
    for spec in source.categories:
        if spec.exhaustive is None:
            continue
        position, codes = _codes(connection, source.id, spec.name)
        if spec.exhaustive.total in codes:
            # A part whose category is not there keeps its own name, and matches no cell.
            parts = [codes.get(term, term) for term in spec.exhaustive.parts]
            total = codes[spec.exhaustive.total]
            found += _misfits(connection, source, f"category_{position}", total, parts)
    counts = {
        topic
        for (topic,) in connection.execute(
            "SELECT topic FROM core.topic WHERE source_id = ? AND lower(unit) = 'aantal'",
            [source.id],
        ).fetchall()
    }
    words = Words(connection, source.id)
    of_counts = [m for m in found if m.is_certain and m.key[0] in counts]
    of_others = [m for m in found if m.is_certain and m.key[0] not in counts]
    findings = []
    if of_counts:
        findings.append(_finding("error", of_counts, words))
    if of_others:
        findings.append(_finding("warning", of_others, words))
    return findings


def _finding(severity: Literal["warning", "error"], found: list[Misfit], words: Words) -> Finding:
    return Finding(
        severity,
        "parts",
        f"Bij {len(found)} van de cellen tellen de delen niet op tot het totaal, ook niet als we "
        f"op afronding letten. {examples(found, words, 'nl')}",
        f"For {len(found)} of the cells the parts do not add up to the total, not even with "
        f"rounding. {examples(found, words, 'en')}",
    )


def _misfits(
    connection: duckdb.DuckDBPyConnection,
    source: FigureSource,
    column: str,
    total: str,
    parts: list[str],
) -> list[Misfit]:
    place = [name for name in CELL if name != column]
    same_place = " AND ".join(f"p.{name} IS NOT DISTINCT FROM t.{name}" for name in place)
    cell = ", ".join(f"t.{name}" for name in CELL)
    rows = connection.execute(
        f"""
        WITH part AS (
            SELECT {", ".join(place)}, {SUMS}
            FROM core.observation
            WHERE source_id = $id AND list_contains($parts, {column})
            GROUP BY {", ".join(place)}
        ),
        total AS (
            SELECT *, lower AS total_lower, upper AS total_upper
            FROM core.observation
            WHERE source_id = $id AND {column} = $total AND value IS NOT NULL
        )
        SELECT {cell}, t.value, low, high, {verdict(str(len(parts)))} AS verdict
        FROM total t JOIN part p ON {same_place}
        WHERE verdict IS NOT NULL
        ORDER BY ALL
        """,
        {"id": source.id, "parts": parts, "total": total},
    ).fetchall()
    return [misfit(row) for row in rows]


def _codes(
    connection: duckdb.DuckDBPyConnection, source_id: str, dimension: str
) -> tuple[int, dict[str, str]]:
    rows = connection.execute(
        "SELECT position, term, category_code FROM core.category "
        "WHERE source_id = ? AND dimension = ? AND term IS NOT NULL",
        [source_id, dimension],
    ).fetchall()
    return (rows[0][0] if rows else 0), {term: code for _, term, code in rows}
