"""Where an area stands: its newest figure beside the country, its regions, and areas like it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dashboard.charts.chart import Amount, Chart, ChartTable
from dashboard.charts.wording import about, amount_between, amount_of, unit_text
from dashboard.council import larger_areas
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.newest import newest_of
from dashboard.sentences import area_label, place
from indicators.api import Release
from indicators.comparison.records import Comparison
from indicators.comparison.words import word
from indicators.definition import Definition
from indicators.values import Area, IndicatorValue
from indicators.wording import Lang, format_number, translated


@dataclass(frozen=True)
class Beside:
    """One row: whose figure, the figure, its 95% interval, and how the own area differs from it.

    `series` is the name of its colour (`dashboard.design.series`). `word` is of the fixed
    vocabulary of comparisons, and empty where nothing was compared.
    """

    label: str
    amount: Amount
    interval: tuple[float, float] | None
    is_own: bool
    word: str
    series: str


@dataclass(frozen=True)
class Position(Chart):
    """One figure of one area as a dot on an axis that begins at zero, others below it.

    `rows`: the area itself first, then from near to far. `unit`: what the axis counts. `highest`:
    what the figure can be at most (100 for a share), or None.
    """

    kind: ClassVar[str] = "stand"

    rows: tuple[Beside, ...]
    unit: str
    decimals: int
    highest: float | None


def position(
    release: Release, definition: Definition, area: Area, lang: Lang, period: str | None = None
) -> Position | None:
    """The chart for the council page: `period` is a code, or None for the newest with a number.

    Where a figure is published per Veilig Thuis region only, it is that of the region, named so.
    None where the indicator is a count or a class (a country dwarfs a municipality), or has no row.
    """
    if definition.unit not in ("per_100", "per_1000"):
        return None
    whose = release.shown_area(definition, area)
    value = _own_value(release, definition, whose, period)
    if value is None:
        return None
    compared = release.comparisons(definition.id, whose.code, value.period_code)
    rows = (
        _own(value, compared, definition, lang),
        *_larger(release, value, whose, compared, definition, lang),
        *_alike(release, value, compared, definition, lang),
    )
    when = period_name(value.period_code, lang)
    title = translated(definition.title, lang)
    name = t("chart.position.name", lang, title=title, period=when, area=area_label(value, lang))
    unit = unit_text(definition, lang)
    return Position(
        name,
        _text(value, rows, unit, definition, lang),
        _table(name, rows, definition, lang),
        about(
            release,
            definition.sources,
            {"indicator": definition.id, "gebieden": area.code, "periode": value.period_code},
            lang,
        ),
        rows,
        unit,
        definition.decimals,
        100.0 if definition.kind in ("proportion", "published_share") else None,
    )


def _own_value(
    release: Release, definition: Definition, whose: Area, period: str | None
) -> IndicatorValue | None:
    if period is not None:
        return release.value(definition.id, whose.code, period)
    years = release.series(definition.id, whose.code, "year")
    half_years = release.series(definition.id, whose.code, "half_year")
    # Without any number at all: the newest row, which says why.
    return newest_of(years) or newest_of(half_years) or next(reversed(years or half_years), None)


def _own(
    value: IndicatorValue, compared: Sequence[Comparison], definition: Definition, lang: Lang
) -> Beside:
    interval = None
    if compared and compared[0].lower_95 is not None and compared[0].upper_95 is not None:
        interval = (compared[0].lower_95, compared[0].upper_95)
    amount = amount_of(value, definition, lang)
    return Beside(area_label(value, lang), amount, interval, True, "", "chosen")


def _larger(
    release: Release,
    value: IndicatorValue,
    whose: Area,
    compared: Sequence[Comparison],
    definition: Definition,
    lang: Lang,
) -> Iterator[Beside]:
    words = {one.benchmark_code: _word(one, lang) for one in compared}
    for area in larger_areas(release, whose):
        other = release.value(definition.id, area.code, value.period_code)
        if area != whose:
            amount = amount_of(other, definition, lang)
            series = "netherlands" if area.level == "country" else "region"
            said = words.get(area.code, "")
            yield Beside(area_label(area, lang), amount, None, False, said, series)


def _alike(
    release: Release,
    value: IndicatorValue,
    compared: Sequence[Comparison],
    definition: Definition,
    lang: Lang,
) -> Iterator[Beside]:
    """The class and the similar municipalities, as far as anything is known of their sums."""
    area_class = release.area_class(value.area_code)
    for one in compared:
        if one.benchmark_kind not in ("class", "peers") or one.benchmark_lower is None:
            continue
        series = "class" if one.benchmark_kind == "class" else "nearest"
        label = t("chart.position.peers", lang, count=one.members or 0)
        if one.benchmark_kind == "class" and area_class is not None:
            label = area_class.class_nl if lang == "nl" else area_class.class_en
        amount = amount_between(
            one.benchmark_value, one.benchmark_lower, one.benchmark_upper, definition.decimals, lang
        )
        yield Beside(label, amount, None, False, _word(one, lang), series)


def _word(one: Comparison, lang: Lang) -> str:
    return translated(word(one.code), lang)


def _text(
    value: IndicatorValue, rows: Sequence[Beside], unit: str, definition: Definition, lang: Lang
) -> str:
    somewhere = place(value.area_name, value.area_level, lang)
    own, *others = rows
    first = t("chart.position.own", lang, place=somewhere, value=own.amount.text, unit=unit)
    beside = "; ".join(f"{one.label}: {one.amount.text}" for one in others)
    sentences = [first, t("chart.position.beside", lang, others=beside) if beside else ""]
    if own.amount.reason:
        sentences.append(t("chart.reason", lang, reason=own.amount.reason))
    sentences.append(t("chart.position.reading", lang))
    if own.interval is not None:
        sentences.append(t("chart.position.interval", lang))
    return " ".join(sentence for sentence in sentences if sentence)


def _table(name: str, rows: Sequence[Beside], definition: Definition, lang: Lang) -> ChartTable:
    def cells(row: Beside) -> tuple[str, ...]:
        interval = ""
        if row.interval is not None:
            # More decimals than the figure has would say more than is known.
            lower, upper = (format_number(end, lang, definition.decimals) for end in row.interval)
            interval = t("sentence.between", lang, lower=lower, upper=upper)
        value = row.amount.text if row.amount.value is not None else row.amount.reason
        return row.label, value, row.amount.bounds, interval, row.word

    columns = (
        t("column.area", lang),
        t("column.value", lang),
        t("column.bounds", lang),
        t("chart.position.column_interval", lang),
        t("chart.position.column_word", lang),
    )
    return ChartTable(name, columns, (False, True, True, True, False), tuple(map(cells, rows)))
