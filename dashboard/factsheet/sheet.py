"""What stands on a sheet: the records of the council page as texts and drawings, in their order."""

from dataclasses import dataclass, replace

from dashboard.charts.drawing.forms import on_paper
from dashboard.charts.drawing.position_small import draw_small_position
from dashboard.charts.position import Position
from dashboard.council.content import Answer, CouncilContent, Listed
from dashboard.factsheet.room import Room
from dashboard.i18n.numbers import format_date
from dashboard.i18n.text import t
from indicators.wording import Lang

# In pixels of the drawing; its letters, of 14 pixels, come out at 8.5 points.
CHART_WIDTH = 411.0


@dataclass(frozen=True)
class Drawn:
    """A drawing as SVG, and the text that stands for it."""

    svg: str
    text: str


@dataclass(frozen=True)
class MarkText:
    """A mark, its sign in front."""

    sign: str
    word: str
    pattern: str


@dataclass(frozen=True)
class SheetAnswer:
    """One answer: its number large, with what stands beside it, and the texts in order.

    `comparison` are the first comparison and how sure it is; `number` is None without a figure.
    """

    heading: str
    number: str | None
    absent: str
    unit: str
    bounds: str | None
    period: str
    marks: tuple[MarkText, ...]
    sentence: str
    comparison: tuple[str, ...]
    certainty: tuple[str, ...]
    limits: tuple[str, str]
    chart: Drawn | None


@dataclass(frozen=True)
class SheetPart:
    """A part with a heading and paragraphs, or a list."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet; `warning` and `watermark` are there for fictitious figures only.

    `is_wide`: with more air between lines and parts.
    """

    lang: Lang
    is_wide: bool
    window_title: str
    title: str
    subject: str
    surroundings: str
    notes: tuple[str, ...]
    warning: str | None
    watermark: str | None
    answers: tuple[SheetAnswer, ...]
    follow_up: SheetPart
    stands_out: SheetPart
    how_sure: SheetPart
    questions: SheetPart
    chart_key: str
    source: str
    licence: str
    more: str
    address: str


def sheet_of(content: CouncilContent, address: str, room: Room) -> Sheet:
    """The sheet of one municipality in so much room; `address` is the page of that release."""
    lang, follow_up = content.lang, content.follow_up
    return Sheet(
        lang=lang,
        is_wide=room.is_wide,
        window_title=t("factsheet.window", lang, title=content.title, release=content.release_id),
        title=content.title,
        subject=t("factsheet.subject", lang),
        surroundings=" · ".join(content.surroundings),
        notes=() if content.area.is_current else (t("council.dissolved", lang),),
        warning=t("factsheet.fictitious", lang) if content.is_fictitious else None,
        watermark=t("chart.watermark", lang) if content.is_fictitious else None,
        answers=tuple(_answer(one, room, lang) for one in content.answers),
        follow_up=SheetPart(
            f"{follow_up.number}. {follow_up.heading}", (follow_up.sentence, follow_up.limit)
        ),
        stands_out=_listed("stands_out", content.stands_out, room.stands_out, lang),
        how_sure=SheetPart(
            t("council.how_sure", lang), content.how_sure.sentences[: room.how_sure]
        ),
        questions=_listed("questions", content.questions, room.questions, lang),
        chart_key=t("factsheet.chart_key", lang),
        source=t(
            "council.print_source",
            lang,
            origin=t(
                "council.origin_fictitious" if content.is_fictitious else "council.origin", lang
            ),
            tables=", ".join(content.tables),
            release=content.release_id,
            date=format_date(content.built_at, lang),
        ),
        licence=t("factsheet.licence", lang, licence=_licences(content)),
        more=_more(content, room),
        address=address,
    )


def _answer(answer: Answer, room: Room, lang: Lang) -> SheetAnswer:
    amount = answer.amount
    return SheetAnswer(
        heading=f"{answer.number}. {answer.heading}",
        number=amount.number if amount else None,
        absent=t("figure.none", lang),
        unit=amount.unit if amount else "",
        bounds=t("council.bounds", lang, bounds=amount.bounds)
        if amount and amount.bounds
        else None,
        period=amount.period if amount else "",
        marks=tuple(MarkText(one.sign, one.word, one.pattern) for one in amount.marks)
        if amount
        else (),
        sentence=answer.sentence,
        comparison=tuple(text for text in (answer.verdict, answer.sureness) if text),
        certainty=answer.certainty,
        limits=(t("council.does_not_show", lang), answer.does_not_show),
        chart=_drawn(answer.chart, room) if answer.chart else None,
    )


def _drawn(chart: Position, room: Room) -> Drawn:
    rows = tuple(row for row in chart.rows if row.is_own or row.series not in room.without)
    return Drawn(
        on_paper(chart, draw_small_position(replace(chart, rows=rows), CHART_WIDTH)),
        f"{chart.name}. {chart.text}",
    )


def _listed(name: str, listed: Listed, count: int, lang: Lang) -> SheetPart:
    lines = (
        f"{one.text} ({one.about.text})" if name == "questions" and one.about else one.text
        for one in listed.first[:count]
    )
    return SheetPart(t(f"council.{name}", lang), tuple(lines))


def _more(content: CouncilContent, room: Room) -> str:
    """What the page has and the sheet has not, for the words "more at" and the address."""
    lang = content.lang
    left = [t("factsheet.left.always", lang)]
    for name, listed, count in (
        ("stands_out", content.stands_out, room.stands_out),
        ("questions", content.questions, room.questions),
    ):
        rest = len(listed.first[count:]) + len(listed.more)
        if rest:
            left.append(t(f"factsheet.left.{name}", lang, count=rest))
    if len(content.how_sure.sentences) > room.how_sure:
        left.append(t("factsheet.left.how_sure", lang))
    left += [t(f"factsheet.left.{series}", lang) for series in sorted(room.without)]
    return t("factsheet.more", lang, what="; ".join(left))


def _licences(content: CouncilContent) -> str:
    known = [one.provenance for one in content.answers if one.provenance]
    return ", ".join(dict.fromkeys(source.licence for one in known for source in one.sources))
