"""Filling `mart.chain_step` from `core`: the cells of every step, and one query over them."""

from pathlib import Path

import duckdb

from indicators.chain.steps import Cells, Step, Steps, read_steps
from indicators.values import MissingReason
from ingest.findings import Finding
from ingest.load import insert_findings
from ingest.warehouse import insert_rows

FOLDER = Path(__file__).parent

# Of several hidden parts the reason that says most, as `graver_reason` in cells.sql has it.
_GRAVEST_FIRST: list[MissingReason] = [
    "not_delivered",
    "not_published",
    "impossible",
    "contradicted",
    "unexplained",
    "unknown_or_secret",
]

_NO_CELLS = (
    "SELECT NULL::VARCHAR AS step_id, 0 AS place, NULL::VARCHAR AS source_id, "
    "NULL::VARCHAR AS area_code, NULL::VARCHAR AS period_code, exactly(0) AS cell WHERE false"
)


def fill_chain(connection: duckdb.DuckDBPyConnection, release_id: str) -> None:
    """Create and fill `mart.chain_step`; `core` and the macros of `indicators/cells.sql` are there.

    A step whose topic or category is not in any of its tables keeps its rows, `not_delivered`, and
    an issue says so.
    """
    chain = read_steps()
    for name in ("chain_step.sql", "cells.sql"):
        connection.execute((FOLDER / name).read_text(encoding="utf-8"))
    _define(connection, chain)
    queries = _queries(connection, chain)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW chain_cell AS {' UNION ALL '.join([*queries, _NO_CELLS])}"
    )
    connection.execute(
        (FOLDER / "chain.sql").read_text(encoding="utf-8"),
        {"version": chain.version, "release_id": release_id, "reasons": _GRAVEST_FIRST},
    )
    connection.execute("DROP VIEW chain_cell")
    connection.execute("DROP TABLE chain_definition")


def _define(connection: duckdb.DuckDBPyConnection, chain: Steps) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE chain_definition (step_id VARCHAR, step_order INTEGER, "
        "parent_id VARCHAR, relation VARCHAR, has_share BOOLEAN, unit VARCHAR, "
        "population VARCHAR, complement_of VARCHAR, is_remainder BOOLEAN, sources VARCHAR[])"
    )
    rows = [
        (step.id, order, step.parent, step.relation, step.has_share, step.unit, step.population,
         step.complement_of, step.remainder, chain.sources_of(step))
        for order, step in enumerate(chain.steps)
    ]  # fmt: skip
    insert_rows(connection, "chain_definition", rows)


def _queries(connection: duckdb.DuckDBPyConnection, chain: Steps) -> list[str]:
    """A query for each step and table; of what a table turns out not to have an issue is made."""
    queries: list[str] = []
    lacking: dict[str, list[tuple[Step, list[str]]]] = {}
    for step in chain.steps:
        for place, cells in enumerate(step.cells):
            missing = _not_found(connection, cells)
            if missing:
                lacking.setdefault(cells.source, []).append((step, missing))
            else:
                queries.append(_query(step, place, cells))
    for source_id, steps in lacking.items():
        insert_findings(connection, source_id, [_not_available(steps)])
    return queries


def _query(step: Step, place: int, cells: Cells) -> str:
    """The step's cells in one table; the names come from our own files."""
    conditions = {"topic": cells.topic, **cells.categories}
    where = " AND ".join(f"{name} = '{term}'" for name, term in conditions.items())
    return (
        f"SELECT '{step.id}' AS step_id, {place} AS place, '{cells.source}' AS source_id, "
        f'area_code, period_code, cell FROM core."{cells.source}" WHERE {where}'
    )


def _not_found(connection: duckdb.DuckDBPyConnection, cells: Cells) -> list[str]:
    """The topic and terms that a delivered table turned out not to have."""
    rows = connection.execute(
        "SELECT dimension, term FROM core.term WHERE source_id = ? AND NOT is_found",
        [cells.source],
    ).fetchall()
    needed = [(None, cells.topic), *cells.categories.items()]
    return [term for dimension, term in needed if (dimension, term) in rows]


def _not_available(steps: list[tuple[Step, list[str]]]) -> Finding:
    """One issue for a table: the steps, each with what it lacks."""
    listed = ", ".join(dict.fromkeys(term for _, missing in steps for term in missing))
    nl = "; ".join(step.title.nl for step, _ in steps)
    en = "; ".join(step.title.en for step, _ in steps)
    return Finding(
        "warning",
        "chain_step_not_available",
        f"Van melding tot hulp: deze tabel geeft geen cijfers voor {nl}. Wij vinden er niet in wat "
        f"ervoor nodig is ({listed}).",
        f"From report to help: this table gives no figures for {en}. We do not find in it what "
        f"they need ({listed}).",
    )
