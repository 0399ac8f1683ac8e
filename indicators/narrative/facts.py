"""What is known of one indicator in one area, gathered for sentences and questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from indicators.comparison.comparators import BENCHMARK_KINDS
from indicators.comparison.records import Comparison
from indicators.definition import Definition
from indicators.trend.records import Trend
from indicators.values import Area, IndicatorValue

Query = Callable[[str, dict[str, Any]], list[Any]]


@dataclass(frozen=True)
class Facts:
    """One indicator in one area.

    `shown` is the area whose figure it is: `area` itself, or its Veilig Thuis region where there is
    no figure per municipality. `value` is that of the newest year in which the shown area has a
    number or bounds; without one that of the newest year, with its reason. The comparisons are of
    that year. A trend is None where the indicator has no such periods.
    """

    definition: Definition
    area: Area
    shown: Area
    value: IndicatorValue
    comparisons: tuple[Comparison, ...]
    years: Trend | None
    half_years: Trend | None

    @property
    def is_regional(self) -> bool:
        """Whether the figure is that of the municipality's region."""
        return self.shown.code != self.area.code

    @property
    def has_number(self) -> bool:
        """Whether there is a value, or at least bounds."""
        return self.value.value is not None or self.value.lower is not None


def gather(
    query: Query, areas: Mapping[str, Area], area: Area, definitions: Iterable[Definition]
) -> list[Facts]:
    """The facts of every shown indicator that has a row for the area, in their fixed order."""
    region = areas.get(area.veilig_thuis_code or "")
    codes = [area.code] + ([region.code] if region else [])
    values = _rows(query, IndicatorValue, "mart.indicator_value", codes, "period_kind = 'year'")
    comparisons = _rows(query, Comparison, "mart.marked_comparison", codes)
    trends = _rows(query, Trend, "mart.trend", codes)
    found = []
    for definition in definitions:
        shown = region if definition.is_regional and area.level == "municipality" else area
        if not definition.is_shown or shown is None:
            continue
        mine = (definition.id, shown.code)
        value = _newest(values.get(mine, []))
        if value is None:
            continue
        beside = [c for c in comparisons.get(mine, []) if c.period_code == value.period_code]
        of_kind = {trend.period_kind: trend for trend in trends.get(mine, [])}
        found.append(
            Facts(
                definition,
                area,
                shown,
                value,
                tuple(sorted(beside, key=lambda c: BENCHMARK_KINDS.index(c.benchmark_kind))),
                of_kind.get("year"),
                of_kind.get("half_year"),
            )
        )
    return found


def _newest(values: list[IndicatorValue]) -> IndicatorValue | None:
    ordered = sorted(values, key=lambda value: value.period_code)
    with_number = [v for v in ordered if v.value is not None or v.lower is not None]
    return (with_number or ordered or [None])[-1]


def _rows(
    query: Query, record: Any, table: str, codes: list[str], condition: str = "true"
) -> dict[tuple[str, str], list[Any]]:
    """Records of some areas by indicator and area."""
    names = ", ".join(field.name for field in fields(record))
    rows = query(
        f"SELECT {names} FROM {table} WHERE list_contains($codes::VARCHAR[], area_code) "
        f"AND {condition} ORDER BY ALL",
        {"codes": codes},
    )
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        one = record(*row)
        found.setdefault((one.indicator_id, one.area_code), []).append(one)
    return found
