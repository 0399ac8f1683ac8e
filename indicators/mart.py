"""Computing `mart` from `core`: every definition through the one shared ratio."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from indicators.chain.fill import fill_chain
from indicators.definition import ORDER, Definition
from ingest.findings import Finding
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
    ratio = (FOLDER / "ratio.sql").read_text(encoding="utf-8")
    for done, definition in enumerate(definitions):
        report("indicators", done, len(definitions))
        connection.execute(f"CREATE OR REPLACE TEMP VIEW definition AS {definition.sql}")
        connection.execute(
            ratio,
            {
                "id": definition.id,
                "order": ORDER.index(definition.id),
                "kind": definition.kind,
                "complement": definition.complement,
                "multiplier": definition.multiplier,
                "scale": 10**definition.decimals,
                "unit": definition.unit,
                "population": definition.population,
                "area_levels": list(definition.area_levels),
                "period_kinds": list(definition.period_kinds),
                "sources": definition.sources,
                "version": definition.version,
                "release_id": release_id,
            },
        )
    connection.execute("DROP VIEW IF EXISTS definition")
    fill_chain(connection, release_id)
    report("indicators", len(definitions), len(definitions))


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
