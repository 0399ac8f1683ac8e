"""The comparison of two releases, while one is built and for any two afterwards."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from indicators.revisions.causes import STATUSES, Cause, case_of
from indicators.revisions.published_release import PublishedRelease, attached
from indicators.values import AreaLevel, MissingReason, PeriodKind, Status
from ingest.findings import Finding
from ingest.load import insert_findings
from ingest.warehouse import sql_literal, working_connection

FOLDER = Path(__file__).parent

_COMPARED = (
    "value",
    "lower",
    "upper",
    "numerator",
    "numerator_lower",
    "numerator_upper",
    "denominator",
    "denominator_lower",
    "denominator_upper",
    "status",
    "missing_reason",
)
_SHARED = (
    "indicator_order",
    "area_name",
    "area_level",
    "period_kind",
    "unit",
    "source_tables",
    "source_change_keys",
    "retrieved_at",
    "licence",
    "is_fictitious",
    "is_selection",
)


@dataclass(frozen=True)
class Revision:
    """One figure that differs between two releases.

    `from_...` is the older release, `to_...` the newer; a status of None means that the release has
    no such row. Values are in `unit`. `difference_lower` and `difference_upper` are the least and
    the most that the bounds of both leave; None where one of the two has no bounds.
    """

    indicator_id: str
    area_code: str
    area_name: str
    area_level: AreaLevel
    period_code: str
    period_kind: PeriodKind
    unit: str
    cause: Cause
    evidence: str
    from_value: float | None
    from_lower: float | None
    from_upper: float | None
    from_numerator: float | None
    from_numerator_lower: float | None
    from_numerator_upper: float | None
    from_denominator: float | None
    from_denominator_lower: float | None
    from_denominator_upper: float | None
    from_status: Status | None
    from_missing_reason: MissingReason | None
    to_value: float | None
    to_lower: float | None
    to_upper: float | None
    to_numerator: float | None
    to_numerator_lower: float | None
    to_numerator_upper: float | None
    to_denominator: float | None
    to_denominator_lower: float | None
    to_denominator_upper: float | None
    to_status: Status | None
    to_missing_reason: MissingReason | None
    difference: float | None
    difference_lower: float | None
    difference_upper: float | None
    from_release_id: str
    release_id: str


COLUMNS = ", ".join(Revision.__dataclass_fields__)
ORDER_BY = "indicator_order, period_code, area_code"


def fill(
    connection: duckdb.DuckDBPyConnection,
    predecessor: PublishedRelease | None,
    release_id: str,
    program_digest: str,
) -> None:
    """Create `mart.revision` and fill it; `core` and `mart.indicator_value` must be filled.

    Without a predecessor it stays empty. What no rule explains is written down as an issue.
    """
    connection.execute((FOLDER / "revision.sql").read_text(encoding="utf-8"))
    if predecessor is None:
        return
    with attached(connection, predecessor.warehouse):
        query, parameters = _comparison(connection, predecessor, release_id, program_digest)
        connection.execute(f"INSERT INTO mart.revision BY NAME {query}", parameters)
    unexplained = connection.execute(
        "SELECT indicator_id || ' ' || area_code || ' ' || period_code FROM mart.revision "
        f"WHERE cause = 'unexplained' ORDER BY {ORDER_BY}"
    ).fetchall()
    if unexplained:
        insert_findings(connection, None, [_unexplained([place for (place,) in unexplained])])


def changes(older: PublishedRelease, newer: PublishedRelease, folder: Path) -> list[Revision]:
    """What differs between any two releases, worked out now: the same rules as in a build.

    What does not fit in memory spills into `folder`.
    """
    with working_connection(folder) as connection:
        connection.execute(f"ATTACH {sql_literal(newer.warehouse)} AS warehouse (READ_ONLY)")
        connection.execute("USE warehouse")
        with attached(connection, older.warehouse):
            query, parameters = _comparison(connection, older, newer.id, newer.program_digest)
            rows = connection.execute(f"SELECT {COLUMNS} FROM ({query})", parameters).fetchall()
    return [Revision(*row) for row in rows]


def _comparison(
    connection: duckdb.DuckDBPyConnection,
    predecessor: PublishedRelease,
    release_id: str,
    program_digest: str | None,
) -> tuple[str, dict[str, object]]:
    """The query for all rows with their causes, and its parameters; prepares what it reads."""
    connection.execute((FOLDER / "published_changes.sql").read_text(encoding="utf-8"))
    differences = (FOLDER / "differences.sql").read_text(encoding="utf-8")
    sides = [
        f"{side}.{column} AS {prefix}_{column}"
        for prefix, side in (("from", "older"), ("to", "newer"))
        for column in _COMPARED
    ]
    # A row that is gone is described as it was.
    shared = [f"coalesce(newer.{column}, older.{column}) AS {column}" for column in _SHARED]
    query = f"""
        SELECT
            indicator_id, area_code, period_code, {", ".join(shared + sides)},
            {case_of("cause")} AS cause,
            {case_of("evidence")} AS evidence,
            -- Without the noise of binary fractions: no indicator has more than a few decimals.
            round(newer.value - older.value, 6) AS difference,
            round(newer.lower - older.upper, 6) AS difference_lower,
            round(newer.upper - older.lower, 6) AS difference_upper,
            $from_release_id AS from_release_id,
            $release_id AS release_id
        FROM ({differences})
        ORDER BY {ORDER_BY}
    """
    return query, {
        "statuses": list(STATUSES),
        "has_other_code": program_digest is None or program_digest != predecessor.program_digest,
        "from_release_id": predecessor.id,
        "release_id": release_id,
    }


def _unexplained(places: list[str]) -> Finding:
    shown = ", ".join(places[:5]) + (", ..." if len(places) > 5 else "")
    return Finding(
        "warning",
        "unexplained_revision",
        f"Van {len(places)} cijfers die anders zijn dan in de vorige uitgave weten wij niet "
        f"waarom: {shown}.",
        f"Of {len(places)} figures that differ from the release before we do not know why: "
        f"{shown}.",
    )
