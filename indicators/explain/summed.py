"""The cells behind a sum that was made while loading (children of 0 to 17: eighteen ages).

Only the sum is in a release. The cells that were added up are read from the snapshot that the
release names; for a region, whose municipalities were added up, from the release first.
"""

from collections.abc import Iterable
from dataclasses import replace

import duckdb

from indicators.explain.published_cell import PublishedCell, read_cells
from ingest.current_regions import COLUMNS
from ingest.reference_areas import area_level
from ingest.resolve import resolve
from ingest.snapshot import Snapshot
from ingest.source import FigureSource
from ingest.staging import drop_staged, stage


def with_parts(
    connection: duckdb.DuckDBPyConnection,
    source: FigureSource,
    snapshot: Snapshot | None,
    cells: Iterable[PublishedCell],
) -> list[PublishedCell]:
    """The sums with the cells that were added up; without the snapshot only those of regions."""
    sums = [
        replace(cell, parts=_members(connection, cell)) if cell.is_own_sum else cell
        for cell in cells
    ]
    if snapshot is None:
        return sums
    lowest = [part for cell in sums for part in (cell.parts or (cell,))]
    ages = _published(source, snapshot, lowest)

    def fill(cell: PublishedCell) -> PublishedCell:
        if cell.parts:
            return replace(cell, parts=tuple(fill(part) for part in cell.parts))
        return replace(cell, parts=ages.get((cell.area_code, cell.period_code), ()))

    return [fill(cell) for cell in sums]


def _members(
    connection: duckdb.DuckDBPyConnection, cell: PublishedCell
) -> tuple[PublishedCell, ...]:
    """The same figure for every municipality that lies in the region now."""
    column = COLUMNS[area_level(cell.area_code)]
    found = read_cells(
        connection,
        "o.source_id = $source AND o.topic = $topic AND o.period_code = $period "
        f"AND a.{column} = $area AND a.is_current AND a.area_level = 'municipality'",
        {
            "source": cell.source_id,
            "topic": cell.topic,
            "period": cell.period_code,
            "area": cell.area_code,
        },
    )
    return tuple(replace(member, bounds="sum") for member in found.values())


def _published(
    source: FigureSource, snapshot: Snapshot, sums: Iterable[PublishedCell]
) -> dict[tuple[str, str], tuple[PublishedCell, ...]]:
    """The published cells of a snapshot by area and period, for the areas and periods of `sums`."""
    wanted = {(cell.area_code, cell.period_code): cell for cell in sums}
    table = resolve(
        source,
        snapshot.properties,
        snapshot.code_lists,
        is_selection=snapshot.entry.is_selection,
    )
    titles = [
        {category.code: category.title for category in dimension.categories}
        for dimension in table.categories
    ]
    topics = {topic.id: topic for topic in table.topics}
    found: dict[tuple[str, str], list[PublishedCell]] = {}
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        stage(connection, table, snapshot.rows)
        rows = connection.execute(
            "SELECT topic, [category_1, category_2, category_3], area_code, period_code, "
            "published_text, value, lower, upper, missing_reason FROM cell "
            "WHERE list_contains($areas, area_code) AND list_contains($periods, period_code) "
            "ORDER BY ALL",
            {
                "areas": sorted({area for area, _ in wanted}),
                "periods": sorted({period for _, period in wanted}),
            },
        ).fetchall()
        drop_staged(connection)
    for topic, codes, area, period, text, value, lower, upper, reason in rows:
        whole = wanted.get((area, period))
        if whole is None:
            continue
        part = PublishedCell(
            source_id=source.id,
            topic=topic,
            topic_title=topics[topic].title,
            topic_group=" > ".join(topics[topic].group) or None,
            unit=topics[topic].unit,
            category_codes=tuple(codes),
            categories=tuple(
                titles[place][code]
                for place, code in enumerate(codes)
                if code is not None and place < len(titles)
            ),
            area_code=area,
            area_title=whole.area_title,
            period_code=period,
            period_title=whole.period_title,
            published_text=text,
            value=value,
            lower=lower,
            upper=upper,
            missing_reason=reason,
            is_own_sum=False,
            bounds="exact" if value is not None and lower == upper else "none",
        )
        found.setdefault((area, period), []).append(part)
    return {place: tuple(parts) for place, parts in found.items()}
