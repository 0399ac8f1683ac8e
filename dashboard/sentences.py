"""The sentences about one figure, made from its record and its definition by rules.

Nothing is typed by hand per municipality, so a sentence can never say something else than the
table beside it. Each names the population, the area, the period and, in words, what is uncertain.
"""

import math

from dashboard.i18n.numbers import period_in_sentence
from dashboard.i18n.text import has_text, t
from indicators.definition import Definition
from indicators.values import Area, AreaLevel, IndicatorValue
from indicators.wording import Lang, format_count, format_number, translated


def has_anything(value: IndicatorValue) -> bool:
    """Whether at least one number of this figure was published or follows from what was."""
    numbers = (value.value, value.lower, value.numerator, value.denominator)
    return any(number is not None for number in numbers)


def place(name: str, level: AreaLevel, lang: Lang) -> str:
    """An area as it stands in a sentence: "Groningen", "de Veilig Thuis-regio Drenthe"."""
    key = f"place.{level}"
    return t(key, lang, name=name) if has_text(key) else name


def area_label(area: Area | IndicatorValue, lang: Lang) -> str:
    """An area as it stands in a table, where names occur at two levels (Utrecht, Groningen)."""
    name, level = (
        (area.name, area.level) if isinstance(area, Area) else (area.area_name, area.area_level)
    )
    key = f"area_label.{level}"
    return t(key, lang, name=name) if has_text(key) else name


def figure_sentences(value: IndicatorValue, definition: Definition, lang: Lang) -> list[str]:
    """What this figure says, how sure that is, and where it is missing: why."""
    period = _period(value, lang)
    somewhere = place(value.area_name, value.area_level, lang)
    amount = value_text(value, definition, lang)
    if amount is None:
        return [
            t("sentence.no_figure", lang, place=somewhere, period=period),
            reason_sentence(value, lang),
        ]
    sentences = [_statement(definition, lang, period=period, place=somewhere, value=amount)]
    if value.value is None:
        sentences += [reason_sentence(value, lang), t("sentence.only_bounds", lang)]
    elif bounds := bounds_text(value, definition, lang):
        sentences.append(t("sentence.bounds", lang, bounds=bounds))
    if value.reliability == "indicative":
        sentences.append(t("sentence.indicative", lang))
    if value.is_own_sum:
        sentences.append(t("sentence.own_sum", lang))
    return sentences


def _statement(definition: Definition, lang: Lang, **values: str) -> str:
    """The sentence that an indicator has of its own, or one made of its labels."""
    key = f"sentence.{definition.id}"
    if has_text(key):
        return t(key, lang, **values)
    values["numerator"] = translated(definition.numerator_label, lang)
    if definition.denominator_label is None:
        return t("sentence.count", lang, **values)
    denominator = translated(definition.denominator_label, lang)
    if definition.population == "all_domestic_violence":
        denominator = t("sentence.about_all", lang, label=denominator)
    unit = t(f"unit.{definition.unit}", lang)
    return t("sentence.counts", lang, unit=unit, denominator=denominator, **values)


def value_text(value: IndicatorValue, definition: Definition, lang: Lang) -> str | None:
    """The number, or the bounds where only those are known, or None. Without unit."""
    if value.value is not None:
        return format_number(value.value, lang, definition.decimals)
    return bounds_text(value, definition, lang)


def bounds_text(value: IndicatorValue, definition: Definition, lang: Lang) -> str | None:
    """ "tussen 51,1 en 51,5", or None where nothing bounds the figure."""
    if value.lower is None or value.upper is None:
        return None
    lower, upper = (
        format_number(bound, lang, 0 if bound == 0 else definition.decimals)
        for bound in (value.lower, value.upper)
    )
    return t("sentence.between", lang, lower=lower, upper=upper)


def reason_sentence(value: IndicatorValue, lang: Lang) -> str:
    """Why there is no number; empty where there is one."""
    return t(f"missing.{value.missing_reason}", lang) if value.missing_reason else ""


def short_reason(value: IndicatorValue, lang: Lang) -> str:
    """The same in a few words, for a table; empty where there is a number."""
    return t(f"missing_short.{value.missing_reason}", lang) if value.missing_reason else ""


def remarks(value: IndicatorValue, lang: Lang) -> str:
    """What a reader must know of one row: missing reason, status, small numbers, own sum."""
    if not has_anything(value):
        return short_reason(value, lang)
    words = [short_reason(value, lang), t(f"status.{value.status}", lang)]
    if value.reliability == "indicative":
        words.append(t("reliability.indicative", lang))
    if value.is_own_sum:
        words.append(t("reliability.own_sum", lang))
    return "; ".join(word for word in words if word)


def count_text(
    number: float | None, lower: float | None, upper: float | None, lang: Lang
) -> str | None:
    """A published count, or what is known of one that is not published: "ten hoogste 9"."""
    if number is not None:
        return format_count(number, lang)
    if lower is None or upper is None:
        return None
    # Counts are whole: a bound of 2,798.5 leaves nothing below 2,799.
    smallest, largest = math.ceil(lower), math.floor(upper)
    if smallest <= 0:
        return t("count.at_most", lang, largest=format_count(largest, lang))
    return t(
        "count.between",
        lang,
        smallest=format_count(smallest, lang),
        largest=format_count(largest, lang),
    )


def numerator_text(value: IndicatorValue, lang: Lang) -> str | None:
    """The numerator as far as it is known."""
    return count_text(value.numerator, value.numerator_lower, value.numerator_upper, lang)


def denominator_text(value: IndicatorValue, lang: Lang) -> str | None:
    """The denominator as far as it is known."""
    return count_text(value.denominator, value.denominator_lower, value.denominator_upper, lang)


def remainder_text(value: IndicatorValue, lang: Lang) -> str | None:
    """What a complement leaves out, as far as it is known.

    The numerator was bounded as the total minus this, so its bounds give these back exactly:
    the most that is left out is the least total minus the least numerator.
    """
    bounds = (
        value.numerator_lower,
        value.numerator_upper,
        value.denominator_lower,
        value.denominator_upper,
    )
    if any(bound is None for bound in bounds):
        return None
    low, high, total_low, total_high = (bound or 0.0 for bound in bounds)
    return count_text(None, max(0.0, total_high - high), max(0.0, total_low - low), lang)


def calculation(value: IndicatorValue, definition: Definition, lang: Lang) -> str:
    """Numerator and denominator in one line, with their own names."""
    if definition.denominator_label is None or not definition.has_counts:
        return t(f"calculation.{definition.kind}", lang)
    unknown = t("count.unknown", lang)
    numerator, label = numerator_text(value, lang), definition.numerator_label
    if definition.remainder_label and value.numerator is None:
        # What is left out is the cell that is suppressed; it says more than the rest does.
        numerator, label = remainder_text(value, lang), definition.remainder_label
    return t(
        "calculation.counts",
        lang,
        numerator=numerator or unknown,
        numerator_label=translated(label, lang),
        denominator=denominator_text(value, lang) or unknown,
        denominator_label=translated(definition.denominator_label, lang),
    )


def _period(value: IndicatorValue, lang: Lang) -> str:
    period = period_in_sentence(value.period_code, lang)
    if value.status == "definitive":
        return period
    return t("sentence.period_with_status", lang, period=period, status=_status(value, lang))


def _status(value: IndicatorValue, lang: Lang) -> str:
    return t(f"status.{value.status}", lang)
