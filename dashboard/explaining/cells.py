"""The published cells in words: what was printed, how it was read, and why its bounds are so."""

from dashboard.explaining.numbers import between, mark, quantity_text
from dashboard.i18n.text import t
from indicators.explain.evaluate import Quantity
from indicators.explain.explanation import Explanation
from indicators.explain.published_cell import PublishedCell, Sum, Term
from indicators.wording import Lang, format_count


def cells(explanation: Explanation, lang: Lang) -> list[str]:
    """Every published cell, as printed and as we read it, and why its bounds are what they are."""
    lines = [t("explain.cells", lang)] if explanation.cells else []
    for number, cell in enumerate(explanation.cells):
        first, *rest = _described(cell, lang)
        lines += [f"{mark(number)} {first}", *(f"    {line}" for line in rest)]
    return lines


def listed(explanation: Explanation, lang: Lang) -> list[str]:
    """The row of our own list that the figure was read from, where no table of figures has it."""
    row = explanation.listed
    if row is None:
        return []
    columns = ", ".join(f"{name}: {value}" for name, value in row.columns.items())
    return [t("explain.listed", lang, file=f"ingest/reference/{row.name}.csv"), f"  {columns}"]


def _described(cell: PublishedCell, lang: Lang) -> list[str]:
    """A cell in lines: where it stands, what is printed, why its bounds are so, what it sums."""
    topic = " > ".join(filter(None, (cell.topic_group, cell.topic_title)))
    place = [cell.source_id, topic, *cell.categories]
    place += [f"{cell.area_title} ({cell.area_code})", f"{cell.period_title} ({cell.period_code})"]
    read = read_as(cell, lang)
    printed = (
        t("explain.our_sum", lang, read=read)
        if cell.published_text is None
        else t("explain.printed", lang, text=cell.published_text, read=read)
    )
    return [" | ".join(place), printed, *why(cell, lang), *_added_up(cell, lang)]


def read_as(cell: PublishedCell, lang: Lang) -> str:
    """The number that we read in a cell, or why there is none, with its bounds."""
    return quantity_text(Quantity(cell.value, cell.lower, cell.upper, cell.missing_reason), lang)


def why(cell: PublishedCell, lang: Lang) -> list[str]:
    """Why the bounds of a cell are what they are, in lines; without any where it has none."""
    doubts = [t(f"explain.doubt_{doubt}", lang) for doubt in cell.doubts]
    believed = (
        [t("explain.bounds_dot", lang), f'"{cell.evidence}"'] if cell.evidence is not None else []
    )
    match cell.bounds:
        case "rounding":
            return [t("explain.bounds_rounding", lang, step=format_count(cell.step or 0, lang))]
        case "dot":
            return believed
        case "narrowed" | "contradicted":
            sums = [_sum(one, cell, lang) for one in cell.sums]
            return [*doubts, *believed, t(f"explain.bounds_{cell.bounds}", lang), *sums]
        case "none" | "doubted":
            none = [t("explain.bounds_doubted", lang)] if cell.bounds == "doubted" else []
            return [*doubts, *none]
        case _:
            return [t(f"explain.bounds_{cell.bounds}", lang)]


def _sum(one: Sum, cell: PublishedCell, lang: Lang) -> str:
    """A sum in signs, each cell with its own titles, its text and what is left for it."""
    terms = [term.cell for term in (one.total, *one.parts) if term.cell is not None]
    titles = [(term.topic_title, *term.categories) for term in terms]
    shared = {title for title in titles[0] if all(title in other for other in titles)}
    total, *parts = (_term(term, cell, shared, lang) for term in (one.total, *one.parts))
    return f"  {total} = {' + '.join(parts)}"


def _term(term: Term, cell: PublishedCell, shared: set[str], lang: Lang) -> str:
    if term.cell is None:
        name = t("explain.no_such_cell", lang)
    else:
        own = [
            title for title in (term.cell.topic_title, *term.cell.categories) if title not in shared
        ]
        group = [term.cell.topic_group] if term.cell.topic_title not in shared else []
        name = " / ".join([*filter(None, group), *own] or [term.cell.topic_title])
        name = f'{name} "{term.cell.published_text}"'
        if _is_same(term.cell, cell):
            name = t("explain.this_cell", lang, name=name)
    left = (
        t("explain.from_on", lang, lower=format_count(term.lower, lang))
        if term.upper is None
        else between(term.lower, term.upper, lang)
    )
    return f"{name} ({left})"


def _is_same(one: PublishedCell, other: PublishedCell) -> bool:
    return (one.topic, one.category_codes) == (other.topic, other.category_codes)


def _added_up(cell: PublishedCell, lang: Lang) -> list[str]:
    """What was added up: published cells in one line with their texts, sums in a line each."""
    if cell.bounds == "sum" and not cell.parts:
        return [t("explain.no_snapshot", lang)]
    lines = []
    published = [part for part in cell.parts if part.published_text is not None]
    if published:
        # What all of them share is said once: of eighteen ages only the age differs.
        places = [(part.topic_title, *part.categories) for part in published]
        shared = [title for title in places[0] if all(title in place for place in places)]
        listed = "; ".join(
            f"{' / '.join(title for title in place if title not in shared)} {part.published_text}"
            for place, part in zip(places, published, strict=True)
        )
        lines.append(t("explain.added_up", lang, what=" / ".join(shared), cells=listed))
    for part in cell.parts:
        if part.published_text is None:
            first, *rest = _described(part, lang)
            lines += [f"+ {first}", *(f"  {line}" for line in rest)]
    return lines
