"""Where a figure comes from, down to the published cells: `hulpmonitor explain` as a page part.

Every line of reckoning is one of `dashboard.explaining`, so that page and command line cannot
say different things; only the cells, which are a text there, are a table here.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import (
    Column,
    Node,
    Row,
    bullet_list,
    external_link,
    paragraphs,
    table,
)
from dashboard.explaining.cells import listed, read_as, why
from dashboard.explaining.comparison import comparison
from dashboard.explaining.figure import arithmetic, parts, region
from dashboard.explaining.numbers import mark
from dashboard.explaining.recast import recast
from dashboard.explaining.trend import trend
from dashboard.i18n.numbers import format_date
from dashboard.i18n.text import t
from dashboard.sentences import figure_sentences
from indicators.explain.explanation import Explanation, Origin
from indicators.explain.published_cell import PublishedCell
from indicators.wording import Lang


def explanation_parts(explanation: Explanation, lang: Lang) -> list[Component]:
    """Sentence, cells, what was made of them, the sum, what followed from it, and the tables."""
    definition, value = explanation.definition, explanation.value
    said = " ".join(figure_sentences(value, definition, lang))
    return [
        *paragraphs([said], "first"),
        *(html.P(line, className="note") for line in region(explanation, lang)[:1]),
        *_cells(explanation, lang),
        html.H3(t("calculation_page.parts", lang)),
        lines_list(parts(explanation, lang)),
        html.H3(t("explain.arithmetic", lang)),
        lines_list([line[2:] for line in arithmetic(explanation, lang)[1:]]),
        *_folded(explanation, lang),
        html.H3(t("calculation_page.tables", lang)),
        bullet_list(_origin(one, lang) for one in explanation.origins),
        *paragraphs(
            [
                t(
                    "explain.release",
                    lang,
                    id=value.release_id,
                    version=explanation.release_version,
                ),
                t(
                    "calculation_page.command",
                    lang,
                    command=f"hulpmonitor explain {definition.id} {value.area_code} "
                    f"{value.period_code}",
                ),
            ],
            "small",
        ),
    ]


def lines_list(lines: Sequence[str]) -> Component:
    """Lines that are indented by two spaces under another as a list in a list."""
    items: list[Component] = []
    position = 0
    while position < len(lines):
        own, below = lines[position], []
        position += 1
        while position < len(lines) and lines[position].startswith("  "):
            below.append(lines[position][2:])
            position += 1
        items.append(html.Li([own, lines_list(below)] if below else own))
    return html.Ul(items, className="reckoning")


def _cells(explanation: Explanation, lang: Lang) -> list[Component]:
    heading = html.H3(t("calculation_page.printed", lang))
    if not explanation.cells:
        nothing = "no_cells" if explanation.listed is None else "listed_only"
        texts = [t(f"calculation_page.{nothing}", lang), *listed(explanation, lang)]
        return [heading, *paragraphs(texts)]
    urls = {one.table.id: one.table.url for one in explanation.origins}
    reasons = [
        html.Li([html.Strong(mark(number)), " ", " ".join(texts)])
        for number, cell in enumerate(explanation.cells)
        if (texts := why(cell, lang))
    ]
    return [
        heading,
        *paragraphs([t("calculation_page.printed_lead", lang)]),
        _table(explanation.cells, urls, t("calculation_page.cells_caption", lang), lang),
        *([html.Ul(reasons)] if reasons else []),
        *_added_up(explanation.cells, urls, lang),
    ]


def _table(
    cells: Sequence[PublishedCell], urls: dict[str, str], caption: str, lang: Lang
) -> Component:
    names = ("cell", "table", "topic", "area", "period", "printed", "read")
    columns = [Column(t(f"calculation_page.column_{name}", lang)) for name in names]
    rows = [
        Row(
            [
                mark(number),
                external_link(cell.source_id, urls[cell.source_id], lang),
                " > ".join(filter(None, (cell.topic_group, cell.topic_title, *cell.categories))),
                f"{cell.area_title} ({cell.area_code})",
                f"{cell.period_title} ({cell.period_code})",
                _printed(cell, lang),
                read_as(cell, lang),
            ]
        )
        for number, cell in enumerate(cells)
    ]
    return table(caption, columns, rows)


def _printed(cell: PublishedCell, lang: Lang) -> Node:
    if cell.published_text is None:
        return t("reliability.own_sum", lang)
    return html.Code(cell.published_text or t("calculation_page.blank", lang))


def _added_up(cells: Sequence[PublishedCell], urls: dict[str, str], lang: Lang) -> list[Component]:
    """The cells behind each sum of ours, folded away; a sum of sums has sums in its table."""
    found = []
    for number, cell in enumerate(cells):
        if cell.bounds == "sum" and not cell.parts:
            found += paragraphs([f"{mark(number)} {t('explain.no_snapshot', lang)}"])
        if cell.parts:
            title = t("calculation_page.added_up", lang, cell=mark(number), count=len(cell.parts))
            below = [_table(cell.parts, urls, title, lang), *_added_up(cell.parts, urls, lang)]
            found.append(html.Details([html.Summary(title), *below]))
    return found


def _folded(explanation: Explanation, lang: Lang) -> list[Component]:
    """What was concluded from the figure: long, and not needed to check the figure itself."""
    found = []
    for section in (comparison, trend, recast):
        if lines := section(explanation, lang):
            first, *rest = lines
            # Benchmarks stand under no indent of their own, the other lines under their heading.
            shared = "  " if all(line.startswith("  ") for line in rest) else ""
            rest = [line.removeprefix(shared) for line in rest]
            found.append(html.Details([html.Summary(first), lines_list(rest)]))
    if not found:
        return []
    return [html.H3(t("calculation_page.concluded", lang)), *found]


def _origin(origin: Origin, lang: Lang) -> Component:
    source = origin.table
    if not source.is_delivered or source.retrieved_at is None:
        said = t("missing_short.not_delivered", lang)
    else:
        said = t(
            "explain.snapshot",
            lang,
            version=source.change_key or "-",
            date=format_date(source.retrieved_at, lang),
            protocol=source.protocol or "-",
            snapshot=origin.snapshot_id or "-",
        )
    title = f" {source.published_title}. " if source.published_title else " "
    return html.Span([external_link(source.id, source.url, lang), title, said])
