"""Sentences on how a figure goes over time, or why that cannot be said."""

from indicators.narrative.comparing import in_both
from indicators.narrative.facts import Facts
from indicators.narrative.phrases import MISSING, SENTENCES, place, title
from indicators.narrative.statement import Statement
from indicators.trend.records import Trend
from indicators.wording import Lang, format_number, translated
from ingest.wording import period_words

# Of half-years only a signal is said: that nothing is special is no news.
_SIGNALS = {
    "above_limit": "above_limit",
    "below_limit": "below_limit",
    "increasing": "rising_halves",
    "decreasing": "falling_halves",
    "two_of_three_above": "two_of_three_above",
    "two_of_three_below": "two_of_three_below",
    "seven_above": "seven_above",
    "seven_below": "seven_below",
}


def years_statement(facts: Facts) -> Statement | None:
    """Whether the last five years go up or down; None where the indicator has no years."""
    trend = facts.years
    if trend is None:
        return None

    def said(lang: Lang) -> str:
        sentences = [_years(facts, trend, lang)]
        if trend.is_recast and trend.code != "cannot_say":
            sentences.append(SENTENCES.get("recast", lang))
        return " ".join(sentences)

    return Statement(
        "trend", trend.code, in_both(said), facts.definition.id, facts.shown.code, trend.last_period
    )


def half_years_statement(facts: Facts) -> Statement | None:
    """What is special about the newest half-year; None where nothing is."""
    trend = facts.half_years
    if trend is None or trend.code not in _SIGNALS:
        return None

    def said(lang: Lang) -> str:
        sentences = [_signal(facts, trend, lang)]
        if trend.is_trial:
            sentences.append(
                SENTENCES.get("trial_limits", lang, points=format_number(trend.points, lang))
            )
        if trend.is_recast:
            sentences.append(SENTENCES.get("recast", lang))
        return " ".join(sentences)

    return Statement(
        "half_years",
        trend.code,
        in_both(said),
        facts.definition.id,
        facts.shown.code,
        trend.last_period,
    )


def _years(facts: Facts, trend: Trend, lang: Lang) -> str:
    named = {"title": title(facts, lang), "place": place(facts.shown, lang)}
    if trend.code == "cannot_say":
        return SENTENCES.get(
            "cannot_say", lang, **named, reason=MISSING.get(trend.reason or "too_few_points", lang)
        )
    window = {
        "first": translated(period_words(trend.first_period), lang),
        "last": translated(period_words(trend.last_period), lang),
    }
    if trend.code == "no_significant_change":
        detectable = _change(facts, trend.detectable_80, lang)
        return SENTENCES.get(trend.code, lang, **named, **window, detectable=detectable)
    return SENTENCES.get(
        trend.code, lang, **named, **window, slope=_change(facts, trend.slope, lang)
    )


def _signal(facts: Facts, trend: Trend, lang: Lang) -> str:
    given = {
        "title": title(facts, lang),
        "place": place(facts.shown, lang),
        "last": translated(period_words(trend.last_period), lang),
        "mean": _level(facts, trend.mean, lang),
        "lower": _level(facts, trend.lower_limit, lang),
        "upper": _level(facts, trend.upper_limit, lang),
    }
    key = _SIGNALS[trend.code]
    wanted = SENTENCES.places(key)
    return SENTENCES.get(key, lang, **{name: given[name] for name in wanted})


def _change(facts: Facts, change: float | None, lang: Lang) -> str:
    """A change a year without its sign; the verb has it. Two digits of a small one."""
    size = abs(change or 0.0)
    decimals = facts.definition.decimals + (1 if size < 10**-facts.definition.decimals else 0)
    return format_number(size, lang, decimals)


def _level(facts: Facts, level: float | None, lang: Lang) -> str:
    return format_number(level or 0.0, lang, facts.definition.decimals)
