"""The council page in short: the five answers in a line each, and the way to the rest of it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, aria
from dashboard.components.marks import mark_labels
from dashboard.council.content import Amount, Answer, CouncilContent
from dashboard.i18n.text import t
from dashboard.urls import council_parts
from indicators.wording import Lang


def summary(content: CouncilContent) -> Component:
    """A section that is the navigation within the page as well."""
    lang = content.lang
    follow_up = content.follow_up
    answers = [_answer(one, lang) for one in content.answers]
    answers.append(
        html.Li([html.A(follow_up.heading, href=f"#{follow_up.fragment}"), _line(follow_up.short)])
    )
    parts = [
        html.Li([html.A(t(f"council.{name}", lang), href=f"#{fragment}"), _short(content, name)])
        for name, fragment in council_parts().items()
    ]
    return html.Section(
        [
            html.H2(t("council.in_short", lang), id="kort-titel"),
            html.Nav(
                [html.Ol(answers), html.Ul(parts, className="parts")],
                **aria(label=t("council.contents", lang)),
            ),
        ],
        id="kort",
        className="in-short",
        **aria(labelledby="kort-titel"),
    )


def amount_inline(amount: Amount, lang: Lang) -> list[Node]:
    """ "30,1 per 1.000", and its marks, which also say whose it is."""
    number = amount.number or t("figure.none", lang)
    parts: list[Node] = [html.Strong(number, className="" if amount.number else "none")]
    if amount.number:
        parts += [" ", amount.unit]
    parts += [f" ({amount.period})"]
    return [*parts, " ", mark_labels(amount.marks)]


def _answer(answer: Answer, lang: Lang) -> Component:
    absent: list[Node] = [html.Strong(t("figure.none", lang), className="none")]
    number = amount_inline(answer.amount, lang) if answer.amount else absent
    lines = [_line(f"{answer.title}: ", *number)]
    if answer.word:
        lines.append(_line(html.Strong(answer.word, className="word"), " ", answer.against))
    return html.Li([html.A(answer.heading, href=f"#{answer.fragment}"), *lines])


def _short(content: CouncilContent, name: str) -> Node:
    """What a part comes to, so that the short answers hold the whole of it."""
    part = {
        "stands_out": content.stands_out,
        "how_sure": content.how_sure,
        "questions": content.questions,
    }.get(name)
    return f": {part.short}" if part else None


def _line(*nodes: Node) -> Component:
    return html.Div(list(nodes))
