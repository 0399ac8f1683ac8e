"""Sentences that hold a figure against its benchmarks, or say why that cannot be done."""

from collections.abc import Callable, Mapping

from indicators.comparison.records import Comparison
from indicators.comparison.words import reason_text
from indicators.narrative.facts import Facts
from indicators.narrative.phrases import (
    MISSING,
    SENTENCES,
    benchmark,
    figure,
    number,
    period,
    place,
    title,
    with_unit,
)
from indicators.narrative.statement import Statement
from indicators.values import Area
from indicators.wording import LANGS, Lang, format_number, translated
from ingest.source import Translated

SURE = {
    "clearly_higher": "sure_clearly",
    "clearly_lower": "sure_clearly",
    "possibly_higher": "sure_possibly",
    "possibly_lower": "sure_possibly",
    "not_distinguishable": "sure_not",
}


def comparison_statement(
    facts: Facts, comparison: Comparison, areas: Mapping[str, Area]
) -> Statement:
    """One figure beside one benchmark, how sure that is, and what must be known of the figure."""

    def said(lang: Lang) -> str:
        if comparison.code == "too_few_data":
            return " ".join(_not_compared(facts, comparison, areas, lang))
        return " ".join(_compared(facts, comparison, areas, lang))

    return Statement(
        "comparison",
        comparison.code,
        in_both(said),
        facts.definition.id,
        facts.shown.code,
        facts.value.period_code,
        comparison.benchmark_kind,
    )


def figure_statement(facts: Facts) -> Statement:
    """The figure by itself, or why there is none."""

    def said(lang: Lang) -> str:
        amount = figure(facts, lang)
        if amount is None:
            reason = MISSING.get(facts.value.missing_reason or "not_delivered", lang)
            text = SENTENCES.get(
                "nothing", lang, title=title(facts, lang), place=place(facts.shown, lang),
                reason=reason,
            )  # fmt: skip
            return " ".join([text, *_region(facts, lang)])
        text = SENTENCES.get(
            "alone", lang, title=title(facts, lang), value=with_unit(amount, facts, lang),
            place=place(facts.shown, lang), period=period(facts, lang),
        )  # fmt: skip
        return " ".join([text, *_region(facts, lang), *cautions(facts, lang)])

    return Statement(
        "figure",
        "figure" if facts.has_number else "no_figure",
        in_both(said),
        facts.definition.id,
        facts.shown.code,
        facts.value.period_code,
    )


def cautions(facts: Facts, lang: Lang) -> list[str]:
    """What a reader must know of the figure itself: only bounds, small counts."""
    found = []
    if facts.value.value is None:
        found.append("only_bounds")
    if facts.value.reliability == "indicative":
        found.append("indicative")
    return [SENTENCES.get(key, lang) for key in found]


def in_both(said: Callable[[Lang], str]) -> Translated:
    """The same sentence in both languages."""
    nl, en = (said(lang) for lang in LANGS)
    return Translated(nl=nl, en=en)


def _compared(
    facts: Facts, comparison: Comparison, areas: Mapping[str, Area], lang: Lang
) -> list[str]:
    beside = benchmark(facts, comparison, areas, lang)
    amount = number(
        comparison.benchmark_value, comparison.benchmark_lower, comparison.benchmark_upper,
        facts, lang,
    )  # fmt: skip
    own = figure(facts, lang)
    if own is None or amount is None:
        # The vocabulary forbids it: a word needs two figures.
        raise ValueError(f"{comparison}: saw a word without two figures; expected too_few_data")
    sentences = [
        SENTENCES.get(
            "compared", lang, title=title(facts, lang), value=with_unit(own, facts, lang),
            place=place(facts.shown, lang), benchmark_value=amount, benchmark=beside,
            period=period(facts, lang), word=SENTENCES.get(comparison.code, lang),
        ),
        *_region(facts, lang),
        sureness(comparison, lang),
    ]  # fmt: skip
    if comparison.is_own_sum:
        sentences.append(SENTENCES.get("own_sum", lang, benchmark=beside))
    if comparison.is_approximated:
        sentences.append(SENTENCES.get("approximated", lang))
    sentences += cautions(facts, lang)
    sentences.append(SENTENCES.get(facts.definition.polarity_at(facts.shown.level), lang))
    return sentences


def sureness(comparison: Comparison, lang: Lang) -> str:
    """How sure a difference is, for a comparison that got a word other than too few data."""
    key = SURE[comparison.code]
    if key != "sure_clearly":
        return SENTENCES.get(key, lang)
    return SENTENCES.get(
        key, lang,
        tested=format_number(comparison.tested, lang),
        expected=format_number(comparison.expected_flags_998, lang, 1),
    )  # fmt: skip


def _not_compared(
    facts: Facts, comparison: Comparison, areas: Mapping[str, Area], lang: Lang
) -> list[str]:
    amount = figure(facts, lang)
    reason = reason_text(comparison.reason or "no_value")
    if amount is None:
        return [translated(reason, lang)]
    return [
        SENTENCES.get(
            "not_compared", lang, title=title(facts, lang), value=with_unit(amount, facts, lang),
            place=place(facts.shown, lang), period=period(facts, lang),
            benchmark=benchmark(facts, comparison, areas, lang),
            reason=translated(reason, lang),
        ),
        *_region(facts, lang),
    ]  # fmt: skip


def _region(facts: Facts, lang: Lang) -> list[str]:
    if not facts.is_regional:
        return []
    return [SENTENCES.get("of_the_region", lang, region=place(facts.shown, lang))]
