"""From an address to a chart: what was asked is checked before anything is looked up.

Nothing is filled in for a value that is not understood: a file that shows something else than was
asked would be quoted as if it did not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import KINDS, Kind
from dashboard.charts.request import ChartRequest
from dashboard.map.kind import MapKind
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area, PeriodKind
from indicators.wording import Lang

WIDTHS = (360, 640, 800, 1200)
MAP_KINDS: Mapping[str, MapKind] = {kind: kind for kind in get_args(MapKind)}
SERIES: Mapping[str, PeriodKind] = {"jaar": "year", "halfjaar": "half_year"}

Params = Mapping[str, Sequence[str]]


class RefusedError(ValueError):
    """What was asked cannot be given: the status, and a text of the interface that says why."""

    def __init__(self, status: int, key: str, **values: str) -> None:
        super().__init__(key, values)
        self.status, self.key, self.values = status, key, values


@dataclass(frozen=True)
class Asked:
    """A chart, and the width that its drawing is wanted in, or None where none was asked for."""

    chart: Chart
    width: float | None


def asked_chart(release: Release, kind_name: str, params: Params, lang: Lang) -> Asked:
    """The chart at an address; `params` as `parse_qs` gives them. Raises RefusedError."""
    kind = KINDS.get(kind_name)
    if kind is None:
        raise RefusedError(404, "kind", seen=kind_name, known=", ".join(KINDS))
    known = ("breedte", *kind.takes)
    if unknown := sorted(set(params) - {*known}):
        raise RefusedError(400, "parameter", seen=", ".join(unknown), known=", ".join(known))
    width = _one(params, "breedte", [str(width) for width in WIDTHS])
    definition = _definition(release, params) if "indicator" in kind.takes else None
    request = ChartRequest(
        release,
        definition,
        _areas(release, params, kind),
        _period(release, params, definition),
        SERIES[_one(params, "reeks", [*SERIES]) or "jaar"],
        lang,
        MAP_KINDS[_one(params, "kaart", [*MAP_KINDS]) or "tegels"],
    )
    chart = kind.make(request)
    if chart is None:
        raise RefusedError(404, "nothing", kind=kind_name)
    return Asked(chart, float(width) if width else None)


def _definition(release: Release, params: Params) -> Definition:
    shown = {one.id: one for one in release.indicators() if one.is_shown}
    name = _one(params, "indicator", [*shown])
    if not name:
        raise RefusedError(400, "missing", name="indicator", known=", ".join(shown))
    return shown[name]


def _areas(release: Release, params: Params, kind: Kind) -> tuple[Area, ...]:
    codes = [code for text in params.get("gebieden", ()) for code in text.split(",") if code]
    unknown = [code for code in codes if release.area(code) is None]
    if unknown:
        raise RefusedError(400, "area", seen=", ".join(unknown))
    areas = tuple(dict.fromkeys(area for code in codes if (area := release.area(code))))
    if not kind.fewest_areas <= len(areas) <= kind.most_areas:
        numbers = {"fewest": str(kind.fewest_areas), "most": str(kind.most_areas)}
        raise RefusedError(400, "areas", seen=str(len(areas)), **numbers)
    return areas


def _period(release: Release, params: Params, definition: Definition | None) -> str | None:
    periods = release.periods(definition.id) if definition else release.chain_periods()
    return _one(params, "periode", [period.code for period in periods]) or None


def _one(params: Params, name: str, known: Sequence[str]) -> str:
    """The one value of a parameter, empty where it is not given."""
    given = params.get(name, ())
    if not given:
        return ""
    if len(given) > 1 or given[0] not in known:
        raise RefusedError(400, "value", name=name, seen=", ".join(given), known=", ".join(known))
    return given[0]
