"""How the sources of a release stand."""

from indicators.trend.records import Query
from indicators.values import Issue, SourceState


def read_source_states(query: Query) -> list[SourceState]:
    """Every source table as it stands in the release."""
    rows = query(
        "SELECT source_id, title_nl, title_en, published_title, publisher, licence, "
        "attribution, url, is_delivered, is_selection, is_fictitious, modified, change_key, "
        "retrieved_at, row_count, newest_period, kind, protocol, protocol_reason "
        "FROM core.source ORDER BY source_id",
        {},
    )
    return [SourceState(*row) for row in rows]


def read_issues(query: Query) -> list[Issue]:
    """What stood out while the sources were loaded."""
    rows = query(
        "SELECT severity, source_id, subject, message_nl, message_en FROM core.issue ORDER BY ALL",
        {},
    )
    return [Issue(*row) for row in rows]
