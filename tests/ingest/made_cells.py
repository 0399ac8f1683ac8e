"""A handful of cells through the real staging and the real bounds, without a server."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from ingest.bounds import narrow_dots
from ingest.findings import Finding
from ingest.load import SCHEMA
from ingest.reference_areas import area_level
from ingest.resolved import Category, ResolvedDimension, ResolvedTable, ResolvedTopic
from ingest.source import FigureSource
from ingest.staging import PublishedRows, stage
from ingest.warehouse import insert_rows

Key = tuple[str, ...]  # topic, then a term for each category dimension, then area
Bounds = tuple[float | None, float | None]

PERIOD = "2023JJ00"


def resolved(source: FigureSource, areas: Iterable[str]) -> ResolvedTable:
    """A source as it would be matched, its categories coded by their own names."""
    known = {
        "area": [Category(area.ljust(8), area, f"Gebied {area}", None, None) for area in areas],
        "period": [Category(PERIOD, PERIOD, PERIOD, None, "Voorlopig")],
    }
    dimensions = []
    for spec in source.dimensions:
        listed = known.get(spec.kind) or [
            Category(term, term, title, term, None) for term, title in spec.terms.items()
        ]
        dimensions.append(ResolvedDimension(spec, f"Sleutel_{spec.name}", tuple(listed)))
    topics = tuple(
        ResolvedTopic(name, spec, name, spec.label, (), spec.unit, 0, True)
        for name, spec in source.topics.items()
    )
    return ResolvedTable(source, tuple(dimensions), topics, tuple(topic.key for topic in topics))


def narrowed(
    source: FigureSource,
    texts: Mapping[Key, str],
    folder: Path,
    *,
    is_selection: bool = False,
    regions: Mapping[str, str] | None = None,
) -> tuple[dict[Key, Bounds], list[Finding]]:
    """The bounds of cells from their published texts, and what was found.

    `regions`: the Veilig Thuis region of each municipality.
    """
    table = resolved(source, sorted({key[-1] for key in texts}))
    rows: dict[Key, dict[str, object]] = {}
    for topic, *codes, area in texts:
        row = rows.setdefault((*codes, area), {"ID": len(rows)})
        row |= {topic.key: "" for topic in table.topics if topic.key not in row}
        row[topic] = texts[topic, *codes, area].rjust(8) if texts[topic, *codes, area] else ""
        for dimension, code in zip(table.categories, codes, strict=True):
            row[dimension.key] = code
        row["Sleutel_area"], row["Sleutel_period"] = area.ljust(8), PERIOD
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "00000.json"
    page.write_text(json.dumps(list(rows.values())), encoding="utf-8")
    with duckdb.connect() as connection:
        _fill_core(connection, table, regions or {})
        stage(connection, table, PublishedRows("wide", [page], len(rows), is_selection))
        findings = narrow_dots(connection, table, is_selection=is_selection)
        codes = "".join(f"category_{n}, " for n in range(1, len(table.categories) + 1))
        cells = connection.execute(
            f"SELECT topic, {codes}area_code, lower, upper FROM cell"
        ).fetchall()
    return {tuple(key): (lower, upper) for *key, lower, upper in cells}, findings


def _fill_core(
    connection: duckdb.DuckDBPyConnection, table: ResolvedTable, regions: Mapping[str, str]
) -> None:
    """What of `core` is there before the cells of a table: its topics, its period, and regions."""
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    topics = [(table.source.id, t.id, t.title, None, t.unit, True) for t in table.topics]
    insert_rows(connection, "core.topic", topics)
    period = (table.source.id, PERIOD, "year", int(PERIOD[:4]), PERIOD, "provisional")
    insert_rows(connection, "core.period", [period])
    areas = [
        (code, code, area_level(code), None, None, regions.get(code), None, True, 2025, None)
        for code in {*regions, *regions.values()}
    ]
    insert_rows(connection, "core.area", areas)
