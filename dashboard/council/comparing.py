"""What a figure is held against, in the words that the release stored with it."""

from dashboard.council.content import Beside
from dashboard.i18n.text import t
from indicators.api import Release
from indicators.comparison.records import Comparison
from indicators.comparison.words import reason_text, word
from indicators.narrative.comparing import sureness
from indicators.narrative.facts import Facts
from indicators.narrative.phrases import SENTENCES, benchmark, number, place
from indicators.values import Area
from indicators.wording import Lang, translated


def first_word(facts: Facts) -> Comparison | None:
    """The first comparison that could be made, in the fixed order of benchmarks; often the country.

    Without any, the first of them all, which has the reason; None where nothing is compared.
    """
    made = [one for one in facts.comparisons if one.code != "too_few_data"]
    return (made or list(facts.comparisons) or [None])[0]


def beside(release: Release, facts: Facts, lang: Lang) -> tuple[Beside, ...]:
    """A row for each benchmark."""
    return tuple(_beside(release, facts, one, lang) for one in facts.comparisons)


def verdict(release: Release, facts: Facts, lang: Lang) -> str | None:
    """The first comparison as a sentence, or why there is none.

    None where there is no figure to compare, and for what is never compared.
    """
    comparison = first_word(facts)
    if not facts.has_number:
        return None
    if comparison is None:
        is_half_year = facts.value.period_kind != "year"
        return t("council.years_only", lang) if is_half_year else None
    if comparison.code == "too_few_data":
        if comparison.reason == "no_value":
            return t("council.not_compared_bounds", lang)
        reason = translated(reason_text(comparison.reason or "no_benchmark"), lang)
        return t("council.not_compared", lang, reason=reason)
    return t(
        "council.verdict",
        lang,
        place=place(facts.shown, lang),
        word=SENTENCES.get(comparison.code, lang),
        benchmark=benchmark_name(release, facts, comparison, lang),
    )


def word_beside(release: Release, facts: Facts | None, lang: Lang) -> tuple[str | None, str | None]:
    """The word of the first comparison, and "than" or "from" what; or why there is neither."""
    comparison = first_word(facts) if facts else None
    if facts is None or comparison is None or not facts.has_number:
        return None, None
    said = translated(word(comparison.code), lang)
    if comparison.code == "too_few_data":
        return said, None
    key = "council.from" if comparison.code == "not_distinguishable" else "council.than"
    return said, t(key, lang, what=benchmark_name(release, facts, comparison, lang))


def sureness_of(facts: Facts, lang: Lang) -> str | None:
    """How sure the first comparison is; None where none could be made."""
    comparison = first_word(facts)
    if comparison is None or comparison.code == "too_few_data":
        return None
    return sureness(comparison, lang)


def benchmark_name(release: Release, facts: Facts, comparison: Comparison, lang: Lang) -> str:
    """What it is held against, as it stands in a sentence: "Nederland zonder Amsterdam"."""
    return benchmark(facts, comparison, _areas(release, comparison), lang)


def _areas(release: Release, comparison: Comparison) -> dict[str, Area]:
    area = release.area(comparison.benchmark_code or "")
    return {area.code: area} if area else {}


def _beside(release: Release, facts: Facts, one: Comparison, lang: Lang) -> Beside:
    remarks = []
    if one.reason is not None:
        remarks.append(translated(reason_text(one.reason), lang))
    if one.is_own_sum:
        remarks.append(t("council.own_sum_of_benchmark", lang))
    if one.is_approximated:
        remarks.append(SENTENCES.get("approximated", lang))
    return Beside(
        name=benchmark_name(release, facts, one, lang),
        number=number(one.benchmark_value, one.benchmark_lower, one.benchmark_upper, facts, lang),
        code=one.code,
        word=translated(word(one.code), lang),
        remark=" ".join(remarks) or None,
    )
