"""The chosen areas in sentences: each figure, how it compares, how it goes, where it can stand."""

from dash import html
from dash.development.base_component import Component

from dashboard.comparing import ChosenArea, IndicatorView
from dashboard.components.basics import Node, bullet_list, paragraphs
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import area_label, figure_sentences, place
from indicators.comparison.rank_intervals import RankInterval
from indicators.wording import Lang, format_count, translated


def chosen(view: IndicatorView, lang: Lang) -> list[Node]:
    """The sentences of every chosen area, with those of the country at the end."""
    items = [_sentences(one, view, lang) for one in view.chosen if one.area.code != COUNTRY]
    country = next((one for one in view.values if one.area_code == COUNTRY), None)
    if country is not None:
        said = " ".join(figure_sentences(country, view.definition, lang))
        items.append(html.Span([html.Strong(f"{area_label(country, lang)}: "), said]))
    hint = [] if view.chosen else paragraphs([t("compare.choose_hint", lang)])
    return [html.H3(t("compare.chosen", lang)), *hint, bullet_list(items)]


def rank_sentences(rank: RankInterval, view: IndicatorView, lang: Lang) -> list[str]:
    """How many areas are surely higher and lower; the places only where more has a direction."""
    numbers = {
        "others": format_count(rank.areas - 1, lang),
        "higher": format_count(rank.higher, lang),
        "lower": format_count(rank.lower, lang),
        "between": format_count(rank.areas - 1 - rank.higher - rank.lower, lang),
    }
    group = "region" if view.comparator == "regio" and not _has_country(view) else view.level
    sentences = [t(f"rank.counts_{group}", lang, **numbers)]
    if view.definition.polarity_at(view.level) != "not_judged":
        ends = {
            "first": format_count(rank.first, lang),
            "last": format_count(rank.last, lang),
            "areas": format_count(rank.areas, lang),
        }
        sentences.append(t("rank.places", lang, **ends))
    return sentences


def _has_country(view: IndicatorView) -> bool:
    return view.level == "veilig_thuis_region" or any(
        one.benchmark_kind == "country" for one in view.comparisons.values()
    )


def _sentences(one: ChosenArea, view: IndicatorView, lang: Lang) -> Component:
    said: list[str] = []
    if one.shown != one.area:
        region = place(one.shown.name, one.shown.level, lang)
        said.append(t("figure.region_only", lang, region=region))
    if one.value is None:
        said.append(t("missing.not_published", lang))
    elif one.compared is None or one.compared.code == "too_few_data":
        said += figure_sentences(one.value, view.definition, lang)
    if one.compared is not None:
        said.append(translated(one.compared.text, lang))
    if one.rank is not None and one.value is not None:
        said += rank_sentences(one.rank, view, lang)
    if one.changed is not None:
        said.append(translated(one.changed.text, lang))
    return html.Span([html.Strong(f"{area_label(one.area, lang)}: "), " ".join(said)])
