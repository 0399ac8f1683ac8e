"""One figure in words: its number with unit, bounds, period, and what must be known of it."""

from dashboard.council.content import Amount
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.marks import marks_of
from dashboard.sentences import bounds_text, value_text
from indicators.definition import Definition
from indicators.narrative.facts import Facts
from indicators.narrative.phrases import place
from indicators.values import IndicatorValue
from indicators.wording import Lang, translated


def amount_of(facts: Facts, lang: Lang) -> Amount:
    """The figure of a municipality, or of its region and then named so."""
    region = place(facts.shown, lang) if facts.is_regional else None
    return amount(facts.value, facts.definition, lang, of_area=region)


def amount(
    value: IndicatorValue, definition: Definition, lang: Lang, *, of_area: str | None = None
) -> Amount:
    """A figure that stands by itself."""
    number = value_text(value, definition, lang)
    has_value = value.value is not None
    return Amount(
        number=number,
        is_range=number is not None and not has_value,
        unit=t(f"unit.{definition.unit}", lang),
        bounds=bounds_text(value, definition, lang)
        if has_value and value.lower != value.upper
        else None,
        period=period_name(value.period_code, lang),
        marks=marks_of(value, lang, of_area=of_area),
        of_area=of_area,
    )


def per_what(definition: Definition, lang: Lang) -> str:
    """The unit with what it is per: "per 100 ontvangen meldingen van alle huiselijk geweld"."""
    unit = t(f"unit.{definition.unit}", lang)
    if definition.denominator_label is None:
        return unit
    return f"{unit} {translated(definition.denominator_label, lang)}"
