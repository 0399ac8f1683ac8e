"""The chain from report to help: as a table, and step by step in sentences."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.chain_table import ChainCell, ChainRow, ChainTable
from dashboard.components.basics import Column, Row, aria, bullet_list, section, table
from dashboard.i18n.text import t
from indicators.chain.records import ChainStep
from indicators.wording import Lang, translated


def chain_table_view(content: ChainTable, caption: str, lang: Lang) -> Component:
    """Steps under each other and areas beside each other; what is not known has its own look."""
    columns = [Column(t("chain_page.step", lang)), *(Column(name) for name in content.areas)]
    rows = [Row([_step(row), *(_cell(one, lang) for one in row.cells)]) for row in content.rows]
    return html.Div(table(caption, columns, rows), className="chain")


def _step(row: ChainRow) -> Component:
    relation = [html.Div(row.relation, className="small")] if row.relation else []
    return html.Div(
        [html.A(row.title, href=f"#{step_fragment(row.step_id)}"), *relation],
        className=f"chain-step depth-{row.depth}",
    )


def _cell(cell: ChainCell, lang: Lang) -> Component:
    parts: list[Component] = []
    if not cell.is_known:
        sign = html.Span("?", className="sign", **aria(hidden="true"))
        parts.append(
            html.Span([sign, " ", t("chain_page.unknown", lang)], className="mark unknown")
        )
        if cell.amount:
            parts.append(html.Div(t("chain_page.can_be", lang, range=cell.amount)))
    else:
        parts.append(html.Div(html.Strong(cell.amount)))
    if cell.share:
        parts.append(html.Div(cell.share))
    if cell.remark:
        parts.append(html.Div(cell.remark, className="small"))
    return html.Div(parts)


def step_fragment(step_id: str) -> str:
    """The name of a step in an address."""
    return f"stap-{step_id.replace('_', '-')}"


def chain_in_sentences(first: ChainStep, lang: Lang) -> list[Component]:
    """A section for each count of the reports: the first one, and each that counts them again."""
    groups = [first, *(one for one in first.walk() if one.step.relation == "recount")]
    return [_group(one, lang) for one in groups]


def _group(first: ChainStep, lang: Lang) -> Component:
    steps = list(_own_steps(first))
    caveats = dict.fromkeys(translated(text, lang) for one in steps for text in one.caveats)
    unknown = dict.fromkeys(
        translated(one.unknown, lang) for one in steps if one.figure.value is None
    )
    content: list[Component] = [html.Ul([_sentences(one, lang) for one in steps])]
    for key, texts in (("unknown_means", unknown), ("keep_in_mind", caveats)):
        if texts:
            content += [html.H3(t(f"chain_page.{key}", lang)), bullet_list(texts)]
    heading = t(f"chain_page.group_{first.step.id}", lang)
    return section(heading, content, fragment=f"zinnen-{first.step.id.replace('_', '-')}")


def _own_steps(first: ChainStep) -> Iterable[ChainStep]:
    """The step and what hangs under it, without what counts the same again."""
    yield first
    for child in first.children:
        if child.step.relation != "recount":
            yield from _own_steps(child)


def _sentences(one: ChainStep, lang: Lang) -> Component:
    said = [translated(text, lang) for text in one.sentences]
    if one.instead_sentence:
        said.append(translated(one.instead_sentence, lang))
    return html.Li(" ".join(said), id=step_fragment(one.step.id))
