"""The figure itself in words: what it is, its parts, the sum in numbers, and its sources."""

import math

from dashboard.explaining.numbers import bracketed, count, formula_text, mark, quantity_text
from dashboard.i18n.numbers import format_date, period_name
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from indicators.definition import Definition
from indicators.explain.evaluate import Fitted
from indicators.explain.explanation import Explanation, Origin
from indicators.values import IndicatorValue
from indicators.wording import Lang, format_count, format_number, translated


def heading(explanation: Explanation, lang: Lang) -> list[str]:
    """Which figure it is, by whom it was checked, and what it is."""
    definition, value = explanation.definition, explanation.value
    checked = definition.checked_by or t("explain.nobody", lang)
    lines = [
        f"{definition.id}  {translated(definition.title, lang)}",
        t(
            "explain.definition",
            lang,
            version=value.indicator_version,
            kind=t(f"explain.kind_{definition.kind}", lang),
            checked=checked,
        ),
        t("explain.about", lang, who=t(f"population_short.{definition.population}", lang)),
        t(
            "explain.place",
            lang,
            area=area_label(explanation.area, lang),
            code=explanation.area.code,
            period=period_name(value.period_code, lang),
            status=t(f"status.{value.status}", lang),
        ),
        f"{t('explain.value', lang)}: {figure_text(value, explanation, lang)}",
    ]
    if value.is_fictitious:
        lines.append(t("banner.fictitious_title", lang))
    return lines


def parts(explanation: Explanation, lang: Lang) -> list[str]:
    """Numerator and denominator with the cells that make them up, by their numbers below."""
    lines = []
    for part in explanation.parts:
        named = t(f"explain.{part.kind}", lang)
        if part.label is not None:
            named = f"{named}: {translated(part.label, lang)}"
        elif part.kind == "denominator":
            continue
        lines += [
            named,
            f"  {formula_text(part.formula, mark)} = {quantity_text(part.quantity, lang)}",
        ]
    return lines


def arithmetic(explanation: Explanation, lang: Lang) -> list[str]:
    """The sum itself, in numbers: the value, and the least and the most that it can be."""
    definition, outcome = explanation.definition, explanation.result
    numerator, denominator = (part.formula for part in explanation.parts[:2])
    lines = [t("explain.arithmetic", lang)]

    def number(place: int) -> str:
        return count(explanation.cells[place].value, lang)

    if outcome.value is not None:
        sum_of = (
            f"{bracketed(numerator, number)} / {bracketed(denominator, number)} "
            f"x {format_count(definition.multiplier, lang)}"
            if definition.has_counts
            else formula_text(numerator, number)
        )
        lines.append(
            f"  {t('explain.value', lang)}: {sum_of} = "
            f"{format_number(outcome.value, lang, definition.decimals)}"
        )
    if outcome.lower is not None and outcome.upper is not None:
        lower, upper = bound_sums(definition, outcome.fitted, lang)
        lines += [
            *_added(explanation, lang),
            f"  {t('explain.lower', lang)}: {lower} = "
            f"{format_number(outcome.lower, lang, definition.decimals)}",
            f"  {t('explain.upper', lang)}: {upper} = "
            f"{format_number(outcome.upper, lang, definition.decimals)}",
            f"  {t('explain.rounding', lang)}",
        ]
    if outcome.value is None and explanation.value.missing_reason:
        lines.append(f"  {t(f'missing.{explanation.value.missing_reason}', lang)}")
    if definition.has_counts:
        lines.append(
            "  "
            + t(
                "explain.thresholds",
                lang,
                minimum=explanation.minimum_denominator,
                indicative=explanation.indicative_below,
            )
        )
    if explanation.value.reliability == "indicative":
        lines.append(f"  {t('sentence.indicative', lang)}")
    return lines


def region(explanation: Explanation, lang: Lang) -> list[str]:
    """The figure of the Veilig Thuis region, which the pages show instead of the area's own."""
    if explanation.region is None:
        return []
    shown, definition = explanation.region.value, explanation.definition
    lines = [
        t(
            "explain.region",
            lang,
            area=area_label(shown, lang),
            code=shown.area_code,
            value=figure_text(shown, explanation, lang),
        )
    ]
    if shown.value is not None and definition.has_counts:
        lines.append(
            f"  {count(shown.numerator, lang)} / {count(shown.denominator, lang)} "
            f"x {format_count(definition.multiplier, lang)} = "
            f"{format_number(shown.value, lang, definition.decimals)}"
        )
    return lines


def origins(explanation: Explanation, lang: Lang) -> list[str]:
    """The tables, the copies of them that were used, and the release."""
    lines = [t("explain.sources", lang)] if explanation.origins else []
    for origin in explanation.origins:
        lines += [f"  {line}" for line in _origin(origin, lang)]
    value = explanation.value
    lines.append(
        t("explain.release", lang, id=value.release_id, version=explanation.release_version)
    )
    return lines


def figure_text(value: IndicatorValue, explanation: Explanation, lang: Lang) -> str:
    """The figure, its bounds and its unit."""
    decimals = explanation.definition.decimals
    text = (
        t("explain.none", lang)
        if value.value is None
        else format_number(value.value, lang, decimals)
    )
    if value.lower is not None and value.upper is not None:
        bounds = t(
            "sentence.between",
            lang,
            lower=format_number(value.lower, lang, decimals),
            upper=format_number(value.upper, lang, decimals),
        )
        text = f"{text} ({bounds})"
    return f"{text} {t(f'unit.{value.unit}', lang)}"


def bound_sums(definition: Definition, fitted: Fitted, lang: Lang) -> tuple[str, str]:
    """How the lower and the upper bound come about, in numbers."""

    def share(counted: float | None, whole: float | None) -> str:
        if not definition.has_counts:
            return count(counted, lang)
        # Where nothing bounds the numerator, it is at most all.
        is_all = counted == math.inf
        text = "1" if is_all else f"{count(counted, lang)} / {count(whole, lang)}"
        text = f"(1 - {text})" if definition.complement else text
        return f"{text} x {format_count(definition.multiplier, lang)}"

    least = share(fitted.n_low, fitted.largest_whole)
    most = share(fitted.n_high, fitted.smallest_whole)
    return (most, least) if definition.complement else (least, most)


def _added(explanation: Explanation, lang: Lang) -> list[str]:
    """Where the query tells the rest of the denominator too: what the three leave each other."""
    if explanation.definition.complement or len(explanation.parts) < 3:
        return []
    fitted = explanation.result.fitted
    bounds = (
        (fitted.n_low, fitted.n_high),
        (fitted.m_low, fitted.m_high),
        (fitted.d_low, fitted.d_high),
    )
    texts = [f"{count(low, lang)} - {count(high, lang)}" for low, high in bounds]
    return [f"  {t('explain.added', lang, numerator=texts[0], rest=texts[1], whole=texts[2])}"]


def _origin(origin: Origin, lang: Lang) -> list[str]:
    table = origin.table
    if not table.is_delivered or table.retrieved_at is None:
        return [f"{table.id}: {t('missing_short.not_delivered', lang)}", table.url]
    return [
        f"{table.id}  {table.published_title}  {table.url}",
        "  "
        + t(
            "explain.snapshot",
            lang,
            version=table.change_key or "-",
            date=format_date(table.retrieved_at, lang),
            protocol=table.protocol or "-",
            snapshot=origin.snapshot_id or "-",
        ),
    ]
