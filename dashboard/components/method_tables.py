"""The lists and tables on the page of methods, each made from the code that it describes."""

from collections.abc import Callable
from typing import get_args

from dash.development.base_component import Component

from dashboard.components.basics import Column, Row, link, table
from dashboard.components.legal_terms import all_terms
from dashboard.i18n.text import t
from dashboard.methods.methods import Shown
from dashboard.methods.numbers import chosen_numbers
from dashboard.shown import shown
from dashboard.urls import indicator_url
from indicators.comparison import words
from indicators.comparison.classes import classify, read_classes, reference_municipalities
from indicators.comparison.comparators import JUDGED_AS, read_comparators
from indicators.comparison.peer_model import read_peer_model
from indicators.definition import Definition, read_definitions
from indicators.values import AreaLevel
from indicators.wording import Lang, format_count, translated


def six_words(lang: Lang) -> Component:
    """The words of a comparison with their rules, and the reasons for the last of them."""
    rows = [
        Row([translated(words.word(code), lang), translated(words.rule(code), lang)])
        for code in get_args(words.Code)
    ]
    rows += [
        Row(
            [
                f"{translated(words.word('too_few_data'), lang)}: {t('method.because', lang)}",
                translated(words.reason_text(reason), lang),
            ]
        )
        for reason in get_args(words.Reason)
    ]
    return _table("words", ("word", "rule"), rows, lang)


def classes(lang: Lang) -> Component:
    """Every class with how many municipalities are in it."""
    found = read_classes()
    members = [*classify(found, reference_municipalities()).values()]
    rows = [
        Row([translated(one.label, lang), format_count(members.count(one.id), lang)])
        for one in found.classes
    ]
    return _table("classes", ("class", "municipalities"), rows, lang, year=found.reference_year)


def peer_variables(lang: Lang) -> Component:
    """What similar municipalities are alike in, with the weights."""
    rows = [
        Row(
            [
                translated(one.label, lang),
                translated(one.source, lang),
                t(f"method.scale_{one.scale}", lang),
                format_count(one.weight, lang),
            ]
        )
        for one in read_peer_model().variables
    ]
    return _table("peer_variables", ("variable", "source", "scale", "weight"), rows, lang)


def indicators(lang: Lang) -> Component:
    """Which method each indicator gets."""
    rows = [_indicator(one, lang) for one in shown(read_definitions().values())]
    names = ("figure", "kind", "interval", "municipality", "region")
    return _table("indicators", names, rows, lang)


def _indicator(one: Definition, lang: Lang) -> Row:
    has_interval = one.has_counts or one.id in read_comparators().shares_of_children
    interval = JUDGED_AS[one.kind] if has_interval else "none"
    return Row(
        [
            link(f"{one.id} {translated(one.title, lang)}", indicator_url(one.id, lang)),
            t(f"explain.kind_{one.kind}", lang),
            t(f"method.interval_{interval}", lang),
            _held_against(one, "municipality", lang),
            _held_against(one, "veilig_thuis_region", lang),
        ]
    )


def _held_against(one: Definition, level: AreaLevel, lang: Lang) -> str:
    has_figure = level in one.area_levels and not (one.is_regional and level == "municipality")
    kinds = read_comparators().benchmark_kinds(one, level) if has_figure else []
    names = [t(f"explain.benchmark_{kind}", lang) for kind in kinds]
    return ", ".join(names) or t("method.nothing", lang)


def numbers(lang: Lang) -> Component:
    """Every number that was chosen, with why it is this one."""
    rows = [
        Row([t(f"method_number.{name}", lang), number, t(f"method_reason.{name}", lang)])
        for name, number in chosen_numbers(lang).items()
    ]
    return _table("numbers", ("number", "is", "why"), rows, lang)


def _table(
    name: str, columns: tuple[str, ...], rows: list[Row], lang: Lang, **values: object
) -> Component:
    heads = [Column(t(f"method.column_{column}", lang)) for column in columns]
    return table(t(f"method.caption_{name}", lang, **values), heads, rows)


TABLES: dict[Shown, Callable[[Lang], Component]] = {
    "words": six_words,
    "classes": classes,
    "peer_variables": peer_variables,
    "legal_terms": all_terms,
    "indicators": indicators,
    "numbers": numbers,
}
