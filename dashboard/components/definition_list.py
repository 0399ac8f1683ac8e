"""What an indicator is, as its definition says it: the same for every area and period."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import Node, bullet_list, description_list, link
from dashboard.i18n.numbers import format_day, period_name
from dashboard.i18n.text import t
from dashboard.urls import indicator_url
from indicators.definition import Definition
from indicators.values import AreaLevel
from indicators.wording import Lang, translated


def meaning(definition: Definition, lang: Lang) -> Component:
    """What is divided by what, in which unit, and about whom."""
    pairs: list[tuple[str, Node]] = [
        ("why", translated(definition.why_it_matters, lang)),
        ("population", t(f"population_short.{definition.population}", lang)),
        ("numerator", translated(definition.numerator_label, lang)),
    ]
    if definition.denominator_label:
        pairs.append(("denominator", translated(definition.denominator_label, lang)))
    if definition.remainder_label:
        pairs.append(("remainder", translated(definition.remainder_label, lang)))
    pairs += [
        ("unit", t(f"unit.{definition.unit}", lang)),
        ("kind", t(f"explain.kind_{definition.kind}", lang)),
        ("levels", ", ".join(_level(one, lang) for one in definition.area_levels)),
        (
            "periods",
            ", ".join(t(f"compare.{one}", lang).lower() for one in definition.period_kinds),
        ),
    ]
    return _described(pairs, lang)


def definition_texts(definition: Definition, lang: Lang) -> list[str]:
    """What a definition says in words, to find the terms in."""
    said = [
        definition.title,
        definition.description_short,
        definition.description_long,
        definition.does_not_show,
        definition.numerator_label,
        *([definition.denominator_label] if definition.denominator_label else []),
        *definition.caveats,
    ]
    return [translated(one, lang) for one in said]


def judged(definition: Definition, lang: Lang) -> Component:
    """Whether more is better, for each level of area, with the reason."""
    pairs: list[tuple[str, Node]] = [
        (
            _level(level, lang),
            t(f"polarity.{definition.polarity_at(level)}", lang),
        )
        for level in definition.area_levels
    ]
    reason = html.P(translated(definition.polarity_reason, lang))
    if not definition.judged_at:
        return html.Div([html.P(t("indicator.judged_nowhere", lang)), reason])
    return html.Div([description_list(pairs), reason])


def limits(definition: Definition, lang: Lang) -> list[Component]:
    """What the figure does not show, what to keep in mind, and where its series breaks."""
    content: list[Component] = [html.P(translated(definition.does_not_show, lang))]
    if definition.caveats:
        content += [
            html.H3(t("indicator.caveats", lang)),
            bullet_list(translated(one, lang) for one in definition.caveats),
        ]
    if definition.breaks:
        content += [
            html.H3(t("indicator.breaks", lang)),
            html.P(t("indicator.breaks_lead", lang)),
            description_list(
                (period_name(one.period, lang), translated(one.reason, lang))
                for one in definition.breaks
            ),
        ]
    return content


def upkeep(definition: Definition, lang: Lang) -> Component:
    """Who answers for the definition, who checked it, and which version it is."""
    checked = definition.checked_by or t("indicator.checked_by_nobody", lang)
    return _described(
        [
            ("id", definition.id),
            ("version", definition.version),
            ("responsible", translated(definition.responsible_role, lang)),
            ("checked_by", checked),
            ("reviewed", format_day(definition.date_reviewed, lang)),
            ("next_review", format_day(definition.next_review, lang)),
        ],
        lang,
    )


def relatives(definition: Definition, known: Mapping[str, Definition], lang: Lang) -> list[Node]:
    """Links to the figure that this one is a breakdown of, and to its own breakdowns."""
    found: list[Node] = []
    if definition.part_of:
        whole = known[definition.part_of]
        found.append(_relative("indicator.part_of", [whole], lang))
    parts = [one for one in known.values() if one.part_of == definition.id]
    if parts:
        found.append(_relative("indicator.parts", parts, lang))
    return found


def _relative(key: str, definitions: list[Definition], lang: Lang) -> Component:
    links = [link(translated(one.title, lang), indicator_url(one.id, lang)) for one in definitions]
    return html.Div([html.P(t(key, lang)), bullet_list(links)])


def _described(pairs: list[tuple[str, Node]], lang: Lang) -> Component:
    return description_list((t(f"indicator.{name}", lang), node) for name, node in pairs)


def _level(level: AreaLevel, lang: Lang) -> str:
    return t(f"levels.{level}", lang)
