"""One figure with everything that it was made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import duckdb

from indicators.definition import Definition
from indicators.explain.asked import find_figure
from indicators.explain.comparing import Compared, compared
from indicators.explain.dots import with_bounds
from indicators.explain.evaluate import (
    INDICATIVE_BELOW,
    MINIMUM,
    NOTHING_KNOWN,
    Quantity,
    Result,
    less,
    quantity,
    result,
)
from indicators.explain.not_followed import NotFollowedError
from indicators.explain.published_cell import PublishedCell, place, read_cells
from indicators.explain.recasting import Recasting, recasting
from indicators.explain.summed import with_parts
from indicators.explain.trace import Formula, Side, formulas, observation_ids, traced_core
from indicators.explain.trending import Trending, trending
from indicators.values import Area, IndicatorValue, ShownValue, SourceState
from ingest.snapshot import SnapshotStore
from ingest.source import Translated, figure_sources

if TYPE_CHECKING:
    from indicators.api import Release


@dataclass(frozen=True)
class Part:
    """A numerator, a denominator, or what the denominator holds beside the numerator (`remainder`).

    `formula` is what the indicator's query did: `["cell", n]` is `Explanation.cells[n]`,
    `["absent"]` a cell that the table does not have, `["exactly", x]` a fixed number. `quantity` is
    what it comes to by itself. A denominator that is only a fixed number may have no `label`, and a
    remainder has one in a complement only.
    """

    kind: Side
    label: Translated | None
    formula: Formula
    quantity: Quantity


@dataclass(frozen=True)
class Origin:
    """A table that the indicator reads, and the copy of it that was used."""

    table: SourceState
    snapshot_id: str | None


@dataclass(frozen=True)
class Listed:
    """A row of our own list in `ingest/reference`, from which some indicators are read."""

    name: str
    area_code: str
    columns: dict[str, Any]


@dataclass(frozen=True)
class Explanation:
    """A figure, followed to the published cells.

    `result` is what the cells come to, worked out anew; it equals what `value` holds. `region` is
    the figure of the Veilig Thuis region where that is shown instead of the area's own. `compared`,
    `trending` and `recasting` are empty where the release has nothing of the kind.
    """

    definition: Definition
    area: Area
    value: IndicatorValue
    parts: tuple[Part, ...]
    cells: tuple[PublishedCell, ...]
    listed: Listed | None
    result: Result
    origins: tuple[Origin, ...]
    region: ShownValue | None
    compared: tuple[Compared, ...]
    trending: Trending | None
    recasting: Recasting | None
    release_version: str
    minimum_denominator: int = MINIMUM
    indicative_below: int = INDICATIVE_BELOW


def explain(release: "Release", indicator: str, area: str, period: str) -> Explanation:
    """Follow a figure down to its cells, and to what was concluded from it.

    `area` is a code or a name, `period` a code, a year (`2023`) or a half-year (`2025-H1`). Raises
    NotFoundError where there is no such figure, and NotFollowedError where the cells of the release
    do not give it: the definition in this program is then not the one that made it.
    """
    definition, found_area, value = find_figure(release, indicator, area, period)
    with traced_core(release.directory / "warehouse.duckdb") as connection:
        found = formulas(connection, definition, found_area.code, value.period_code)
        rows = list(dict.fromkeys(row for one in found.values() for row in observation_ids(one)))
        by_row = read_cells(connection, "list_contains($rows, o.observation_id)", {"rows": rows})
        quantities: dict[Side, Quantity] = {
            side: quantity(formula, by_row) for side, formula in found.items()
        }
        if found["remainder"] == ["absent"]:
            quantities["remainder"] = NOTHING_KNOWN
        cells = [with_bounds(connection, by_row[row]) for row in rows]
        explanation = Explanation(
            definition=definition,
            area=found_area,
            value=value,
            parts=_parts(definition, found, rows, quantities),
            cells=tuple(_with_parts(connection, release, cells)),
            listed=_listed(connection, definition, found_area),
            result=result(definition, *(quantities[side] for side in get_args(Side))),
            origins=_origins(release, definition),
            region=_region(release, value),
            compared=compared(connection, release, definition, value),
            trending=trending(connection, release, definition, value),
            recasting=recasting(connection, release, definition, value),
            release_version=release.manifest["version"],
        )
    _check(explanation)
    return explanation


def _parts(
    definition: Definition,
    found: Mapping[Side, Formula],
    rows: list[int],
    quantities: Mapping[Side, Quantity],
) -> tuple[Part, ...]:
    formula = {side: _numbered(one, rows) for side, one in found.items()}
    part, whole = quantities["numerator"], quantities["denominator"]
    denominator = Part("denominator", definition.denominator_label, formula["denominator"], whole)
    if definition.remainder_label:
        own = ["minus", formula["denominator"], formula["numerator"]]
        return (
            Part("numerator", definition.numerator_label, own, less(whole, part)),
            denominator,
            Part("remainder", definition.remainder_label, formula["numerator"], part),
        )
    parts = (
        Part("numerator", definition.numerator_label, formula["numerator"], part),
        denominator,
    )
    if formula["remainder"] == ["absent"]:
        return parts
    return (*parts, Part("remainder", None, formula["remainder"], quantities["remainder"]))


def _numbered(formula: Formula, rows: list[int]) -> Formula:
    """The formula with places among the cells of the explanation instead of rows of the file."""
    if formula[0] == "cell":
        return ["cell", rows.index(formula[1])]
    return [_numbered(part, rows) if isinstance(part, list) else part for part in formula]


def _with_parts(
    connection: duckdb.DuckDBPyConnection, release: "Release", cells: list[PublishedCell]
) -> list[PublishedCell]:
    """The cells, those that are sums of ours with what was added up."""
    sources = figure_sources()
    made = [cell for cell in cells if sources[cell.source_id].transformation]
    snapshots = SnapshotStore(_data_of(release.directory))
    filled: dict[PublishedCell, PublishedCell] = {}
    for source_id in {cell.source_id for cell in made}:
        of_source = [cell for cell in made if cell.source_id == source_id]
        snapshot = snapshots.get(source_id, release.manifest["snapshots"][source_id])
        sums = with_parts(connection, sources[source_id], snapshot, of_source)
        filled |= dict(zip(of_source, sums, strict=True))
    for cell in filled.values():
        _check_sum(cell)
    return [filled.get(cell, cell) for cell in cells]


def _data_of(release_directory: Path) -> Path:
    """<data>/releases/<id>: snapshots lie beside the releases that were made from them."""
    return release_directory.parents[1]


def _origins(release: "Release", definition: Definition) -> tuple[Origin, ...]:
    states = {state.id: state for state in release.sources()}
    return tuple(
        Origin(states[source_id], release.manifest["snapshots"].get(source_id))
        for source_id in definition.sources
    )


def _listed(
    connection: duckdb.DuckDBPyConnection, definition: Definition, area: Area
) -> Listed | None:
    if definition.reference is None:
        return None
    cursor = connection.execute("FROM core.municipality WHERE area_code = ?", [area.code])
    names = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    return (
        Listed(definition.reference, area.code, dict(zip(names, *rows, strict=True)))
        if rows
        else None
    )


def _region(release: "Release", value: IndicatorValue) -> ShownValue | None:
    shown = release.shown_value(value.indicator_id, value.area_code, value.period_code)
    return shown if shown is not None and shown.area.code != value.area_code else None


def _check(explanation: Explanation) -> None:
    """What the cells come to is what the release says, to the last digit."""
    value, worked_out = explanation.value, explanation.result
    seen = [worked_out.value, worked_out.lower, worked_out.upper]
    expected = [value.value, value.lower, value.upper]
    if explanation.definition.has_counts:
        for part in (worked_out.numerator, worked_out.denominator):
            seen += [part.value, part.lower, part.upper]
        expected += [value.numerator, value.numerator_lower, value.numerator_upper]
        expected += [value.denominator, value.denominator_lower, value.denominator_upper]
    if seen != expected:
        raise NotFollowedError(
            f"{value.indicator_id}, {value.area_code}, {value.period_code} (release "
            f"{value.release_id}, made with version {value.indicator_version} of the indicator, "
            f"beside {explanation.definition.version} in this program)",
            seen,
            expected,
        )


def _check_sum(cell: PublishedCell) -> None:
    for part in cell.parts:
        _check_sum(part)
    numbers = [part.value for part in cell.parts]
    known = [number for number in numbers if number is not None]
    total = sum(known) if len(known) == len(numbers) else None
    if cell.parts and total != cell.value:
        raise NotFollowedError(f"{place(cell)} ({len(numbers)} cells)", total, cell.value)
