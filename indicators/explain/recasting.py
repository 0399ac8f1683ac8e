"""A figure put onto the municipality of today: which old ones were added up, or why none were."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

import duckdb

from indicators.boundary_years.events import all_events
from indicators.boundary_years.places import place_links
from indicators.boundary_years.values import RecastValue
from indicators.definition import Definition
from indicators.explain.evaluate import Quantity, Result, quantity, result
from indicators.explain.not_followed import NotFollowedError
from indicators.explain.published_cell import PublishedCell, read_cells
from indicators.explain.trace import Formula, formulas, observation_ids
from indicators.values import IndicatorValue, MissingReason

if TYPE_CHECKING:
    from indicators.api import Release


@dataclass(frozen=True)
class Former:
    """A municipality that was added up, with the part of its inhabitants that is in today's.

    Of one that `is_split` it is not known how much of a count went along: its share of the number,
    from nothing to all of it. A count that is `elsewhere` was already in that of its receiver.
    """

    area_code: str
    area_name: str
    share: float
    is_split: bool
    numerator: Quantity
    denominator: Quantity
    elsewhere: tuple[Literal["numerator", "denominator"], ...]
    cells: tuple[PublishedCell, ...]


@dataclass(frozen=True)
class Recasting:
    """The recast figure as the release has it; without members and result where it was refused."""

    recast: RecastValue
    members: tuple[Former, ...]
    result: Result | None


def recasting(
    connection: duckdb.DuckDBPyConnection,
    release: "Release",
    definition: Definition,
    value: IndicatorValue,
) -> Recasting | None:
    """What was done to recast a figure; None where the municipality was the same one then.

    Raises NotFollowedError where the members do not give what the release has.
    """
    columns = ", ".join(field.name for field in fields(RecastValue))
    rows = connection.execute(
        f"SELECT {columns} FROM mart.recast_value "
        "WHERE indicator_id = ? AND area_code = ? AND period_code = ?",
        [definition.id, value.area_code, value.period_code],
    ).fetchall()
    if not rows:
        return None
    recast = RecastValue(*rows[0])
    if recast.refusal is not None:
        return Recasting(recast, (), None)
    place_links(connection, all_events(connection), recast.target_boundary_year)
    linked = connection.execute(
        "SELECT member_code, share, is_split, is_mid_year FROM recast_member "
        "WHERE area_code = ? AND year = ? AND list_contains($3, member_code) ORDER BY member_code",
        [recast.area_code, recast.boundary_year, recast.members.split("; ")],
    ).fetchall()
    members = tuple(
        _former(connection, definition, recast, _named(release, code), *rest)
        for code, *rest in linked
    )
    outcome = result(
        definition,
        _summed(members, "numerator"),
        _summed(members, "denominator"),
    )
    _check(recast, outcome)
    return Recasting(recast, members, outcome)


def _named(release: "Release", code: str) -> tuple[str, str]:
    """A code and its name, where a list of areas has it."""
    area = release.area(code)
    return code, area.name if area else code


def _former(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    recast: RecastValue,
    area: tuple[str, str],
    share: float,
    is_split: bool,
    is_mid_year: bool,
) -> Former:
    code, name = area
    found = formulas(connection, definition, code, recast.period_code)
    sides: tuple[Formula, Formula] = found["numerator"], found["denominator"]
    rows = list(dict.fromkeys(row for one in sides for row in observation_ids(one)))
    cells = read_cells(connection, "list_contains($rows, o.observation_id)", {"rows": rows})
    numerator, denominator = (quantity(one, cells) for one in sides)
    elsewhere: list[Literal["numerator", "denominator"]] = []
    if is_mid_year:
        is_whole = _is_one_whole_table(connection, definition)
        if _is_elsewhere(numerator, is_whole):
            elsewhere.append("numerator")
        if _is_elsewhere(denominator, is_whole):
            elsewhere.append("denominator")
    return Former(
        code, name, share, is_split, numerator, denominator, tuple(elsewhere), tuple(cells.values())
    )


def _is_elsewhere(count: Quantity, is_one_whole_table: bool) -> bool:
    """Of a municipality that ended within the year: whether it was counted with its receiver."""
    reason = count.missing_reason
    return reason == "impossible" or (reason == "not_delivered" and is_one_whole_table)


def _is_one_whole_table(connection: duckdb.DuckDBPyConnection, definition: Definition) -> bool:
    rows = connection.execute(
        "SELECT is_delivered AND NOT is_selection FROM core.source "
        "WHERE list_contains(?, source_id)",
        [definition.sources],
    ).fetchall()
    return len(definition.sources) == 1 and all(is_whole for (is_whole,) in rows)


def _summed(members: Iterable[Former], side: Literal["numerator", "denominator"]) -> Quantity:
    """All members together: whole ones with their bounds, of a split one from nothing to all."""
    counted = [one for one in members if side not in one.elsewhere]
    counts: list[Quantity] = [getattr(one, side) for one in counted]
    values = [
        None if count.value is None else one.share * count.value
        for one, count in zip(counted, counts, strict=True)
    ]
    lowers = [
        0.0 if one.is_split and count.lower is not None else count.lower
        for one, count in zip(counted, counts, strict=True)
    ]
    reasons: list[MissingReason] = [one.missing_reason for one in counts if one.missing_reason]
    return Quantity(
        _sum(values),
        _sum(lowers),
        _sum(count.upper for count in counts),
        max(reasons, default=None),
    )


def _sum(numbers: Iterable[float | None]) -> float | None:
    """The sum where all are known."""
    known = list(numbers)
    return None if None in known else float(sum(one for one in known if one is not None))


def _check(recast: RecastValue, outcome: Result) -> None:
    seen = outcome.value, outcome.lower, outcome.upper
    expected = recast.value, recast.lower, recast.upper
    if seen != expected:
        raise NotFollowedError(
            f"{recast.indicator_id}, {recast.area_code}, {recast.period_code}, recast",
            seen,
            expected,
        )
