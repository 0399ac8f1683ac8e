"""A map as a chart: of one indicator in one period, with its table and where it comes from."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from dashboard.charts.chart import Chart, ChartTable
from dashboard.charts.wording import about, unit_text
from dashboard.choices import newest_period
from dashboard.i18n.text import t
from dashboard.map.boundaries import boundary_shapes
from dashboard.map.kind import MapKind
from dashboard.map.shapes import Shapes
from dashboard.map.tiles import tile_shapes
from dashboard.map.view import MapView, map_view
from dashboard.urls import municipality_url
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang

_RELEASES_KEPT = 4


@dataclass(frozen=True)
class MapChart(Chart):
    """Every municipality with its class and its value in words, and the shapes to draw them in."""

    kind: ClassVar[str] = "kaart"

    view: MapView
    shapes: Shapes
    shown_as: MapKind


def map_chart(
    release: Release,
    definition: Definition,
    lang: Lang,
    *,
    period: str | None = None,
    chosen: Collection[str] = (),
    shown_as: MapKind = "tegels",
    href: Callable[[Area], str] | None = None,
) -> MapChart | None:
    """The map of an indicator; `period` is a code, or None for the newest with a number.

    `chosen` are codes of municipalities to be outlined; `href` says where an area leads, by default
    to its own page. None where the indicator has no row in that period, or boundaries are asked for
    that were not delivered.
    """
    period = period or newest_period(release, definition.id)
    rows = release.values(definition.id, period) if period else []
    if period is None or not rows or (shown_as == "grenzen" and not release.has_boundaries()):
        return None
    areas = release.areas("municipality", current_only=False)
    view = map_view(
        definition,
        period,
        _by_municipality(rows, areas, definition),
        areas,
        href or (lambda area: municipality_url(area, lang)),
        lang,
        chosen=chosen,
        provinces={area.code: area.name for area in release.areas("province")},
    )
    params = {"indicator": definition.id, "periode": period}
    params |= {"gebieden": ",".join(sorted(chosen))} if chosen else {}
    params |= {"kaart": shown_as} if shown_as != "tegels" else {}
    unit = unit_text(definition, lang)
    return MapChart(
        view.title,
        " ".join([view.lead, t("map.unit", lang, unit=unit)]),
        _table(view, lang),
        about(release, definition.sources, params, lang),
        view,
        tile_shapes() if shown_as == "tegels" else _boundaries(release),
        shown_as,
    )


def _by_municipality(
    rows: Sequence[IndicatorValue], areas: Sequence[Area], definition: Definition
) -> dict[str, IndicatorValue]:
    """The figure of each municipality, or of its region where it is published per region only."""
    by_code = {row.area_code: row for row in rows}
    if not definition.is_regional:
        return {area.code: by_code[area.code] for area in areas if area.code in by_code}
    return {
        area.code: by_code[area.veilig_thuis_code]
        for area in areas
        if area.is_current and area.veilig_thuis_code in by_code
    }


# A release never changes, and what is drawn of its boundaries does not either.
@lru_cache(maxsize=_RELEASES_KEPT)
def _boundaries(release: Release) -> Shapes:
    province = {
        area.code: area.province_code or ""
        for area in release.areas("municipality", current_only=False)
    }
    return boundary_shapes(release.boundaries(), province)


def _table(view: MapView, lang: Lang) -> ChartTable:
    columns = (t("column.area", lang), t("map.province", lang), t("column.value", lang))
    rows = tuple((area.name, area.province, area.words) for area in view.areas)
    return ChartTable(view.title, columns, (False, False, False), rows)
