"""Filling `mart.comparison`: every yearly figure beside its benchmarks."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.benchmarks import Groups, benchmarks
from indicators.comparison.bulk import Columns, insert_columns
from indicators.comparison.classes import fill_area_class
from indicators.comparison.comparators import Comparators, read_comparators
from indicators.comparison.figures import figures_of, gather
from indicators.comparison.peers import fill_peers
from indicators.comparison.rows import Keys, columns
from indicators.definition import Definition
from indicators.values import AreaLevel
from ingest.progress import Report, no_report

SCHEMA = Path(__file__).with_name("comparison.sql")
LEVELS: tuple[AreaLevel, ...] = ("municipality", "veilig_thuis_region")


def fill(
    connection: duckdb.DuckDBPyConnection,
    definitions: Iterable[Definition],
    report: Report = no_report,
) -> None:
    """Create and fill everything in comparison.sql; `mart.indicator_value` must be filled."""
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    fill_area_class(connection)
    fill_peers(connection)
    comparators = read_comparators()
    gather(connection, comparators.shares_of_children)
    groups = _groups(connection)
    definitions = list(definitions)
    rows: list[Columns] = []
    group_rows: list[Columns] = []
    report("comparisons", 0, len(definitions))
    for definition in definitions:
        for row, group_row in _compare(connection, definition, comparators, groups):
            rows.append(row)
            group_rows.append(group_row)
    connection.execute("DROP TABLE comparable_figure")
    for table, parts in (("mart.comparison", rows), ("mart.comparison_group", group_rows)):
        if parts:
            joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
            insert_columns(connection, table, joined)
    report("comparisons", len(definitions), len(definitions))


def _compare(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    comparators: Comparators,
    groups: Groups,
) -> Iterator[tuple[Columns, Columns]]:
    """Per year, level and benchmark: the rows of all areas, and the row about them together."""
    for figures in figures_of(connection, definition.id):
        for level in LEVELS:
            areas = figures.of_level(level)
            if not np.any(areas.is_published_level):
                continue
            for kind in comparators.benchmark_kinds(definition, level):
                beside = benchmarks(areas, figures, kind, groups, comparators.taken_out_from_share)
                keys = Keys(definition.id, level, figures.period_code, kind)
                yield columns(definition, keys, areas, beside)


def _groups(connection: duckdb.DuckDBPyConnection) -> Groups:
    classes = connection.execute("SELECT area_code, class_id FROM mart.area_class").fetchall()
    peers = connection.execute(
        "SELECT area_code, list(peer_code) FROM mart.peer GROUP BY area_code"
    ).fetchall()
    return Groups(dict(classes), {code: frozenset(codes) for code, codes in peers})
