"""The chain from report to help as rows of a table: one step a row, one area a column."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.text import t
from dashboard.sentences import area_label, count_text
from indicators.chain.records import Chain, ChainStep, StepFigure
from indicators.values import Area
from indicators.wording import Lang, format_count, format_number, translated


@dataclass(frozen=True)
class ChainCell:
    """A count in words, its share of the step before it, and what must be said of it.

    `amount` is None where nothing is known. Not `is_known`: there is no number, at most a range,
    and the cell gets the sign and pattern of what is not known. `share` has its bounds in it.
    """

    amount: str | None
    share: str | None
    remark: str
    is_known: bool


@dataclass(frozen=True)
class ChainRow:
    """One step. `depth` counts the steps above it; `relation` says how it hangs on the last."""

    step_id: str
    title: str
    depth: int
    relation: str
    cells: tuple[ChainCell, ...]


@dataclass(frozen=True)
class ChainTable:
    """The whole chain; `areas` name the columns, the area itself first."""

    areas: tuple[str, ...]
    rows: tuple[ChainRow, ...]


def chain_table(chain: Chain, lang: Lang, levels: Sequence[str]) -> ChainTable:
    """The chain of an area beside those of its larger areas that are of these levels."""
    beside = [area for area in chain.larger if area.level in levels]
    return ChainTable(
        (chain.area.name, *(area_label(area, lang) for area in beside)),
        tuple(_rows(chain.first, None, 0, chain.area, beside, lang)),
    )


def _rows(
    node: ChainStep,
    parent: ChainStep | None,
    depth: int,
    area: Area,
    beside: Sequence[Area],
    lang: Lang,
) -> list[ChainRow]:
    of_area = {figure.area_code: figure for figure in node.beside}
    figures = [node.figure, *(of_area.get(one.code) for one in beside)]
    row = ChainRow(
        node.step.id,
        translated(node.step.title, lang),
        depth,
        _relation(node, parent, lang),
        tuple(chain_cell(figure, lang) for figure in figures),
    )
    below = (_rows(child, node, depth + 1, area, beside, lang) for child in node.children)
    return [row, *(one for rows in below for one in rows)]


def _relation(node: ChainStep, parent: ChainStep | None, lang: Lang) -> str:
    if parent is None:
        return ""
    if node.step.relation == "recount":
        return t("chain_page.relation_recount", lang)
    noun = translated(parent.step.noun, lang)
    return t(f"chain_page.relation_{node.step.relation}", lang, parent=noun)


def chain_cell(figure: StepFigure | None, lang: Lang) -> ChainCell:
    """One figure of the chain in words; None is one that the release has no row for."""
    if figure is None:
        return ChainCell(None, None, t("missing_short.not_published", lang), False)
    amount = count_text(figure.value, figure.lower, figure.upper, lang)
    if figure.value and figure.is_derived:  # nothing left is nothing, and not roughly nothing
        amount = t("chain_page.about", lang, count=format_count(figure.value, lang))
    reason = figure.missing_reason
    words = [t(f"missing_short.{reason}", lang)] if reason else []
    if figure.share_missing_reason == "withheld_by_us":
        words.append(t("missing_short.withheld_by_us", lang))
    if figure.reliability == "indicative":
        words.append(t("reliability.indicative", lang))
    if figure.is_own_sum:
        words.append(t("reliability.own_sum", lang))
    return ChainCell(amount, _share(figure, lang), "; ".join(words), figure.value is not None)


def _share(figure: StepFigure, lang: Lang) -> str | None:
    if figure.share_lower is None or figure.share_upper is None:
        return None
    lower, upper = (
        format_number(bound, lang, 0 if bound == 0 else 1)
        for bound in (figure.share_lower, figure.share_upper)
    )
    between = t("sentence.between", lang, lower=lower, upper=upper)
    if figure.share is None:
        return t("chain_page.share_bounds", lang, bounds=between)
    share = format_number(figure.share, lang, 1)
    return t("chain_page.share", lang, share=share, bounds=between)
