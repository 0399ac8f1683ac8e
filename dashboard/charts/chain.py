"""From report to help: each step per 100 of the one before, beside the region and the country."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from dashboard.charts.chart import Amount, Chart, ChartTable
from dashboard.charts.wording import about, amount_between
from dashboard.i18n.numbers import period_in_sentence
from dashboard.i18n.text import t
from dashboard.sentences import area_label, count_text
from indicators.api import Release
from indicators.chain.records import Chain, ChainStep, StepFigure
from indicators.values import Area
from indicators.wording import Lang, translated

SHARE_DECIMALS = 1


@dataclass(frozen=True)
class Link:
    """One step. `depth` 0 is where the chain starts.

    `shares`: per 100 of the step above it, of the area itself and then of `ChainChart.beside`;
    empty where a step has no share. `per`: what the share is per 100 of.
    """

    title: str
    depth: int
    count: Amount
    shares: tuple[Amount, ...]
    per: str


@dataclass(frozen=True)
class ChainChart(Chart):
    """The whole chain of one area and period, in the order of the page.

    `beside` are the names of the areas that stand beside it, from near to far.
    """

    kind: ClassVar[str] = "keten"

    area: str
    beside: tuple[str, ...]
    links: tuple[Link, ...]


def chain(release: Release, area: Area, lang: Lang, period: str | None = None) -> ChainChart | None:
    """The chain of an area; `period` None is the newest year with a number in its first step.

    None where there is no chain for this place and period.
    """
    found = release.chain(area.code, period) if period else _newest(release, area)
    if found is None:
        return None
    # A province is no link between a municipality and its Veilig Thuis.
    larger = [one for one in found.larger if one.level in ("veilig_thuis_region", "country")]
    codes = [one.code for one in larger]
    links = tuple(_links(found.first, None, 0, codes, lang))
    label = area_label(area, lang)
    values = {"area": label, "period": period_in_sentence(found.period_code, lang)}
    name = t("chart.chain.name", lang, **values)
    sources = {
        source
        for step in found.walk()
        for source in step.figure.source_tables.replace(",", " ").split()
    }
    beside = tuple(area_label(one, lang) for one in larger)
    return ChainChart(
        name,
        _text(found, beside, lang),
        _table(name, label, beside, links, lang),
        about(
            release,
            sorted(sources),
            {"gebieden": area.code, "periode": found.period_code},
            lang,
        ),
        label,
        beside,
        links,
    )


def _newest(release: Release, area: Area) -> Chain | None:
    """Of the newest year whose first step is known; where none is, of the newest year there is."""
    newest = None
    for period in reversed(release.chain_periods("year")):
        found = release.chain(area.code, period.code)
        if found is not None and found.first.figure.is_known:
            return found
        newest = newest or found
    return newest


def _links(
    node: ChainStep, parent: ChainStep | None, depth: int, codes: Sequence[str], lang: Lang
) -> Iterator[Link]:
    shares: tuple[Amount, ...] = ()
    per = ""
    if parent is not None and node.step.has_share:
        figures = {one.area_code: one for one in node.beside}
        beside = (_share(figures.get(code), lang) for code in codes)
        shares = (_share(node.figure, lang), *beside)
        per = translated(parent.step.noun, lang)
    title = translated(node.step.title, lang)
    yield Link(title, depth, _count(node.figure, lang), shares, per)
    for child in node.children:
        yield from _links(child, node, depth + 1, codes, lang)


def _share(figure: StepFigure | None, lang: Lang) -> Amount:
    if figure is None:
        return amount_between(None, None, None, SHARE_DECIMALS, lang)
    amount = amount_between(
        figure.share, figure.share_lower, figure.share_upper, SHARE_DECIMALS, lang
    )
    reason = figure.share_missing_reason or figure.missing_reason
    if amount.value is None and reason is not None:
        return replace(amount, reason=t(f"missing_short.{reason}", lang))
    return amount


def _count(figure: StepFigure, lang: Lang) -> Amount:
    shown = count_text(figure.value, figure.lower, figure.upper, lang)
    bounds = count_text(None, figure.lower, figure.upper, lang) or ""
    reason = t(f"missing_short.{figure.missing_reason}", lang) if figure.missing_reason else ""
    return Amount(
        figure.value, figure.lower, figure.upper, shown or t("chart.unknown", lang), bounds, reason
    )


def _text(found: Chain, beside: Sequence[str], lang: Lang) -> str:
    sentences = [translated(text, lang) for text in found.first.sentences]
    sentences.append(t("chart.chain.reading", lang))
    if beside:
        sentences.append(t("chart.chain.beside", lang, others=", ".join(beside)))
    return " ".join(sentences)


def _table(
    name: str, area: str, beside: Sequence[str], links: Sequence[Link], lang: Lang
) -> ChartTable:
    columns = (
        t("chart.chain.column_step", lang),
        t("chart.chain.column_count", lang, area=area),
        t("chart.chain.column_share", lang, area=area),
        t("chart.chain.column_bounds", lang, area=area),
        *(t("chart.chain.column_share", lang, area=one) for one in beside),
        t("chart.chain.column_per", lang),
        t("column.remarks", lang),
    )
    numbers = (False, *(True for _ in range(3 + len(beside))), False, False)
    rows = []
    for link in links:
        own, *others = link.shares or [None] * (1 + len(beside))
        rows.append(
            (
                link.title,
                link.count.text,
                own.text if own else "",
                own.bounds if own else "",
                *(one.text if one else "" for one in others),
                link.per,
                own.reason if own and own.reason else link.count.reason,
            )
        )
    return ChartTable(name, columns, numbers, tuple(rows))
