"""With what areas are compared: how many flags chance gives, the class, the similar areas."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.comparing import Alike, IndicatorView
from dashboard.components.basics import Column, Node, Row, link, paragraphs, table
from dashboard.i18n.text import t
from dashboard.urls import municipality_url
from indicators.comparison.records import Likeness
from indicators.values import Area
from indicators.wording import Lang, format_count, format_number


def by_chance(view: IndicatorView, lang: Lang) -> Sequence[Node]:
    """How many areas were compared, and how many of them chance alone would flag."""
    of_level = [
        view.comparisons[value.area_code]
        for value in view.values
        if value.area_level == view.level and value.area_code in view.comparisons
    ]
    if not view.comparator:
        return paragraphs([t("compare.not_compared", lang)])
    if not of_level:
        return paragraphs([t("compare.no_words", lang)])
    group = of_level[0]
    clearly = sum(one.code in ("clearly_higher", "clearly_lower") for one in of_level)
    return paragraphs(
        [
            t(
                "compare.by_chance",
                lang,
                tested=format_count(group.tested, lang),
                expected=format_number(group.expected_flags_998, lang, 1),
                outside=format_count(group.flags_adjusted, lang),
                clearly=format_count(clearly, lang),
                comparator=t(f"comparator.{view.comparator}", lang),
            )
        ]
    )


def alike(view: IndicatorView, areas: Mapping[str, Area], lang: Lang) -> Sequence[Node]:
    """For the chosen municipalities: their class, or their similar ones and how firm that is."""
    if not view.alike:
        if view.comparator in ("klasse", "vergelijkbaar"):
            return paragraphs([t("compare.alike_hint", lang)])
        return []
    if view.comparator == "klasse":
        return paragraphs([_class_sentence(one, lang) for one in view.alike])
    return [part for one in view.alike for part in _peers(one, areas, lang)]


def _class_sentence(one: Alike, lang: Lang) -> str:
    if one.area_class is None:
        return t("compare.no_class", lang, area=one.area.name)
    found = one.area_class
    return t(
        "compare.class_of",
        lang,
        area=one.area.name,
        name=found.class_nl if lang == "nl" else found.class_en,
        inhabitants=format_count(found.inhabitants, lang),
        urbanity=str(found.urbanity),
        year=str(found.reference_year),
    )


def _peers(one: Alike, areas: Mapping[str, Area], lang: Lang) -> Sequence[Node]:
    if not one.peers.peers:
        return paragraphs([t("compare.no_peers", lang, area=one.area.name)])
    firm = one.peers.fewest_kept
    sentences = [t("compare.peers_how", lang)]
    if firm is not None:
        weakest = min(one.peers.stability, key=lambda row: row.kept)
        sentences.append(t("compare.peers_firm", lang, kept=str(firm), number=str(weakest.number)))
    if one.peers.left_out:
        sentences.append(t("compare.peers_left_out", lang, count=str(len(one.peers.left_out))))
    return [
        html.H3(t("compare.peers_of", lang, area=one.area.name)),
        *paragraphs(sentences),
        _peer_table(one, areas, lang),
        _variable_table(one, lang),
    ]


def _peer_table(one: Alike, areas: Mapping[str, Area], lang: Lang) -> Component:
    columns = [
        Column(t("column.area", lang)),
        Column(t("compare.distance", lang), "number"),
    ]
    rows = [
        Row([_name(areas.get(peer.peer_code), peer.peer_code, lang),
             format_number(peer.distance, lang, 2)])
        for peer in one.peers.peers
    ]  # fmt: skip
    return table(t("compare.peers_caption", lang, area=one.area.name), columns, rows)


def _variable_table(one: Alike, lang: Lang) -> Component:
    """Per variable: its weight, own value, the range of the peers, and who stays without it."""
    kept = {row.without_variable: row for row in one.peers.stability}
    by_variable: dict[str, list[Likeness]] = {}
    for peer in one.peers.peers:
        for row in peer.likeness:
            by_variable.setdefault(row.variable, []).append(row)
    columns = [
        Column(t("compare.variable", lang)),
        Column(t("compare.weight", lang), "number"),
        Column(one.area.name, "number"),
        Column(t("compare.peers_range", lang), "short"),
        Column(t("compare.kept_without", lang), "number"),
    ]
    rows = []
    for variable, likeness in by_variable.items():
        first = likeness[0]
        values = [row.peer_value for row in likeness if row.peer_value is not None]
        ends = [format_number(end, lang, 1) for end in (min(values), max(values))] if values else []
        stable = kept.get(variable)
        rows.append(
            Row(
                [
                    first.label_nl if lang == "nl" else first.label_en,
                    format_number(first.weight, lang, 1),
                    None if first.own_value is None else format_number(first.own_value, lang, 1),
                    t("sentence.between", lang, lower=ends[0], upper=ends[1]) if ends else None,
                    f"{stable.kept} / {stable.number}" if stable else None,
                ]
            )
        )
    return table(t("compare.variables_caption", lang, area=one.area.name), columns, rows)


def _name(area: Area | None, code: str, lang: Lang) -> Node:
    return link(area.name, municipality_url(area, lang)) if area else code
