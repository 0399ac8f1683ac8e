"""One figure with everything that it was made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from indicators.definition import Definition
from indicators.explain.asked import find_figure
from indicators.explain.evaluate import (
    INDICATIVE_BELOW,
    MINIMUM,
    Quantity,
    Result,
    has_counts,
    less,
    quantity,
    result,
)
from indicators.explain.published_cell import PublishedCell, read_cells, with_bounds
from indicators.explain.summed import with_parts
from indicators.explain.trace import Formula, formulas, observation_ids, traced_core
from indicators.values import Area, IndicatorValue, SourceState
from ingest.snapshot import SnapshotStore
from ingest.source import Translated, figure_sources

if TYPE_CHECKING:
    from indicators.api import Release


class NotFollowedError(Exception):
    """The cells do not give the figure that the release has; nothing is explained then."""


@dataclass(frozen=True)
class Part:
    """A numerator, a denominator, or what is left out of a complement's numerator.

    `formula` is what the indicator's query did: `["cell", n]` is `Explanation.cells[n]`,
    `["absent"]` a cell that the table does not have, `["exactly", x]` a fixed number. A denominator
    that is only a fixed number may have no `label`.
    """

    kind: Literal["numerator", "denominator", "remainder"]
    label: Translated | None
    formula: Formula
    quantity: Quantity


@dataclass(frozen=True)
class Origin:
    """A table that the indicator reads, and the copy of it that was used."""

    table: SourceState
    snapshot_id: str | None


@dataclass(frozen=True)
class Explanation:
    """A figure, followed to the published cells.

    `result` is what the cells come to, worked out anew; it equals what `value` holds. `region` is
    the figure of the Veilig Thuis region, which is shown where a municipality has none.
    """

    definition: Definition
    area: Area
    value: IndicatorValue
    parts: tuple[Part, ...]
    cells: tuple[PublishedCell, ...]
    numerator: Quantity
    denominator: Quantity
    result: Result
    origins: tuple[Origin, ...]
    region: IndicatorValue | None
    release_version: str
    minimum_denominator: int = MINIMUM
    indicative_below: int = INDICATIVE_BELOW


def explain(release: "Release", indicator: str, area: str, period: str) -> Explanation:
    """Follow a figure down to its cells.

    `area` is a code or a name, `period` a code, a year (`2023`) or a half-year (`2025-H1`). Raises
    NotFoundError where there is no such figure, and NotFollowedError where the cells of the release
    do not give it: the definition in this program is then not the one that made it.
    """
    definition, place, value = find_figure(release, indicator, area, period)
    with traced_core(release.directory / "warehouse.duckdb") as connection:
        found = formulas(connection, definition, place.code, value.period_code)
        rows = list(dict.fromkeys(row for one in found.values() for row in observation_ids(one)))
        by_row = read_cells(connection, "list_contains($rows, o.observation_id)", {"rows": rows})
        quantities = {side: quantity(formula, by_row) for side, formula in found.items()}
        cells = [with_bounds(connection, by_row[row]) for row in rows]
        cells = _with_parts(connection, release, cells)
    part, denominator = quantities["numerator"], quantities["denominator"]
    explanation = Explanation(
        definition=definition,
        area=place,
        value=value,
        parts=_parts(definition, found, rows, part, denominator),
        cells=tuple(cells),
        numerator=less(denominator, part) if definition.complement else part,
        denominator=denominator,
        result=result(definition, part, denominator),
        origins=_origins(release, definition),
        region=_region(release, place, value),
        release_version=release.manifest["version"],
    )
    _check(explanation)
    return explanation


def _parts(
    definition: Definition,
    found: Mapping[Literal["numerator", "denominator"], Formula],
    rows: list[int],
    part: Quantity,
    denominator: Quantity,
) -> tuple[Part, ...]:
    numerator = _numbered(found["numerator"], rows)
    whole = _numbered(found["denominator"], rows)
    parts = [Part("denominator", definition.denominator_label, whole, denominator)]
    if definition.remainder_label:
        formula = ["minus", whole, numerator]
        rest = less(denominator, part)
        return (
            Part("numerator", definition.numerator_label, formula, rest),
            *parts,
            Part("remainder", definition.remainder_label, numerator, part),
        )
    return (Part("numerator", definition.numerator_label, numerator, part), *parts)


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


def _region(release: "Release", area: Area, value: IndicatorValue) -> IndicatorValue | None:
    if value.value is not None or area.level != "municipality" or not area.veilig_thuis_code:
        return None
    return release.value(value.indicator_id, area.veilig_thuis_code, value.period_code)


def _check(explanation: Explanation) -> None:
    """What the cells come to is what the release says, to the last digit."""
    value, worked_out = explanation.value, explanation.result
    seen = [worked_out.value, worked_out.lower, worked_out.upper]
    expected = [value.value, value.lower, value.upper]
    if has_counts(explanation.definition):
        for part in (explanation.numerator, explanation.denominator):
            seen += [part.value, part.lower, part.upper]
        expected += [value.numerator, value.numerator_lower, value.numerator_upper]
        expected += [value.denominator, value.denominator_lower, value.denominator_upper]
    if seen != expected:
        raise NotFollowedError(
            f"{value.indicator_id}, {value.area_code}, {value.period_code}: the cells of release "
            f"{value.release_id} give {seen}; expected {expected}, which the release says. It was "
            f"made with version {value.indicator_version} of the indicator, and this program has "
            f"{explanation.definition.version}: use the program that made the release."
        )


def _check_sum(cell: PublishedCell) -> None:
    for part in cell.parts:
        _check_sum(part)
    numbers = [part.value for part in cell.parts]
    known = [number for number in numbers if number is not None]
    total = sum(known) if len(known) == len(numbers) else None
    if cell.parts and total != cell.value:
        raise NotFollowedError(
            f"{cell.source_id}, {cell.area_code}, {cell.period_code}: {len(numbers)} cells come to "
            f"{total}; expected {cell.value}, which the release says."
        )
