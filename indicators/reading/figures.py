"""Figures of a release and the periods that have them."""

from collections.abc import Sequence
from typing import Any

from indicators.place_names import loose
from indicators.trend.records import Query
from indicators.values import AreaLevel, IndicatorValue, Period, PeriodKind


def read_periods(query: Query, indicator_id: str, kind: PeriodKind | None) -> list[Period]:
    """Periods for which the indicator has rows, oldest first."""
    rows = query(
        "SELECT DISTINCT period_code, period_kind, boundary_year FROM mart.indicator_value "
        "WHERE indicator_id = $id AND ($kind IS NULL OR period_kind = $kind) "
        "ORDER BY boundary_year, period_code",
        {"id": indicator_id, "kind": kind},
    )
    return [Period(*row) for row in rows]


def read_newest_period(query: Query, indicator_id: str, kind: PeriodKind) -> Period | None:
    """The newest period in which at least one area has a value or bounds."""
    rows = query(
        "SELECT DISTINCT period_code, period_kind, boundary_year FROM mart.indicator_value "
        "WHERE indicator_id = $id AND period_kind = $kind "
        "AND (value IS NOT NULL OR lower IS NOT NULL) "
        "ORDER BY boundary_year DESC, period_code DESC LIMIT 1",
        {"id": indicator_id, "kind": kind},
    )
    return Period(*rows[0]) if rows else None


def read_value(
    query: Query, indicator_id: str, area_code: str, period_code: str
) -> IndicatorValue | None:
    """One figure, or None where the indicator has no row for this area and period."""
    rows = _read(
        query,
        "indicator_id = $id AND area_code = $area AND period_code = $period",
        {"id": indicator_id, "area": area_code, "period": period_code},
    )
    return rows[0] if rows else None


def read_shown_value(
    query: Query, indicator_id: str, area_code: str, period_code: str
) -> IndicatorValue | None:
    """The figure to show for an area: its own, or its region's where that is all there is."""
    rows = _read(
        query,
        "indicator_id = $id AND period_code = $period AND area_code = ("
        "SELECT shown_area_code FROM mart.indicator_value WHERE indicator_id = $id "
        "AND area_code = $area AND period_code = $period)",
        {"id": indicator_id, "area": area_code, "period": period_code},
    )
    return rows[0] if rows else None


def read_values(
    query: Query,
    indicator_id: str,
    period_code: str,
    level: AreaLevel | None,
    area_codes: Sequence[str] | None,
) -> list[IndicatorValue]:
    """The figures of one period by area name, of one level or some areas unless that is None."""
    rows = _read(
        query,
        "indicator_id = $id AND period_code = $period "
        "AND ($level IS NULL OR area_level = $level) "
        "AND ($codes IS NULL OR list_contains($codes::VARCHAR[], area_code))",
        {
            "id": indicator_id,
            "period": period_code,
            "level": level,
            "codes": list(area_codes) if area_codes is not None else None,
        },
    )
    return sorted(rows, key=lambda row: (loose(row.area_name), row.area_code))


def read_series(
    query: Query, indicator_id: str, area_code: str, kind: PeriodKind
) -> list[IndicatorValue]:
    """One area's figures over the periods of one kind, oldest first."""
    rows = _read(
        query,
        "indicator_id = $id AND area_code = $area AND period_kind = $kind",
        {"id": indicator_id, "area": area_code, "kind": kind},
    )
    return sorted(rows, key=lambda row: (row.boundary_year or 0, row.period_code))


def _read(query: Query, condition: str, parameters: dict[str, Any]) -> list[IndicatorValue]:
    columns = ", ".join(IndicatorValue.__dataclass_fields__)
    rows = query(f"SELECT {columns} FROM mart.indicator_value WHERE {condition}", parameters)
    return [IndicatorValue(*row) for row in rows]
