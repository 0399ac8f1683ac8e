"""A release with figures of choice, for charts of what published figures do not happen to have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from indicators.api import Release
from indicators.boundary_years.values import RecastValue
from indicators.comparison.funnel import Funnel
from indicators.values import Area, IndicatorValue, SourceState
from tests.dashboard.records import groningen_repeat_reports

REGION = Area("VT08", "veilig_thuis_region", "Groningen", "Groningen", None, None, True, 2025)
COUNTRY = Area("NL01", "country", "Nederland", "Nederland", None, None, True, 2025)
GRONINGEN = Area("GM0014", "municipality", "Groningen", "Groningen", "PV20", "VT08", True, 2025)
ASSEN = Area("GM0106", "municipality", "Assen", "Assen", "PV22", "VT13", True, 2025)


def figure(period: str, value: float | None, **changes: Any) -> IndicatorValue:
    """A figure of Groningen; bounds a half below and above a value, none where there is none."""
    bounds = {} if value is None else {"lower": value - 0.5, "upper": value + 0.5}
    if value is None:
        bounds = {"lower": None, "upper": None, "missing_reason": "unknown_or_secret"}
    kind = "half_year" if "HJ" in period else "year"
    made = groningen_repeat_reports(period_code=period, value=value, status="definitive")
    return replace(made, **(bounds | {"period_kind": kind} | changes))


@dataclass(frozen=True)
class _Made:
    id: str
    is_fictitious: bool
    figures: Mapping[str, Sequence[IndicatorValue]]
    recast: Mapping[str, Sequence[RecastValue]]
    funnel_of_all: Funnel | None
    known: Mapping[str, Area] = field(
        default_factory=lambda: {one.code: one for one in (REGION, COUNTRY, GRONINGEN, ASSEN)}
    )

    def area(self, code: str) -> Area | None:
        return self.known.get(code)

    def shown_area(self, _: object, area: Area) -> Area:
        return area

    def series(self, _: str, code: str, kind: str = "year") -> list[IndicatorValue]:
        return [row for row in self.figures.get(code, ()) if row.period_kind == kind]

    def value(self, _: str, code: str, period: str) -> IndicatorValue | None:
        rows = self.figures.get(code, ())
        return next((row for row in rows if row.period_code == period), None)

    def recast_series(self, _: str, code: str, kind: str = "year") -> list[RecastValue]:
        return [row for row in self.recast.get(code, ()) if row.period_kind == kind]

    def funnel(self, *_: object) -> Funnel | None:
        return self.funnel_of_all

    def newest_period(self, _: str) -> None:
        return None

    def comparisons(self, *_: object) -> list[object]:
        return []

    def area_class(self, _: str) -> None:
        return None

    def sources(self) -> list[SourceState]:
        return []


def made_release(
    figures: Mapping[str, Sequence[IndicatorValue]] | None = None,
    *,
    is_fictitious: bool = False,
    recast: Mapping[str, Sequence[RecastValue]] | None = None,
    funnel: Funnel | None = None,
) -> Release:
    """A release by area code, oldest first; `funnel` is the answer whatever is asked."""
    release_id = "demo-2026-01-01.1" if is_fictitious else "2026-01-01.1"
    return cast(Release, _Made(release_id, is_fictitious, figures or {}, recast or {}, funnel))
