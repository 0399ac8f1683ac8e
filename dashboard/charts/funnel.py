"""All areas against their size: small ones differ most by chance alone, and the limits show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from dashboard.charts.chart import Amount, Chart, ChartTable
from dashboard.charts.drawing.scales import ticks_from_zero
from dashboard.charts.wording import about, amount_between, amount_of, unit_text
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import area_label
from indicators.api import Release
from indicators.comparison.funnel import Funnel, FunnelLimit, FunnelPoint
from indicators.comparison.words import reason_text, word
from indicators.definition import Definition
from indicators.values import Area, AreaLevel
from indicators.wording import Lang, format_count, format_number, translated

# A figure that is so many times what 95 in 100 areas stay below would flatten all the others.
FAR = 2.0
ROOM = 1.5
STEPS = 5


@dataclass(frozen=True)
class Spot:
    """One area: how large, its figure, and whether it is named. `word` is of the comparison."""

    code: str
    label: str
    denominator: float
    amount: Amount
    is_chosen: bool
    word: str

    @property
    def value(self) -> float:
        """The figure; every spot has one."""
        if self.amount.value is None:
            raise ValueError(f"{self.code}: a spot without a figure")
        return self.amount.value


@dataclass(frozen=True)
class FunnelChart(Chart):
    """Areas by denominator (a logarithmic axis) and figure, between limits around the benchmark.

    `top`: where the axis of values ends; `above`: areas beyond it, drawn at the edge and named in
    `notes`. `limits` are empty where areas are not held against the country; then `benchmark` is
    None. `missing`: chosen areas without a figure, with the reason.
    """

    kind: ClassVar[str] = "trechter"

    spots: tuple[Spot, ...]
    limits: tuple[FunnelLimit, ...]
    benchmark: Amount | None
    top: float
    above: tuple[Spot, ...]
    notes: tuple[str, ...]
    unit: str
    denominator_title: str
    highest: float | None


def crowd_level(definition: Definition) -> AreaLevel:
    """The level of the smallest areas that have figures of their own."""
    return "veilig_thuis_region" if definition.is_regional else "municipality"


def funnel(
    release: Release, definition: Definition, areas: Sequence[Area], lang: Lang, period: str | None
) -> FunnelChart | None:
    """The chart of one year, with these areas named; `period` None is the newest.

    None where the indicator has no denominators, or nobody has a figure. Colour never says good or
    bad: the limits say how unusual a figure is, and that is all.
    """
    newest = release.newest_period(definition.id)
    code = period or (newest.code if newest else None)
    level = crowd_level(definition)
    found = release.funnel(definition.id, level, code) if code else None
    if code is None or found is None:
        return None
    chosen = {release.shown_area(definition, area).code for area in areas}
    spots = tuple(
        _spot(point, point.area_code in chosen, definition, lang) for point in found.points
    )
    most = 100.0 if definition.kind == "proportion" else None
    top = _top(spots, found.limits, most)
    above = tuple(spot for spot in spots if spot.value > top)
    is_held = found.is_compared and found.benchmark_lower is not None
    bounds = found.benchmark_value, found.benchmark_lower, found.benchmark_upper
    benchmark = amount_between(*bounds, definition.decimals, lang) if is_held else None
    title, when = translated(definition.title, lang), period_name(code, lang)
    names = ", ".join(spot.label for spot in spots if spot.is_chosen)
    key = "chart.funnel.name_chosen" if names else "chart.funnel.name"
    words = {"title": title, "period": when, "level": t(f"chart.funnel.level.{level}", lang)}
    name = t(key, lang, **words, **({"areas": names} if names else {}))
    unit = unit_text(definition, lang)
    missing = _missing(release, definition, chosen, {spot.code for spot in spots}, code, lang)
    label = definition.denominator_label
    return FunnelChart(
        name,
        _text(found, spots, benchmark, unit, lang),
        _table(name, spots, benchmark, lang),
        about(
            release,
            definition.sources,
            {"indicator": definition.id, "periode": code}
            | ({"gebieden": ",".join(area.code for area in areas)} if areas else {}),
            lang,
        ),
        spots,
        found.limits,
        benchmark,
        top,
        above,
        (*_notes(above, lang), *missing),
        unit,
        translated(label, lang) if label else "",
        most,
    )


def _spot(point: FunnelPoint, is_chosen: bool, definition: Definition, lang: Lang) -> Spot:
    said = ""
    if point.reason is not None:
        said = translated(reason_text(point.reason), lang)
    elif point.code is not None:
        said = translated(word(point.code), lang)
    amount = amount_between(point.value, point.lower, point.upper, definition.decimals, lang)
    return Spot(point.area_code, point.area_name, point.denominator, amount, is_chosen, said)


def _top(spots: Sequence[Spot], limits: Sequence[FunnelLimit], most: float | None) -> float:
    """Where the axis ends: at the largest figure, unless a few lie far beyond nearly all others.

    The outer limit of the largest areas is in view too, so that its absence says nothing.
    """
    ordered = sorted(spot.value for spot in spots)
    usual, largest = ordered[int(0.95 * (len(ordered) - 1))], ordered[-1]
    if largest > FAR * usual > 0:
        largest = max([ROOM * usual, *(spot.value for spot in spots if spot.is_chosen)])
    if limits and limits[-1].upper_998 <= FAR * usual:
        largest = max(largest, limits[-1].upper_998)
    return ticks_from_zero(largest, STEPS, most)[-1]


def _missing(
    release: Release,
    definition: Definition,
    chosen: set[str],
    shown: set[str],
    period: str,
    lang: Lang,
) -> list[str]:
    notes = []
    for code in sorted(chosen - shown - {COUNTRY}):
        area = release.area(code)
        if area is not None:
            amount = amount_of(release.value(definition.id, code, period), definition, lang)
            label = area_label(area, lang)
            notes.append(
                t("chart.funnel.missing", lang, area=label, value=amount.text, reason=amount.reason)
                if amount.reason
                else t("chart.funnel.other_level", lang, area=label, value=amount.text)
            )
    return notes


def _notes(above: Sequence[Spot], lang: Lang) -> list[str]:
    if not above:
        return []
    named = ", ".join(f"{spot.label} ({spot.amount.text})" for spot in above)
    return [t("chart.funnel.above", lang, areas=named)]


def _text(
    found: Funnel, spots: Sequence[Spot], benchmark: Amount | None, unit: str, lang: Lang
) -> str:
    dot = t(f"chart.funnel.dot.{found.level}", lang)
    sentences = [t("chart.funnel.reading", lang, dot=dot, unit=unit)]
    if benchmark is not None:
        sentences.append(t("chart.funnel.benchmark", lang, value=benchmark.text))
    if found.limits:
        expected = format_number(found.expected_flags_998, lang, 1 if found.tested >= 50 else 2)
        sentences.append(
            t(
                "chart.funnel.limits",
                lang,
                expected=expected,
                tested=format_count(found.tested, lang),
                flags=format_count(found.flags_adjusted, lang),
            )
        )
    elif not found.is_compared:
        sentences.append(t("chart.funnel.not_compared", lang))
    for spot in spots:
        if spot.is_chosen:
            key = "chart.funnel.chosen" if found.is_compared else "chart.funnel.chosen_only"
            values = {"area": spot.label, "value": spot.amount.text}
            if found.is_compared:
                values["word"] = spot.word.rstrip(".")
            sentences.append(t(key, lang, **values))
    return " ".join(sentences)


def _table(name: str, spots: Sequence[Spot], benchmark: Amount | None, lang: Lang) -> ChartTable:
    columns = (
        t("column.area", lang),
        t("column.denominator", lang),
        t("column.value", lang),
        t("column.bounds", lang),
        t("chart.funnel.column_word", lang),
    )
    rows = [
        (
            spot.label,
            format_count(spot.denominator, lang),
            spot.amount.text,
            spot.amount.bounds,
            spot.word,
        )
        # Chosen areas first; by name and not by figure: this is no league table.
        for spot in sorted(spots, key=lambda spot: (not spot.is_chosen, spot.label, spot.code))
    ]
    if benchmark is not None:
        rows.insert(0, (t("column.country", lang), "", benchmark.text, benchmark.bounds, ""))
    return ChartTable(name, columns, (False, True, True, True, False), tuple(rows))
