"""Recasting: the figures of every period for the municipalities of one boundary year."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from indicators.boundary_years.events import Event, all_events, planned_events
from indicators.boundary_years.places import place_links
from indicators.definition import Definition
from indicators.ratio import insert_ratios
from ingest.source import TableSource, read_sources
from ingest.warehouse import insert_rows

FOLDER = Path(__file__).parent


def fill(
    connection: duckdb.DuckDBPyConnection, definitions: Iterable[Definition], release_id: str
) -> None:
    """Create and fill `mart.recast_value` and `mart.reclassification`, for today's municipalities.

    `mart.indicator_value` must be filled, and all that `recast` needs be there.
    """
    connection.execute((FOLDER / "mart.sql").read_text(encoding="utf-8"))
    events = all_events(connection)
    insert_rows(connection, "mart.reclassification", [_columns(event) for event in events])
    insert_rows(
        connection,
        "mart.reclassification",
        [_columns(event, "planned") for event in planned_events()],
    )
    (today,) = connection.execute(
        "SELECT max(boundary_year) FROM core.area WHERE area_level = 'municipality' AND is_current"
    ).fetchall()[0]
    place_links(connection, events, today)
    recast(connection, definitions, today, release_id)
    connection.execute("INSERT INTO mart.recast_value BY NAME FROM recast_value")


def recast(
    connection: duckdb.DuckDBPyConnection,
    definitions: Iterable[Definition],
    boundary_year: int,
    release_id: str,
) -> None:
    """Make the temporary table `recast_value`, of the form of `mart.recast_value`.

    It has a row for every period of an indicator and every municipality of the boundary year that
    is made of others than itself in that period. The links of that boundary year must be there
    (`place_links`), the rules and counts of the indicators (`place_rules`, `count`), and the macros
    of `cells.sql`.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recast_rule "
        "(indicator_id VARCHAR, kind VARCHAR, sources VARCHAR[], persons_overlap BOOLEAN)"
    )
    rules = [
        (one.id, one.kind, one.sources, _counts_persons_twice(one))
        for one in definitions
        if "municipality" in one.area_levels
    ]
    insert_rows(connection, "recast_rule", rules)
    for name in ("macros.sql", "sum.sql"):
        connection.execute((FOLDER / name).read_text(encoding="utf-8"))
    # The sums take the place of what was published, and go through the same arithmetic.
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT indicator_id, area_code, period_code, "
        "numerator, denominator, no_bounds() AS remainder FROM recast_sum WHERE refusal IS NULL"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recast_ratio AS FROM mart.indicator_value LIMIT 0"
    )
    insert_ratios(connection, release_id, "recast_ratio", only_counted=True)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recast_value AS "
        + (FOLDER / "value.sql").read_text(encoding="utf-8"),
        {"boundary_year": boundary_year},
    )


def _counts_persons_twice(definition: Definition) -> bool:
    """Whether a person can be counted in two areas of one of the tables, so that sums are too high.

    It holds for the whole indicator also where only some topics of the table are meant.
    """
    sources = (read_sources()[source_id] for source_id in definition.sources)
    return any(isinstance(source, TableSource) and source.areas_overlap for source in sources)


def _columns(event: Event, treatment: str | None = None) -> tuple[object, ...]:
    return (
        event.day.isoformat(),
        event.kind,
        event.old_code,
        event.old_name,
        event.new_code,
        event.new_name,
        event.share,
        event.share_basis,
        event.inhabitants_moved,
        event.inhabitants_old,
        treatment or event.treatment,
        event.source,
        event.verified,
    )
