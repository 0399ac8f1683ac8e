"""What is recorded of a recommendation, part by part, beside the figures and apart from them."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, description_list
from dashboard.components.stacked_table import stacked_table
from dashboard.follow_up import FACTS, FollowUp, Register, recorded
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from indicators.definition import Part, Recommendation
from indicators.values import Area
from indicators.wording import Lang, translated


def follow_up_table(
    asked: Recommendation, areas: Sequence[Area], register: Register, lang: Lang
) -> Component:
    """Parts by areas: what can be measured of a part, and five separate facts for each area."""
    rows = [
        (
            _part(asked, part, lang),
            [_facts(register(part.id, area.code), lang) for area in areas],
        )
        for part in asked.parts
    ]
    heads = [t("beside.part", lang), *(area_label(area, lang) for area in areas)]
    return stacked_table(t("beside.recorded_caption", lang, id=asked.id), heads, rows)


def _part(asked: Recommendation, part: Part, lang: Lang) -> Node:
    return html.Div(
        [
            html.Div(html.Strong(f"{part.id} {translated(part.text, lang)}")),
            html.Div(t(f"measurable.{asked.measurable}", lang), className="small"),
        ]
    )


def _facts(one: FollowUp, lang: Lang) -> Node:
    if one.is_empty:
        names = ", ".join(t(f"fact.{fact}", lang) for fact in FACTS)
        return t("beside.nothing_of", lang, facts=names)
    nothing = t("beside.nothing", lang)
    return description_list(
        (t(f"fact.{fact}", lang), recorded(one, fact, lang) or nothing) for fact in FACTS
    )
