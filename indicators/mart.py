"""Computing `mart` from `core`: every definition through the one shared ratio."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from indicators import boundary_years, trend
from indicators.chain.fill import fill_chain
from indicators.comparison.compute import fill as fill_comparison
from indicators.definition import Definition
from indicators.ratio import count, insert_ratios, place_rules
from ingest.findings import Finding, enumerate_items
from ingest.load import insert_findings
from ingest.progress import Report, no_report

FOLDER = Path(__file__).parent


def compute(
    connection: duckdb.DuckDBPyConnection,
    definitions: Iterable[Definition],
    release_id: str,
    report: Report = no_report,
) -> None:
    """Create and fill the tables of `mart`; `core` must be loaded on the same connection.

    An indicator that needs what a table turns out not to have gets no rows, and an issue says so.
    """
    for name in ("mart.sql", "cells.sql"):
        connection.execute((FOLDER / name).read_text(encoding="utf-8"))
    definitions = [one for one in definitions if _is_available(connection, one)]
    report("indicators", 0, len(definitions))
    place_rules(connection, definitions)
    count(connection, definitions)
    insert_ratios(connection, release_id, "mart.indicator_value")
    for definition in definitions:
        _report_contradictions(connection, definition)
    report("indicators", len(definitions), len(definitions))
    boundary_years.fill(connection, definitions, release_id)
    trend.fill(connection, definitions)
    fill_chain(connection, release_id)
    fill_comparison(connection, definitions, report)


def _report_contradictions(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Write an issue that names the figures whose published numbers exclude each other."""
    rows = connection.execute(
        "SELECT area_code || ' ' || area_name || ', ' || period_code FROM mart.indicator_value "
        "WHERE indicator_id = ? AND missing_reason = 'contradicted' "
        "ORDER BY period_code, area_code",
        [definition.id],
    ).fetchall()
    if rows:
        nl, en = enumerate_items([cell for (cell,) in rows])
        finding = Finding(
            "warning",
            "bounds",
            f"Cijfer {definition.id} ({definition.title.nl}) is er op {len(rows)} plaatsen niet: "
            f"de gepubliceerde getallen sluiten elkaar uit, ook als we op afronding letten: {nl}.",
            f"Figure {definition.id} ({definition.title.en}) is missing in {len(rows)} places: the "
            f"published numbers exclude each other, even with rounding: {en}.",
        )
        insert_findings(connection, next(iter(definition.sources), None), [finding])


def _is_available(connection: duckdb.DuckDBPyConnection, definition: Definition) -> bool:
    """Whether the tables have all that the indicator needs; writes an issue for each that lacks."""
    is_available = True
    for source_id, terms in definition.needs.items():
        found = connection.execute(
            "SELECT term FROM core.term WHERE source_id = ? "
            "GROUP BY term HAVING bool_and(is_found)",
            [source_id],
        ).fetchall()
        missing = sorted(set(terms) - {term for (term,) in found})
        if missing:
            insert_findings(connection, source_id, [_not_available(definition, missing)])
            is_available = False
    return is_available


def _not_available(definition: Definition, missing: list[str]) -> Finding:
    listed = ", ".join(missing)
    return Finding(
        "warning",
        "indicator_not_available",
        f"Cijfer {definition.id} ({definition.title.nl}) is er niet: wij vinden in de tabel niet "
        f"wat ervoor nodig is ({listed}).",
        f"Figure {definition.id} ({definition.title.en}) is not available: we do not find in the "
        f"table what it needs ({listed}).",
    )
