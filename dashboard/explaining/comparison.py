"""What the figure was held against in words: counts, members, the formula in numbers, the word."""

from dashboard.explaining.numbers import count, precise, quantity_text
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from indicators.comparison.words import reason_text, rule, word
from indicators.definition import Definition
from indicators.explain.comparing import Compared, Counted, Distance
from indicators.explain.evaluate import Quantity
from indicators.explain.explanation import Explanation
from indicators.statistics.intervals import LEVEL_95, LEVEL_998, normal_quantile
from indicators.wording import Lang, format_count, format_number, translated


def comparison(explanation: Explanation, lang: Lang) -> list[str]:
    """Every benchmark of the figure, each with all that its word follows from."""
    lines = [t("explain.comparison", lang)] if explanation.compared else []
    for one in explanation.compared:
        lines.append(_name(one, explanation, lang))
        lines += [f"  {line}" for line in _counts(one, explanation, lang)]
        if one.distance:
            lines += [f"  {line}" for line in _judged(one, one.distance, explanation, lang)]
        lines += [f"  {line}" for line in _word(one, lang)]
    return lines


def _name(one: Compared, explanation: Explanation, lang: Lang) -> str:
    kind = t(f"explain.benchmark_{one.comparison.benchmark_kind}", lang)
    named = f"{area_label(one.area, lang)} ({one.area.code})" if one.area else kind
    row = one.comparison
    value = _figure(row.benchmark_value, explanation.definition, lang)
    if row.benchmark_lower is not None and row.benchmark_upper is not None:
        low, high = (
            _figure(bound, explanation.definition, lang)
            for bound in (row.benchmark_lower, row.benchmark_upper)
        )
        value = f"{value} ({t('sentence.between', lang, lower=low, upper=high)})"
    return f"{named}: {value}"


def _counts(one: Compared, explanation: Explanation, lang: Lang) -> list[str]:
    name = explanation.area.name
    lines = [
        t("explain.held", lang, counts=_pair(one.benchmark, lang)),
        t("explain.own_counts", lang, counts=_pair(one.own, lang)),
    ]
    if one.whole:
        lines.insert(0, t("explain.taken_out", lang, area=name, counts=_pair(one.whole, lang)))
    counted = [
        f"{member.area_name} ({member.area_code}): {_pair(member.counts, lang)}"
        for member in one.members
        if member.is_counted
    ]
    left_out = [
        f"{member.area_name} ({member.area_code})"
        for member in one.members
        if not member.is_counted
    ]
    if counted:
        lines.append(
            t(
                "explain.members",
                lang,
                number=len(counted),
                area=name,
                members="; ".join(counted),
            )
        )
    if left_out:
        lines.append(t("explain.left_out", lang, number=len(left_out), members="; ".join(left_out)))
    if one.comparison.is_approximated:
        lines.append(t("explain.approximated", lang))
    return lines


def _word(one: Compared, lang: Lang) -> list[str]:
    row = one.comparison
    said = translated(word(row.code), lang)
    lines = [t("explain.word", lang, word=said, rule=translated(rule(row.code), lang))]
    if row.reason:
        lines.append(translated(reason_text(row.reason), lang))
    return lines


def _judged(one: Compared, distance: Distance, explanation: Explanation, lang: Lang) -> list[str]:
    definition, row = explanation.definition, one.comparison
    per = definition.multiplier

    def shown(ratio: float) -> str:
        return precise(ratio * per, lang)

    variances = (
        distance.by_chance,
        distance.by_benchmark,
        distance.by_rounding,
        distance.tau_squared,
    )
    spread = sum(variances)
    limits = {
        "level_95": precise(normal_quantile(LEVEL_95), lang),
        "level_998": precise(normal_quantile(LEVEL_998), lang),
        "lower_95": shown(distance.limits_95[0]),
        "upper_95": shown(distance.limits_95[1]),
        "lower_998": shown(distance.limits_998[0]),
        "upper_998": shown(distance.limits_998[1]),
    }
    return [
        *_variances(one, distance, lang),
        t(
            "explain.z",
            lang,
            own=_scaled(distance, distance.ratio, lang),
            centre=_scaled(distance, distance.centre, lang),
            variances=" + ".join(precise(variance, lang) for variance in variances),
            z=format_number(distance.z, lang, 2),
        ),
        t("explain.limits", lang, s=precise(spread**0.5, lang), **limits),
        t(
            "explain.left",
            lang,
            lower=shown(distance.lowest),
            upper=shown(distance.highest),
            benchmark_lower=shown(distance.centre_lowest),
            benchmark_upper=shown(distance.centre_highest),
            farthest_lower=shown(distance.farthest_lower),
            farthest_upper=shown(distance.farthest_upper),
        ),
        t(
            "explain.together",
            lang,
            tested=row.tested,
            expected=precise(row.expected_flags_998, lang),
            unadjusted=row.flags_unadjusted,
            adjusted=row.flags_adjusted,
            phi=precise(row.phi or 0, lang),
            tau_squared=precise(distance.tau_squared, lang),
        ),
    ]


def _variances(one: Compared, distance: Distance, lang: Lang) -> list[str]:
    """The three variances that follow from counts, with their numbers filled in."""
    own, centre = one.own, precise(distance.centre, lang)
    # On each scale: what chance is divided by, and the square of the slope at the centre.
    divided, slope = {
        "proportion": ("", f"4 x {centre} x (1 - {centre})"),
        "rate": (f" x {centre}", f"4 x {centre} x {centre}"),
        "ratio": (f" x (1 + {centre})", f"4 x {centre} x (1 + {centre}) x (1 + {centre})"),
    }[distance.kind]
    size = count(own.denominator, lang)
    steps = [
        format_count((high or 0) - (low or 0), lang)
        for low, high in (
            (own.numerator_lower, own.numerator_upper),
            (own.denominator_lower, own.denominator_upper),
        )
    ]
    rounding = (
        f"({steps[0]} x {steps[0]} + {centre} x {centre} x {steps[1]} x {steps[1]}) "
        f"/ (12 x {size} x {size} x {slope})"
    )
    return [
        t(
            f"explain.by_{cause}",
            lang,
            sum=f"{formula} = {precise(variance, lang)}",
        )
        for cause, formula, variance in (
            ("chance", f"1 / (4 x {size}{divided})", distance.by_chance),
            (
                "benchmark",
                f"1 / (4 x {count(_middle(one.benchmark), lang)}{divided})",
                distance.by_benchmark,
            ),
            ("rounding", rounding, distance.by_rounding),
        )
    ]


def _middle(counts: Counted) -> float | None:
    if counts.denominator is not None:
        return counts.denominator
    if counts.denominator_lower is None or counts.denominator_upper is None:
        return None
    return (counts.denominator_lower + counts.denominator_upper) / 2


def _scaled(distance: Distance, ratio: float, lang: Lang) -> str:
    """A ratio on the scale of its kind, in signs."""
    number = precise(ratio, lang)
    if distance.kind == "rate":
        return f"sqrt({number} / {precise(distance.centre, lang)})"
    return f"{'asin' if distance.kind == 'proportion' else 'atan'}(sqrt({number}))"


def _pair(counts: Counted, lang: Lang) -> str:
    sides = (
        Quantity(counts.numerator, counts.numerator_lower, counts.numerator_upper, None),
        Quantity(counts.denominator, counts.denominator_lower, counts.denominator_upper, None),
    )
    return " / ".join(quantity_text(side, lang) for side in sides)


def _figure(number: float | None, definition: Definition, lang: Lang) -> str:
    if number is None:
        return t("explain.none", lang)
    return format_number(number, lang, definition.decimals)
