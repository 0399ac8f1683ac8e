"""What a map says, before it is drawn: every area with its value in words, and the legend."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.map.classes import class_boundaries, class_of, class_of_bounds
from dashboard.sentences import area_label, bounds_text, has_anything, short_reason, value_text
from indicators.definition import Definition
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang, format_number, translated

# Classes of areas without a value of their own: only bounds are known, or nothing is.
BOUNDS = "bounds"
NONE = "none"


@dataclass(frozen=True)
class MapArea:
    """One area: `shade` is its class (`1` to `5`, `bounds` or `none`), `words` its value."""

    code: str
    name: str
    province: str
    words: str
    shade: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class LegendEntry:
    """One class in words, with the number of areas in it."""

    shade: str
    text: str
    areas: int


@dataclass(frozen=True)
class MapView:
    """A whole map; areas are in the order of their names."""

    title: str
    lead: str
    areas: Sequence[MapArea]
    legend: Sequence[LegendEntry]


def map_view(
    definition: Definition,
    period_code: str,
    values: Mapping[str, IndicatorValue],
    areas: Sequence[Area],
    href: Callable[[Area], str],
    lang: Lang,
    *,
    chosen: Collection[str] = (),
    provinces: Mapping[str, str] | None = None,
) -> MapView:
    """The map of one indicator in one period.

    `values` are by code of municipality; a value of another area is the one of its region and is
    named so. `areas` are municipalities by name: those of today, and dissolved ones, which are left
    out where they have no number. `provinces` gives names by code, for the list beside the map.
    """
    shown = [area for area in areas if area.is_current or _has_number(values.get(area.code))]
    numbers = [one.value for one in values.values() if one.value is not None]
    boundaries = class_boundaries(numbers, definition.decimals)
    names = provinces or {}
    drawn = [
        MapArea(
            area.code,
            area.name,
            names.get(area.province_code or "", ""),
            _words(area, values.get(area.code), definition, lang),
            _shade(values.get(area.code), boundaries),
            href(area),
            area.code in chosen,
        )
        for area in shown
    ]
    title = t(
        "map.title",
        lang,
        title=translated(definition.title, lang),
        period=period_name(period_code, lang),
    )
    lead = t(f"map.lead_{definition.polarity}", lang)
    return MapView(title, lead, drawn, _legend(drawn, boundaries, definition, lang))


def _has_number(value: IndicatorValue | None) -> bool:
    return value is not None and has_anything(value)


def _shade(value: IndicatorValue | None, boundaries: Sequence[float]) -> str:
    if value is None:
        return NONE
    if value.value is not None:
        return str(class_of(value.value, boundaries))
    if value.lower is None or value.upper is None:
        return NONE
    found = class_of_bounds(value.lower, value.upper, boundaries)
    return BOUNDS if found is None or not boundaries else str(found)


def _words(area: Area, value: IndicatorValue | None, definition: Definition, lang: Lang) -> str:
    if value is None:
        return t("map.no_row", lang)
    amount = value_text(value, definition, lang)
    if amount is None:
        return t("map.no_figure", lang, reason=short_reason(value, lang))
    unit = t(f"unit.{definition.unit}", lang)
    if value.value is None:
        words = t("map.only_bounds", lang, bounds=bounds_text(value, definition, lang), unit=unit)
    else:
        words = f"{amount} {unit}"
    if value.reliability == "indicative":
        words = f"{words}, {t('reliability.indicative', lang)}"
    if value.area_code != area.code:
        words = t("map.of_region", lang, words=words, region=area_label(value, lang))
    return words


def _legend(
    areas: Sequence[MapArea], boundaries: Sequence[float], definition: Definition, lang: Lang
) -> list[LegendEntry]:
    counts = Counter(area.shade for area in areas)
    texts = _class_texts(boundaries, definition, lang) if counts.keys() - {BOUNDS, NONE} else []
    entries = [
        LegendEntry(str(number), text, counts[str(number)])
        for number, text in enumerate(texts, start=1)
    ]
    without = [LegendEntry(one, t(f"map.{one}", lang), counts[one]) for one in (BOUNDS, NONE)]
    return [*entries, *(one for one in without if one.areas)]


def _class_texts(boundaries: Sequence[float], definition: Definition, lang: Lang) -> list[str]:
    unit = t(f"unit.{definition.unit}", lang)
    if not boundaries:
        return [t("map.all_alike", lang, unit=unit)]
    # 2.5 needs a decimal where values are written without.
    decimals = 0 if all(one == round(one) for one in boundaries) else max(definition.decimals, 1)
    texts = [format_number(one, lang, decimals) for one in boundaries]
    between = [
        t("map.between", lang, low=low, high=high, unit=unit)
        for low, high in itertools.pairwise(texts)
    ]
    return [
        t("map.below", lang, high=texts[0], unit=unit),
        *between,
        t("map.from", lang, low=texts[-1], unit=unit),
    ]
