"""A small `core`: two provinces, two Veilig Thuis regions, six municipalities, cells by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from ingest.load import SCHEMA
from ingest.source import FigureSource, read_sources
from ingest.warehouse import insert_rows


def figure_source(table_id: str, **changes: object) -> FigureSource:
    """One of our source files, with other values for some keys and no measures of its own."""
    source = read_sources()[table_id]
    assert isinstance(source, FigureSource)
    return FigureSource.model_validate(source.model_dump() | {"healthy": {}} | changes)


# One category dimension that adds up, one that does not; counts in fives, dots from 0 to 9.
ASSESSMENTS = figure_source("84852NED")
PARTS = tuple(ASSESSMENTS.dimensions[1].exhaustive.parts)  # type: ignore[union-attr]
# Topics only.
INVOLVEMENT = figure_source(
    "85361NED",
    adds_up=[
        {
            "total": "reports_received",
            "parts": ["first_report", "repeat_report", "follow_up_report", "report_not_classified"],
        }
    ],
)
INVOLVEMENT_PARTS = INVOLVEMENT.adds_up[0].parts

MUNICIPALITIES = {
    "GM0001": ("PV01", "VT01"),
    "GM0002": ("PV01", "VT01"),
    "GM0003": ("PV01", "VT02"),
    "GM0004": ("PV02", "VT02"),
    "GM0005": ("PV02", "VT02"),
    "GM0006": ("PV02", "VT01"),
}
REGIONS = {
    "NL01": "country",
    "LD01": "part_of_country",
    "LD02": "part_of_country",
    "PV01": "province",
    "PV02": "province",
    "VT01": "veilig_thuis_region",
    "VT02": "veilig_thuis_region",
}

Key = tuple[str, str | None, str | None, str, str]  # topic, two categories, area, period


def involvement(area: str, texts: Iterable[str], period: str = "2025JJ00") -> dict[Key, str]:
    """Reports received and its four parts, of one area."""
    topics = ("reports_received", *INVOLVEMENT_PARTS)
    return {
        (topic, None, None, area, period): text for topic, text in zip(topics, texts, strict=True)
    }


def reports(texts: dict[str, str], period: str = "2025JJ00") -> dict[Key, str]:
    """Reports received, by area."""
    return {("reports_received", None, None, area, period): text for area, text in texts.items()}


@dataclass(frozen=True)
class Table:
    """One version of a table; `statuses` by period, `titles` of areas where these matter."""

    cells: dict[Key, str]
    source: FigureSource = INVOLVEMENT
    statuses: dict[str, str] = field(default_factory=lambda: {"2025JJ00": "provisional"})
    titles: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    is_selection: bool = False
    row_count: int = 100


def core(table: Table, before: Table | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with `core`, and with `before.core` where there is a version before."""
    connection = duckdb.connect()
    if before:
        connection.execute("ATTACH ':memory:' AS before; USE before")
        _fill(connection, before)
        connection.execute("USE memory")
    _fill(connection, table)
    return connection


def _fill(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    source = table.source
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    connection.execute(
        "INSERT INTO core.source BY NAME SELECT ? AS source_id, 'figures' AS kind, '' AS title_nl, "
        "'' AS title_en, '' AS publisher, '' AS attribution, '' AS url, '' AS licence, "
        "true AS is_delivered, ? AS is_selection, false AS is_fictitious, ? AS row_count, "
        "? AS newest_period, 'r' AS release_id",
        [source.id, table.is_selection, table.row_count, max(table.statuses)],
    )
    areas = [
        (c, c, level, None, None, None, None, True, 2025, None) for c, level in REGIONS.items()
    ]
    areas += [
        (code, code, "municipality", None, province, region, None, True, 2025, None)
        for code, (province, region) in MUNICIPALITIES.items()
    ]
    insert_rows(connection, "core.area", areas)
    insert_rows(
        connection,
        "core.area_title",
        [(source.id, code, title) for code, title in table.titles.items()],
    )
    insert_rows(
        connection,
        "core.period",
        [(source.id, p, "year", int(p[:4]), p, s) for p, s in table.statuses.items()],
    )
    insert_rows(
        connection,
        "core.category",
        [
            (source.id, spec.name, position, term, term, term)
            for position, spec in enumerate(source.categories, start=1)
            for term in spec.terms
        ],
    )
    topics = {topic: spec.unit for topic, spec in source.topics.items()} | table.units
    insert_rows(
        connection,
        "core.topic",
        [(source.id, t, t, None, unit, t in source.topics) for t, unit in topics.items()],
    )
    rows = [
        (topic, first, second, area, period, text, *_read(source, topic, text))
        for (topic, first, second, area, period), text in table.cells.items()
    ]
    # Column by column: a statement with a parameter a cell takes seconds.
    connection.execute(
        "INSERT INTO core.observation (source_id, is_own_sum, topic, category_1, category_2, "
        "area_code, period_code, published_text, value, lower, upper, missing_reason) "
        f"SELECT '{source.id}', false, {', '.join(['unnest(?)'] * 10)}",
        [list(column) for column in zip(*rows, strict=True)],
    )


def _read(source: FigureSource, topic: str, text: str) -> tuple[object, ...]:
    """Value, bounds and reason, as staging makes them."""
    if text == "":
        return None, None, None, "impossible"
    if text == ".":
        low, high = source.dot_bound.bounds if source.dot_bound else (None, None)
        return None, low, high, "unknown_or_secret"
    value = float(text)
    rounding = source.topics[topic].rounding if topic in source.topics else None
    if rounding is None:
        return value, None, None, None
    half = 0 if rounding == 1 else rounding / 2
    return value, max(0.0, value - half), value + half, None
